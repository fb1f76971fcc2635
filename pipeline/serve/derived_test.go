package serve

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/publish"
)

// What describes all releases is served under its own name and where harvesters
// look, and changes as soon as it is renamed into place.
func TestDerivedFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(releasesDir(t))); err != nil {
		t.Fatal(err)
	}
	s := newServer(t, func(c *Config) { c.Releases = dir })
	if a := get(t, s, harvestPath); a.status != 404 {
		t.Errorf("before there is a catalogue: %d", a.status)
	}
	files, err := publish.Catalogue(t.Context(), dir, "https://statistik.example.se", nil)
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Content, 0o600); err != nil {
			t.Fatal(err)
		}
		a := get(t, s, "/releases/"+f.Name)
		if a.status != 200 || a.body != string(f.Content) || a.header.Get("Content-Type") != f.MediaType || a.header.Get("Cache-Control") != cacheShort {
			t.Errorf("%s: %d %v, want %s", f.Name, a.status, a.header, f.MediaType)
		}
		if again := get(t, s, "/releases/"+f.Name, "If-None-Match", a.header.Get("ETag")); again.status != 304 {
			t.Errorf("%s asked again: %d", f.Name, again.status)
		}
		if !strings.Contains(get(t, s, "/").body, "/releases/"+f.Name) {
			t.Errorf("the page does not name %s", f.Name)
		}
	}
	if a := get(t, s, harvestPath); a.status != 200 || a.header.Get("Content-Type") != "application/rdf+xml" {
		t.Errorf("harvest: %d %v", a.status, a.header)
	}
	if err := os.WriteFile(filepath.Join(dir, "latest.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if a := get(t, s, "/releases/latest.json"); a.body != "{}" {
		t.Errorf("after a change: %s", a.body)
	}
	for from, to := range map[string]string{
		"/releases/" + firstID: "/releases/" + firstID + "/", "/releases/latest": "/releases/latest/", "/datasets/missbruk": "/releases/" + secondID + "/",
		"/catalog": "/releases/catalog.rdf", "/api/v1": "/api/v1/openapi.json", "/v3": "/#api",
	} {
		if a := get(t, s, "http://data.example"+from); a.status/100 != 3 || a.header.Get("Location") != "http://data.example"+to {
			t.Errorf("%s: %d %s", from, a.status, a.header.Get("Location"))
		}
	}
	for _, target := range []string{"/releases/manifest.json", "/releases/secret.txt", "/datasets/none"} {
		if a := get(t, s, target); a.status != 404 {
			t.Errorf("%s: %d", target, a.status)
		}
	}
}
