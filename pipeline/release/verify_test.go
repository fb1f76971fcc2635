package release_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/release"
)

func replaceOnce(t *testing.T, text, old, with string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("no %q in the text", old)
	}
	return strings.Replace(text, old, with, 1)
}

// rewriteCSV changes the data of a released folder and corrects its manifest, as
// somebody who controls the folder could.
func rewriteCSV(t *testing.T, dir string, change func(string) string) {
	t.Helper()
	name := filepath.Join(dir, "data", "missbruk.csv")
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	changed := []byte(change(string(raw)))
	if err := os.WriteFile(name, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := release.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(changed)
	m.Files[0].SHA256, m.Files[0].Bytes = hex.EncodeToString(sum[:]), int64(len(changed))
	f, err := os.Create(filepath.Join(dir, release.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Encode(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyNamesWhatIsWrong(t *testing.T) {
	csvName := filepath.Join("data", "missbruk.csv")
	for _, tt := range []struct {
		name  string
		alter func(t *testing.T, dir string)
		want  string
	}{
		{"changed byte", func(t *testing.T, dir string) { appendTo(t, filepath.Join(dir, csvName), " ") }, "skiljer sig från manifestet"},
		{"missing file", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, csvName)); err != nil {
				t.Fatal(err)
			}
		}, "filen saknas"},
		{"unlisted file", func(t *testing.T, dir string) { appendTo(t, filepath.Join(dir, "notes.txt"), "x") }, "finns inte i manifestet"},
		{"unlisted temporary", func(t *testing.T, dir string) { appendTo(t, filepath.Join(dir, "data", ".tmp-x"), "x") }, "finns inte i manifestet"},
		{"symbolic link", func(t *testing.T, dir string) {
			if err := os.Rename(filepath.Join(dir, csvName), filepath.Join(dir, "moved")); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(filepath.Join(dir, "moved"), filepath.Join(dir, csvName)); err != nil {
				t.Fatal(err)
			}
		}, "inte en vanlig fil"},
		{"row lost", func(t *testing.T, dir string) {
			rewriteCSV(t, dir, func(s string) string { return s[:strings.LastIndex(strings.TrimSuffix(s, "\n"), "\n")+1] })
		}, "antalet rader"},
		{"rows swapped", func(t *testing.T, dir string) {
			rewriteCSV(t, dir, func(s string) string {
				lines := strings.SplitAfter(s, "\n")
				lines[1], lines[2] = lines[2], lines[1]
				return strings.Join(lines, "")
			})
		}, "fel ordning"},
		{"hidden value shown", func(t *testing.T, dir string) {
			rewriteCSV(t, dir, func(s string) string { return replaceOnce(t, s, ",,,,suppressed,", ",,4,,suppressed,") })
		}, "bär ett tal"},
		{"not a number", func(t *testing.T, dir string) {
			rewriteCSV(t, dir, func(s string) string { return replaceOnce(t, s, ",T,,", ",T,,1e3") })
		}, "kan inte läsas"},
		{"unknown status", func(t *testing.T, dir string) {
			rewriteCSV(t, dir, func(s string) string { return replaceOnce(t, s, ",suppressed,", ",secret,") })
		}, "okänd status"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			z := newZones(t)
			dir := z.publish(t, small(3))
			tt.alter(t, dir)
			report, err := release.Verify(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if report.Err() == nil || !strings.Contains(report.Err().Error(), tt.want) {
				t.Errorf("got %v, want %q", report.Err(), tt.want)
			}
		})
	}
}

func TestVerifyHolds(t *testing.T) {
	z := newZones(t)
	e := small(3)
	report, err := release.Verify(t.Context(), z.publish(t, e))
	if err != nil || report.Err() != nil {
		t.Fatal(err, report.Err())
	}
	if report.Files != 1 || report.Rows != int64(len(e.Sets[0].Observations)) {
		t.Errorf("%d files, %d rows", report.Files, report.Rows)
	}
}

func TestManifestIsRefused(t *testing.T) {
	const head = `{"format":1,"id":"a-1","files":[`
	for name, text := range map[string]string{
		"unknown format":   `{"format":2,"id":"a-1"}`,
		"no format":        `{"id":"a-1"}`,
		"unknown field":    `{"format":1,"id":"a-1","surprise":1}`,
		"bad id":           `{"format":1,"id":"../a"}`,
		"path above":       head + `{"path":"../x"}]}`,
		"absolute path":    head + `{"path":"/etc/passwd"}]}`,
		"path of itself":   head + `{"path":"manifest.json"}]}`,
		"listed twice":     head + `{"path":"a"},{"path":"a"}]}`,
		"out of order":     head + `{"path":"b"},{"path":"a"}]}`,
		"not JSON":         `manifest`,
		"cut in the midst": head,
	} {
		if _, err := release.ParseManifest([]byte(text)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(`{"format":1,"id":"a-1","version":1,"files":[{"path":"data/a.csv","sha256":"","bytes":1,"rows":1}]}`))
	f.Add([]byte(`{"format":9}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := release.ParseManifest(raw)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			if !filepath.IsLocal(filepath.FromSlash(file.Path)) {
				t.Errorf("path %q leaves the folder", file.Path)
			}
		}
	})
}
