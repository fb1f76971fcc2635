package publish_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

func readPage(t *testing.T, e *release.Edition) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(staged(t, e), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPageSaysWhatItShould(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 60, Seed: 4})
	page := readPage(t, e)
	for _, want := range []string{
		`<html lang="sv">`, "SYNTETISKA DATA", "Preliminära uppgifter", "Missbruk och beroende, 2025",
		`<th scope="col" class="num">Kvinnor</th>`, "<caption>", `href="tables/missbruk.xlsx"`, `href="data/missbruk.csv"`,
		`href="manifest.json"`, "Uppgift saknas (bortfall)", `lang="en"`, "Uppgifterna är inte officiell statistik.",
		"Deltagande kommuner (",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, never := range []string{"<script", "http-equiv", " src=", "<no value>", "ZgotmplZ", "%!"} {
		if strings.Contains(page, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	for _, o := range e.Sets[0].Observations {
		if o.Area.Type == "nation" && o.Period == code.Year(2025) && o.Value != nil {
			if want := code.Number(*o.Value, o.Decimals, code.Swedish); !strings.Contains(page, ">"+want) {
				t.Errorf("%s %s: the page lacks %s", o.Indicator, o.Sex, want)
			}
		}
	}
	if strings.Contains(readPage(t, plain(e)), "SYNTETISKA") {
		t.Error("a real release calls itself synthetic")
	}
}

// plain makes an edition that is not synthetic.
func plain(e *release.Edition) *release.Edition {
	e.Synthetic = false
	for i := range e.Sets[0].Indicators {
		e.Sets[0].Indicators[i].EstimatedPopulation = false
	}
	return e
}

func TestPageEscapes(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 1})
	e.Publisher = `<script>alert("x")</script>`
	e.License = "javascript:alert(1)"
	e.Sets[0].Indicators[0].Title.SV = `"><img src=x>`
	page := readPage(t, e)
	for _, never := range []string{"<script", "<img", `href="javascript:`} {
		if strings.Contains(page, never) {
			t.Errorf("the page holds %q", never)
		}
	}
}

func TestEveryFormatOfASyntheticReleaseSaysSo(t *testing.T) {
	dir := staged(t, releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 1}))
	for name, mark := range map[string]string{
		"manifest.json": `"synthetic": true`, "metadata/release.json": "SYNTETISKA DATA", "metadata/indicators.json": `"synthetic": true`,
		"index.html": "SYNTETISKA DATA", "data/missbruk.csv": " synthetic,", "data/missbruk.parquet": "jamfor.synthetic",
	} {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), mark) {
			t.Errorf("%s does not say that it is synthetic", name)
		}
	}
}

func TestMetadataIsWhole(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 1})
	dir := staged(t, e)
	read := func(name string, into any) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(dir, "metadata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, into); err != nil {
			t.Fatal(name, err)
		}
	}
	var indicators struct {
		Sets []struct {
			Name       string
			Indicators []release.IndicatorInfo
		}
	}
	read("indicators.json", &indicators)
	if len(indicators.Sets) != 1 || len(indicators.Sets[0].Indicators) != 10 {
		t.Fatalf("%+v", indicators)
	}
	for i, info := range indicators.Sets[0].Indicators {
		want := e.Sets[0].Indicators[i]
		if info.ID != want.ID || info.Title != want.Title || info.Caveats != want.Caveats || info.Direction != want.Direction {
			t.Errorf("%s came back as %+v", want.ID, info)
		}
	}
	var areas struct {
		Areas []struct {
			Type, Code, County string
			Group              string `json:"municipality_group"`
			Name               code.Text
		}
	}
	read("areas.json", &areas)
	if len(areas.Areas) != 290+21+9+1 || areas.Areas[0].Code != "0114" || areas.Areas[0].County != "01" || areas.Areas[0].Group != "A2" {
		t.Errorf("%d areas, first %+v", len(areas.Areas), areas.Areas[0])
	}
	var facts struct {
		ID       string
		Columns  []struct{ Name string }
		Statuses []struct{ Status, Mark string }
	}
	read("release.json", &facts)
	if facts.ID != e.ID || len(facts.Columns) != len(release.Columns()) || facts.Statuses[3].Mark != ".." {
		t.Errorf("%+v", facts)
	}
}
