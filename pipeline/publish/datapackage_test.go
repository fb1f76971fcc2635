package publish_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/release"
)

// The Excel variant says the same as the CSV, in another spelling.
func TestExcelCSVIsTheCSV(t *testing.T) {
	e := cubeEdition()
	e.Sets[0].Observations[0].Method = "=HYPERLINK(1)"
	dir := staged(t, e)
	plain, err := os.ReadFile(filepath.Join(dir, "data", "missbruk.csv"))
	if err != nil {
		t.Fatal(err)
	}
	excel, err := os.ReadFile(filepath.Join(dir, "tables", "missbruk.excel.csv"))
	if err != nil {
		t.Fatal(err)
	}
	excel, found := bytes.CutPrefix(excel, []byte("\ufeff"))
	if !found || bytes.Count(excel, []byte("\r\n")) != bytes.Count(excel, []byte("\n")) {
		t.Error("no byte order mark, or lines that do not end in CRLF")
	}
	if strings.Contains(string(excel), ";=") {
		t.Error("a cell would be a formula")
	}
	want, err := csv.NewReader(bytes.NewReader(plain)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(bytes.NewReader(excel))
	reader.Comma = ';'
	got, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := release.Columns()
	for n, row := range got[1:] {
		if row[len(columns)] != row[1]+" "+row[2] {
			t.Errorf("row %d ends in %q", n, row[len(columns)])
		}
		for i, c := range columns {
			if c.Kind == release.DecimalColumn {
				row[i] = strings.Replace(row[i], ",", ".", 1)
			}
			row[i] = strings.TrimPrefix(row[i], "'")
		}
		got[n+1] = row[:len(columns)]
	}
	got[0] = got[0][:len(columns)]
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDataPackageDescribesTheFiles(t *testing.T) {
	e := cubeEdition()
	dir := staged(t, e)
	name := filepath.Join(dir, "datapackage.json")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Name, Path, Type, Hash string
			Bytes                  int64
			Dialect                struct{ Delimiter string }
			Schema                 struct {
				Fields     []struct{ Name, Type string }
				PrimaryKey []string
			}
		}
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	tables := 0
	for _, r := range p.Resources {
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.Path)))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		if r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != int64(len(content)) {
			t.Errorf("%s has another digest or size", r.Path)
		}
		if r.Type != "table" {
			continue
		}
		tables++
		reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
		if r.Dialect.Delimiter != "" {
			reader.Comma = rune(r.Dialect.Delimiter[0])
		}
		records, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]int{}
		for i, f := range r.Schema.Fields {
			at[f.Name] = i
			if records[0][i] != f.Name {
				t.Errorf("column %d is %s, the schema says %s", i, records[0][i], f.Name)
			}
		}
		seen := map[string]bool{}
		for _, record := range records[1:] {
			var key []string
			for _, k := range r.Schema.PrimaryKey {
				key = append(key, record[at[k]])
			}
			if joined := strings.Join(key, "\x00"); seen[joined] {
				t.Errorf("twice: %v", key)
			} else {
				seen[joined] = true
			}
		}
	}
	if tables != 5 { // observations, the same for spreadsheets, similar municipalities, their means, unweighted means
		t.Errorf("%d tables", tables)
	}
	var w struct {
		URL         string
		TableSchema struct{ Columns []struct{ Name string } }
	}
	csvw, err := os.ReadFile(filepath.Join(dir, "data", "missbruk.csv-metadata.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(csvw, &w); err != nil {
		t.Fatal(err)
	}
	for i, c := range release.Columns() {
		if w.URL != "missbruk.csv" || w.TableSchema.Columns[i].Name != c.Name {
			t.Errorf("CSVW column %d is %s", i, w.TableSchema.Columns[i].Name)
		}
	}
	validate(t, "frictionless/v2.0_datapackage.json", name)
}
