package lake

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"jamfor/pipeline/contract"
)

func TestEveryDatasetsColumnsAreTaken(t *testing.T) {
	w := newWorkspace(t)
	for name, collection := range contract.Core().Collections {
		s := sent{id: name, municipality: "1280", collection: name, period: "2025", sequence: 1, rows: map[string]int{}}
		for _, dataset := range collection.Datasets {
			s.rows[dataset] = 2
		}
		w.commit(t, s)
	}
	sound(t, w.Lake)
	view, err := w.Snapshot(context.Background(), Version{Number: int64(len(contract.Core().Collections))})
	if err != nil {
		t.Fatal(err)
	}
	for _, dataset := range contract.Core().DatasetNames() {
		stored, err := view.Columns(context.Background(), dataset)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Schema(contract.Core(), dataset)
		if err != nil || !slices.Equal(stored, want) {
			t.Errorf("%s: columns %v, want %v (%v)", dataset, stored, want, err)
		}
	}
}

func TestMismatchesAreRefused(t *testing.T) {
	column := func(s *sheet, name string) *Column {
		return &s.columns[slices.IndexFunc(s.columns, func(c Column) bool { return c.Name == name })]
	}
	say := func(name, value string, row int) func(c Column, r int) (parquet.Value, bool) {
		return func(c Column, r int) (parquet.Value, bool) {
			return parquet.ByteArrayValue([]byte(value)), c.Name == name && r == row
		}
	}
	for _, test := range []struct {
		name   string
		break_ func(s *sheet)
		after  func(p *Part)
		want   string
	}{
		{"a column is missing", func(s *sheet) { s.columns = s.columns[:len(s.columns)-1] }, nil, "column maluppfyllelse is missing"},
		{"a column too many", func(s *sheet) { s.columns = append(s.columns, Column{99, "fritext", String, false}) }, nil, `column "fritext" is not in the contract`},
		{"another field id", func(s *sheet) { column(s, "person").ID = 77 }, nil, "column person has field id 77, want 2"},
		{"another type", func(s *sheet) { column(s, "start").Type = Long }, nil, "column start is INT(64,true), want date"},
		{"optional where required", func(s *sheet) { column(s, "person").Required = false }, nil, "column person: required is false, want true"},
		{"required where optional", func(s *sheet) { column(s, "sip").Required = true }, nil, "column sip: required is true, want false"},
		{"another municipality in the last row", func(s *sheet) { s.value = say("kommun", "0180", 2) }, nil, `column kommun does not say "1280"`},
		{"another delivery", func(s *sheet) { s.delivery = "x" }, nil, `column leverans does not say "a1"`},
		{"another collection", func(s *sheet) { s.value = say("insamling", "vald", 0) }, nil, `column insamling does not say "missbruk"`},
		{"another period", func(s *sheet) { s.value = say("period", "2024", 1) }, nil, `column period does not say "2025"`},
		{"another year", func(s *sheet) {
			s.value = func(c Column, _ int) (parquet.Value, bool) { return parquet.Int32Value(2024), c.Name == "ar" }
		}, nil, `column ar does not say "2025"`},
		{"another row count", nil, func(p *Part) { p.Rows++ }, "3 rows, want 4"},
		{"another digest", nil, func(p *Part) { p.SHA256 = digestOf("x") }, "digest is not the stated one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorkspace(t)
			d := addiction("a1", "1280", 1, nil).delivery(t, w.staged)
			s := newSheet(t, Key{"1280", "missbruk", "2025", "arende"}, "a1", 3)
			if test.break_ != nil {
				test.break_(s)
			}
			p := s.part(t, w.staged)
			if test.after != nil {
				test.after(&p)
			}
			d.Parts = []Part{p}
			_, err := w.Commit(context.Background(), "run", []Delivery{d})
			var mismatch *MismatchError
			if !errors.As(err, &mismatch) || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error = %v, want %q", err, test.want)
			}
			if strings.Contains(err.Error(), "0180") {
				t.Error("the message repeats the value")
			}
			if _, err := os.Stat(p.Path); err != nil {
				t.Errorf("the staged file: %v", err)
			}
			// The lake goes on with the right file.
			d.Parts = []Part{newSheet(t, s.key, "a1", 3).part(t, w.staged)}
			if _, err := w.Commit(context.Background(), "run", []Delivery{d}); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNotParquet(t *testing.T) {
	w := newWorkspace(t)
	d := addiction("a1", "1280", 1, map[string]int{"arende": 3}).delivery(t, w.staged)
	text := []byte("kommun;person\n")
	if err := os.WriteFile(d.Parts[0].Path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	d.Parts[0].SHA256 = digestOf(string(text))
	_, err := w.Commit(context.Background(), "run", []Delivery{d})
	var mismatch *MismatchError
	if !errors.As(err, &mismatch) {
		t.Errorf("error = %v", err)
	}
}

func TestEvolution(t *testing.T) {
	old := []Column{{1, "a", String, true}, {2, "b", Long, false}}
	for _, test := range []struct {
		name string
		next []Column
		ok   bool
	}{
		{"same", old, true},
		{"new optional column", append(slices.Clone(old), Column{3, "c", Date, false}), true},
		{"new required column", append(slices.Clone(old), Column{3, "c", Date, true}), false},
		{"renamed", []Column{{1, "x", String, true}, {2, "b", Long, false}}, true},
		{"dropped", old[:1], true},
		{"became optional", []Column{{1, "a", String, false}, {2, "b", Long, false}}, true},
		{"became required", []Column{{1, "a", String, true}, {2, "b", Long, true}}, false},
		{"another type", []Column{{1, "a", Long, true}, {2, "b", Long, false}}, false},
	} {
		if err := evolution(old, test.next); (err == nil) != test.ok {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// A later contract adds a column and renames one: old versions keep their
// schema, new ones have the new one, and both read.
func TestTheContractGrows(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	first := w.commit(t, addiction("a1", "1280", 1, map[string]int{"orsak": 3}))
	w.Close()
	grown := *contract.Core()
	grown.Datasets = map[string]*contract.Dataset{}
	for name, d := range contract.Core().Datasets {
		grown.Datasets[name] = d
	}
	d := *grown.Datasets["orsak"]
	d.Variables = slices.Clone(d.Variables)
	d.Variables[2].Name = "rollen"
	d.Variables = append(d.Variables, contract.Variable{Name: "datum", ID: 4, Type: contract.Date})
	grown.Datasets["orsak"] = &d
	l, err := Open(ctx, w.dir, &grown, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w.Lake = l
	s := newSheet(t, Key{"0180", "missbruk", "2025", "orsak"}, "b1", 2)
	if s.columns, err = Schema(&grown, "orsak"); err != nil {
		t.Fatal(err)
	}
	delivery := addiction("b1", "0180", 1, nil).delivery(t, w.staged)
	delivery.Parts = []Part{s.part(t, w.staged)}
	second, err := l.Commit(ctx, "run", []Delivery{delivery})
	if err != nil {
		t.Fatal(err)
	}
	for v, want := range map[Version][]string{first: {"roll"}, second: {"rollen", "datum"}} {
		view, err := l.Snapshot(ctx, v)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := view.Columns(ctx, "orsak")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range columns[7:] {
			names = append(names, c.Name)
		}
		if !slices.Equal(names, want) {
			t.Errorf("version %d: columns %v, want %v", v.Number, names, want)
		}
	}
	sound(t, l)
}
