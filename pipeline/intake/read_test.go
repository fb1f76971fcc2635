package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// heap is a sink that keeps everything.
type heap struct {
	batches  []*table.Batch
	findings []table.Finding
}

func (h *heap) Batch(b *table.Batch) error    { h.batches = append(h.batches, b); return nil }
func (h *heap) Finding(f table.Finding) error { h.findings = append(h.findings, f); return nil }

// rules lists the rules of the findings in order.
func (h *heap) rules() []string {
	var rules []string
	for _, f := range h.findings {
		rules = append(rules, fmt.Sprintf("%s@%d:%s", f.Rule, f.Row, f.Column))
	}
	return rules
}

// rows writes the batches as text, one row a line.
func (h *heap) rows() []string {
	var rows []string
	for _, b := range h.batches {
		for r := range b.Len() {
			rows = append(rows, rowText(b, r))
		}
	}
	return rows
}

func rowText(b *table.Batch, r int) string {
	cells := []string{fmt.Sprint(b.Row[r])}
	for _, c := range b.Columns {
		switch {
		case !c.Valid[r]:
			cells = append(cells, "·")
		case c.Kind == table.Text:
			cells = append(cells, c.Text[r])
		case c.Kind == table.Date:
			cells = append(cells, dateOf(c.Int[r]).Format("2006-01-02"))
		default:
			cells = append(cells, fmt.Sprint(c.Int[r]))
		}
	}
	return strings.Join(cells, " ")
}

var (
	testK1 = []byte("0123456789abcdef0123456789abcdef")
	testK2 = []byte("fedcba9876543210fedcba9876543210")
)

func testKeys(t testing.TB) *identity.Keyer {
	keys, err := identity.NewKeyer(testK2)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// p1 is a supplier's pseudonym of a local id.
func p1(t testing.TB, id string) string {
	k, err := identity.NewP1Keyer(testK1)
	if err != nil {
		t.Fatal(err)
	}
	return k.Local(identity.Case, "1280", id)
}

func options(t testing.TB) Options {
	return Options{Collection: "missbruk", Municipality: "1280", Period: code.Year(2025), Keys: testKeys(t)}
}

func readText(t testing.TB, name, content string, o Options) (*heap, Summary, error) {
	t.Helper()
	sink := &heap{}
	s, err := Read(context.Background(), File{name, strings.NewReader(content), int64(len(content))}, o, sink)
	return sink, s, err
}

func TestCSVRows(t *testing.T) {
	c1, c2, who := p1(t, "a1"), p1(t, "a2"), p1(t, "w")
	content := "\ufeffÄrende;Person;person_idtyp;Enhet;Område;Kön;Födelseår;Start;Slut;Egen kolumn\r\n" +
		c1 + ";" + who + ";PNR;\"Enhet; norr\";Missbruk;k;1985;2025-01-15;;x\r\n" +
		c2 + ";" + who + ";lokal;Syd;missbruk;M;;1/3 2025;20250630;y\r\n"
	sink, s, err := readText(t, "missbruk_1280_2025_1.csv", content, options(t))
	if err != nil {
		t.Fatalf("%v\n%v", err, sink.findings)
	}
	keys := testKeys(t)
	p2 := func(p string) string { v, _ := keys.P2(p); return v }
	want := []string{
		"2 1280 " + p2(c1) + " " + p2(who) + " pnr · Enhet; norr missbruk K 1985 2025-01-15 · · · · · ·",
		"3 1280 " + p2(c2) + " " + p2(who) + " lokal · Syd missbruk M · 2025-03-01 2025-06-30 · · · · ·",
	}
	if got := sink.rows(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("rows:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s.Rows("arende") != 2 || s.Encoding != "utf-8" || s.Delimit != ";" {
		t.Errorf("summary = %+v", s)
	}
	if got := sink.rules(); len(got) != 1 || got[0] != "K04@0:Egen kolumn" {
		t.Errorf("findings = %v, want the note about the extra column", got)
	}
}

func TestRefusals(t *testing.T) {
	var refusal *Refusal
	for name, c := range map[string]struct{ file, content, rule string }{
		"empty":           {"a.csv", "", RuleDamaged},
		"letter":          {"a.csv", "Hej!\nHär kommer filen.\n", RuleDataset},
		"text named xlsx": {"a.xlsx", "Hej!", RuleFormat},
		"nul":             {"a.csv", "arende;orsak\n\x00;x\n", RuleFormat},
	} {
		sink, _, err := readText(t, c.file, c.content, options(t))
		if !errors.As(err, &refusal) || refusal.Findings[0].Rule != c.rule {
			t.Errorf("%s: err = %v, want %s; %v", name, err, c.rule, sink.rules())
		}
	}
}
