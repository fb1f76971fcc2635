package lake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apache/iceberg-go"
)

func TestVerifyNamesTheBrokenFile(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	w.commit(t, firstCommit()...)
	v := w.commit(t, secondCommit()...)
	files, err := w.digestsAt(ctx, v.Number)
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		path := w.disk.path(f.name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		flipped := append([]byte{}, whole...)
		flipped[len(flipped)/2] ^= 1
		overwrite(t, path, flipped)
		damages, err := w.Verify(ctx, v)
		if err != nil || len(damages) != 1 || damages[0].File != f.name {
			t.Errorf("%s: damages %v (%v)", f.name, damages, err)
		}
		overwrite(t, path, whole)
	}
	gone := w.disk.path(files[0].name)
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	damages, err := w.Verify(ctx, v)
	if err != nil || len(damages) != 1 || damages[0] != (Damage{files[0].name, "the file is missing"}) {
		t.Errorf("missing file: %v (%v)", damages, err)
	}
}

func overwrite(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, content, 0o600), os.Chmod(path, fileMode)); err != nil {
		t.Fatal(err)
	}
}

func TestVerifySeesAChangedRegister(t *testing.T) {
	for _, change := range []string{
		"UPDATE part SET rows = rows + 1 WHERE municipality = '0180'",
		"UPDATE part SET sha256 = '" + digestOf("x") + "', file = file || 'x' WHERE municipality = '0180'",
		"UPDATE in_force SET outcome = 'zero_report' WHERE municipality = '0180'",
		"UPDATE in_force SET municipality = '0181' WHERE municipality = '0180'",
		"UPDATE in_force SET until = 2 WHERE municipality = '0180'",
		"UPDATE delivery SET content_sha256 = '" + digestOf("x") + "' WHERE id = 'b1'",
		"UPDATE version SET committed = '2020-01-01T00:00:00.000000000Z' WHERE number = 1",
		"UPDATE version_table SET snapshot_id = 9 WHERE version = 1",
		"UPDATE metadata_file SET sha256 = '' WHERE version = 1",
	} {
		w := newWorkspace(t)
		w.commit(t, firstCommit()...)
		v := w.commit(t, secondCommit()...)
		result, err := w.db.Exec(change)
		if err != nil {
			t.Fatal(err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			t.Fatal(err)
		}
		damages, err := w.Verify(context.Background(), v)
		if err != nil || n == 0 || len(damages) == 0 {
			t.Errorf("%s: %d rows, damages %v (%v)", change, n, damages, err)
		}
	}
}

// The register and the table disagree: no file list is given at all.
func TestFilesRefusesATableThatDiffers(t *testing.T) {
	ctx := context.Background()
	for name, change := range map[string]string{
		"a file less in the register": "UPDATE in_force SET until = 1 WHERE municipality = '0180'",
		"other rows":                  "UPDATE part SET rows = rows + 1 WHERE municipality = '0180'",
		"another file":                "UPDATE part SET file = replace(file, 'data/', 'data/x/') WHERE municipality = '0180'",
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t)
			v := w.commit(t, firstCommit()...)
			if _, err := w.db.Exec(change); err != nil {
				t.Fatal(err)
			}
			view, err := w.Snapshot(ctx, v)
			if err != nil {
				t.Fatal(err)
			}
			if files, err := view.Files(ctx, "arende", Selection{}); !errors.Is(err, ErrDamaged) {
				t.Errorf("files %v, error %v", files, err)
			}
		})
	}
}

func TestDeleteManifestsAreAnError(t *testing.T) {
	m := iceberg.NewManifestFile(2, "file:///x", 1, 0, 1).Content(iceberg.ManifestContentDeletes).Build()
	if _, err := readManifest(context.Background(), fileIO{}, m); !errors.Is(err, ErrDamaged) {
		t.Errorf("error = %v", err)
	}
}

func TestNothingOutsideTheLakeIsRead(t *testing.T) {
	root := t.TempDir()
	files := fileIO{locations{base: "file:///then", root: root}}
	for _, location := range []string{"file:///etc/passwd", "file:///then/../etc/passwd", "/etc/passwd", "file:///then", "s3://then/x"} {
		if _, err := files.Open(location); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", location, err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "in"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := files.Open("file:///then/in")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if err := files.Remove("file:///then/in"); !errors.Is(err, ErrReadOnly) {
		t.Errorf("remove: %v", err)
	}
}

// A table head that some other program moved, as if it had committed: the next
// commit brings the table back to what the register says.
func TestACommitHealsATable(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	w.commit(t, firstCommit()...)
	heads, err := tableHeads(ctx, w.db, 1)
	if err != nil {
		t.Fatal(err)
	}
	// A table with another file list, made as version 5 of another lake state.
	h := heads["arende"]
	stored, err := filesAt(ctx, w.db, "arende", 1)
	if err != nil {
		t.Fatal(err)
	}
	foreign, written, err := w.commitTable(ctx, Version{Number: 5, Run: "foreign"}, &h, "arende", stored[:1])
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range written {
		if _, err := w.db.Exec("INSERT INTO metadata_file VALUES (?, 1, ?)", f.name, f.sha256); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.db.Exec("UPDATE version_table SET snapshot_id = 5, metadata_location = ? WHERE dataset = 'arende'", foreign.location); err != nil {
		t.Fatal(err)
	}
	v := w.commit(t, secondCommit()...)
	if got := content(t, w.Lake, v); len(got) != len(afterSecond) {
		t.Errorf("content %v", got)
	}
}

func TestReadersBesideAWriter(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	w.commit(t, firstCommit()...)
	var group sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		reader := open(t, w.dir, Options{ReadOnly: true})
		group.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				v, err := reader.Latest(ctx)
				if err != nil {
					t.Error(err)
					return
				}
				if got := content(t, reader, v); got["0180/missbruk/2025/arende"] != "b1 7" {
					t.Errorf("version %d: %v", v.Number, got)
				}
			}
		})
	}
	for i := range 8 {
		w.commit(t, addiction("a"+strings.Repeat("x", i+1), "1280", i+2, map[string]int{"arende": i + 1}))
	}
	close(done)
	group.Wait()
	sound(t, w.Lake)
}
