package indicator_test

import (
	"os"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

// TestPagesTellWhatIsComputed makes every page of the shipped sets and of the set
// with one of each kind: whole, in its language, with the definition's words and
// the tests that hold it.
func TestPagesTellWhatIsComputed(t *testing.T) {
	pages := 0
	for _, folder := range []string{"../../indicators", "../compute/testdata/sets"} {
		files := os.DirFS(folder)
		sets, err := indicator.Load(files, sql.Models())
		if err != nil {
			t.Fatal(err)
		}
		tests, err := indicator.LoadTests(files, sets)
		if err != nil {
			t.Fatal(err)
		}
		for i := range sets {
			for _, d := range sets[i].Definitions {
				sv := indicator.Page(&sets[i], d, tests, code.Swedish)
				en := indicator.Page(&sets[i], d, tests, code.English)
				for _, text := range []string{d.ID, d.Title.SV, d.Description.SV, d.Caveats.SV, d.Source.SV, "## Beräkning", "## Prov som definitionen klarar"} {
					if !strings.Contains(sv, text) {
						t.Errorf("%s: the Swedish page lacks %q", d.ID, text)
					}
				}
				for _, text := range []string{d.ID, d.Title.EN, d.Interpretation.EN, "## Computation", "## Tests that the definition passes"} {
					if !strings.Contains(en, text) {
						t.Errorf("%s: the English page lacks %q", d.ID, text)
					}
				}
				if strings.Contains(sv+en, "%!") || strings.Contains(sv+en, "** \n") {
					t.Errorf("%s: a page is broken:\n%s", d.ID, sv)
				}
				pages++
			}
		}
	}
	if pages < 70 {
		t.Errorf("%d pages", pages)
	}
}
