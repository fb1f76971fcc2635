package validate

import (
	"jamfor/pipeline/expression"
	"jamfor/pipeline/table"
)

// assertion evaluates one checked expression over batches. Rows repeat their
// values (a case's start is one of a few hundred days), so the outcome for the
// last rows with the same values is remembered; the tree is walked for the rest.
// Not safe for concurrent use.
type assertion struct {
	checked   *expression.Checked
	constants map[string]expression.Value
	names     []string // of the batch's columns that the expression reads
	memo      []remembered
}

const (
	memoSize    = 1 << 10 // a power of two
	memoColumns = 4       // expressions over more columns are not remembered
)

// remembered is the outcome for one combination of values.
type remembered struct {
	known, fails bool
	cells        [memoColumns]cell
}

// cell is one value of a row, as the memo compares it.
type cell struct {
	valid bool
	num   int64
	text  string
}

func newAssertion(c *expression.Checked, constants map[string]expression.Value) *assertion {
	a := &assertion{checked: c, constants: constants}
	for _, name := range c.Columns() {
		if _, constant := constants[name]; !constant {
			a.names = append(a.names, name)
		}
	}
	if len(a.names) <= memoColumns {
		a.memo = make([]remembered, memoSize)
	}
	return a
}

// failing appends the rows of the batch for which the expression is false.
func (a *assertion) failing(b *table.Batch, into []int) []int {
	columns := make([]*table.Column, len(a.names))
	byName := make(map[string]*table.Column, len(a.names))
	for i, name := range a.names {
		columns[i] = b.Column(name)
		byName[name] = columns[i]
	}
	row := 0
	read := func(name string) expression.Value {
		if v, constant := a.constants[name]; constant {
			return v
		}
		return cellValue(byName[name], row)
	}
	for row = range b.Row {
		if a.fails(columns, row, read) {
			into = append(into, row)
		}
	}
	return into
}

func (a *assertion) fails(columns []*table.Column, row int, read func(string) expression.Value) bool {
	if a.memo == nil {
		return a.checked.Eval(read).IsFalse()
	}
	var cells [memoColumns]cell
	hash := uint64(14695981039346656037)
	for i, c := range columns {
		if c == nil || !c.Valid[row] {
			hash *= 1099511628211
			continue
		}
		cells[i].valid = true
		if c.Kind != table.Text {
			cells[i].num = c.Int[row]
			hash = (hash ^ uint64(c.Int[row])) * 1099511628211
			continue
		}
		cells[i].text = c.Text[row]
		for at := range min(len(cells[i].text), 8) {
			hash = (hash ^ uint64(cells[i].text[at])) * 1099511628211
		}
	}
	memo := &a.memo[(hash^hash>>32)%memoSize]
	if !memo.known || memo.cells != cells {
		*memo = remembered{known: true, fails: a.checked.Eval(read).IsFalse(), cells: cells}
	}
	return memo.fails
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
