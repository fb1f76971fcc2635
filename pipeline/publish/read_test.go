package publish_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"jamfor/pipeline/publish"
	"jamfor/pipeline/release/releasetest"
)

// A release read back and written again is the same bytes: nothing in any file
// comes from elsewhere than the tables and the metadata that are public.
func TestAReleaseReadBackIsTheSameBytes(t *testing.T) {
	dir := staged(t, releasetest.Edition(releasetest.Options{Municipalities: 10, Years: 2, Seed: 8}))
	e, err := publish.Read(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	want, got := folder(t, dir), folder(t, staged(t, e))
	for name := range want {
		if !bytes.Equal(want[name], got[name]) {
			t.Errorf("%s differs", name)
		}
	}
	if len(want) != len(got) {
		t.Errorf("%d files, then %d", len(want), len(got))
	}
	if _, err := publish.Read(t.Context(), filepath.Join(dir, "data")); err == nil {
		t.Error("a folder that is no release was read")
	}
}
