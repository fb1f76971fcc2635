package given

import (
	"fmt"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// holdDerived compares an expectation for a gap or composite: its value and its
// status; it has no parts of its own.
func holdDerived(pkg *cell.Package, d *indicator.Definition, e indicator.Expectation, options Options) ([]Failure, error) {
	var parts []cell.Parts
	status := code.OK
	for _, source := range d.Sources {
		i := slices.IndexFunc(pkg.Measures, func(m cell.Measure) bool { return m.Name() == source.ID })
		if i < 0 {
			return nil, fmt.Errorf("the package has no indicator %s", source.ID)
		}
		sexes := []code.Sex{e.Sex}
		if len(d.Compare) > 0 {
			sexes = []code.Sex{code.Sex(d.Compare[0]), code.Sex(d.Compare[1])}
		}
		for _, sex := range sexes {
			p := RollUp(pkg, i, e.Area, sex)
			parts = append(parts, p)
			if p.Members == 0 {
				status = code.Missing
			}
		}
	}
	var failures []Failure
	fail := func(part, want, got string) {
		if want != got {
			failures = append(failures, Failure{Line: e.Line, Indicator: e.Indicator, Area: e.Area, Sex: e.Sex, Part: part, Want: want, Got: got})
		}
	}
	fail("status", string(e.Status), string(status))
	for _, name := range slices.Sorted(keys(e.Parts)) {
		if name != "value" {
			return nil, fmt.Errorf("%s: the kind %s has no %s of its own, only a value", e.Indicator, d.Kind, name)
		}
		if options.Derived == nil || status != code.OK {
			continue
		}
		got, err := options.Derived(d, parts)
		if err != nil {
			return nil, err
		}
		fail(name, e.Parts[name], got)
	}
	return failures, nil
}
