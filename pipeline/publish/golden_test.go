package publish_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

var update = flag.Bool("update", false, "rewrite the golden files of testdata")

// goldenEdition is one indicator over two years with a few areas of every type
// and every status, age groups for the nation, and a correction's cause.
func goldenEdition() *release.Edition {
	e := releasetest.Edition(releasetest.Options{Municipalities: 40, Years: 2, Seed: 11})
	set := &e.Sets[0]
	set.Indicators = set.Indicators[2:3]
	perType := map[area.Type]map[string]bool{}
	set.Observations = slices.DeleteFunc(set.Observations, func(o observation.Observation) bool {
		if perType[o.Area.Type] == nil {
			perType[o.Area.Type] = map[string]bool{}
		}
		of := perType[o.Area.Type]
		if o.Indicator == "J35003" && len(of) < 8 {
			of[o.Area.Code] = true
		}
		return o.Indicator != "J35003" || !of[o.Area.Code]
	})
	var aged []observation.Observation
	for _, o := range set.Observations {
		if o.Area.Type == area.Nation && o.Sex == code.TotalSex {
			o.AgeGroup, o.Change, o.Trend = "18-64", nil, ""
			aged = append(aged, o)
		}
	}
	set.Indicators[0].Splits = []release.Split{{
		Dimension: release.AgeSplit, Title: code.Text{SV: "Åldersgrupp", EN: "Age group"}, Grains: []area.Type{area.Nation},
		Classes: []release.Class{{Code: "18-64", Title: code.Text{SV: "18–64 år", EN: "aged 18–64"}}},
	}}
	set.Observations = append(set.Observations, aged...)
	slices.SortFunc(set.Observations, observation.Compare)
	e.ID, e.Version, e.Replaces = "missbruk-2026-03-01-v2", 2, "missbruk-2026-03-01-v1"
	e.Cause = code.Text{SV: "En kommun rättade sin leverans.", EN: "A municipality corrected its delivery."}
	return e
}

// TestGoldenFiles keeps what a release looks like under review: a change of any
// byte of the text formats, or of any cell of the workbook, shows in a diff.
func TestGoldenFiles(t *testing.T) {
	dir := staged(t, goldenEdition())
	files := map[string]string{"workbook.txt": dump(t, filepath.Join(dir, "tables", "missbruk.xlsx"))}
	for _, name := range []string{
		"data/missbruk.csv", "tables/missbruk.excel.csv", "data/missbruk.csv-metadata.json", "jsonstat/missbruk.json", "px/missbruk.px",
		"jsonstat/missbruk.aldersgrupp.json", "px/missbruk.aldersgrupp.px",
		"metadata/indicators.json", "metadata/release.json", "index.html",
	} {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = string(text)
	}
	// Digests of files that depend on the compressing libraries stay out.
	files["index.html"] = withoutDigests(files["index.html"])
	for name, got := range files {
		golden := filepath.Join("testdata", "golden", name)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s differs from its golden file (rewrite with -update and review):\n%s", name, diff)
		}
	}
}

// withoutDigests blanks what a page says of files: digests and sizes.
func withoutDigests(page string) string {
	lines := strings.Split(page, "\n")
	for i, line := range lines {
		before, rest, found := strings.Cut(line, `<div class="digest">`)
		if !found {
			continue
		}
		_, after, _ := strings.Cut(rest, "</div>")
		last := strings.LastIndex(after, `<td class="num">`)
		lines[i] = before + after[:last] + "…"
	}
	return strings.Join(lines, "\n")
}

// dump writes a workbook as text: every sheet, row by row, cells as shown.
func dump(t *testing.T, name string) string {
	t.Helper()
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if i == 40 {
				fmt.Fprintf(&b, "… %d more rows\n", len(rows)-i)
				break
			}
			b.WriteString(strings.ReplaceAll(strings.Join(row, " | "), "\n", "⏎") + "\n")
		}
	}
	return b.String()
}
