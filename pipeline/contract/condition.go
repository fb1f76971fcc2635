package contract

import (
	"jamfor/pipeline/expression"
	"jamfor/pipeline/table"
)

// Names that every rule's expression may use beside its columns: the period's
// first and last day and its year.
const (
	PeriodStart = "period_start"
	PeriodEnd   = "period_slut"
	YearNumber  = "ar"
)

// ParentColumn is how an expression of kind parent_assert names a column of the
// parent row.
func ParentColumn(parent, column string) string { return parent + "_" + column }

// Condition checks one of a rule's expressions against the columns it may name.
// The error is an expression.Problems with every mistake.
func (c *Contract) Condition(r *Rule, source string) (*expression.Checked, error) {
	parsed, err := expression.Parse(source)
	if err != nil {
		return nil, err
	}
	columns := map[string]expression.Column{
		PeriodStart: {Type: expression.Date}, PeriodEnd: {Type: expression.Date}, YearNumber: {Type: expression.Int},
	}
	d := c.Datasets[r.Dataset]
	for _, v := range d.Variables {
		columns[v.Name] = c.expressionColumn(v)
	}
	if parent := c.Datasets[d.Parent]; parent != nil && r.Kind == KindParentAssert {
		for _, v := range parent.Variables {
			columns[ParentColumn(parent.Name, v.Name)] = c.expressionColumn(v)
		}
	}
	return parsed.CheckColumns(columns)
}

func (c *Contract) expressionColumn(v Variable) expression.Column {
	column := expression.Column{Type: expressionType(v.Type.Kind())}
	if l := c.Lists[v.List]; v.Type == Code && l != nil {
		for _, e := range l.Entries {
			column.Codes = append(column.Codes, e.Code)
		}
	}
	return column
}

func expressionType(k table.Kind) expression.Type {
	switch k {
	case table.Int:
		return expression.Int
	case table.Decimal:
		return expression.Decimal
	case table.Date:
		return expression.Date
	case table.Bool:
		return expression.Bool
	}
	return expression.Text
}
