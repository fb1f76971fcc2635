package supplier

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/identity"
)

// official are test numbers that Skatteverket publishes for this use.
var official = []string{"189001019802", "189001159806", "189001299800", "189002129808", "191401682396"}

// spellings writes a number as people and spreadsheets do.
func spellings(n string) []string {
	short := n[2:8] + "+" + n[8:] // born more than a hundred years ago
	all := []string{
		n, n[:8] + "-" + n[8:], n[:8] + " " + n[8:], short,
		n[:4] + "-" + n[4:6] + "-" + n[6:8] + "-" + n[8:], n + ".0", n + ",0", "'" + n, `="` + n + `"`,
		n[:1] + "." + n[1:] + "E+11", n[:1] + "," + n[1:] + "E+11", " " + n + "\u00a0",
	}
	for _, dash := range []string{"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"} {
		all = append(all, n[:8]+dash+n[8:])
	}
	wide := strings.Map(func(r rune) rune { return r - '0' + '０' }, n)
	return append(all, wide)
}

// desk is a supplier's folder with a key.
type desk struct {
	t         *testing.T
	dir, key  string
	out, errs bytes.Buffer
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: filepath.Join(t.TempDir(), "Uttag från Åsa")}
	if err := os.Mkdir(d.dir, 0o750); err != nil {
		t.Fatal(err)
	}
	d.run(exitDone, "nyckel", "skapa", "pseudonym", "--id", "prov", "--ut", d.dir)
	d.key = filepath.Join(d.dir, "prov.nyckel")
	return d
}

// run runs a command and wants an exit code. What it says is kept.
func (d *desk) run(exit int, args ...string) {
	d.t.Helper()
	if got := Main(d.t.Context(), args, &d.out, &d.errs); got != exit {
		d.t.Fatalf("leverera %s: exit code %d, want %d\n%s%s", args[0], got, exit, &d.out, &d.errs)
	}
}

func (d *desk) write(name, text string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// rows reads a CSV that was written.
func (d *desk) rows(name string) [][]string {
	d.t.Helper()
	f, err := os.Open(filepath.Join(d.dir, "ut", name))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		d.t.Fatal(err)
	}
	return rows
}

// grep looks for a text in everything that was said and written.
func (d *desk) grep(what string) {
	d.t.Helper()
	if strings.Contains(d.out.String()+d.errs.String(), what) {
		d.t.Errorf("%q is said on the screen", what)
	}
	err := filepath.WalkDir(filepath.Join(d.dir, "ut"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err == nil && bytes.Contains(raw, []byte(what)) {
			d.t.Errorf("%q stands in %s", what, e.Name())
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

const head = "arende;person;namn;enhet;omrade;kon;fodelsear;start;anteckning\n"

func TestEverySpellingOfANumberIsOnePerson(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var text strings.Builder
	text.WriteString(head)
	row := 0
	for _, n := range official {
		for _, spelling := range spellings(n) {
			row++
			fmt.Fprintf(&text, "A%d;%s;Test Testsson;Centrum;missbruk;;;2025-01-15;ring %s\n", row, `"`+strings.ReplaceAll(spelling, `"`, `""`)+`"`, n)
		}
	}
	path := d.write("missbruk_1280_2025_1.csv", text.String())
	d.run(exitDone, "pseudonymisera", path, "--nyckel", d.key, "--ut", filepath.Join(d.dir, "ut"))
	rows := d.rows("missbruk_1280_2025_1.csv")
	if got, want := strings.Join(rows[0], " "), "arende person enhet omrade kon fodelsear start person_idtyp"; got != want {
		t.Fatalf("columns %q, want %q", got, want)
	}
	each := len(spellings(official[0]))
	persons := map[string]string{}
	for i, r := range rows[1:] {
		n := official[i/each]
		if known, found := persons[n]; !identity.ValidP1(r[1]) || found && known != r[1] {
			t.Errorf("%q became %s, others of the number %s", spellings(n)[i%each], r[1], known)
		}
		persons[n] = r[1]
		sex := map[byte]string{'0': "K", '2': "K", '4': "K", '6': "K", '8': "K"}[n[10]]
		if sex == "" {
			sex = "M"
		}
		if r[4] != sex || r[5] != n[:4] {
			t.Errorf("%d: sex %s and year %s from the number", i, r[4], r[5])
		}
	}
	if len(persons) != len(official) {
		t.Errorf("%d persons, want %d", len(persons), len(official))
	}
	d.grep("Testsson")
	for _, n := range official {
		for _, spelling := range append(spellings(n), n[2:]) {
			d.grep(spelling)
		}
	}
}

func TestWhatCannotBeReadStopsTheFileUnspoken(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]string{
		"wrong check digit": "18900101-9803", "lost digits": "1.89E+11", "no such day": "18900230-9802",
		"a mistyped pseudonym": "p1-aaaaaaaaaaaaaaaaaaaaaaaaaab", "words": "okänd",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			path := d.write("missbruk_1280_2025_1.csv", head+"A1;"+official[0]+";x;Centrum;missbruk;K;;2025-01-15;\nA2;"+bad+";x;Centrum;missbruk;K;;2025-01-15;\n")
			d.run(exitRejected, "pseudonymisera", path, "--nyckel", d.key, "--ut", filepath.Join(d.dir, "ut"))
			if !strings.Contains(d.errs.String(), "rad 3, kolumn person") {
				t.Errorf("does not say where: %s", &d.errs)
			}
			left, err := os.ReadDir(filepath.Join(d.dir, "ut"))
			if err != nil || len(left) > 0 {
				t.Errorf("%d files are left, %v", len(left), err)
			}
			d.grep(bad)
			d.grep(official[0])
		})
	}
}

func TestANumberInAColumnThatIsKeptStopsTheFile(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	path := d.write("missbruk_1280_2025_1.csv", head+"A1;"+official[0]+";x;Boende 18900115-9806;missbruk;K;;2025-01-15;\n")
	d.run(exitRejected, "pseudonymisera", path, "--nyckel", d.key, "--ut", filepath.Join(d.dir, "ut"))
	if !strings.Contains(d.errs.String(), "rad 2, kolumn enhet") {
		t.Errorf("does not say where: %s", &d.errs)
	}
	d.grep("9806")
}

func TestLocalAndInterimNumbersBelongToAMunicipality(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	text := "kommun;arende;person;person_idtyp;enhet;omrade;kon;fodelsear;start\n" +
		"1280;A1;19700101-TF10;;C;missbruk;K;1970;2025-01-15\n" +
		"180;A1;19700101TF10;;C;missbruk;K;1970;2025-01-15\n" +
		"1280;A2;B 17;lokal;C;missbruk;K;1970;2025-01-15\n"
	path := d.write("missbruk_multi_2025_1.csv", text)
	d.run(exitDone, "pseudonymisera", path, "--nyckel", d.key, "--ut", filepath.Join(d.dir, "ut"))
	rows := d.rows("missbruk_multi_2025_1.csv")
	if rows[1][1] == rows[2][1] || rows[1][2] == rows[2][2] {
		t.Error("the same local id is one in two municipalities")
	}
	if rows[1][3] != "tillfallig" || rows[3][3] != "lokal" {
		t.Errorf("kinds of identity: %s, %s", rows[1][3], rows[3][3])
	}
	own := d.rows("missbruk_multi_2025_1.egna-id.csv")
	if len(own) != 5 {
		t.Errorf("own ids: %d rows, want heading, three cases and one local person: %q", len(own), own)
	}
	d.grep("TF10")
	info, err := os.Stat(filepath.Join(d.dir, "ut", "missbruk_multi_2025_1.egna-id.csv"))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("own ids are readable by others: %v, %v", info.Mode(), err)
	}
}

func TestAMultiFileNeedsMunicipalities(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	path := d.write("missbruk_multi_2025_1.csv", head+"A1;"+official[0]+";x;Centrum;missbruk;K;;2025-01-15;\n")
	d.run(exitRejected, "pseudonymisera", path, "--nyckel", d.key, "--ut", filepath.Join(d.dir, "ut"))
	if !strings.Contains(d.errs.String(), "kommunkod") {
		t.Errorf("does not say what is missing: %s", &d.errs)
	}
}

func TestAWorkbookBecomesAFolder(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"csv", "parquet"} {
		d := newDesk(t)
		book := excelize.NewFile()
		sheet := func(name string, rows ...[]any) {
			if _, err := book.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				if err := book.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
					t.Fatal(err)
				}
			}
		}
		sheet("Ärenden", []any{"Uttag 2025"}, []any{}, []any{"Ärende", "Personnummer", "Namn", "Enhet", "Område", "Start"},
			[]any{1001.0, 191401682396.0, "Test Testsson", "Centrum", "missbruk", "2025-01-15"})
		sheet("mal", []any{"arende", "mal_nr", "niva", "livsomrade"}, []any{"1001", 1, "huvudmal", "boende"})
		sheet("insats", []any{"arende", "insats_nr", "insats_kod", "lagrum", "behovsprovad", "start", "status"}, []any{"nollrapport"})
		sheet("matning", []any{"arende", "instrument", "instrumentversion", "skala", "skattare", "tillfalle", "datum"}, []any{"nollrapport"})
		sheet("Anteckningar", []any{"Ring 189001159806"})
		path := filepath.Join(d.dir, "missbruk_1280_2025_1.xlsx")
		if err := book.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		args := []string{"pseudonymisera", path, "--nyckel", d.key, "--ut", filepath.Join(d.dir, "ut")}
		if format == "parquet" {
			args = append(args, "--parquet")
		} else {
			defer func() {
				rows := d.rows("missbruk_1280_2025_1/arende.csv")
				goals := d.rows("missbruk_1280_2025_1/mal.csv")
				if rows[1][0] != goals[1][0] {
					t.Error("a case has two keys in two sheets")
				}
			}()
		}
		d.run(exitDone, args...)
		d.run(exitDone, "kontrollera", filepath.Join(d.dir, "ut", "missbruk_1280_2025_1"))
		d.grep("191401682396")
		d.grep("Testsson")
	}
}

// A number as the name of a file or key is not repeated in a message.
func TestNamesAreNotEchoed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	path := d.write("missbruk_1280_2025_1 18900101-9802.csv", head)
	for _, args := range [][]string{
		{"pseudonymisera", path, "--nyckel", d.key},
		{"pseudonymisera", "18900101-9802.csv", "--nyckel", d.key},
		{"pseudonymisera", path, "--nyckel", "18900101-9802"},
		{"nyckel", "prova", "18900101-9802"},
		{"18900101-9802"},
		{"packa", "--18900101-9802"},
		{"kvitto", "18900101-9802.kvitto.json", "--mottagare", "18900101-9802"},
	} {
		if exit := Main(t.Context(), args, &d.out, &d.errs); exit == exitDone {
			t.Errorf("%q succeeded", args)
		}
	}
	for _, text := range []string{d.out.String(), d.errs.String()} {
		if strings.Contains(text, "9802") {
			t.Errorf("a number is echoed: %s", text)
		}
	}
}
