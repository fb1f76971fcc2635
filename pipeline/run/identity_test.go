package run_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Official test numbers (Skatteverket's open list), which belong to nobody.
const (
	testNumber      = "189001019802"
	otherTestNumber = "192302189176"
)

// A file with clear identities is rejected and deleted, and no digit of them
// stays anywhere in the workspace: not in reports, registers, temporary files.
func TestClearIdentitiesAreRejectedAndNowhereKept(t *testing.T) {
	p := newPipeline(t)
	good, err := os.ReadFile(filepath.Join("..", "..", "testdata", "deliveries", "missbruk_0180_2025_1.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(good), "\r\n")
	cell := strings.Split(lines[1], ";")
	cell[1] = testNumber
	column := strings.Join(append([]string{strings.Join(cell, ";")}, lines[2:]...), "\r\n")
	files := map[string]string{
		"missbruk_0180_2025_1.csv":                lines[0] + "\r\n" + column,                                                             // in a pseudonym's place
		"missbruk_1480_2025_1.csv":                lines[0] + ";anteckning\r\n" + lines[1] + ";ring " + otherTestNumber[:8] + "-9176\r\n", // in a column of their own
		"barn_unga_" + testNumber + "_2025_1.csv": string(good),                                                                           // in the name
		"missbruk_1281_2025_1.csv":                hashedNumbers(),                                                                        // hashed without a key
		"missbruk_1280_2025_1.csv":                string(good),
		// Named in a URL's escapes, in a folder's name, and in a file that is refused
		// before it is read.
		"missbruk_1282_" + testNumber[:8] + "%2D" + testNumber[8:] + "_1.csv": "arende;orsak\n",
		testNumber[:8] + "-" + testNumber[8:] + "/missbruk_1283_2025_1.csv":   "arende;orsak\n",
		"missbruk_1284_2025_1.csv": "arende;orsak\n\x00;" + testNumber + "\n",
		// In the escapes of a text in a cell.
		"missbruk_1285_2025_1.csv": "arende;orsak;egen\na;b;{\"id\":\"" + testNumber[:8] + "\\u002d" + testNumber[8:] + "\"}\n",
	}
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(p.Workspace.Dir, "inbox", name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(p.Workspace.Dir, "inbox", name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	summary, err := p.Ingest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if summary.Rejected != len(files)-1 || summary.Accepted != 1 {
		t.Errorf("summary = %+v, want %d rejected and 1 accepted", summary, len(files)-1)
	}
	for name := range files {
		if _, err := os.Stat(filepath.Join(p.Workspace.Dir, "inbox", name)); err == nil {
			t.Errorf("%s was kept", name)
		}
	}
	wanted := [][]byte{[]byte(testNumber), []byte(testNumber[2:]), []byte(otherTestNumber), []byte(otherTestNumber[:8] + "-9176"), []byte("0101-9802"), []byte("18900101"), []byte("2D9802"), []byte("2d9802")}
	err = filepath.WalkDir(p.Workspace.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		for _, number := range wanted {
			if strings.Contains(d.Name(), string(number)) {
				t.Errorf("a name holds a number: %s", filepath.Dir(path))
			}
		}
		if d.IsDir() {
			return nil
		}
		raw, err := os.ReadFile(path)
		for _, number := range wanted {
			if bytes.Contains(raw, number) {
				t.Errorf("%s holds a number", path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// hashedNumbers is a table with the plain hash of made-up identity numbers: sixty
// persons of all ages.
func hashedNumbers() string {
	table := "arende;person;nyckel\n"
	for i := range 60 {
		nine := time.Date(1910, 1, 1+700*i, 0, 0, 0, 0, time.UTC).Format("060102") + "456"
		sum := 0
		for at, c := range nine {
			d := int(c-'0') * (2 - at%2)
			sum += d/10 + d%10
		}
		hash := sha256.Sum256([]byte(fmt.Sprintf("%s-456%d", nine[:6], (10-sum%10)%10)))
		table += fmt.Sprintf("a;b;%x\n", hash)
	}
	return table
}
