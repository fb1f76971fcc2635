package validate

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/table"
)

// Rules judges the rows of one dataset, each by itself: the contract's own
// rules, ranges, lengths and forms, and the codes that are valid only for a
// time. What needs the text (type, code list) the reader has judged already. Not safe for concurrent use.
type Rules struct {
	dataset *contract.Dataset
	period  code.Period
	rules   []rowRule
	values  []rowRule // on single values: ranges, lengths, forms
	dated   []datedCode
}

// rowRule is one rule of the contract made ready: failing reports the rows of a
// batch that break it, as indexes.
type rowRule struct {
	contract.Rule
	column  string // where the finding points
	failing func(b *table.Batch, into []int) []int
}

// datedCode is a code column whose codes are valid by a date column.
type datedCode struct {
	column, date string
	spans        map[string]span
	severity     table.Severity
}

// span is a code's validity in days since 1970-01-01, ends included.
type span struct{ from, to int64 }

// NewRules makes the rules of a dataset ready for deliveries of one period. The
// error tells a faulty contract, not a faulty delivery.
func NewRules(c *contract.Contract, dataset string, period code.Period) (*Rules, error) {
	d := c.Datasets[dataset]
	if d == nil {
		return nil, fmt.Errorf("make rules: unknown dataset %q", dataset)
	}
	r := &Rules{dataset: d, period: period}
	var problems []error
	for _, rule := range d.Rules {
		ready, err := r.ready(c, rule)
		if err != nil {
			problems = append(problems, fmt.Errorf("make rule %s of %s: %w", rule.ID, dataset, err))
			continue
		}
		r.rules = append(r.rules, ready)
	}
	for _, v := range d.Variables {
		values, err := valueRules(v)
		if err != nil {
			problems = append(problems, err)
		}
		r.values = append(r.values, values...)
		if v.ValidAt != "" {
			r.dated = append(r.dated, dated(c, v))
		}
	}
	return r, errors.Join(problems...)
}

// IDs lists the ids of the rules that Check runs.
func (r *Rules) IDs() []string {
	var ids []string
	for _, rule := range r.rules {
		ids = append(ids, rule.ID)
	}
	for _, rule := range r.values {
		if !slices.Contains(ids, rule.ID) {
			ids = append(ids, rule.ID)
		}
	}
	if r.dated != nil {
		ids = append(ids, ruleCodeExpired)
	}
	return ids
}

// Check judges every row of a batch and adds what it finds, rule by rule and
// row by row. The rows' municipality is the column kommun, where there is one.
func (r *Rules) Check(b *table.Batch, into *Findings) {
	var failed []int
	for _, rule := range slices.Concat(r.values, r.rules) {
		failed = rule.failing(b, failed[:0])
		for _, row := range failed {
			f := at(b, row, rule.column)
			f.Rule, f.Severity, f.Message, f.Remedy = rule.ID, rule.Severity, rule.Message, rule.Remedy
			into.Add(f)
		}
	}
	for _, d := range r.dated {
		d.check(b, into)
	}
}

func (r *Rules) ready(c *contract.Contract, rule contract.Rule) (rowRule, error) {
	ready := rowRule{Rule: rule}
	if len(rule.Columns) > 0 {
		ready.column = rule.Columns[0]
	}
	if !slices.Contains([]table.Severity{table.Stop, table.Warn, table.Note}, rule.Severity) {
		return ready, fmt.Errorf("unknown severity %q", rule.Severity)
	}
	var err error
	switch rule.Kind {
	case "expression":
		ready.failing, err = r.expression(rule.Assert)
	case "required_when":
		ready.failing, err = r.requiredWhen(rule)
	case "instrument":
		ready.failing = instrumentRule(c)
	case "within_period":
		ready.failing, err = r.withinPeriod(rule.Columns)
	default:
		err = fmt.Errorf("unknown kind %q", rule.Kind)
	}
	return ready, err
}

// at starts a finding at a row and column of a batch.
func at(b *table.Batch, row int, column string) table.Finding {
	f := table.Finding{Dataset: b.Dataset, File: b.File, Sheet: b.Sheet, Row: b.Row[row], Column: column}
	if c := b.Column("kommun"); c != nil && c.Valid[row] {
		f.Municipality = c.Text[row]
	}
	return f
}

// withinPeriod fails rows whose month lies outside the period.
func (r *Rules) withinPeriod(columns []string) (func(*table.Batch, []int) []int, error) {
	if len(columns) == 0 {
		return nil, errors.New("within_period needs a column")
	}
	first, last := r.period.Start().Format("2006-01"), r.period.End().Format("2006-01")
	return func(b *table.Batch, into []int) []int {
		c := b.Column(columns[0])
		if c == nil {
			return into
		}
		for row, valid := range c.Valid {
			if valid && (c.Text[row] < first || c.Text[row] > last) {
				into = append(into, row)
			}
		}
		return into
	}, nil
}

func dated(c *contract.Contract, v contract.Variable) datedCode {
	d := datedCode{column: v.Name, date: v.ValidAt, spans: map[string]span{}, severity: table.Stop}
	for _, e := range c.Lists[v.List].Entries {
		s := span{from: -1 << 62, to: 1 << 62}
		if !e.From.IsZero() {
			s.from = days(e.From)
		}
		if !e.To.IsZero() {
			s.to = days(e.To)
		}
		d.spans[e.Code] = s
	}
	return d
}

func (d datedCode) check(b *table.Batch, into *Findings) {
	codes, dates := b.Column(d.column), b.Column(d.date)
	if codes == nil || dates == nil {
		return
	}
	for row := range b.Row {
		if !codes.Valid[row] || !dates.Valid[row] {
			continue
		}
		s, known := d.spans[codes.Text[row]]
		if day := dates.Int[row]; !known || day >= s.from && day <= s.to {
			continue
		}
		f := at(b, row, d.column)
		f.Rule, f.Severity = ruleCodeExpired, d.severity
		f.Message = code.Text{
			SV: fmt.Sprintf("Koden gällde inte på radens datum (kolumnen %s).", d.date),
			EN: fmt.Sprintf("The code was not valid on the row's date (column %s).", d.date),
		}
		f.Remedy = code.Text{SV: "Välj den kod som gällde då eller rätta datumet.", EN: "Choose the code that was valid then, or correct the date."}
		into.Add(f)
	}
}

// days is the number of days since 1970-01-01.
func days(t time.Time) int64 { return t.Unix() / 86400 }

// expression fails rows for which the assertion is false; an unknown (NULL)
// outcome passes.
func (r *Rules) expression(assert string) (func(*table.Batch, []int) []int, error) {
	a, err := r.newAssertion(assert)
	if err != nil {
		return nil, err
	}
	return a.failing, nil
}

// requiredWhen fails rows that lack the first column where the assertion is true.
func (r *Rules) requiredWhen(rule contract.Rule) (func(*table.Batch, []int) []int, error) {
	if len(rule.Columns) == 0 || r.dataset.Variable(rule.Columns[0]) == nil {
		return nil, errors.New("required_when needs a column of the dataset")
	}
	return r.expression("NOT (" + rule.Assert + ") OR " + rule.Columns[0] + " IS NOT NULL")
}

func (r *Rules) newAssertion(assert string) (*assertion, error) {
	parsed, err := expression.Parse(assert)
	if err != nil {
		return nil, err
	}
	types := map[string]expression.Type{"period_start": expression.Date, "period_slut": expression.Date, "ar": expression.Int}
	for _, v := range r.dataset.Variables {
		types[v.Name] = expressionType(v.Type.Kind())
	}
	checked, err := parsed.Check(types)
	if err != nil {
		return nil, err
	}
	constants := map[string]expression.Value{
		"period_start": expression.DateValue(days(r.period.Start())),
		"period_slut":  expression.DateValue(days(r.period.End())),
		"ar":           expression.IntValue(int64(r.period.YearNumber())),
	}
	return newAssertion(checked, constants), nil
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
