package publish_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/code"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// published makes a store with the editions released one after the other.
func published(t *testing.T, editions ...*release.Edition) (store *release.Store, releases string) {
	t.Helper()
	root := t.TempDir()
	releases = filepath.Join(root, "releases")
	store, err := release.NewStore(filepath.Join(root, "staged"), releases)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	for _, e := range editions {
		_, err := store.Stage(t.Context(), e, release.Terms{}, func(ctx context.Context, dir string) ([]release.FileInfo, error) {
			return publish.Write(ctx, dir, e, nil)
		})
		if err == nil {
			_, err = store.ApproveSynthetic(e.ID, at)
		}
		if err == nil {
			_, err = store.Publish(t.Context(), e.ID, at)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return store, releases
}

// twoEditions are a release and its correction, in which one value and one
// rank differ.
func twoEditions() (first, second *release.Edition) {
	opt := releasetest.Options{Municipalities: 12, Years: 2, Seed: 3}
	first, second = releasetest.Edition(opt), releasetest.Edition(opt)
	for _, e := range []*release.Edition{first, second} {
		e.Publication = release.Publication{URL: "https://statistik.example.se", Organisation: "2021000000", HighValue: true}
	}
	second.ID, second.Version, second.Created, second.Replaces = "missbruk-2026-04-01-v2", 2, "2026-04-01", first.ID
	second.Cause = code.Text{SV: "En kommun rättade sin leverans & \"mer\".", EN: "A municipality corrected its delivery."}
	rows := second.Sets[0].Observations
	changed := false
	for i := range rows {
		if rows[i].Value != nil && rows[i].Numerator == "" && !changed {
			v := *rows[i].Value + 1
			rows[i].Value, changed = &v, true
			rows[i].Lower95, rows[i].Upper95 = nil, nil
		}
	}
	if !changed {
		rows[0].Method += "x"
	}
	return first, second
}

func catalogueFiles(t *testing.T, releases string, planned ...publish.Announcement) map[string]string {
	t.Helper()
	files, err := publish.Catalogue(t.Context(), releases, "", planned)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files {
		all[f.Name] = string(f.Content)
	}
	return all
}

func TestCatalogueOfNothingIsNothing(t *testing.T) {
	if files := catalogueFiles(t, t.TempDir()); len(files) != 0 {
		t.Errorf("%d files describe no release", len(files))
	}
}

// The catalogue's three forms say the same, and what they say of files is true.
func TestCatalogueDescribesEveryFileOnce(t *testing.T) {
	first, second := twoEditions()
	_, releases := published(t, first, second)
	files := catalogueFiles(t, releases)
	var doc struct {
		Graph []map[string]json.RawMessage `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(files["catalog.jsonld"]), &doc); err != nil {
		t.Fatal(err)
	}
	nodes, triples := map[string]map[string]json.RawMessage{}, 0
	for _, n := range doc.Graph {
		var id string
		if err := json.Unmarshal(n["@id"], &id); err != nil || nodes[id] != nil {
			t.Errorf("%s is described twice (%v)", id, err)
		}
		nodes[id] = n
		for name, raw := range n {
			var values []json.RawMessage
			if name != "@id" {
				if err := json.Unmarshal(raw, &values); err != nil {
					t.Fatal(err)
				}
			}
			triples += len(values)
		}
	}
	if n := countTriples(t, files["catalog.rdf"]); n != triples {
		t.Errorf("RDF/XML has %d statements, JSON-LD %d", n, triples)
	}
	for _, m := range []string{first.ID, second.ID} {
		manifest, err := release.ReadManifest(filepath.Join(releases, m))
		if err != nil {
			t.Fatal(err)
		}
		described := 0
		for _, f := range manifest.Files {
			n := nodes["https://statistik.example.se/releases/"+m+"/"+f.Path]
			if n == nil {
				continue
			}
			described++
			var sum []map[string]string
			if err := json.Unmarshal(n["spdx:checksum"], &sum); err != nil {
				t.Fatal(err)
			}
			if told := string(nodes[sum[0]["@id"]]["spdx:checksumValue"]); !strings.Contains(told, f.SHA256) || strings.Count(told, "@value") != 1 {
				t.Errorf("%s: another checksum than the manifest's", f.Path)
			}
		}
		if described != 6 {
			t.Errorf("%s: %d distributions, want 6", m, described)
		}
	}
	for _, want := range []string{"http://dataportal.se/organisation/SE2021000000", "dcatap:hvdCategory", "previousVersion", "mailto:statistik@exempel.invalid", "SYNTETISKA DATA"} {
		if !strings.Contains(files["catalog.ttl"], want) {
			t.Errorf("the catalogue lacks %s", want)
		}
	}
}

// countTriples counts the statements of RDF/XML in which every description is flat.
func countTriples(t *testing.T, text string) int {
	t.Helper()
	decoder, depth, n := xml.NewDecoder(strings.NewReader(text)), 0, 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; depth == 3 {
				n++
			}
		case xml.EndElement:
			depth--
		}
	}
}

func TestCalendarTellsWhatIsAnnouncedUntilItCame(t *testing.T) {
	first, second := twoEditions()
	_, releases := published(t, first, second)
	past := publish.Announcement{At: time.Date(2026, 3, 31, 6, 0, 0, 0, time.UTC), Title: code.Text{SV: "Kommen"}}
	next := publish.Announcement{At: time.Date(2027, 3, 2, 7, 0, 0, 0, time.UTC), Title: code.Text{SV: "Missbruk; beroende, " + strings.Repeat("år ", 40)}}
	files := catalogueFiles(t, releases, past, next)
	if strings.Contains(files["calendar.json"], "Kommen") || !strings.Contains(files["calendar.json"], "2027-03-02T08:00:00+01:00") {
		t.Errorf("calendar:\n%s", files["calendar.json"])
	}
	ics := files["calendar.ics"]
	for line := range strings.SplitSeq(strings.TrimSuffix(ics, "\r\n"), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %s", len(line), line)
		}
	}
	whole := strings.ReplaceAll(ics, "\r\n ", "")
	for _, want := range []string{"DTSTART:20270302T070000Z\r\n", `SUMMARY:Missbruk\; beroende\, år`, "DTSTART;VALUE=DATE:20260401\r\n", "UID:missbruk-2026-04-01-v2@statistik.example.se\r\n"} {
		if !strings.Contains(whole, want) {
			t.Errorf("the calendar lacks %q:\n%s", want, whole)
		}
	}
	if strings.Count(whole, "BEGIN:VEVENT") != 3 {
		t.Errorf("%d events, want 3", strings.Count(whole, "BEGIN:VEVENT"))
	}
}

func TestCorrectionsTellCauseAndSize(t *testing.T) {
	first, second := twoEditions()
	store, releases := published(t, first, second)
	files := catalogueFiles(t, releases)
	var log struct {
		Entries []struct {
			Release, Replaces string
			Cause             code.Text
			Sets              []struct{ Added, Removed, Changed int }
		}
	}
	if err := json.Unmarshal([]byte(files["corrections.json"]), &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Entries) != 1 {
		t.Fatalf("%d entries, want the one correction", len(log.Entries))
	}
	e := log.Entries[0]
	if e.Release != second.ID || e.Replaces != first.ID || e.Cause != second.Cause || len(e.Sets) != 1 || e.Sets[0].Changed != 1 || e.Sets[0].Added+e.Sets[0].Removed != 0 {
		t.Errorf("%+v", e)
	}
	// Taken from the log that is there, the same bytes come again.
	derived, err := publish.Catalogue(t.Context(), releases, "", nil)
	if err == nil {
		err = store.PutDerived(derived)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(files, catalogueFiles(t, releases)); diff != "" {
		t.Error("another catalogue beside its own files:", diff)
	}
	list, err := release.List(releases)
	if err != nil || len(list) != 2 {
		t.Errorf("%d releases beside derived files, %v", len(list), err)
	}
	if raw := []byte(files["latest.json"]); !bytes.Contains(raw, []byte(second.ID)) {
		t.Errorf("latest: %s", raw)
	}
}
