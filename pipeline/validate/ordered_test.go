package validate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// sortedRows shows a batch to the rules with keys made of the named columns.
func sortedRows(b *table.Batch, by ...string) Sorted {
	s := Sorted{Batch: b, Source: func(int) (string, string) { return b.File, "" }}
	for row := range b.Row {
		s.Keys = append(s.Keys, keyOf(b, row, by...))
	}
	return s
}

func keyOf(b *table.Batch, row int, by ...string) []byte {
	var key []byte
	for _, name := range by {
		c := b.Column(name)
		if c.Kind == table.Text {
			key = append(append(key, c.Text[row]...), 0)
		} else {
			key = append(fmt.Appendf(key, "%012d", c.Int[row]), 0)
		}
	}
	return key
}

type keyList [][]byte

func (k *keyList) NextKey() ([]byte, error) {
	if len(*k) == 0 {
		return nil, nil
	}
	first := (*k)[0]
	*k = (*k)[1:]
	return first, nil
}

func keys(texts ...string) *keyList {
	var list keyList
	for _, text := range texts {
		list = append(list, []byte(strings.ReplaceAll(text, "|", "\x00")+"\x00"))
	}
	return &list
}

func TestKeysAndParents(t *testing.T) {
	f := NewFindings(0)
	o, err := NewOrdered(contract.Core(), "missbruk", "orsak", period(t, "2025"), keys("0114|a", "0114|c", "0180|a"), f)
	if err != nil {
		t.Fatal(err)
	}
	b := rowsOf(t, "orsak", "kommun|arende|orsak",
		"0114|a|x", "0114|a|y", "0114|a|y", "0114|b|x", "0114|c|x", "0114|d|x", "0180|a|x", "1280|a|x")
	first, second := slice(b, 0, 3), slice(b, 3, 8)
	for _, part := range []*table.Batch{first, second} {
		if err := o.Check(sortedRows(part, "kommun", "arende", "orsak")); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"D04 stop 0114 4 arende", "D05 stop 0114 5 arende", "D05 stop 0114 7 arende", "D05 stop 1280 9 arende"}
	if got := told(f); !slices.Equal(got, want) {
		t.Errorf("findings\n got %q\nwant %q", got, want)
	}
	if got := f.List()[0].Message.SV; !strings.Contains(got, "rad 3 i orsak.csv") {
		t.Errorf("a duplicate must name the other row: %q", got)
	}
}

func slice(b *table.Batch, from, to int) *table.Batch {
	out := &table.Batch{Dataset: b.Dataset, File: b.File, Row: b.Row[from:to]}
	for _, c := range b.Columns {
		part := table.Column{Name: c.Name, Kind: c.Kind, Valid: c.Valid[from:to]}
		if c.Kind == table.Text {
			part.Text = c.Text[from:to]
		} else {
			part.Int = c.Int[from:to]
		}
		out.Columns = append(out.Columns, part)
	}
	return out
}

// The merge join finds exactly the children whose parent is not in the set.
func TestParentJoinAgreesWithASet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[ab]{1,3}`)
		parents := rapid.SliceOfDistinct(name, rapid.ID[string]).Draw(t, "parents")
		children := rapid.SliceOfDistinct(rapid.StringMatching(`[ab]{1,3}\|[xy]{1,2}`), rapid.ID[string]).Draw(t, "children")
		if len(children) == 0 {
			return
		}
		slices.Sort(parents)
		slices.Sort(children)
		lines := []string{"kommun|arende|orsak"}
		var want int64
		for _, c := range children {
			lines = append(lines, "0114|"+c)
			if parent, _, _ := strings.Cut(c, "|"); !slices.Contains(parents, parent) {
				want++
			}
		}
		var full []string
		for _, p := range parents {
			full = append(full, "0114|"+p)
		}
		f := NewFindings(0)
		o, err := NewOrdered(contract.Core(), "missbruk", "orsak", period(t, "2025"), keys(full...), f)
		if err != nil {
			t.Fatal(err)
		}
		b := rowsOf(t, "orsak", lines...)
		s := sortedRows(b, "kommun", "arende", "orsak")
		slices.SortFunc(s.Keys, func(a, b []byte) int { return strings.Compare(string(a), string(b)) })
		if err := o.Check(s); err != nil {
			t.Fatal(err)
		}
		if got := f.Stops("0114"); got != want {
			t.Fatalf("%d orphans found, %d are: parents %q children %q", got, want, parents, children)
		}
	})
}

// parentRowList are parent rows in key order, for rules that read them.
type parentRowList struct {
	rows Sorted
	at   int
}

func parentList(rows *Sorted) *parentRowList {
	if rows == nil {
		return &parentRowList{at: -1}
	}
	return &parentRowList{rows: *rows, at: -1}
}

func (p *parentRowList) NextKey() ([]byte, error) {
	if p.at++; p.at >= len(p.rows.Keys) {
		return nil, nil
	}
	return p.rows.Keys[p.at], nil
}

func (p *parentRowList) Row() (Sorted, int) { return p.rows, p.at }

func TestRowsAreHeldAgainstTheirParents(t *testing.T) {
	f := NewFindings(0)
	cases := sortedRows(rowsOf(t, "arende", "kommun|arende|start|slut", "0114|a|2025-01-01|", "0114|b|2025-02-01|2025-03-01", "0114|c||", "0114|d|2025-01-01|2026-03-01"), "kommun", "arende")
	o, err := NewOrdered(contract.Core(), "missbruk", "insats", period(t, "2025"), parentList(&cases), f)
	if err != nil {
		t.Fatal(err)
	}
	b := rowsOf(t, "insats", "kommun|arende|insats_nr|insats_kod|lagrum|behovsprovad|start|status",
		"0114|a|1|x|LSS|ja|2025-01-01|pagaende", "0114|a|2|x|LSS|ja|2024-12-31|pagaende", "0114|b|1|x|LSS|ja|2025-02-01|pagaende",
		"0114|b|2|x|LSS|ja|2025-02-01|slutford", "0114|c|1|x|LSS|ja|2020-01-01|slutford", "0114|d|1|x|LSS|ja|2025-01-01|pagaende", "0114|e|1|x|LSS|ja|2025-01-01|pagaende")
	for _, part := range []*table.Batch{slice(b, 0, 3), slice(b, 3, 7)} {
		if err := o.Check(sortedRows(part, "kommun", "arende", "insats_nr")); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	want := []string{"D05 stop 0114 8 arende", "I05 warn 0114 3 start", "I06 warn 0114 4 status"}
	if got := told(f); !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
	if _, err := NewOrdered(contract.Core(), "missbruk", "insats", period(t, "2025"), keys("0114|a"), f); err == nil {
		t.Error("made without the rows that its rules read")
	}
}

// The streaming count of children equals the plain one, whatever the parents
// without children, the orphans and the parents that stand twice.
func TestChildrenAreCountedPerParent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		months := []string{"2025-01", "2025-02", "2025-03", "2025-04", "2025-05"}
		draw := rapid.SliceOfN(rapid.IntRange(0, len(months)-1), 0, 8)
		parents, leaders := draw.Draw(t, "households"), draw.Draw(t, "leaders")
		slices.Sort(parents)
		slices.Sort(leaders)
		households, members := []string{"kommun|hushall|manad"}, []string{"kommun|hushall|manad|person|roll"}
		want := map[int]bool{}
		for _, m := range parents {
			households = append(households, "0114|h|"+months[m])
			want[m] = true
		}
		for i, m := range leaders {
			members = append(members, fmt.Sprintf("0114|h|%s|p%d|registerledare", months[m], i))
			if i%2 == 0 {
				members = append(members, fmt.Sprintf("0114|h|%s|p%dx|barn", months[m], i))
			}
		}
		var failing int64
		for m := range want {
			n := 0
			for _, other := range leaders {
				if other == m {
					n++
				}
			}
			if n != 1 {
				failing++
			}
		}
		f := NewFindings(0)
		above := sortedRows(rowsOf(t, "bistandshushall", households...), "kommun", "hushall", "manad")
		o, err := NewOrdered(contract.Core(), "ekonomiskt_bistand", "bistandsmottagare", period(t, "2025"), parentList(&above), f)
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Check(sortedRows(rowsOf(t, "bistandsmottagare", members...), "kommun", "hushall", "manad", "person")); err != nil {
			t.Fatal(err)
		}
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
		var got int64
		for _, total := range f.Totals() {
			if total.Rule == "B02" {
				got += total.Count
			}
		}
		if got != failing {
			t.Fatalf("%d households told, %d are wrong: %v %v", got, failing, parents, leaders)
		}
	})
}

func TestMissingRequiredValueIsTheLastNet(t *testing.T) {
	f := NewFindings(0)
	o, err := NewOrdered(contract.Core(), "missbruk", "orsak", period(t, "2025"), keys("0114|a", "0180|a"), f)
	if err != nil {
		t.Fatal(err)
	}
	b := rowsOf(t, "orsak", "kommun|arende|orsak", "0114|a|", "0114|a|x", "0180|a|")
	if err := o.Check(sortedRows(b, "kommun", "arende", "orsak")); err != nil {
		t.Fatal(err)
	}
	if got, want := told(f), []string{"V01 stop 0114 2 orsak", "V01 stop 0180 4 orsak"}; !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
}

func TestOccasionsInOrder(t *testing.T) {
	head := "kommun|arende|instrument|instrumentversion|skala|skattare|tillfalle|datum|mal_nr|insats_nr"
	row := func(occasion, date, goal string) string {
		return "0114|a|audit|1|summa|klient|" + occasion + "|" + date + "|" + goal + "|"
	}
	tests := []struct {
		name string
		rows []string
		want []string
	}{
		{"in order", []string{row("efter", "2025-06-01", ""), row("fore", "2025-01-01", "")}, nil},
		{"on the same day", []string{row("efter", "2025-06-01", ""), row("fore", "2025-06-01", "")}, nil},
		{"swapped", []string{row("efter", "2025-01-01", ""), row("fore", "2025-06-01", "")}, []string{"D10 stop 0114 3 datum"}},
		{"a second round", []string{row("efter", "2025-03-01", ""), row("fore", "2025-01-01", ""), row("fore", "2025-06-01", "")}, []string{"D15 warn 0114 4 datum"}},
		{"two goals", []string{row("efter", "2025-03-01", "1"), row("fore", "2025-06-01", "2")}, nil},
		{"no after", []string{row("fore", "2025-06-01", "")}, nil},
		{"another case begins anew", []string{row("efter", "2025-01-01", ""), strings.Replace(row("fore", "2025-06-01", ""), "|a|", "|b|", 1)}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := NewFindings(0)
			d := contract.Core().Datasets["matning"]
			o := newOccasions(d, contract.Core().Rule("D10"), f)
			o.mixed = contract.Core().Rule("D15")
			b := rowsOf(t, "matning", append([]string{head}, test.rows...)...)
			o.check(sortedRows(b, "kommun", "arende"))
			if got := told(f); !slices.Equal(got, test.want) {
				t.Errorf("findings %q, want %q", got, test.want)
			}
		})
	}
}

func TestPersonsAgreeWithThemselves(t *testing.T) {
	f := NewFindings(0)
	p := NewPersons(contract.Core(), "arende", f)
	b := rowsOf(t, "arende", "kommun|person|kon|fodelsear",
		"0114|a|K|1980", "0114|a|K|1980", "0114|b|K|1980", "0114|b|U|", "0114|b|M|1980", "0114|b|K|1981",
		"0114|c|K|1980", "0114|c|K|1981", "0180|c|M|1950")
	p.Check(sortedRows(b, "kommun", "person"))
	count, sketches := p.Close()
	if got, want := told(f), []string{"D09 warn 0114 6 kon", "D09 warn 0114 9 fodelsear"}; !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
	if count["0114"] != 3 || count["0180"] != 1 || sketches["0114"].Persons() != 3 {
		t.Errorf("persons %v, sketch of 0114 says %v", count, sketches["0114"].Persons())
	}
}

func TestOutcomesHoldEveryMunicipality(t *testing.T) {
	f := NewFindings(0)
	f.Add(table.Finding{Rule: "K05", Severity: table.Stop, Municipality: "2584"})
	f.Add(table.Finding{Rule: "A04", Severity: table.Warn, Municipality: "0114", File: "191212121212.csv", Sheet: "19121212-1212", Column: "121212-1212"})
	outcomes, status := Outcomes(f, map[string]map[string]int64{"0180": {"arende": 1}, "0114": {"arende": 2}}, nil)
	var got []string
	for _, o := range outcomes {
		got = append(got, fmt.Sprint(o.Municipality, " ", o.Status, " ", o.Stops, " ", o.Warnings))
	}
	if want := []string{"0114 accepted 0 1", "0180 accepted 0 0", "2584 rejected 1 0"}; !slices.Equal(got, want) || status != Partial {
		t.Errorf("%q %s, want %q", got, status, want)
	}
	if text := fmt.Sprint(f.List(), f.Totals()); strings.Contains(text, "1212") {
		t.Errorf("an identity in a name is echoed: %s", text)
	}
	if _, status := Outcomes(NewFindings(0), nil, nil); status != Rejected {
		t.Error("a delivery of nobody is accepted")
	}
}
