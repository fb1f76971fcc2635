package validate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// fataler is what helpers need of a test or a property.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

// rowsOf makes a batch from lines of text: the first names the columns, an empty
// cell is missing. Types come from the contract.
func rowsOf(t fataler, dataset string, lines ...string) *table.Batch {
	t.Helper()
	d := contract.Core().Datasets[dataset]
	b := &table.Batch{Dataset: dataset, File: dataset + ".csv"}
	names := strings.Split(lines[0], "|")
	for _, name := range names {
		kind := table.Text
		if v := d.Variable(name); v != nil {
			kind = v.Type.Kind()
		}
		b.Columns = append(b.Columns, table.Column{Name: name, Kind: kind})
	}
	for i, line := range lines[1:] {
		b.Row = append(b.Row, i+2)
		for n, cell := range strings.Split(line, "|") {
			c := &b.Columns[n]
			c.Valid = append(c.Valid, cell != "")
			if c.Kind == table.Text {
				c.Text = append(c.Text, cell)
				continue
			}
			c.Int = append(c.Int, cellNumber(t, c.Kind, cell))
		}
	}
	return b
}

func cellNumber(t fataler, kind table.Kind, cell string) int64 {
	t.Helper()
	if cell == "" {
		return 0
	}
	switch kind {
	case table.Date:
		day, err := time.Parse(time.DateOnly, cell)
		if err != nil {
			t.Fatal(err)
		}
		return days(day)
	case table.Decimal:
		n, _ := decimal(cell)
		return n
	}
	n, err := strconv.ParseInt(cell, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// collectionOf is a collection that has the dataset.
func collectionOf(dataset string) string {
	c := contract.Core()
	for _, name := range c.CollectionNames() {
		if slices.Contains(c.Collections[name].Datasets, dataset) {
			return name
		}
	}
	return ""
}

func period(t fataler, text string) code.Period {
	t.Helper()
	p, err := code.ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// told lists findings as "rule severity municipality row column".
func told(f *Findings) []string {
	var list []string
	for _, x := range f.List() {
		list = append(list, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %d %s", x.Rule, x.Severity, x.Municipality, x.Row, x.Column)), " "))
	}
	return list
}

func TestRowRules(t *testing.T) {
	tests := []struct {
		name, dataset, period string
		lines                 []string
		want                  []string
	}{
		{
			"a sound case passes", "arende", "2025",
			[]string{"kommun|start|slut|avslutsorsak|fodelsear", "0114|2025-01-01|2025-02-01|flyttat|1980", "0114|2024-01-01|||1980"},
			nil,
		},
		{
			"dates of a case", "arende", "2025",
			[]string{
				"kommun|start|slut|avslutsorsak|fodelsear",
				"0114|2025-03-01|2025-02-01|flyttat|1980", // ends before it starts
				"0180|2026-01-01|||1980",                  // starts after the period
				"0114|2024-01-01|2024-12-31|flyttat|",     // closed before the period
				"0114|2025-01-01|2025-12-31||",            // no reason
				"0114|2025-01-01|||2026",                  // born after the period
			},
			[]string{"A01 stop 0114 2 start", "A03 stop 0114 4 slut", "A05 stop 0114 6 fodelsear", "A02 stop 0180 3 start", "A04 warn 0114 5 avslutsorsak", "A06 note 0114 4 fodelsear", "A06 note 0114 5 fodelsear"},
		},
		{
			"an unknown municipality is told without one", "arende", "2025",
			[]string{"kommun|start|slut", "|2025-03-01|2025-02-01"},
			[]string{"A01 stop 2 start", "A04 warn 2 avslutsorsak", "A06 note 2 fodelsear"},
		},
		{
			"codes by date", "insats", "2025",
			[]string{
				"kommun|insats_nr|lagrum|start|status|behovsprovad",
				"0114|1|SoL_2001|2025-06-30|pagaende|ja",
				"0114|2|SoL_2001|2025-07-01|pagaende|ja",
				"0114|3|SoL_2025|2025-06-30|pagaende|ja",
				"0114|4|LVM|1999-01-01|pagaende|ja",
				"0114|5|SoL_2001||pagaende|ja",
			},
			[]string{"V03 stop 0114 3 lagrum", "V03 stop 0114 4 lagrum"},
		},
		{
			"status and end of an intervention", "insats", "2025",
			[]string{
				"kommun|lagrum|start|slut|status|behovsprovad",
				"0114|LSS|2025-01-01|2025-02-01|pagaende|ja",
				"0114|LSS|2025-01-01||slutford|ja",
				"0114|LSS|2025-01-01||pagaende|nej",
				"0114|LSS|2025-07-01|2025-07-02|avbruten|nej",
			},
			[]string{"I02 stop 0114 2 status", "I02 stop 0114 3 status", "I03 stop 0114 4 behovsprovad", "I04 warn 0114 5 avbrottsorsak"},
		},
		{
			"instruments", "matning", "2025",
			[]string{
				"kommun|instrument|instrumentversion|skala|skattare|varde|saknadkod",
				"0114|audit|1|summa|klient|40|",
				"0114|audit|1|summa|klient|40.5|",
				"0114|audit|1|summa|klient|-1|",
				"0114|audit|1|summa|intervjuare|4|", // not this rater
				"0114|audit|1|dagar|klient|4|",      // no such scale
				"0114|auditt|1|summa|klient|4|",     // no such instrument
				"0114|audit|1|summa|klient||X",
				"0114|audit|1|summa|klient||N", // not a missing code of AUDIT
				"0114|asi|grund|halsa_klient|klient||N",
				"0114|audit|1|summa|klient||ej_tillfragad",
				"0114|audit|1|summa|klient|4|X",
				"0114|audit|1|summa|klient||",
			},
			[]string{
				"M02 stop 0114 3 varde", "M02 stop 0114 4 varde", "M02 stop 0114 5 varde", "M02 stop 0114 6 varde",
				"M02 stop 0114 7 varde", "M02 stop 0114 9 varde", "M01 stop 0114 12 varde", "M01 stop 0114 13 varde",
			},
		},
		{
			"months within the period", "bistandshushall", "2025H1",
			[]string{"kommun|manad", "0114|2024-12", "0114|2025-01", "0114|2025-06", "0114|2025-07"},
			[]string{"B01 stop 0114 2 manad", "B01 stop 0114 5 manad"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rules, err := NewRules(contract.Core(), collectionOf(test.dataset), test.dataset, period(t, test.period))
			if err != nil {
				t.Fatal(err)
			}
			f := NewFindings(0)
			rules.required, rules.columns = contract.Core().One(contract.KindRequired), nil // the lines leave columns out
			rules.Check(rowsOf(t, test.dataset, test.lines...), f)
			if got := told(f); !slices.Equal(got, test.want) {
				t.Errorf("findings\n got %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestEveryDatasetsRulesCanBeMade(t *testing.T) {
	c := contract.Core()
	for _, collection := range c.CollectionNames() {
		for _, name := range c.Collections[collection].Datasets {
			if _, err := NewRules(c, collection, name, period(t, "2025")); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := NewOrdered(c, collection, name, period(t, "2025"), parentList(nil), NewFindings(0)); err != nil && c.Datasets[name].Parent != "" {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// What the reader has called wrong is not called missing too, and only that.
func TestMissingValuesAreToldOnceEach(t *testing.T) {
	rules, err := NewRules(contract.Core(), "missbruk", "handelse", period(t, "2025"))
	if err != nil {
		t.Fatal(err)
	}
	b := rowsOf(t, "handelse", "kommun|arende|typ|datum", "0114|a||", "0114|b|beslut|", "0114|c||2025-01-01", "0114|d|beslut|2025-01-01")
	f := NewFindings(0)
	f.Add(table.Finding{Rule: "T04", Severity: table.Stop, Dataset: "handelse", Municipality: "0114", File: "handelse.csv", Row: 2, Column: "Datum"})
	f.Add(table.Finding{Rule: "X01", Severity: table.Stop, Dataset: "handelse", Municipality: "0114", File: "handelse.csv", Row: 4, Column: "Händelsekod"})
	rules.Check(b, f)
	want := []string{"T04 stop 0114 2 Datum", "V01 stop 0114 2 typ", "V01 stop 0114 3 datum", "X01 stop 0114 4 Händelsekod"}
	if got := told(f); !slices.Equal(got, want) {
		t.Errorf("findings\n got %q\nwant %q", got, want)
	}
}
