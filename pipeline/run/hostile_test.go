package run_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

const deliveries = "../../testdata/deliveries"

// An inbox full of hostile files, links, pipes and things that are still being
// written stops nobody: each is refused with a report, and the sound delivery
// among them is taken in.
func TestHostileInboxStopsNobody(t *testing.T) {
	p := newPipeline(t)
	inbox := filepath.Join(p.Workspace.Dir, "inbox")
	entries, err := os.ReadDir("../../testdata/hostile")
	if err != nil {
		t.Fatal(err)
	}
	hostile := 0
	for _, e := range entries {
		if e.Name() == "README.md" {
			continue
		}
		hostile++
		copyFile(t, filepath.Join("../../testdata/hostile", e.Name()), filepath.Join(inbox, fmt.Sprintf("missbruk_1480_2025_%d%s", hostile, filepath.Ext(e.Name()))))
	}
	secret := filepath.Join(t.TempDir(), "secret")
	write(t, secret, "arende;orsak\n")
	odd := map[string]func(path string) error{
		"missbruk_1281_2025_1.csv":           func(path string) error { return os.Symlink(secret, path) },
		"missbruk_1281_2025_2.csv":           func(path string) error { return unix.Mkfifo(path, 0o600) },
		"missbruk_1281_2025_3.csv":           func(path string) error { return os.Link(secret, path) },
		"missbruk_1281_2025_4":               func(path string) error { return os.Symlink(filepath.Dir(secret), path) },
		"missbruk_1281_2025_5.mappning.yaml": func(path string) error { return unix.Mkfifo(path, 0o600) },
		"missbruk_1281_2025_6.mappning.yaml": func(path string) error { return os.Symlink(secret, path) },
		"missbruk_1281_2025_5.csv":           func(path string) error { return os.WriteFile(path, []byte("a;b\n"), 0o600) },
		"missbruk_1281_2025_6.csv":           func(path string) error { return os.WriteFile(path, []byte("a;b\n"), 0o600) },
		"a..\\..\\missbruk_1281_2025_7.csv":  func(path string) error { return os.WriteFile(path, []byte("a;b\n"), 0o600) },
	}
	const mappings = 2
	for name, make := range odd {
		if err := make(filepath.Join(inbox, name)); err != nil {
			t.Fatal(err)
		}
	}
	copyFile(t, filepath.Join(deliveries, "missbruk_0180_2025_1.csv"), filepath.Join(inbox, "missbruk_0180_2025_1.csv"))
	started := time.Now()
	summary, err := p.Ingest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := hostile + len(odd) - mappings; summary.Accepted != 1 || summary.Rejected != want {
		t.Errorf("%d accepted, %d rejected, want 1 and %d", summary.Accepted, summary.Rejected, want)
	}
	if spent := time.Since(started); spent > 5*time.Minute {
		t.Errorf("it took %v", spent)
	}
	reports, err := filepath.Glob(filepath.Join(inbox, "*.rapport.txt"))
	if err != nil || len(reports) != summary.Rejected {
		t.Errorf("%d reports for %d refusals (%v)", len(reports), summary.Rejected, err)
	}
	if raw, err := os.ReadFile(secret); err != nil || string(raw) != "arende;orsak\n" {
		t.Errorf("what a link points at was touched: %v", err)
	}
}

// A file that grows while it is looked at is left alone, and is taken when it is
// finished.
func TestGrowingFileIsLeftForTheNextRun(t *testing.T) {
	p := newPipeline(t)
	path := filepath.Join(p.Workspace.Dir, "inbox", "missbruk_0180_2025_1.csv")
	copyFile(t, filepath.Join(deliveries, "missbruk_0180_2025_1.csv"), path)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	started := make(chan struct{})
	go func() {
		defer close(stopped)
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return
		}
		defer f.Close()
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := f.WriteString(strings.Repeat("x", 4096)); err != nil || n > 1<<16 {
				return
			}
			if n == 100 {
				close(started)
			}
		}
	}()
	<-started
	summary, err := p.Ingest(t.Context())
	close(stop)
	<-stopped
	if err != nil {
		t.Fatal(err)
	}
	if summary.Accepted != 0 {
		t.Errorf("half a file was accepted: %+v", summary)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the growing file is gone: %v", err)
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if summary, err = p.Ingest(t.Context()); err != nil || summary.Accepted != 1 {
		t.Errorf("the finished file: %+v, %v", summary, err)
	}
}

// A run that was stopped between the commit and the deletion of clear
// identities: the next one deletes them, notes the incident and gives the
// receipt.
func TestDeletionOfIdentitiesIsFinishedAfterAStop(t *testing.T) {
	p := newPipeline(t)
	name := "missbruk_0180_2025_1.csv"
	path := filepath.Join(p.Workspace.Dir, "inbox", name)
	content := "arende;person;anteckning\na;b;" + testNumber + "\n"
	write(t, path, content)
	if _, err := p.Ingest(t.Context()); err != nil {
		t.Fatal(err)
	}
	folders, err := filepath.Glob(filepath.Join(p.Workspace.Dir, "deliveries", "*"))
	if err != nil || len(folders) != 1 {
		t.Fatalf("deliveries: %v, %v", folders, err)
	}
	incident, receipt := filepath.Join(folders[0], "incident.json"), filepath.Join(folders[0], "kvitto.json")
	note, err := os.ReadFile(incident)
	if err != nil || strings.Contains(string(note), testNumber) || !strings.Contains(string(note), "G02") {
		t.Fatalf("the note of the incident: %v\n%s", err, note)
	}
	// As it was before the answer: file there, no note.
	write(t, path, content)
	if err := os.Remove(incident); err != nil {
		t.Fatal(err)
	}
	if summary, err := p.Ingest(t.Context()); err != nil || summary.Known != 1 {
		t.Fatalf("%+v, %v", summary, err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the identities are still in the inbox")
	}
	for _, want := range []string{incident, receipt} {
		if _, err := os.Stat(want); err != nil {
			t.Errorf("missing after the next run: %v", err)
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), syscall.S_IRUSR|syscall.S_IWUSR); err != nil {
		t.Fatal(err)
	}
}
