package worker

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

func childConfig(t *testing.T, mode string) Config {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Config{Command: []string{self, "worker-child", mode}, Dir: t.TempDir(), Keys: [][]byte{testK2}}
}

// onDisk writes the files of a job where Run can open them.
func onDisk(t *testing.T, municipality string, files ...testFile) Job {
	t.Helper()
	job := testJob(municipality, files...)
	dir := t.TempDir()
	for i, f := range files {
		job.Files[i].Path = filepath.Join(dir, f.name)
		if err := os.WriteFile(job.Files[i].Path, []byte(f.text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return job
}

func soundFile(t *testing.T) testFile {
	s := newSupplier(t, testK1)
	text := aloneHead
	for i := range 30 {
		text += s.arendeLine("1280", fmt.Sprint(i), "2025-02-01", "", "")
	}
	return testFile{"arende.csv", "arende", text}
}

func TestRunGivesWhatProcessGives(t *testing.T) {
	file := soundFile(t)
	job := onDisk(t, "1280", file)
	config := childConfig(t, "good")
	r, err := Run(context.Background(), config, job)
	if err != nil {
		t.Fatal(err)
	}
	want, staging := processFiles(t, job, file)
	if r.Status != validate.Accepted || fmt.Sprint(r.Parts) != fmt.Sprint(want.Parts) {
		t.Fatalf("status %s, parts %+v, want %+v; findings %q", r.Status, r.Parts, want.Parts, told(r))
	}
	got, err := os.ReadFile(r.Staging)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, staging.bytes) {
		t.Error("the child wrote other bytes than Process")
	}
	if len(r.Files) != 1 || len(r.Files[0].SHA256) != 64 || r.Usage.PeakResident == 0 {
		t.Errorf("files %+v, usage %+v", r.Files, r.Usage)
	}
	if left, _ := os.ReadDir(config.Dir); len(left) != 1 {
		t.Errorf("%d files are left beside the staging file", len(left)-1)
	}
}

func TestWorkerThatBreaksIsARejectedDelivery(t *testing.T) {
	small := Limits{Resident: 200 << 20, Result: 1 << 20, Wall: 20 * time.Second}
	tests := []struct {
		mode   string
		limits Limits
		rule   string
	}{
		{"grow", Limits{Wall: 20 * time.Second}, ruleMemory},
		{"swell", small, ruleMemory},
		{"sleep", Limits{Wall: 300 * time.Millisecond}, ruleTime},
		{"spin", Limits{Wall: 20 * time.Second, CPU: time.Second}, ruleTime},
		{"fill", Limits{Wall: 20 * time.Second}, ruleSize},
		{"talk", small, ruleSize},
		{"panic", small, ruleDied},
		{"die", small, ruleDied},
		{"garble", small, ruleUntrusted},
		{"lie", small, ruleUntrusted},
		{"lie about a digest", small, ruleUntrusted},
		{"lie about a municipality", small, ruleUntrusted},
		{"lie about a place", small, ruleUntrusted},
		{"lie about counts", small, ruleUntrusted},
	}
	for _, test := range tests {
		t.Run(test.mode, func(t *testing.T) {
			job := onDisk(t, "1280", soundFile(t))
			job.Limits = test.limits
			config := childConfig(t, test.mode)
			started := time.Now()
			r, err := Run(context.Background(), config, job)
			if err != nil {
				t.Fatal(err)
			}
			// Its search for identities breaks in the same way, save where there is
			// nothing to lie about.
			want := []string{test.rule, RuleUnsearched}
			if test.mode == "lie about a municipality" {
				want = want[:1]
			}
			var got []string
			for _, f := range r.Report.Findings {
				got = append(got, f.Rule)
			}
			if r.Status != validate.Rejected || !slices.Equal(got, want) || len(r.Parts) != 0 {
				t.Errorf("status %s, findings %q, want %v", r.Status, told(r), want)
			}
			if r.Municipalities[0].Municipality != "1280" || r.Municipalities[0].Status != validate.Rejected {
				t.Errorf("outcome %+v", r.Municipalities)
			}
			if took := time.Since(started); took > 15*time.Second {
				t.Errorf("it took %v", took)
			}
			if raw, _ := r.Report.JSON(); bytes.Contains(raw, []byte("1912")) {
				t.Error("what the worker said before it died is echoed")
			}
			if left, _ := os.ReadDir(config.Dir); len(left) != 0 {
				t.Errorf("%d scratch files are left", len(left))
			}
		})
	}
}

func ruled(r Result, rule string) bool {
	return slices.ContainsFunc(r.Report.Findings, func(f table.Finding) bool { return f.Rule == rule })
}

// A file that broke its worker is searched by another: with clear identities it is
// refused for them, without it is not, and what was found is not told.
func TestBrokenReadingIsFollowedByASearch(t *testing.T) {
	sound := soundFile(t)
	const number = "189001019802" // Skatteverket's open list: it belongs to nobody
	for _, test := range []struct {
		name, content string
		rules         []string
	}{
		{"sound", sound.text, []string{ruleDied}},
		{"an identity", sound.text + "x;" + number[:8] + "-" + number[8:] + "\n", []string{ruleDied, identity.RulePlace}},
		{"an identity in a workbook cut short", zippedText(t, "x "+number+" y")[:90], []string{ruleDied, identity.RulePlace}},
	} {
		t.Run(test.name, func(t *testing.T) {
			job := onDisk(t, "1280", testFile{"arende.csv", "arende", test.content})
			r, err := Run(t.Context(), childConfig(t, "die once "+filepath.Join(t.TempDir(), "note")), job)
			if err != nil || r.Status != validate.Rejected || len(r.Report.Findings) != len(test.rules) {
				t.Fatalf("status %s, %v, findings %q, want %v", r.Status, err, told(r), test.rules)
			}
			for _, rule := range test.rules {
				if !ruled(r, rule) {
					t.Errorf("findings %q, want %v", told(r), test.rules)
				}
			}
			if raw, err := json.Marshal(r); err != nil || bytes.Contains(raw, []byte(number[8:])) {
				t.Errorf("the result tells the number (%v)", err)
			}
		})
	}
}

// zippedText is an archive of one packed part, without its directory when it is cut
// behind the part.
func zippedText(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	part, err := z.Create("xl/sharedStrings.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	config := childConfig(t, "sleep")
	started := time.Now()
	_, err := Run(ctx, config, onDisk(t, "1280", soundFile(t)))
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(started) > 5*time.Second {
		t.Errorf("error %v after %v", err, time.Since(started))
	}
	if left, _ := os.ReadDir(config.Dir); len(left) != 0 {
		t.Errorf("%d scratch files are left", len(left))
	}
}

func TestOnlyPlainFilesAreOpened(t *testing.T) {
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain.csv")
	for _, err := range []error{
		os.WriteFile(plain, []byte("x"), 0o600),
		os.Symlink(plain, filepath.Join(dir, "link.csv")),
		syscall.Mkfifo(filepath.Join(dir, "pipe.csv"), 0o600),
		os.WriteFile(filepath.Join(dir, "twice.csv"), []byte("x"), 0o600),
		os.Link(filepath.Join(dir, "twice.csv"), filepath.Join(dir, "again.csv")),
		os.Mkdir(filepath.Join(dir, "folder.csv"), 0o700),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	job := testJob("1280", testFile{name: "a"}, testFile{name: "b"}, testFile{name: "c"}, testFile{name: "d"}, testFile{name: "e"}, testFile{name: "f"})
	for i, name := range []string{"link.csv", "pipe.csv", "twice.csv", "folder.csv", "none.csv", "plain.csv"} {
		job.Files[i].Path = filepath.Join(dir, name)
	}
	r, err := Run(context.Background(), childConfig(t, "good"), job)
	if err != nil {
		t.Fatal(err)
	}
	if r.Status != validate.Rejected || len(r.Report.Findings) != 5 {
		t.Errorf("findings %q", told(r))
	}
}

func TestAFileThatChangedIsNoticed(t *testing.T) {
	job := onDisk(t, "1280", soundFile(t))
	job.Files[0].SHA256 = strings.Repeat("0", 64)
	r, err := Run(context.Background(), childConfig(t, "good"), job)
	if err != nil || r.Status != validate.Rejected || r.Report.Findings[0].Rule != ruleChanged {
		t.Errorf("findings %q, error %v", told(r), err)
	}
}

func TestFaultsOfThisSideAreErrors(t *testing.T) {
	job := onDisk(t, "1280", soundFile(t))
	config := childConfig(t, "good")
	config.Keys = [][]byte{[]byte("short")}
	if _, err := Run(context.Background(), config, job); err == nil || !strings.Contains(err.Error(), "key is too short") {
		t.Errorf("a short key: %v", err)
	}
	config = childConfig(t, "good")
	config.Command = []string{"/does/not/exist"}
	if _, err := Run(context.Background(), config, job); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no program: %v", err)
	}
	if _, err := Run(context.Background(), Config{}, job); !errors.Is(err, ErrJob) {
		t.Errorf("no configuration: %v", err)
	}
}

func TestMainRefusesToBeStartedByHand(t *testing.T) {
	var notes bytes.Buffer
	if exit := Main([]string{"--help"}, nil, nil, &notes); exit != exitUsage || notes.Len() == 0 {
		t.Errorf("exit %d, said %q", exit, notes.String())
	}
}

func TestZeroReportsNeedNoChild(t *testing.T) {
	job := onDisk(t, "1280", testFile{name: "missbruk_1280_2025_1.nollrapport", text: "Vi har inga ärenden."})
	job.Zero = true
	config := childConfig(t, "die")
	r, err := Run(context.Background(), config, job)
	if err != nil || r.Status != validate.Accepted || !r.Municipalities[0].Zero || len(r.Files[0].SHA256) != 64 {
		t.Errorf("%+v, %v", r, err)
	}
	if err := os.WriteFile(job.Files[0].Path, make([]byte, maxZero+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err = Run(context.Background(), config, job); err != nil || r.Status != validate.Rejected {
		t.Errorf("a large nollrapport: %s, %v", r.Status, err)
	}
}
