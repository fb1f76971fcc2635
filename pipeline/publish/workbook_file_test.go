package publish_test

import (
	"archive/zip"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/release/releasetest"
)

func TestWorkbookEscapesText(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 1})
	e.Publisher = `<b>"A&B"</b>`
	e.Sets[0].Title.SV = `=1+1 & <x>`
	f := openWorkbook(t, e)
	rows := raw(t, f, "Om tabellerna")
	if rows[0][0] != e.Sets[0].Title.SV {
		t.Errorf("title is %q", rows[0][0])
	}
	if formula, err := f.GetCellFormula("Om tabellerna", "A1"); err != nil || formula != "" {
		t.Errorf("the title is a formula %q %v", formula, err)
	}
}

func TestWorkbookArchiveIsSteady(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 1})
	archive, err := zip.OpenReader(filepath.Join(staged(t, e), "tables", "missbruk.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
		if !f.Modified.IsZero() && f.Modified.Year() > 1980 {
			t.Errorf("%s carries the time %v", f.Name, f.Modified)
		}
		if strings.Contains(f.Name, "calcChain") {
			t.Errorf("%s: there are formulas", f.Name)
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("parts are out of order: %v", names)
	}
}
