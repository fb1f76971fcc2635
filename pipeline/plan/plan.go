// Package plan turns checked indicator definitions into statements: which
// models are needed, which SELECTs run over them, and which part of which
// indicator every result column is. A plan is plain Go values; it runs nothing.
//
// The ideas:
//   - All counts of one set over one model and service area come from one scan:
//     every distinct condition becomes one bit of a pattern, and rows are counted
//     per municipality, sex and pattern (a Block). Two conditions with the same
//     canonical text are one.
//   - Sums (Σx, Σx², both sums of a ratio) come in batches of CASE expressions
//     over one scan, as DECIMAL(38, s): exact, and an error where they would not
//     fit.
//   - Distributions for medians come as (value, count) lists.
//
// No text of a definition is pasted into SQL: statements are made of checked
// expressions compiled by package expression, and of quoted identifiers. There
// is no division, no FILTER and no floating point in any of them.
package plan

import (
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
)

// Plan is what has to be computed for some sets, the same for every period.
type Plan struct {
	Sets []Set
}

// Set is the plan of one indicator set.
type Set struct {
	Name     string
	Blocks   []Block
	Measures []Measure
	Sums     []Sums
	Values   []Values
	Strata   []Strata
	// Contributions tell who stands behind sums.
	Contributions []Contributions
}

// Block counts the rows of one model by municipality, sex and pattern.
type Block struct {
	Model string
	// Areas are the service areas that the rows are limited to, sorted; empty
	// where the model has none. Every condition implies them.
	Areas      []string
	Conditions []*expression.Checked // bit i is condition i
	Public     bool
	Weight     string // column that tells how many things a row stands for
	// Collections are those that every measure counting in the block rests on:
	// a municipality that lacks one has no atoms. Empty for public blocks.
	Collections []string
}

// Measure is one indicator with its terms; Definition tells everything else.
type Measure struct {
	Definition                   *indicator.Definition
	Numerator, Denominator, Base *cell.Term
}

// Sums is one scan that sums several columns by municipality and sex.
type Sums struct {
	Model   string
	Areas   []string
	Columns []SumColumn
}

// Part names what a summed column is part of.
type Part string

// The parts that are sums.
const (
	SumPart     Part = "sum"
	SquaresPart Part = "sum_squares"
	BelowPart   Part = "sum_below"
)

// SumColumn sums a value over the rows that meet a condition, for one part of
// one measure (an index into Set.Measures). The result has Scale decimals, twice
// as many for squares.
type SumColumn struct {
	Measure   int
	Part      Part
	Condition *expression.Checked
	Value     *expression.Checked
	Scale     int
}

// Values lists how often each value occurs among the rows of a condition, by
// municipality and sex, for one measure. Values have Scale decimals.
type Values struct {
	Model     string
	Measure   int
	Condition *expression.Checked
	Value     *expression.Checked
	Scale     int
}

// Strata counts the rows of a condition by municipality, sex and age band, for one
// measure: its events, or the inhabitants that Weight counts.
type Strata struct {
	Model     string
	Measure   int
	Condition *expression.Checked
	Weight    string
}

// Contributions spread a measure's sum over those who stand behind it, by
// municipality and sex: how many there are, and the two largest contributions.
// Contributor is the model's column that names them; empty where every row is
// one. Contributions have Scale decimals.
type Contributions struct {
	Model       string
	Measure     int
	Contributor string
	Condition   *expression.Checked
	Value       *expression.Checked
	Scale       int
}

// sumBatch is the most columns that one scan sums: wide batches cost more than
// a second scan.
const sumBatch = 30

// Models lists the models that the plan reads, each once, in the plan's order.
func (p Plan) Models() []string {
	var names []string
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	for _, s := range p.Sets {
		for _, b := range s.Blocks {
			add(b.Model)
		}
		for _, x := range s.Sums {
			add(x.Model)
		}
		for _, v := range s.Values {
			add(v.Model)
		}
		for _, x := range s.Strata {
			add(x.Model)
		}
		for _, x := range s.Contributions {
			add(x.Model)
		}
	}
	return names
}

// Columns lists the columns of a model that the plan's statements read, sorted:
// the only ones that need to be there.
func (p Plan) Columns(model string) []string {
	var names []string
	use := func(expressions ...*expression.Checked) {
		for _, e := range expressions {
			names = append(names, e.Columns()...)
		}
	}
	for _, s := range p.Sets {
		for _, b := range s.Blocks {
			if b.Model == model {
				use(b.Conditions...)
				names = append(names, areaColumn(b.Areas)...)
				if b.Weight != "" {
					names = append(names, b.Weight)
				}
			}
		}
		for _, x := range s.Sums {
			if x.Model == model {
				names = append(names, areaColumn(x.Areas)...)
				for _, c := range x.Columns {
					use(c.Condition, c.Value)
				}
			}
		}
		for _, v := range s.Values {
			if v.Model == model {
				use(v.Condition, v.Value)
			}
		}
		for _, x := range s.Contributions {
			if x.Model == model {
				use(x.Condition, x.Value)
				if x.Contributor != "" {
					names = append(names, x.Contributor)
				}
			}
		}
		for _, x := range s.Strata {
			if x.Model == model {
				use(x.Condition)
				names = append(names, "alder")
				if x.Weight != "" {
					names = append(names, x.Weight)
				}
			}
		}
	}
	names = append(names, "kommun", "kon")
	slices.Sort(names)
	return slices.Compact(names)
}

// areaColumn is the column that limits a scan to areas, where it is limited.
func areaColumn(areas []string) []string {
	if len(areas) == 0 {
		return nil
	}
	return []string{"omrade"}
}
