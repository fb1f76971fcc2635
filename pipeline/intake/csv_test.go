package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

func utf16Of(s string, big bool) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

// TestCSVSpellings reads one small file in every encoding, delimiter, quoting
// and line end that suppliers use.
func TestCSVSpellings(t *testing.T) {
	a := p1(t, "a")
	body := "Ärende;Orsak;Roll\r\n" + a + ";Spel på nätet;Utövare\r\n" + a + ";Övrigt;\r\n"
	latin, err := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(body, "Utövare", "utovare"))
	must(t, err)
	body = strings.ReplaceAll(body, "Utövare", "utovare")
	for name, content := range map[string]string{
		"utf-8":         body,
		"bom":           "\ufeff" + body,
		"windows-1252":  latin,
		"utf-16le":      utf16Of(body, false),
		"utf-16be":      utf16Of(body, true),
		"comma":         strings.ReplaceAll(body, ";", ","),
		"tab":           strings.ReplaceAll(body, ";", "\t"),
		"LF":            strings.ReplaceAll(body, "\r\n", "\n"),
		"no last end":   strings.TrimSuffix(body, "\r\n"),
		"quoted":        `"` + strings.ReplaceAll(strings.ReplaceAll(strings.TrimSuffix(body, "\r\n"), ";", `";"`), "\r\n", "\"\r\n\"") + `"`,
		"blank lines":   "\r\n" + body + ";;\r\n\r\n",
		"title above":   "Underlag orsaker\r\n\r\n" + body,
		"blanks":        strings.ReplaceAll(body, ";", " ; "),
		"no-break":      strings.ReplaceAll(body, ";", "\u00a0;"),
		"unknown extra": strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", ";x\r\n"), "Roll;x", "Roll;Egen"),
	} {
		sink, s, err := readText(t, "missbruk_1280_2025_1.csv", content, options(t))
		if err != nil {
			t.Errorf("%s: %v %v", name, err, sink.rules())
			continue
		}
		var got []string
		for _, row := range sink.rows() {
			got = append(got, row[strings.Index(row, " p2-")+31:])
		}
		if want := []string{"Spel på nätet utovare", "Övrigt ·"}; !slices.Equal(got, want) {
			t.Errorf("%s: rows %q, want %q (%+v)", name, got, want, s)
		}
	}
}

func TestCSVFaults(t *testing.T) {
	a := p1(t, "a")
	head := "arende;orsak;roll\n"
	good := a + ";spel;\n"
	long := strings.Repeat("x", 2<<20)
	for name, c := range map[string]struct {
		content, findings string
		rows              int
		refused           bool
	}{
		"fewer fields":     {head + good + a + ";spel\n" + good, "F06@3:", 2, false},
		"more fields":      {head + good + a + ";a;b;;c\n" + good, "F06@3:", 2, false},
		"quote swallows":   {head + good + a + ";\"spel;\n" + good + a + ";spel\";\n" + good, "F07@3:", 2, false},
		"quote never ends": {head + good + a + ";\"spel;\n" + good, "F07@3:", 0, true},
		"long line":        {head + good + long + "\n", "F03@0:", 0, true},
		"long last line":   {head + good + long, "F03@0:", 0, true},
		"nul":              {head + good + "a\x00b;;\n", "F01@0:", 0, true},
		"mixed encodings":  {head + a + ";på;\n" + a + ";p\xe5;\n", "F05@0:", 0, true},
		"undefined byte":   {head + a + ";\x81;\n", "F05@0:", 0, true},
		"wide":             {strings.Repeat("k;", 600) + "\n", "K01@0: F03@0:", 0, true},
		"header only":      {head, "F09@0:", 0, false},
		"double column":    {"arende;orsak;Orsak\n" + a + ";x;y\n", "K04@0:Orsak K03@1:Orsak", 0, true},
		"missing column":   {"orsak;roll\nspel;\n", "K01@0:", 0, true},
		"bad p1":           {head + a[:29] + "!" + ";spel;\n", "T01@2:arende", 1, false},
		"bad code":         {head + a + ";spel;offer\n", "T02@2:roll", 1, false},
		"control":          {head + a + ";sp\x01el;\n", "T05@2:orsak", 1, false},
		"identity":         {head + a + ";mor 19780314-2392;\n", "G02@2:orsak", 1, true},
		"bare identity":    {head + a + ";7803142392;\n", "G03@2:orsak", 1, true},
		"identity ragged":  {head + good + a + ";x;;;19780314-2392\n", "F06@3: G05@3:", 1, true},
		"identity heading": {"arende;orsak;19780314-2392\n" + good, "K04@0:••• G05@0:", 1, true},
		"identity unknown": {"arende;orsak;egen\n" + a + ";spel;197803142392\n", "K04@0:egen G02@2:egen", 1, true},
		"identity refused": {"nagot;annat\nx;19780314-2392\n", "K01@0: G02@2:annat", 0, true},
		"other kommun":     {"kommun;arende;orsak\n0180;" + a + ";spel\n1280;" + a + ";spel\n", "T08@2:kommun", 2, false},
		"no kommun code":   {"kommun;arende;orsak\nMalmö;" + a + ";spel\n", "T08@2:kommun", 1, false},
		"other year":       {"ar;arende;orsak\n2024;" + a + ";spel\n2025;" + a + ";spel\n", "T09@2:ar", 2, false},
	} {
		sink, _, err := readText(t, "missbruk_1280_2025_1.csv", c.content, options(t))
		var refusal *Refusal
		if errors.As(err, &refusal) != c.refused || err != nil && refusal == nil {
			t.Errorf("%s: err = %v", name, err)
		}
		if got := strings.Join(sink.rules(), " "); got != c.findings {
			t.Errorf("%s: findings %s, want %s", name, got, c.findings)
		}
		if got := len(sink.rows()); got != c.rows {
			t.Errorf("%s: %d rows, want %d", name, got, c.rows)
		}
		for _, f := range sink.findings {
			if f.Message.SV == "" || f.Message.EN == "" || f.Remedy.SV == "" || f.Remedy.EN == "" || strings.Contains(f.Message.SV+f.Message.EN, "%!") {
				t.Errorf("%s: a finding is not whole: %+v", name, f)
			}
			if strings.Contains(f.Message.SV+f.Column+f.ValueClass, "2392") {
				t.Errorf("%s: a finding echoes the identity number", name)
			}
		}
	}
}

func TestSeveralMunicipalities(t *testing.T) {
	a := p1(t, "a")
	o := options(t)
	o.Municipality = ""
	head := "kommun;arende;person;person_idtyp;enhet;omrade;kon;start\n"
	row := ";" + a + ";" + a + ";pnr;E;missbruk;K;2025-01-01\n"
	sink, s, err := readText(t, "missbruk_multi_2025_1.csv", head+"180"+row+"1280"+row+"1280;"+a+";"+a+";pnr;E;missbruk;Q;2025-01-01\n", o)
	must(t, err)
	if s.Parts[0].Municipalities["0180"] != 1 || s.Parts[0].Municipalities["1280"] != 2 || s.Stopped["1280"] != 1 || s.Stopped["0180"] != 0 {
		t.Errorf("summary %+v, findings %v", s, sink.rules())
	}
	if _, _, err := readText(t, "missbruk_multi_2025_1.csv", strings.ReplaceAll(head, "kommun;", "x;")+"1"+row, o); err == nil {
		t.Error("a file for several municipalities without kommun passes")
	}
	sink, _, err = readText(t, "missbruk_multi_2025_1.csv", "arende;orsak\n"+a+";spel\n", o)
	must(t, err)
	if sink.batches[0].Columns[0].Valid[0] {
		t.Error("a child row without kommun has one")
	}
}

// TestFindingsAreCapped holds that a file full of faults costs bounded findings
// and that every municipality's first stop is among them.
func TestFindingsAreCapped(t *testing.T) {
	o := options(t)
	o.Municipality, o.Limits.FindingsRule = "", 10
	var b strings.Builder
	b.WriteString("kommun;arende;orsak\n")
	for i := range 3000 {
		b.WriteString([]string{"0180", "1280", "2580"}[i/1000] + ";fel;spel\n")
	}
	sink, s, err := readText(t, "missbruk_multi_2025_1.csv", b.String(), o)
	must(t, err)
	if len(sink.findings) != 12 || s.Findings[0].Total != 3000 || s.Findings[0].Shown != 12 || s.Stopped["2580"] != 1000 {
		t.Errorf("%d findings, summary %+v", len(sink.findings), s)
	}
}

// FuzzCSVRows holds the reader of records against encoding/csv where both read
// a file without faults: the same cells.
func FuzzCSVRows(f *testing.F) {
	f.Add("a;b\n1;2\n")
	f.Add("\"a\";\"b;c\"\r\n\"1\"\"2\";3\r\n")
	f.Add("a;b\n\"x\ny\";2\n")
	f.Add("a;b\n;;\n1;\"\n")
	f.Fuzz(func(t *testing.T, content string) {
		if strings.ContainsAny(content, "\x00\r") || len(content) > 1<<16 {
			return
		}
		reference := csv.NewReader(strings.NewReader(content))
		reference.Comma = ';'
		want, err := reference.ReadAll()
		r := &csvReader{in: strings.NewReader(content), delimiter: ';', limit: 1 << 20}
		faults := 0
		r.ragged = func(int, []byte) {}
		var got [][]string
		var b block
		if len(want) > 0 {
			r.width = len(want[0])
		}
		for {
			readErr := r.next(&b)
			if readErr != nil {
				if !errors.Is(readErr, io.EOF) {
					faults++
				}
				break
			}
			faults += len(b.issues)
			for row := range b.len() {
				var cells []string
				for _, c := range b.rowCells(nil, row) {
					cells = append(cells, string(c))
				}
				got = append(got, cells)
			}
		}
		if err != nil || faults > 0 {
			return
		}
		want = slices.DeleteFunc(want, func(cells []string) bool {
			return strings.Trim(strings.Join(cells, ""), " \t\r;,") == ""
		})
		got = slices.DeleteFunc(got, func(cells []string) bool {
			return strings.Trim(strings.Join(cells, ""), " \t\r;,\"") == ""
		})
		want = slices.DeleteFunc(want, func(cells []string) bool {
			return strings.Trim(strings.Join(cells, ""), " \t\r;,\"") == ""
		})
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("read %q\n got %q\nwant %q", content, got, want)
		}
	})
}

// FuzzRead holds that no file, whatever its kind, makes Read fall or fail
// otherwise than by a refusal.
func FuzzRead(f *testing.F) {
	seeds(f)
	f.Add("a.xlsx", []byte("PK\x03\x04"))
	o := small(options(f))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		_, err := Read(t.Context(), File{name, bytes.NewReader(content), int64(len(content))}, o, &heap{})
		onlyRefusals(t, err)
	})
}
