package synthetic

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/area"
)

// tree maps every file below dir to its digest.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		rel, err := filepath.Rel(dir, path)
		files[rel] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var small = Options{Scale: 0.004, Seed: 1, FirstYear: 2024, LastYear: 2025}

func TestSameSeedSameBytes(t *testing.T) {
	a, b, c := t.TempDir(), t.TempDir(), t.TempDir()
	summary, err := Generate(t.Context(), a, small, nil)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(2100 * time.Millisecond) // zip times have two-second steps
	if _, err := Generate(t.Context(), b, small, nil); err != nil {
		t.Fatal(err)
	}
	other := small
	other.Seed = 2
	if _, err := Generate(t.Context(), c, other, nil); err != nil {
		t.Fatal(err)
	}
	first, second, third := tree(t, a), tree(t, b), tree(t, c)
	if fmt.Sprint(first) != fmt.Sprint(second) {
		for name, digest := range first {
			if second[name] != digest {
				t.Errorf("%s differs between two runs of one seed", name)
			}
		}
	}
	name := "fou-05/missbruk_multi_2025_1/arende.csv"
	if first[name] == "" || first[name] == third[name] {
		t.Errorf("%s: seeds 1 and 2 give the same rows, or none", name)
	}
	if summary.Deliveries < 150 || summary.Rows < 20_000 || len(summary.Faulty) < 9 {
		t.Errorf("summary = %+v", summary)
	}
}

func TestEveryMunicipalityHasItsPlace(t *testing.T) {
	g := &generator{Options: small, areas: area.Default(), municipalities: small.municipalities()}
	for _, collection := range caseCollections {
		seen := map[string]int{}
		for _, d := range g.planCases(collection, 2025) {
			for _, code := range d.municipalities {
				if d.sequence == 1 {
					seen[code]++
				}
			}
		}
		if len(seen) < 270 || len(seen) > 290 {
			t.Errorf("%s: %d municipalities deliver, want most of 290 and not all", collection, len(seen))
		}
		for code, n := range seen {
			if n > 1 {
				t.Errorf("%s: %s delivers %d times", collection, code, n)
			}
		}
	}
}

func TestFilesLookAsSuppliersSendThem(t *testing.T) {
	dir := t.TempDir()
	if _, err := Generate(t.Context(), dir, small, nil); err != nil {
		t.Fatal(err)
	}
	head := func(name string) []byte {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return raw[:min(len(raw), 64)]
	}
	if got := head("fou-05/missbruk_multi_2025_1/arende.csv"); !bytes.HasPrefix(got, []byte("\ufeffarende;person;")) {
		t.Errorf("UTF-8 file begins %q", got)
	}
	if got := head("fou-06/missbruk_multi_2025_1/arende.csv"); !bytes.HasPrefix(got, []byte("\xc4rende;Person;")) {
		t.Errorf("Windows-1252 file begins %q", got)
	}
	if got := head("fou-01/barn_unga_multi_2025_1/arende.parquet"); !bytes.HasPrefix(got, []byte("PAR1")) {
		t.Errorf("Parquet file begins %q", got)
	}
	if got := head("fou-09/missbruk_multi_2025_1.xlsx"); !bytes.HasPrefix(got, []byte("PK")) {
		t.Errorf("workbook begins %q", got)
	}
	for name := range tree(t, dir) {
		if strings.HasSuffix(name, ".part") {
			t.Errorf("leftover %s", name)
		}
	}
}

func TestNewCollectionsComeInTheLastYear(t *testing.T) {
	count := func(o Options) map[string]int {
		g := &generator{Options: o, areas: area.Default(), municipalities: o.municipalities()}
		years := map[string]int{}
		for _, d := range g.plan() {
			if d.municipality == "multi" && d.supplier == "nationell" {
				years[d.collection]++
			}
		}
		return years
	}
	got := count(Options{Scale: 0.2, Seed: 1, FirstYear: 2023, LastYear: 2025})
	for _, collection := range newCollections {
		if got[collection] != 1 {
			t.Errorf("%s is sent %d times, want once", collection, got[collection])
		}
	}
	if got["enkat"] != 3 {
		t.Errorf("surveys are sent %d times, want every year", got["enkat"])
	}
	if tiny := count(small); tiny["vald"] != 0 {
		t.Error("a tiny nation has no cases for new collections")
	}
}
