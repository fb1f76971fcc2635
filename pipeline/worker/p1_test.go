package worker

import (
	"bytes"
	"context"
	"encoding/base32"
	"fmt"
	"os"
	"strings"
	"testing"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/validate"
)

// What a worker spills and stages while it sorts more than its memory holds has no
// supplier's pseudonym in it, neither as text nor packed.
func TestNoP1IsSpilledOrStaged(t *testing.T) {
	const rows = 60_000
	s := newSupplier(t, testK1)
	var arende strings.Builder
	arende.WriteString(aloneHead)
	for i := range rows {
		arende.WriteString(s.arendeLine("1280", fmt.Sprint(i), "2025-02-01", "", ""))
	}
	files := []testFile{{"arende.csv", "arende", arende.String()}}
	job := testJob("1280", files...)
	job.Limits.Memory = 1 // the least that a sorter works with
	spill, staging := spillOnDisk(t), spillOnDisk(t)
	r, err := Process(context.Background(), job, Input{
		Files: []Source{{strings.NewReader(arende.String()), int64(arende.Len())}}, Keys: testKeys(t), Spill: spill, Staging: staging,
	})
	if err != nil || r.Status != validate.Accepted {
		t.Fatalf("status %s, %v, findings %q", r.Status, err, told(r))
	}
	for name, file := range map[string]canonical.File{"spill": spill, "staging": staging} {
		raw, err := os.ReadFile(file.(*os.File).Name())
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) < 1<<20 {
			t.Fatalf("the %s file has %d bytes: nothing was tested", name, len(raw))
		}
		for i := range 40 {
			id := fmt.Sprint(i * rows / 40)
			for _, p1 := range []string{s.arende("1280", id), s.person("1280", id)} {
				for form, hidden := range p1Forms(t, p1) {
					if bytes.Contains(raw, hidden) {
						t.Errorf("the %s file holds a p1 %s", name, form)
					}
				}
			}
		}
	}
}

// p1Forms are the forms in which a p1 could be left behind.
func p1Forms(t *testing.T, p1 string) map[string][]byte {
	t.Helper()
	body := p1[len("p1-") : len(p1)-1]
	packed, err := base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding).DecodeString(body)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"as text": []byte(body), "packed": packed}
}
