package validate

import (
	"jamfor/pipeline/expression"
	"jamfor/pipeline/table"
)

// assertion evaluates one checked expression over batches.
type assertion struct {
	checked   *expression.Checked
	constants map[string]expression.Value
}

func newAssertion(c *expression.Checked, constants map[string]expression.Value) *assertion {
	return &assertion{checked: c, constants: constants}
}

// failing appends the rows of the batch for which the expression is false.
func (a *assertion) failing(b *table.Batch, into []int) []int {
	columns := make(map[string]*table.Column)
	for _, name := range a.checked.Columns() {
		columns[name] = b.Column(name)
	}
	row := 0
	read := func(name string) expression.Value {
		if v, constant := a.constants[name]; constant {
			return v
		}
		return cellValue(columns[name], row)
	}
	for row = range b.Row {
		if a.checked.Eval(read).IsFalse() {
			into = append(into, row)
		}
	}
	return into
}

// cellValue is a cell as an expression sees it; NULL where it is missing.
func cellValue(c *table.Column, row int) expression.Value {
	if c == nil || !c.Valid[row] {
		return expression.Value{}
	}
	switch c.Kind {
	case table.Int:
		return expression.IntValue(c.Int[row])
	case table.Decimal:
		return expression.DecimalValue(c.Int[row], table.Scale)
	case table.Date:
		return expression.DateValue(c.Int[row])
	case table.Bool:
		return expression.BoolValue(c.Int[row] != 0)
	}
	return expression.TextValue(c.Text[row])
}
