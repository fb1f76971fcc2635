// Package given runs the given/expect tests of indicator sets: it writes the
// given rows as the canonical Parquet files that the lake would hold, computes
// the set over them as a release would, and compares exact parts (and values,
// where the caller can make them). It knows no disclosure control.
//
// It also offers its small lake (World) to other tests.
package given

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/indicator"
)

// Options say how tests are run.
type Options struct {
	Compute compute.Options
	// Dir is where folders for the given rows are made; default the system's.
	// They are removed again.
	Dir string
	// Value makes the published value of a cell from its exact parts, as text,
	// empty where it has none. Nil: expected values are not checked.
	Value func(d *indicator.Definition, period code.Period, parts cell.Parts) (string, error)
	// Derived makes the value of a gap or composite from the parts of what it is
	// made of, in the order of Sources (of the sexes compared, for one source).
	// Nil: expected values are not checked.
	Derived func(d *indicator.Definition, parts []cell.Parts) (string, error)
}

// Outcome is what became of one test.
type Outcome struct {
	File, Set, Name string
	Line            int
	Failures        []Failure
}

// Failure is one expectation that was not met. Part is the part's name, or
// status.
type Failure struct {
	Line      int
	Indicator string
	Class     string // of a split: an age group, or column=code
	Area      area.ID
	Sex       code.Sex
	Part      string
	Want, Got string
}

func (f Failure) String() string {
	of := f.Indicator
	if f.Class != "" {
		of += " " + f.Class
	}
	return fmt.Sprintf("line %d: %s %s %s: %s is %s, want %s", f.Line, of, f.Area.Code, f.Sex, f.Part, f.Got, f.Want)
}

// Run runs every test of the files, in order. An error means that tests could
// not be run (rows that fit no dataset, an unknown set), not that one failed.
func Run(ctx context.Context, files []indicator.TestFile, sets []indicator.Set, options Options) ([]Outcome, error) {
	var outcomes []Outcome
	for _, file := range files {
		i := slices.IndexFunc(sets, func(s indicator.Set) bool { return s.Name == file.Set })
		if i < 0 {
			return nil, fmt.Errorf("run %s: there is no set %q", file.File, file.Set)
		}
		for _, test := range file.Cases {
			failures, err := runCase(ctx, test, sets[i], options)
			if err != nil {
				return nil, fmt.Errorf("run %s:%d: %w", file.File, test.Line, err)
			}
			outcomes = append(outcomes, Outcome{File: file.File, Set: file.Set, Name: test.Name, Line: test.Line, Failures: failures})
		}
	}
	return outcomes, nil
}

func runCase(ctx context.Context, test indicator.TestCase, set indicator.Set, options Options) (_ []Failure, err error) {
	dir, err := os.MkdirTemp(options.Dir, "given-*")
	if err != nil {
		return nil, err
	}
	defer func() {
		if removing := os.RemoveAll(dir); err == nil {
			err = removing
		}
	}()
	world, err := NewWorld(dir, test.Deliveries)
	if err != nil {
		return nil, err
	}
	set = asked(set, test)
	packages, err := compute.Compute(ctx, world, []indicator.Set{set}, []code.Period{test.Period}, options.Compute)
	if err != nil {
		return nil, err
	}
	if len(packages) == 0 {
		return nil, fmt.Errorf("no expected indicator has periods like %s", test.Period)
	}
	var failures []Failure
	for _, e := range test.Expect {
		found, err := hold(&packages[0], &set, e, options)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", e.Line, err)
		}
		failures = append(failures, found...)
	}
	return failures, nil
}

// asked gives the set with the indicators that a test expects something of, and
// those that they are made of: a test needs no others.
func asked(set indicator.Set, test indicator.TestCase) indicator.Set {
	wanted := map[string]bool{}
	for _, e := range test.Expect {
		wanted[e.Indicator] = true
		if _, d, found := indicator.Find([]indicator.Set{set}, e.Indicator); found {
			for _, source := range d.Sources {
				wanted[source.ID] = true
			}
		}
	}
	set.Definitions = slices.DeleteFunc(slices.Clone(set.Definitions), func(d *indicator.Definition) bool { return !wanted[d.ID] })
	return set
}

// hold compares one expectation with the package.
func hold(pkg *cell.Package, set *indicator.Set, e indicator.Expectation, options Options) ([]Failure, error) {
	if _, d, _ := indicator.Find([]indicator.Set{*set}, e.Indicator); d != nil && d.Kind.Derived() {
		return holdDerived(pkg, d, e, options)
	}
	i := slices.IndexFunc(pkg.Measures, func(m cell.Measure) bool {
		return m.Indicator == e.Indicator && m.Split == e.Split && m.Rest == ""
	})
	_, whole, known := indicator.Find([]indicator.Set{*set}, e.Indicator)
	if i < 0 || !known {
		return nil, fmt.Errorf("set %s has no indicator %s %s", set.Name, e.Indicator, e.Class())
	}
	d, _ := whole.MemberOf(e.Split)
	var failures []Failure
	fail := func(part, want, got string) {
		if want != got {
			failures = append(failures, Failure{Line: e.Line, Indicator: e.Indicator, Class: e.Class(), Area: e.Area, Sex: e.Sex, Part: part, Want: want, Got: got})
		}
	}
	parts := RollUp(pkg, i, e.Area, e.Sex)
	status := code.OK
	if parts.Members == 0 {
		status = code.Missing
	}
	fail("status", string(e.Status), string(status))
	for _, name := range slices.Sorted(keys(e.Parts)) {
		got, err := partText(name, &pkg.Measures[i], parts)
		if name == "value" {
			if options.Value == nil {
				continue
			}
			got, err = options.Value(d, pkg.Period, parts)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Indicator, err)
		}
		fail(name, e.Parts[name], got)
	}
	return failures, nil
}

func keys(m map[string]string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// partText writes a part as test files do: counts as they are, sums in units.
func partText(name string, m *cell.Measure, p cell.Parts) (string, error) {
	count := func(term *cell.Term, n int64) (string, error) {
		if term == nil {
			return "", fmt.Errorf("the kind %s has no %s", m.Kind, name)
		}
		return fmt.Sprint(n), nil
	}
	sum := func(n *big.Int, scale int) (string, error) {
		if n == nil {
			return "", fmt.Errorf("the kind %s has no %s", m.Kind, name)
		}
		return units(n, scale), nil
	}
	switch name {
	case "numerator":
		return count(m.Numerator, p.Numerator)
	case "denominator":
		return count(m.Denominator, p.Denominator)
	case "base":
		return count(m.Base, p.Base)
	case "sum":
		return sum(p.Sum, p.Scale)
	case "sum_squares":
		return sum(p.SumSquares, 2*p.Scale)
	case "below":
		return sum(p.SumBelow, p.Scale)
	case "values":
		var all []string
		for _, v := range p.Values {
			for range v.N {
				all = append(all, units(big.NewInt(v.Value), p.Scale))
			}
		}
		return strings.Join(all, " "), nil
	case "value":
		return "", nil
	}
	return "", fmt.Errorf("there is no part %q", name)
}

// units writes a scaled integer as a decimal number without needless zeros.
func units(n *big.Int, scale int) string {
	text := new(big.Rat).SetFrac(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)).FloatString(scale)
	if scale > 0 {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}
