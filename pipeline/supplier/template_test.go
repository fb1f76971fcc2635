package supplier

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/supplier/template"
	"jamfor/pipeline/validate"
)

func p1Keys(t testing.TB) *identity.P1Keyer {
	t.Helper()
	keys, err := identity.NewP1Keyer(bytes.Repeat([]byte{7}, identity.MinKeyLength))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// fill is what a person types into a cell of the template: the example, own
// numbers already pseudonymised, dates and numbers as such.
func fill(t testing.TB, col *contract.Collection, d *contract.Dataset, v template.Column) any {
	text := template.Example(contract.Core(), col, d, v)
	switch {
	case text == "":
		return nil
	case v.Type == contract.Pseudonym:
		return p1Keys(t).Local(identity.LocalPerson, "1280", text)
	case v.Type == contract.Date:
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return day
	case v.Type == contract.Decimal || v.Type == contract.Integer || v.Type == contract.Year:
		number, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if err != nil {
			t.Fatal(err)
		}
		return number
	}
	return text
}

// A filled-in template passes the check as it is, in every collection, as a
// workbook and as CSV files.
func TestFilledInTemplatesPass(t *testing.T) {
	t.Parallel()
	c := contract.Core()
	for _, name := range c.CollectionNames() {
		dir := filepath.Join(t.TempDir(), "mina mallar åäö")
		var out, errs bytes.Buffer
		if exit := Main(t.Context(), []string{"mall", name, "--kommun", "1280", "--period", "2025", "--ut", dir}, &out, &errs); exit != exitDone {
			t.Fatalf("%s: exit %d: %s", name, exit, &errs)
		}
		stem := filepath.Join(dir, name+"_1280_2025_1")
		empty, err := Check(t.Context(), stem+".xlsx", "")
		if err != nil || empty.Status != validate.Rejected {
			t.Errorf("%s: an empty template is %s (%v)", name, empty.Status, err)
		}
		fillWorkbook(t, stem+".xlsx", c.Collections[name])
		fillCSV(t, stem, c.Collections[name])
		for _, path := range []string{stem + ".xlsx", stem} {
			report, err := Check(t.Context(), path, "")
			if err != nil || report.Status != validate.Accepted {
				t.Errorf("%s: %s (%v) %+v", filepath.Base(path), report.Status, err, report.Findings)
			}
			for _, dataset := range c.Collections[name].Datasets {
				if got := report.Municipalities[0].Rows[dataset]; got != 1 {
					t.Errorf("%s: %d rows of %s, want 1", filepath.Base(path), got, dataset)
				}
			}
		}
	}
}

func fillWorkbook(t *testing.T, path string, col *contract.Collection) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, dataset := range col.Datasets {
		d := contract.Core().Datasets[dataset]
		for i, v := range template.Columns(contract.Core(), d) {
			cell, _ := excelize.CoordinatesToCellName(i+1, 2)
			if err := book.SetCellValue(dataset, cell, fill(t, col, d, v)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
}

func fillCSV(t *testing.T, folder string, col *contract.Collection) {
	t.Helper()
	for _, dataset := range col.Datasets {
		d := contract.Core().Datasets[dataset]
		var cells []string
		for _, v := range template.Columns(contract.Core(), d) {
			text := template.Example(contract.Core(), col, d, v)
			if v.Type == contract.Pseudonym {
				text = p1Keys(t).Local(identity.LocalPerson, "1280", text)
			}
			cells = append(cells, text)
		}
		file, err := os.OpenFile(filepath.Join(folder, dataset+".csv"), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(strings.Join(cells, ";") + "\r\n"); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTemplateWorkbook(t *testing.T) {
	t.Parallel()
	var first, again bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &again} {
		if err := template.Workbook(out, contract.Core(), "missbruk"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("the same template has other bytes")
	}
	book, err := excelize.OpenReader(&first)
	if err != nil {
		t.Fatal(err)
	}
	sheets := strings.Join(book.GetSheetList(), " ")
	if sheets != "Lathund arende orsak handelse insats placering matning mal Definitioner Exempel Kodlistor" {
		t.Errorf("sheets: %s", sheets)
	}
	validations, err := book.GetDataValidations("arende")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, v := range validations {
		kinds[v.Type]++
	}
	if kinds["list"] < 8 || kinds["date"] != 2 || kinds["whole"] != 1 {
		t.Errorf("validations of arende: %v", kinds)
	}
}

func TestTemplatesAreNeverOverwritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i, want := range []int{exitDone, exitFailure} {
		var out, errs bytes.Buffer
		if exit := Main(t.Context(), []string{"mall", "ekonomi", "--ut", dir}, &out, &errs); exit != want {
			t.Errorf("time %d: exit %d: %s", i+1, exit, &errs)
		}
	}
	var out, errs bytes.Buffer
	if exit := Main(t.Context(), []string{"mall", "okänd"}, &out, &errs); exit != exitUsage || !strings.Contains(errs.String(), "missbruk") {
		t.Errorf("exit %d: %s", exit, &errs)
	}
}
