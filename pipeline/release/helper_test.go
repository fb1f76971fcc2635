package release_test

import (
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// small is an edition of a few municipalities.
func small(seed uint64) *release.Edition {
	return releasetest.Edition(releasetest.Options{Municipalities: 12, Years: 2, Seed: seed})
}

// csvWriter writes only the CSV of each set: enough of a release for this package.
func csvWriter(e *release.Edition) release.Writer {
	return func(_ context.Context, dir string) ([]release.FileInfo, error) {
		if err := os.MkdirAll(filepath.Join(dir, "data"), 0o755); err != nil {
			return nil, err
		}
		var files []release.FileInfo
		for i := range e.Sets {
			s := &e.Sets[i]
			path := release.CSVPath(s.Name)
			info, err := release.WriteFile(filepath.Join(dir, filepath.FromSlash(path)), func(w io.Writer) error { return writeCSV(w, s) })
			if err != nil {
				return nil, err
			}
			info.Path, info.Rows, info.MediaType = path, int64(len(s.Observations)), "text/csv"
			files = append(files, info)
		}
		return files, nil
	}
}

func writeCSV(w io.Writer, s *release.Set) error {
	out := csv.NewWriter(w)
	columns := release.Columns()
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.Name
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for n := range s.Observations {
		for i, c := range columns {
			row[i] = c.Text(&s.Observations[n])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// zones is a workspace's two release zones.
type zones struct {
	*release.Store
	staged, releases string
}

func newZones(t *testing.T) zones {
	t.Helper()
	root := t.TempDir()
	z := zones{staged: filepath.Join(root, "staged"), releases: filepath.Join(root, "releases")}
	var err error
	if z.Store, err = release.NewStore(z.staged, z.releases); err != nil {
		t.Fatal(err)
	}
	return z
}

func (z zones) stage(t *testing.T, e *release.Edition) release.Candidate {
	t.Helper()
	c, err := z.Stage(t.Context(), e, release.Terms{}, csvWriter(e))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// noon is the clock of these tests.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// publish takes an edition all the way.
func (z zones) publish(t *testing.T, e *release.Edition) string {
	t.Helper()
	z.stage(t, e)
	if _, err := z.ApproveSynthetic(e.ID, noon); err != nil {
		t.Fatal(err)
	}
	if _, err := z.Publish(t.Context(), e.ID, noon); err != nil {
		t.Fatal(err)
	}
	return z.Dir(e.ID)
}

// names lists what a folder holds.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}
