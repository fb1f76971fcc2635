package disclosure_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// TestZeroCleared: a Cleared that did not come from Protect is of no use, and
// there is no way to make one.
func TestZeroCleared(t *testing.T) {
	var forged disclosure.Cleared
	//lint:ignore SA9005 that nothing comes of it is what is tested
	if err := json.NewDecoder(strings.NewReader(`{"c":{"set":"x"},"C":{},"set":"x"}`)).Decode(&forged); err != nil {
		t.Fatal(err)
	}
	if !forged.IsZero() {
		t.Error("a Cleared was read from JSON")
	}
	typ := reflect.TypeFor[disclosure.Cleared]()
	for i := range typ.NumField() {
		if typ.Field(i).IsExported() {
			t.Errorf("field %s is exported", typ.Field(i).Name)
		}
	}
	for _, name := range []string{"UnmarshalJSON", "UnmarshalText", "UnmarshalBinary", "GobDecode", "UnmarshalYAML", "Scan"} {
		if _, ok := reflect.PointerTo(typ).MethodByName(name); ok {
			t.Errorf("Cleared has a decoder: %s", name)
		}
	}
	for name, use := range map[string]func(){
		"Set": func() { forged.Set() }, "Period": func() { forged.Period() }, "Coverage": func() { forged.Coverage() },
		"Len": func() { forged.Len() }, "Each": func() { forged.Each(func(cell.Key, cell.Parts, code.Status) {}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s of a zero Cleared does not panic", name)
				}
			}()
			use()
		}()
	}
}

// TestRefusals: what cannot be judged is not judged, and all is told at once.
func TestRefusals(t *testing.T) {
	rules := disclosure.DefaultRules()
	rules.Default.Minimum, rules.Width, rules.UnknownSex = 1, -1, "maybe"
	rules.Widths = map[string]int64{"minimum": 0, "dominance": 3}
	err := rules.Validate()
	for _, want := range []string{"minimum 1", "width -1", "widths minimum 0", `"dominance" is no rule`, `unknown_sex "maybe"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
	for name, spoil := range map[string]func(*cell.Package){
		"unknown municipality":  func(p *cell.Package) { p.Blocks[0].Atoms[0].Municipality = "9999" },
		"unknown sex":           func(p *cell.Package) { p.Blocks[0].Atoms[0].Sex = "X" },
		"negative count":        func(p *cell.Package) { p.Blocks[0].Atoms[0].N = -1 },
		"term outside":          func(p *cell.Package) { p.Measures[0].Numerator = term(9) },
		"share of nothing":      func(p *cell.Package) { p.Measures[0].Kind = cell.Share },
		"unknown kind":          func(p *cell.Package) { p.Measures[0].Kind = "?" },
		"grain of units":        func(p *cell.Package) { p.Measures[0].Grains = []area.Type{area.Unit} },
		"collection without":    func(p *cell.Package) { p.Measures[0].Collections = []string{"z"} },
		"indicator twice":       func(p *cell.Package) { p.Measures = append(p.Measures, p.Measures[0]) },
		"coverage of elsewhere": func(p *cell.Package) { p.Coverage[0].Delivered = []string{"9999"} },
	} {
		p := example(func(b *cell.Block) { things(b, "0305", code.Men, 7) }, count)
		spoil(&p)
		cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules())
		if err == nil || !cleared.IsZero() {
			t.Errorf("%s: accepted", name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := example(func(b *cell.Block) { things(b, "0305", code.Men, 3); things(b, "0319", code.Men, 30) }, count)
	if _, _, err := disclosure.Protect(ctx, p, area.Default(), disclosure.DefaultRules()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestReport: the figures add up, and survive JSON.
func TestReport(t *testing.T) {
	p := example(func(b *cell.Block) {
		things(b, "0305", code.Men, 3)
		things(b, "0319", code.Men, 40)
		things(b, "0330", code.Men, 20)
	}, count)
	cleared, report, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	hidden, missing := 0, 0
	cleared.Each(func(_ cell.Key, _ cell.Parts, s code.Status) {
		switch s {
		case code.Suppressed:
			hidden++
		case code.Missing:
			missing++
		}
	})
	if report.Cells != cleared.Len() || report.Hidden != hidden || report.Missing != missing || report.Primary != 1 || hidden != 2 {
		t.Errorf("report %+v, hidden %d, missing %d", report, hidden, missing)
	}
	raw, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	var back disclosure.Report
	if err := json.Unmarshal(raw, &back); err != nil || back.Hidden != report.Hidden {
		t.Errorf("read back %+v, %v", back, err)
	}
}
