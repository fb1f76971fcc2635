package indicator

import (
	"jamfor/pipeline/expression"
	"jamfor/sql"
)

// A definition's checked parts. Conditions count a row when they are TRUE; NULL
// does not count. None of them is nil unless its comment says so.

// Model is the model whose rows are counted.
func (d *Definition) Model() *sql.Model { return d.checked.model }

// Base is the condition of the rows that the indicator is about: Among within
// the period. For a change these are the rows that could have a pair.
func (d *Definition) Base() *expression.Checked { return d.checked.base }

// BelowLine is the condition of the rows below the line: Base narrowed by
// Denominator and, for kinds with a value, to rows that have one. It is Base
// itself for count, rate and ratio.
func (d *Definition) BelowLine() *expression.Checked { return d.checked.denominator }

// AboveLine is the condition of the rows above the line: BelowLine narrowed by
// Numerator. For kinds with a value it is BelowLine itself.
func (d *Definition) AboveLine() *expression.Checked { return d.checked.numerator }

// ValueOf is the number taken from each row of BelowLine (mean, median, quantile,
// change, improved) or Base (ratio); nil for other kinds.
func (d *Definition) ValueOf() *expression.Checked { return d.checked.value }

// ValueScale is the number of decimals that the parts of the value carry: the
// larger of ValueOf's and SumBelow's.
func (d *Definition) ValueScale() int {
	scale := 0
	for _, v := range []*expression.Checked{d.checked.value, d.checked.belowValue} {
		if v != nil {
			scale = max(scale, v.Scale())
		}
	}
	return scale
}

// PopulationOf is the condition over the model befolkning whose inhabitants
// (column antal) stand below the line of a rate; nil for other kinds.
func (d *Definition) PopulationOf() *expression.Checked { return d.checked.population }

// SumBelow is what stands below the line of a ratio: a model, the condition of
// its rows and the number summed over them; nil for other kinds. The model's
// weight, where it has one, multiplies nothing: the value names it.
func (d *Definition) SumBelow() (model *sql.Model, rows, value *expression.Checked) {
	return d.checked.belowModel, d.checked.belowBase, d.checked.belowValue
}
