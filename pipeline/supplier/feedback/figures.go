package feedback

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/observe"
)

// Figure is one indicator's value for a municipality and sex, unprotected.
type Figure struct {
	Indicator    *indicator.Definition
	Municipality string
	Sex          code.Sex
	observe.Estimate
}

// Left is an indicator that was left out, and why in Swedish.
type Left struct {
	Indicator *indicator.Definition
	Why       string
}

// Figures computes the sets' indicators that rest on the collection alone, per
// municipality for all persons, women and men. Both lists are ordered.
func (s *Rows) Figures(sets []indicator.Set, collection string) (figures []Figure, left []Left, err error) {
	var wanted []*indicator.Definition
	for _, set := range sets {
		for _, d := range set.Definitions {
			switch {
			case !slices.Contains(d.Collections, collection):
			case len(d.Collections) > 1 || d.PopulationOf() != nil:
				left = append(left, Left{d, "vilar också på andra insamlingar eller på folkmängden"})
			case !s.computable(d):
				left = append(left, Left{d, "räknas bara nationellt"})
			default:
				wanted = append(wanted, d)
			}
		}
	}
	rows := map[string][]indicator.Row{}
	missing := map[string]error{}
	for _, name := range modelsOf(wanted) {
		if rows[name], err = s.model(name); err != nil {
			missing[name] = err
		}
	}
	for _, d := range wanted {
		below, _, _ := d.SumBelow()
		if missing[d.From] != nil || below != nil && missing[below.Name] != nil {
			left = append(left, Left{d, "räknas bara nationellt"})
			continue
		}
		own, err := figuresOf(d, rows)
		if err != nil {
			return nil, nil, err
		}
		figures = append(figures, own...)
	}
	return figures, left, nil
}

func figuresOf(d *indicator.Definition, rows map[string][]indicator.Row) ([]Figure, error) {
	parts, err := indicator.Evaluate(d, rows)
	if err != nil {
		return nil, err
	}
	type key struct {
		municipality string
		sex          code.Sex
	}
	sums := map[key]*cell.Parts{}
	var order []key
	add := func(k key, p cell.Parts) {
		if sums[k] == nil {
			sums[k] = &cell.Parts{Scale: p.Scale, Members: 1, Of: 1}
			order = append(order, k)
		}
		*sums[k] = together(*sums[k], p)
	}
	for _, p := range parts {
		add(key{p.Municipality, code.TotalSex}, p.Parts)
		if d.SplitBySex() && (p.Sex == code.Women || p.Sex == code.Men) {
			add(key{p.Municipality, p.Sex}, p.Parts)
		}
	}
	spec := observe.SpecOf(d)
	var out []Figure
	for _, k := range order {
		e, err := observe.Value(spec, *sums[k])
		if err != nil {
			return nil, fmt.Errorf("compute %s: %w", d.ID, err)
		}
		out = append(out, Figure{d, k.municipality, k.sex, e})
	}
	sexes := []code.Sex{code.TotalSex, code.Women, code.Men}
	slices.SortFunc(out, func(a, b Figure) int {
		return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(slices.Index(sexes, a.Sex), slices.Index(sexes, b.Sex)))
	})
	return out, nil
}

// together adds the parts of two disjoint groups of rows.
func together(a, b cell.Parts) cell.Parts {
	a.Numerator += b.Numerator
	a.Denominator += b.Denominator
	a.Base += b.Base
	a.Sum, a.SumSquares, a.SumBelow = sum(a.Sum, b.Sum), sum(a.SumSquares, b.SumSquares), sum(a.SumBelow, b.SumBelow)
	for _, v := range b.Values {
		i, found := slices.BinarySearchFunc(a.Values, v.Value, func(have cell.Value, x int64) int { return cmp.Compare(have.Value, x) })
		if found {
			a.Values[i].N += v.N
		} else {
			a.Values = slices.Insert(slices.Clone(a.Values), i, v)
		}
	}
	return a
}

func sum(a, b *big.Int) *big.Int {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return new(big.Int).Add(a, b)
}
