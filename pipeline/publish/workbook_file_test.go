package publish_test

import (
	"archive/zip"
	"os"
	"os/exec"
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

// LibreOffice, where it is installed, opens the workbook and shows the values.
func TestLibreOfficeOpensTheWorkbook(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("no LibreOffice here, or -short:", err)
	}
	e := releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 1})
	out := t.TempDir()
	cmd := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2", "--outdir", out,
		filepath.Join(staged(t, e), "tables", "missbruk.xlsx"))
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	files, err := filepath.Glob(filepath.Join(out, "*.csv"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Vilka problem och behov har brukarna?", "J35001 Totalt", "Riket", "SYNTETISKA DATA"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("LibreOffice shows no %q", want)
		}
	}
}
