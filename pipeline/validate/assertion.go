package validate

import (
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/table"
)

// truth is the value of a condition for one row.
type truth uint8

const (
	unknown truth = iota // NULL: the row cannot be judged
	isTrue
	isFalse
)

// assertion evaluates one checked condition row by row. Rows repeat their values
// (a case's start is one of a few hundred days), so the outcome for the last rows
// with the same values is remembered; the tree is walked for the rest. Not safe
// for concurrent use.
type assertion struct {
	checked   *expression.Checked
	constants map[string]expression.Value
	names     []string // of the columns that the condition reads
	parents   []string // the parent's column, "" for one of the row's own
	columns   []*table.Column
	row       int // under way
	parentRow int
	memo      []remembered
}

const (
	memoSize    = 1 << 10 // a power of two
	memoColumns = 4       // conditions over more columns are not remembered
)

// remembered is the outcome for one combination of values.
type remembered struct {
	known bool
	truth truth
	cells [memoColumns]cell
}

// cell is one value of a row, as the memo compares it.
type cell struct {
	valid bool
	num   int64
	text  string
}

// newAssertion makes one of a rule's conditions ready for a period.
func newAssertion(c *contract.Contract, rule *contract.Rule, source string, period code.Period) (*assertion, error) {
	checked, err := c.Condition(rule, source)
	if err != nil {
		return nil, err
	}
	a := &assertion{checked: checked, constants: map[string]expression.Value{
		contract.PeriodStart: expression.DateValue(days(period.Start())),
		contract.PeriodEnd:   expression.DateValue(days(period.End())),
		contract.YearNumber:  expression.IntValue(int64(period.YearNumber())),
	}}
	d := c.Datasets[rule.Dataset]
	for _, name := range checked.Columns() {
		if _, constant := a.constants[name]; constant {
			continue
		}
		a.names, a.parents = append(a.names, name), append(a.parents, parentColumn(c, d, name))
	}
	a.columns = make([]*table.Column, len(a.names))
	if len(a.names) <= memoColumns {
		a.memo = make([]remembered, memoSize)
	}
	return a, nil
}

// parentColumn is the column of the parent that a name stands for, "" where it is
// one of the dataset's own.
func parentColumn(c *contract.Contract, d *contract.Dataset, name string) string {
	parent := c.Datasets[d.Parent]
	if parent == nil || d.Variable(name) != nil {
		return ""
	}
	for _, v := range parent.Variables {
		if contract.ParentColumn(parent.Name, v.Name) == name {
			return v.Name
		}
	}
	return ""
}

// bind shows the condition the batches that the next rows are of; parent is nil
// for conditions over one row.
func (a *assertion) bind(own, parent *table.Batch) {
	for i, name := range a.names {
		switch {
		case a.parents[i] == "":
			a.columns[i] = own.Column(name)
		case parent != nil:
			a.columns[i] = parent.Column(a.parents[i])
		default:
			a.columns[i] = nil
		}
	}
}

// at is the condition's value for a row of the batches last bound.
func (a *assertion) at(row, parentRow int) truth {
	a.row, a.parentRow = row, parentRow
	if a.memo == nil {
		return truthOf(a.checked.Eval(a.read))
	}
	var cells [memoColumns]cell
	hash := uint64(14695981039346656037)
	for i, c := range a.columns {
		at := a.rowOf(i)
		if c == nil || !c.Valid[at] {
			hash *= 1099511628211
			continue
		}
		cells[i].valid = true
		if c.Kind != table.Text {
			cells[i].num = c.Int[at]
			hash = (hash ^ uint64(c.Int[at])) * 1099511628211
			continue
		}
		cells[i].text = c.Text[at]
		for n := range min(len(cells[i].text), 8) {
			hash = (hash ^ uint64(cells[i].text[n])) * 1099511628211
		}
	}
	memo := &a.memo[(hash^hash>>32)%memoSize]
	if !memo.known || memo.cells != cells {
		*memo = remembered{known: true, truth: truthOf(a.checked.Eval(a.read)), cells: cells}
	}
	return memo.truth
}

func (a *assertion) rowOf(column int) int {
	if a.parents[column] != "" {
		return a.parentRow
	}
	return a.row
}

// read gives a column's value in the row under way.
func (a *assertion) read(name string) expression.Value {
	if v, constant := a.constants[name]; constant {
		return v
	}
	i := slices.Index(a.names, name)
	return cellValue(a.columns[i], a.rowOf(i))
}

func truthOf(v expression.Value) truth {
	switch {
	case v.IsTrue():
		return isTrue
	case v.IsFalse():
		return isFalse
	}
	return unknown
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
