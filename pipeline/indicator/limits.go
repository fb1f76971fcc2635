package indicator

import (
	"math/big"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/expression"
	"jamfor/sql"
)

// ValueLimits are the least and the greatest that ValueOf can be of one thing, in units
// of its last decimal (ValueScale), by the instrument registry's scales and what the
// models declare; nil where there is no limit, and for kinds other than means and
// changes. A reader knows them too, and disclosure control reckons with it.
func (d *Definition) ValueLimits() (least, most *big.Int) {
	if k := d.Kind.Cell(); d.checked.value == nil || k != cell.Mean && k != cell.Change {
		return nil, nil
	}
	b := d.checked.value.Bounds(d.limitsOf)
	unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.ValueScale())), nil))
	if b.Least != nil {
		x := new(big.Rat).Mul(b.Least, unit)
		least = new(big.Int).Div(x.Num(), x.Denom()) // rounds down
	}
	if b.Most != nil {
		x := new(big.Rat).Mul(b.Most, unit)
		most = new(big.Int).Neg(new(big.Int).Div(new(big.Int).Neg(x.Num()), x.Denom())) // rounds up
	}
	return least, most
}

// limitsOf is the range of one of the model's columns.
func (d *Definition) limitsOf(name string) expression.Bounds {
	c := d.checked.model.Column(name)
	if c == nil {
		return expression.Bounds{}
	}
	if scale := scaleOf(d); c.Score != "" && scale != nil {
		lo, hi := limit(scale.Min), limit(scale.Max)
		if c.Score == sql.ScoreDifference && lo != nil && hi != nil {
			far := new(big.Rat).Sub(hi, lo)
			return expression.Bounds{Least: new(big.Rat).Neg(far), Most: far}
		}
		if c.Score == sql.ScoreValue {
			return expression.Bounds{Least: lo, Most: hi}
		}
	}
	return expression.Bounds{Least: limit(c.Min), Most: limit(c.Max)}
}

// limit reads a limit, nil where there is none.
func limit(s string) *big.Rat {
	if x, ok := new(big.Rat).SetString(s); ok {
		return x
	}
	return nil
}
