package publish_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

func reportOf(t *testing.T, dir string, kind, areaCode string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "reports", kind, areaCode+".html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// Every area that has observations has a report, and each report shows the
// area's own values, Swedish numbers and all, and a mark where there is none.
func TestReportsShowTheAreasOwnValues(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 30, Years: 3, Seed: 4})
	dir := staged(t, e)
	set := &e.Sets[0]
	kinds := map[area.Type]string{area.Municipality: "kommun", area.County: "lan"}
	pages := map[area.ID]string{}
	checked := 0
	for i := range set.Observations {
		o := &set.Observations[i]
		kind := kinds[o.Area.Type]
		if kind == "" || o.Sex != code.TotalSex || o.AgeGroup != "" || o.Period != set.Latest() {
			continue
		}
		if pages[o.Area] == "" {
			pages[o.Area] = reportOf(t, dir, kind, o.Area.Code)
		}
		row := rowOf(t, pages[o.Area], set.Name+"-"+o.Indicator)
		info, _ := set.Indicator(o.Indicator)
		want := `<abbr title="` + o.Status.Text().SV + `">` + o.Status.Mark() + "</abbr>"
		if o.Value != nil {
			want = code.Number(*o.Value, info.Decimals, code.Swedish)
		}
		if !strings.Contains(row, `<td class="num own">`+want) && !strings.Contains(row, ">"+want+"*</abbr>") {
			t.Errorf("%s %s: want %s in %s", o.Area.Code, o.Indicator, want, row)
		}
		if o.Value == nil && strings.Contains(row, "<svg") {
			t.Errorf("%s %s: a chart of nothing", o.Area.Code, o.Indicator)
		}
		checked++
	}
	if checked < 300 {
		t.Fatalf("only %d values checked", checked)
	}
}

func rowOf(t *testing.T, page, anchor string) string {
	t.Helper()
	_, after, found := strings.Cut(page, `id="`+anchor+`"`)
	if !found {
		t.Fatalf("no row %s", anchor)
	}
	row, _, _ := strings.Cut(after, "</tr>")
	return row
}

// A report is well-formed, runs nothing, fetches nothing, and names every chart.
func TestReportIsAccessibleAndStandsAlone(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 30, Years: 3, Seed: 4})
	e.Publisher = `Verket <script>alert(1)</script>`
	dir := staged(t, e)
	for _, page := range []string{reportOf(t, dir, "kommun", "0114"), reportOf(t, dir, "lan", "01")} {
		for _, never := range []string{"<script", "http://", "https://", "<img", "onload", "javascript:"} {
			if strings.Contains(page, never) {
				t.Errorf("the page holds %q", never)
			}
		}
		for _, want := range []string{`<html lang="sv">`, "<caption>", `scope="row"`, `scope="col"`, "SYNTETISKA DATA", "@page{size:A4"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
		charts := strings.Count(page, `role="img"`)
		if charts == 0 || strings.Count(page, "<svg")-strings.Count(page, `aria-hidden="true"><`) != charts || strings.Count(page, "<title>") != charts+1 {
			t.Errorf("%d charts, %d titles", charts, strings.Count(page, "<title>"))
		}
		checkWellFormed(t, page)
	}
}

// checkWellFormed reads a page as XML, which reports are written to be.
func checkWellFormed(t *testing.T, page string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(page))
	decoder.Entity = xml.HTMLEntity
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
	}
}

// What is hidden leaves no trace: reports made from an edition in which a value
// is hidden hold neither it nor a mark on a chart.
func TestReportOfAHiddenValueHasNoChart(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 30, Years: 1, Seed: 4})
	set := &e.Sets[0]
	for i := range set.Observations {
		o := &set.Observations[i]
		if o.Area.Code == "0114" && o.Indicator == "J35003" {
			*o = observation.Observation{
				Indicator: o.Indicator, Area: o.Area, AreaName: o.AreaName, Period: o.Period, Sex: o.Sex,
				Status: code.Suppressed, Reason: "confidential", Decimals: o.Decimals,
			}
		}
	}
	row := rowOf(t, reportOf(t, staged(t, e), "kommun", "0114"), set.Name+"-J35003")
	if strings.Contains(row, "<svg") || !strings.Contains(row, `">..</abbr>`) {
		t.Errorf("row: %s", row)
	}
}

func TestDirectionTurnsTheSpine(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 60, Years: 1, Seed: 4})
	set := &e.Sets[0]
	dir := staged(t, e)
	marks := 0
	for _, info := range set.Indicators {
		if info.Direction == release.None || info.Kind == "count" {
			continue
		}
		for i := range set.Observations {
			o := &set.Observations[i]
			if o.Indicator != info.ID || o.Area.Type != area.Municipality || o.Sex != code.TotalSex || o.Value == nil || o.AgeGroup != "" {
				continue
			}
			row := rowOf(t, reportOf(t, dir, "kommun", o.Area.Code), set.Name+"-"+info.ID)
			for versus, class := range map[string]string{"better": `class="b" d="M`, "worse": `class="w" d="M`} {
				_, after, found := strings.Cut(row, class)
				if o.VsNation != versus || !found {
					continue
				}
				x, _, _ := strings.Cut(after, " ")
				if right := x > "65.0" && len(x) >= 4 || len(x) >= 5; right != (versus == "better") {
					t.Errorf("%s %s: %s than the nation lies at %s", info.ID, o.Area.Code, versus, x)
				}
				marks++
			}
		}
	}
	if marks == 0 {
		t.Error("no mark to look at")
	}
}
