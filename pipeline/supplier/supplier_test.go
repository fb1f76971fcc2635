package supplier

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func delivery(t *testing.T, name string, change func(string) string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "testdata", "deliveries", "missbruk_0180_2025_1.csv"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "min mapp åäö", name)
	if err := os.Mkdir(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(change(string(raw))), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckingBeforeSending(t *testing.T) {
	t.Parallel()
	same := func(s string) string { return s }
	for _, c := range []struct {
		name, file string
		change     func(string) string
		exit       int
		says       string
	}{
		{"a good delivery", "missbruk_0180_2025_1.csv", same, exitDone, "godkänd"},
		{"a bad date", "missbruk_0180_2025_1.csv", func(s string) string { return strings.Replace(s, "2025-01-15", "2025-02-30", 1) }, exitRejected, "rad 3"},
		{"a name that does not fit", "underlag.csv", same, exitRejected, "Namnet"},
		{"a clear identity", "missbruk_0180_2025_1.csv", func(s string) string {
			return strings.Replace(s, ";Centrum;", ";19189001019802;", 1) + "x;189001019802"
		}, exitRejected, "klartext"},
	} {
		path := delivery(t, c.file, c.change)
		var out, errs bytes.Buffer
		if exit := Main(t.Context(), []string{"kontrollera", path}, &out, &errs); exit != c.exit {
			t.Errorf("%s: exit code %d, want %d\n%s%s", c.name, exit, c.exit, &out, &errs)
		}
		if !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: says %q, want %q in it", c.name, &out, c.says)
		}
		if strings.Contains(out.String(), "189001019802") {
			t.Errorf("%s: the number is echoed", c.name)
		}
		if _, err := os.Stat(path + ".rapport.html"); err != nil {
			t.Errorf("%s: no report: %v", c.name, err)
		}
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"fly"}, {"kontrollera"}} {
		var out, errs bytes.Buffer
		if exit := Main(t.Context(), args, &out, &errs); exit != exitUsage || out.Len()+errs.Len() == 0 {
			t.Errorf("%v: exit code %d, said %q%q", args, exit, &out, &errs)
		}
	}
}
