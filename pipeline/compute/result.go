package compute

import (
	"cmp"
	"errors"
	"math/big"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/plan"
)

// result gathers what the statements of one set give.
type result struct {
	set    plan.Set
	atoms  [][]cell.Atom // by block
	sums   []map[place]*cell.Sum
	values [][]cell.ValueCount // by measure
	strata [][]cell.StratumCount
}

// place is a municipality and sex.
type place struct {
	municipality string
	sex          code.Sex
}

func newResult(set plan.Set) *result {
	return &result{
		set: set, atoms: make([][]cell.Atom, len(set.Blocks)),
		sums: make([]map[place]*cell.Sum, len(set.Measures)), values: make([][]cell.ValueCount, len(set.Measures)),
		strata: make([][]cell.StratumCount, len(set.Measures)),
	}
}

// placeOf reads the first two columns of every statement. Things that are not
// split by sex (households, volumes: T in the models) stand under U in a
// package: part of every total, never a row of their own.
func placeOf(values []any) (place, error) {
	municipality, isText := values[0].(string)
	sex, alsoText := values[1].(string)
	if !isText || !alsoText {
		return place{}, errors.New("a row has no municipality or sex")
	}
	at := place{municipality, code.Sex(sex)}
	if at.sex == code.TotalSex {
		at.sex = code.Unknown
	}
	if !slices.Contains(code.PersonSexes, at.sex) {
		return place{}, errors.New("a row has an unknown sex")
	}
	return at, nil
}

func integer(value any) (int64, error) {
	n, err := engine.Integer(value)
	if err != nil {
		return 0, err
	}
	if !n.IsInt64() {
		return 0, errors.New("a number does not fit 64 bits")
	}
	return n.Int64(), nil
}

// atom takes a row of a block: kommun, kon, monster, antal.
func (r *result) atom(block int, values []any) error {
	at, err := placeOf(values)
	if err != nil {
		return err
	}
	pattern, err := integer(values[2])
	if err != nil {
		return err
	}
	n, err := integer(values[3])
	if err != nil {
		return err
	}
	if n > 0 && pattern != 0 { // rows that meet no condition are nobody's
		r.atoms[block] = append(r.atoms[block], cell.Atom{Municipality: at.municipality, Sex: at.sex, Pattern: uint64(pattern), N: n})
	}
	return nil
}

// sum takes a row of a batch of sums: kommun, kon, then the columns.
func (r *result) sum(x plan.Sums, values []any) error {
	at, err := placeOf(values)
	if err != nil {
		return err
	}
	for i, column := range x.Columns {
		if values[2+i] == nil {
			continue
		}
		scale := column.Scale
		if column.Part == plan.SquaresPart {
			scale *= 2
		}
		n, err := engine.Scaled(values[2+i], scale)
		if err != nil {
			return err
		}
		into := r.sumAt(column.Measure, at)
		switch column.Part {
		case plan.SumPart:
			into.Sum.Add(into.Sum, n)
		case plan.SquaresPart:
			into.SumSquares.Add(into.SumSquares, n)
		case plan.BelowPart:
			into.SumBelow.Add(into.SumBelow, n)
		}
	}
	return nil
}

func (r *result) sumAt(measure int, at place) *cell.Sum {
	if r.sums[measure] == nil {
		r.sums[measure] = map[place]*cell.Sum{}
	}
	s := r.sums[measure][at]
	if s == nil {
		s = &cell.Sum{Municipality: at.municipality, Sex: at.sex, Sum: new(big.Int)}
		if r.set.Measures[measure].Definition.Kind.Cell() == cell.Ratio {
			s.SumBelow = new(big.Int)
		} else {
			s.SumSquares = new(big.Int)
		}
		r.sums[measure][at] = s
	}
	return s
}

// contributors takes a row of contributions: kommun, kon, antal, summa, storst,
// nast. Two rows of one place (U and T) are disjoint groups of contributors.
func (r *result) contributors(x plan.Contributions, values []any) error {
	at, err := placeOf(values)
	if err != nil {
		return err
	}
	c := &cell.Contributors{All: new(big.Int), Largest: new(big.Int), Second: new(big.Int)}
	if c.N, err = integer(values[2]); err != nil {
		return err
	}
	for i, into := range []*big.Int{c.All, c.Largest, c.Second} {
		if values[3+i] == nil {
			continue
		}
		n, err := engine.Scaled(values[3+i], x.Scale)
		if err != nil {
			return err
		}
		into.Set(n)
	}
	into := r.sumAt(x.Measure, at)
	into.Contributors = into.Contributors.Join(c)
	return nil
}

// value takes a row of a distribution: kommun, kon, varde, antal.
func (r *result) value(x plan.Values, values []any) error {
	at, err := placeOf(values)
	if err != nil {
		return err
	}
	scaled, err := engine.Scaled(values[2], x.Scale)
	if err != nil {
		return err
	}
	if !scaled.IsInt64() {
		return errors.New("a value does not fit 64 bits")
	}
	n, err := integer(values[3])
	if err != nil {
		return err
	}
	r.values[x.Measure] = append(r.values[x.Measure], cell.ValueCount{
		Municipality: at.municipality, Sex: at.sex, Value: scaled.Int64(), N: n,
	})
	return nil
}

// stratum takes a row of age bands: kommun, kon, grupp, antal.
func (r *result) stratum(x plan.Strata, values []any) error {
	at, err := placeOf(values)
	if err != nil {
		return err
	}
	band, err := integer(values[2])
	if err != nil {
		return err
	}
	n, err := integer(values[3])
	if err != nil {
		return err
	}
	counted := cell.StratumCount{Municipality: at.municipality, Sex: at.sex, Band: int(band), Events: n}
	if x.Weight != "" {
		counted.Events, counted.Population = 0, n
	}
	r.strata[x.Measure] = append(r.strata[x.Measure], counted)
	return nil
}

// assemble makes the package: everything ordered, nothing of a municipality that
// did not deliver what it rests on.
func (r *result) assemble(s *Selection) cell.Package {
	pkg := cell.Package{Set: r.set.Name, Period: s.Period, Blocks: []cell.Block{}, Measures: []cell.Measure{}, Coverage: []cell.Coverage{}}
	for i, b := range r.set.Blocks {
		pkg.Blocks = append(pkg.Blocks, r.block(i, b, s))
	}
	var collections []string
	for i, m := range r.set.Measures {
		pkg.Measures = append(pkg.Measures, r.measure(i, m, s))
		collections = append(collections, m.Definition.Collections...)
	}
	slices.Sort(collections)
	for _, collection := range slices.Compact(collections) {
		c := s.coverage(collection)
		c.Delivered = append([]string{}, c.Delivered...)
		c.ZeroReport = append([]string(nil), c.ZeroReport...)
		pkg.Coverage = append(pkg.Coverage, c)
	}
	return pkg
}

func (r *result) block(i int, b plan.Block, s *Selection) cell.Block {
	made := cell.Block{ID: r.set.ID(i, s.Period.String()), Public: b.Public, Conditions: []string{}, Atoms: []cell.Atom{}}
	for _, c := range b.Conditions {
		made.Conditions = append(made.Conditions, c.Canonical())
	}
	for _, a := range r.atoms[i] {
		if s.Delivered(a.Municipality, b.Collections) {
			made.Atoms = append(made.Atoms, a)
		}
	}
	made.Atoms = merge(made.Atoms, compareAtoms, func(into *cell.Atom, a cell.Atom) { into.N += a.N })
	return made
}

func (r *result) measure(i int, m plan.Measure, s *Selection) cell.Measure {
	d := m.Definition
	made := cell.Measure{
		Indicator: d.ID, Split: d.Member.Split, Rest: d.Member.Rest, Kind: d.Kind.Cell(), Quantile: d.QuantileOf(),
		Numerator: m.Numerator, Denominator: m.Denominator, Base: m.Base,
		Scale: d.ValueScale(), Collections: slices.Sorted(slices.Values(d.Collections)),
		Grains: d.AreaTypes(), BySex: d.SplitBySex(), MinimumBase: d.MinimumBase, PublicSums: d.PublicSums,
	}
	made.Least, made.Most = d.ValueLimits()
	for at, sum := range r.sums[i] {
		if s.Delivered(at.municipality, d.Collections) {
			made.Sums = append(made.Sums, *sum)
		}
	}
	slices.SortFunc(made.Sums, compareSums)
	for _, v := range r.values[i] {
		if s.Delivered(v.Municipality, d.Collections) {
			made.Values = append(made.Values, v)
		}
	}
	for _, x := range r.strata[i] {
		if s.Delivered(x.Municipality, d.Collections) {
			made.Strata = append(made.Strata, x)
		}
	}
	made.Strata = merge(made.Strata, compareStrata, func(into *cell.StratumCount, x cell.StratumCount) {
		into.Events += x.Events
		into.Population += x.Population
	})
	made.Values = merge(made.Values, compareValues, func(into *cell.ValueCount, v cell.ValueCount) { into.N += v.N })
	return made
}

// The orders of parts in a package.

func compareAtoms(a, b cell.Atom) int {
	return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Sex, b.Sex), cmp.Compare(a.Pattern, b.Pattern))
}

func compareSums(a, b cell.Sum) int {
	return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Sex, b.Sex))
}

func compareStrata(a, b cell.StratumCount) int {
	return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Sex, b.Sex), cmp.Compare(a.Band, b.Band))
}

func compareValues(a, b cell.ValueCount) int {
	return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Sex, b.Sex), cmp.Compare(a.Value, b.Value))
}

// merge orders the items and adds up those that compare as equal.
func merge[T any](items []T, compare func(a, b T) int, add func(into *T, item T)) []T {
	slices.SortFunc(items, compare)
	merged := items[:0]
	for _, item := range items {
		if last := len(merged) - 1; last >= 0 && compare(merged[last], item) == 0 {
			add(&merged[last], item)
			continue
		}
		merged = append(merged, item)
	}
	return merged
}
