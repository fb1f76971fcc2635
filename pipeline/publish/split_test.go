package publish_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// splitEdition has two indicators by age, in groups that differ, and one of them by
// severity too, for counties and the nation.
func splitEdition() *release.Edition {
	e := releasetest.Edition(releasetest.Options{Municipalities: 15, Years: 2, Seed: 6})
	set := &e.Sets[0]
	upper := []area.Type{area.County, area.Nation}
	split := func(dimension, title string, codes ...string) release.Split {
		s := release.Split{Dimension: dimension, Title: code.Text{SV: title, EN: dimension}, Grains: upper}
		for _, c := range codes {
			s.Classes = append(s.Classes, release.Class{Code: c, Title: code.Text{SV: "klass " + c, EN: "class " + c}})
		}
		return s
	}
	of := map[string][]release.Split{
		"J35001": {split(release.AgeSplit, "Åldersgrupp", "18-64", "65+"), split("svarighetsgrad", "Svårighetsgrad", "lindrig", "svar")},
		"J35003": {split(release.AgeSplit, "Åldersgrupp", "0-17", "18-64")},
	}
	var all []observation.Observation
	for _, o := range set.Observations {
		all = append(all, o)
		if !slices.Contains(upper, o.Area.Type) {
			continue
		}
		o.Rank, o.RankOf, o.Quartile, o.Change, o.Trend = nil, nil, nil, nil, ""
		for _, s := range of[o.Indicator] {
			for _, c := range s.Classes {
				one := o
				if s.Dimension == release.AgeSplit {
					one.AgeGroup = c.Code
				} else {
					one.Dimension, one.Category = s.Dimension, c.Code
				}
				all = append(all, one)
			}
		}
	}
	for i := range set.Indicators {
		set.Indicators[i].Splits = of[set.Indicators[i].ID]
	}
	slices.SortFunc(all, observation.Compare)
	set.Observations = all
	return e
}

// classCells are the published cells of a split cube, by the codes of its
// dimensions: those of the whole stand under TOT.
func classCells(e *release.Edition, dimension string, mark func(code.Status) string) map[string]string {
	all := map[string]string{}
	for _, o := range e.Sets[0].Observations {
		info, _ := e.Sets[0].Indicator(o.Indicator)
		i := slices.IndexFunc(info.Splits, func(s release.Split) bool { return s.Dimension == dimension })
		if i < 0 || !slices.Contains(info.Splits[i].Grains, o.Area.Type) {
			continue
		}
		class := "TOT"
		switch {
		case o.AgeGroup != "" && dimension == release.AgeSplit:
			class = o.AgeGroup
		case o.Dimension != "" && dimension == o.Dimension:
			class = o.Category
		case o.AgeGroup+o.Dimension != "":
			continue
		}
		text := fixed(o)
		if o.Status != code.OK {
			text = mark(o.Status)
		}
		all[strings.Join([]string{o.Area.Code, string(o.Sex), class, o.Indicator, o.Period.String()}, " ")] = text
	}
	return all
}

func TestSplitCubesHoldTheClasses(t *testing.T) {
	e := splitEdition()
	dir := staged(t, e)
	for dimension, want := range map[string]struct {
		stem  string
		codes []string
	}{
		release.AgeSplit: {"missbruk.aldersgrupp", []string{"TOT", "0-17", "18-64", "65+"}},
		"svarighetsgrad": {"missbruk.svarighetsgrad", []string{"TOT", "lindrig", "svar"}},
	} {
		name := filepath.Join(dir, "jsonstat", want.stem+".json")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var d jsonStat
		if err := json.Unmarshal(text, &d); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(d.ID, []string{"area", "sex", dimension, "indicator", "period"}) || !slices.Equal(d.Dimension[dimension].Category.Index, want.codes) {
			t.Errorf("%s: dimensions %v with the classes %v", want.stem, d.ID, d.Dimension[dimension].Category.Index)
		}
		cells := classCells(e, dimension, code.Status.Mark)
		for at, v := range d.Value {
			key := strings.Join(position(d, at), " ")
			got := d.Status[strconv.Itoa(at)]
			if v != nil {
				got = v.String()
			}
			expected, published := cells[key]
			if !published {
				expected = "."
			}
			if got != expected {
				t.Errorf("%s %s: got %s, want %s", want.stem, key, got, expected)
			}
			delete(cells, key)
		}
		if len(cells) != 0 {
			t.Errorf("%s: %d observations are not in the cube", want.stem, len(cells))
		}
		validate(t, "jsonstat/jsonstat-2.0-v1.03.schema.json", name)
		checkSplitPX(t, e, filepath.Join(dir, "px", want.stem+".px"), dimension, want.codes)
	}
	if _, err := os.Stat(filepath.Join(staged(t, releasetest.Edition(releasetest.Options{Municipalities: 15, Years: 1, Seed: 6})), "px", "missbruk.aldersgrupp.px")); !os.IsNotExist(err) {
		t.Errorf("a set without splits has a cube of them: %v", err)
	}
}

func checkSplitPX(t *testing.T, e *release.Edition, name, dimension string, classes []string) {
	t.Helper()
	keywords, cells := readPX(t, name)
	marks := map[code.Status]string{code.Suppressed: `".."`, code.Missing: `"..."`, code.NotApplicable: `"."`}
	want := classCells(e, dimension, func(s code.Status) string { return marks[s] })
	variables := append(slices.Clone(keywords["STUB"]), keywords["HEADING"]...)
	if len(variables) != 5 || !slices.Equal(keywords[`CODES("`+variables[2]+`")`], classes) {
		t.Fatalf("%s: variables %v", name, variables)
	}
	at := 0
	var walk func(codes []string)
	walk = func(codes []string) {
		if len(codes) == len(variables) {
			expected, ok := want[strings.Join(codes, " ")]
			if !ok {
				expected = `"."`
			}
			if at < len(cells) && cells[at] != expected {
				t.Errorf("%s %v: got %s, want %s", name, codes, cells[at], expected)
			}
			at++
			return
		}
		for _, c := range keywords[`CODES("`+variables[len(codes)]+`")`] {
			walk(append(slices.Clone(codes), c))
		}
	}
	walk(nil)
	if at != len(cells) {
		t.Errorf("%s: %d cells, want %d", name, len(cells), at)
	}
}

func TestTheWorkbookNamesTheClasses(t *testing.T) {
	e := splitEdition()
	f := openWorkbook(t, e)
	seen := map[string]bool{}
	for _, row := range raw(t, f, "Uppdelningar") {
		for _, text := range row {
			seen[text] = true
		}
	}
	for _, want := range []string{"klass 18-64", "Svårighetsgrad", "klass svar"} {
		if !seen[want] {
			t.Errorf("the sheet does not say %s", want)
		}
	}
	for _, row := range raw(t, f, "Definitioner") {
		if len(row) > 10 && row[0] == "J35003" && !strings.Contains(row[10], "klass 0-17, klass 18-64 (län, riket)") {
			t.Errorf("the definition says %q", row[10])
		}
	}
}
