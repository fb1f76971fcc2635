package indicator

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
)

// Row is one row of a model: values by column. A column that the row does not
// name is NULL.
type Row map[string]expression.Value

// Part is an indicator's exact parts in one municipality and sex. Sums and
// values are scaled by Scale (sums of squares twice); they are nil for kinds
// that have none. The total of a municipality is the sum of its parts over
// all sexes, T (rows not split by sex) included.
type Part struct {
	Municipality string
	Sex          code.Sex
	cell.Parts
}

// Evaluate computes an indicator's parts from its models' rows in memory, row
// by row and without haste: the oracle of the planner's SQL. rows holds, by
// model, every row of the period. The result is ordered by municipality and
// sex (K, M, U, T) and holds no cell in which nothing stands.
//
// Members and Of are 1: coverage is not Evaluate's business.
func Evaluate(d *Definition, rows map[string][]Row) ([]Part, error) {
	if d.Kind.Derived() {
		return nil, fmt.Errorf("evaluate %s: the kind %s has no rows of its own", d.ID, d.Kind)
	}
	e := evaluation{d: d, scale: d.ValueScale(), parts: map[cellKey]*Part{}}
	for _, row := range rows[d.From] {
		if err := e.own(row); err != nil {
			return nil, err
		}
	}
	if d.checked.population != nil {
		for _, row := range rows[PopulationModel] {
			if err := e.population(row); err != nil {
				return nil, err
			}
		}
	}
	if d.checked.belowModel != nil {
		for _, row := range rows[d.Below.From] {
			if err := e.below(row); err != nil {
				return nil, err
			}
		}
	}
	return e.ordered(), nil
}

type cellKey struct {
	municipality string
	sex          code.Sex
}

type evaluation struct {
	d     *Definition
	scale int
	parts map[cellKey]*Part
}

func holds(condition *expression.Checked, row Row) bool { return value(condition, row).IsTrue() }

func value(e *expression.Checked, row Row) expression.Value {
	return e.Eval(func(column string) expression.Value { return row[column] })
}

// part finds the cell that a row belongs to.
func (e *evaluation) part(row Row) *Part {
	key := cellKey{row["kommun"].Text(), code.Sex(row["kon"].Text())}
	p := e.parts[key]
	if p == nil {
		p = &Part{Municipality: key.municipality, Sex: key.sex}
		p.Scale, p.Members, p.Of = e.scale, 1, 1
		switch e.d.Kind.Cell() {
		case cell.Mean, cell.Change:
			p.Sum, p.SumSquares = new(big.Int), new(big.Int)
		case cell.Ratio:
			p.Sum, p.SumBelow = new(big.Int), new(big.Int)
		}
		e.parts[key] = p
	}
	return p
}

func (e *evaluation) own(row Row) error {
	c := &e.d.checked
	if !holds(c.base, row) {
		return nil
	}
	p := e.part(row)
	p.Base++
	switch e.d.Kind.Cell() {
	case cell.Ratio:
		p.Denominator++
		return e.add(p.Sum, c.value, row)
	case cell.Count, cell.Rate:
		p.Numerator += one(c.numerator, row)
		return nil
	case cell.StandardisedRate, cell.StandardisedRatio:
		n := one(c.numerator, row)
		p.Numerator += n
		if n == 0 {
			return nil
		}
		return e.stratum(p, row, n, 0)
	case cell.Share:
		p.Numerator += one(c.numerator, row)
	}
	p.Denominator += one(c.denominator, row)
	if e.d.Kind.Cell() != cell.Share && holds(c.denominator, row) {
		return e.measure(p, row)
	}
	return nil
}

func one(condition *expression.Checked, row Row) int64 {
	if holds(condition, row) {
		return 1
	}
	return 0
}

// measure adds a row's value to the sums or the distribution of its cell.
func (e *evaluation) measure(p *Part, row Row) error {
	if e.d.checked.value == nil {
		return nil
	}
	x, err := e.scaled(e.d.checked.value, row)
	if err != nil || x == nil {
		return err
	}
	if p.Sum != nil {
		p.Sum.Add(p.Sum, x)
		p.SumSquares.Add(p.SumSquares, new(big.Int).Mul(x, x))
		return nil
	}
	if !x.IsInt64() {
		return fmt.Errorf("evaluate %s: a value does not fit 64 bits", e.d.ID)
	}
	p.Values = counted(p.Values, x.Int64())
	return nil
}

// counted adds one occurrence of a value to an ascending distribution.
func counted(values []cell.Value, x int64) []cell.Value {
	i, found := slices.BinarySearchFunc(values, x, func(v cell.Value, x int64) int { return cmp.Compare(v.Value, x) })
	if found {
		values[i].N++
		return values
	}
	return slices.Insert(values, i, cell.Value{Value: x, N: 1})
}

// scaled is a row's value as an integer at the evaluation's scale; nil for NULL.
func (e *evaluation) scaled(expr *expression.Checked, row Row) (*big.Int, error) {
	x, scale := value(expr, row).Number()
	if x == nil {
		return nil, nil
	}
	if scale > e.scale {
		return nil, fmt.Errorf("evaluate %s: a value has %d decimals, at most %d fit", e.d.ID, scale, e.scale)
	}
	factor := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(e.scale-scale)), nil)
	return x.Mul(x, factor), nil
}

func (e *evaluation) add(sum *big.Int, expr *expression.Checked, row Row) error {
	x, err := e.scaled(expr, row)
	if err == nil && x != nil {
		sum.Add(sum, x)
	}
	return err
}

func (e *evaluation) population(row Row) error {
	if !holds(e.d.checked.population, row) {
		return nil
	}
	n, ok := row[PopulationWeight].Int()
	if !ok {
		return fmt.Errorf("evaluate %s: a population row has no number", e.d.ID)
	}
	p := e.part(row)
	p.Denominator += n
	return e.stratum(p, row, 0, n)
}

func (e *evaluation) below(row Row) error {
	if !holds(e.d.checked.belowBase, row) {
		return nil
	}
	return e.add(e.part(row).SumBelow, e.d.checked.belowValue, row)
}

func (e *evaluation) ordered() []Part {
	parts := make([]Part, 0, len(e.parts))
	for _, p := range e.parts {
		parts = append(parts, *p)
	}
	order := []code.Sex{code.Women, code.Men, code.Unknown, code.TotalSex}
	slices.SortFunc(parts, func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(slices.Index(order, a.Sex), slices.Index(order, b.Sex)))
	})
	return parts
}
