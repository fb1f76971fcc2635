package validate

import (
	"errors"
	"fmt"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// Rules judges the rows of one dataset, each by itself: the contract's rules of
// the levels value and row. Types and code lists the reader has judged, where the
// text still is; here it is only noted that there was something to judge. Not safe
// for concurrent use.
type Rules struct {
	rules    []*rowRule
	required *contract.Rule
	columns  []string // that the required rule is about
	seen     bool     // a row
}

// rowRule is one rule made ready. judge appends the rows of a batch that break it
// and tells whether there was anything to judge.
type rowRule struct {
	rule    *contract.Rule
	column  string // where findings point
	message code.Text
	remedy  code.Text
	judge   judge
	// presence rules cannot fail here: once they were seen they are left alone.
	presence bool
	seen     bool
}

// judge appends the indexes of failing rows; judged is true where at least one row
// could be evaluated.
type judge func(b *table.Batch, into []int) (failed []int, judged bool)

// NewRules makes the rules of a dataset ready for deliveries of one collection and
// period. The error tells a fault of the contract, not of the delivery.
func NewRules(c *contract.Contract, collection, dataset string, period code.Period) (*Rules, error) {
	d, col := c.Datasets[dataset], c.Collections[collection]
	if d == nil || col == nil {
		return nil, fmt.Errorf("make rules: unknown dataset %q or collection %q", dataset, collection)
	}
	r := &Rules{}
	var problems []error
	for _, rule := range c.RulesOf(col, dataset, contract.KindAssert, contract.KindRequiredWhen, contract.KindInstrument, contract.KindWithinPeriod) {
		ready, err := rowJudge(c, rule, period)
		if err != nil {
			problems = append(problems, fmt.Errorf("make rule %s of %s: %w", rule.ID, dataset, err))
		}
		r.rules = append(r.rules, &rowRule{rule: rule, column: rule.Column(), message: rule.Message, remedy: rule.Remedy, judge: ready})
	}
	for _, rule := range c.RulesOf(col, dataset, contract.KindType, contract.KindCode, contract.KindRange, contract.KindLength, contract.KindPattern, contract.KindValidAt) {
		for _, v := range d.Variables {
			ready, err := valueRule(c, rule, v)
			if err != nil {
				problems = append(problems, fmt.Errorf("make rule %s of %s: %w", rule.ID, dataset, err))
			} else if ready != nil {
				r.rules = append(r.rules, ready)
			}
		}
	}
	r.required = c.One(contract.KindRequired)
	for _, v := range d.Variables {
		if v.Required {
			r.columns = append(r.columns, v.Name)
		}
	}
	return r, errors.Join(problems...)
}

func rowJudge(c *contract.Contract, rule *contract.Rule, period code.Period) (judge, error) {
	switch rule.Kind {
	case contract.KindAssert:
		return assertJudge(c, rule, period)
	case contract.KindRequiredWhen:
		return requiredWhenJudge(c, rule, period)
	case contract.KindInstrument:
		return instrumentJudge(c), nil
	}
	return withinPeriodJudge(rule.Column(), period), nil
}

// Check judges every row of a batch and adds what it finds, rule by rule and row
// by row. The rows' municipality is the column kommun, where there is one.
func (r *Rules) Check(b *table.Batch, into *Findings) {
	var failed []int
	for _, rule := range r.rules {
		if rule.presence && rule.seen {
			continue
		}
		var judged bool
		failed, judged = rule.judge(b, failed[:0])
		if judged && !rule.seen {
			rule.seen = true
			into.Evaluated(rule.rule.ID)
		}
		for _, row := range failed {
			f := at(b, row, rule.column)
			f.Rule, f.Severity, f.Message, f.Remedy = rule.rule.ID, rule.rule.Severity, rule.message, rule.remedy
			into.Add(f)
		}
	}
	r.checkRequired(b, into)
}

// checkRequired tells required values that are missing. Where the reader has told
// that a value is wrong, it is not missing too.
func (r *Rules) checkRequired(b *table.Batch, into *Findings) {
	if !r.seen && b.Len() > 0 {
		r.seen = true
		into.Evaluated(r.required.ID)
	}
	for _, name := range r.columns {
		c := b.Column(name)
		for row := range b.Row {
			if c != nil && c.Valid[row] || into.wrongCell(b, row, name) {
				continue
			}
			into.Add(missingFinding(r.required, at(b, row, name), name))
		}
	}
}

func missingFinding(rule *contract.Rule, f table.Finding, column string) table.Finding {
	return judged(rule, f, contract.Same("column", column))
}

// judged makes a finding of a rule at a place.
func judged(rule *contract.Rule, f table.Finding, words ...contract.Word) table.Finding {
	f.Rule, f.Severity = rule.ID, rule.Severity
	f.Message, f.Remedy = contract.Fill(rule.Message, words...), contract.Fill(rule.Remedy, words...)
	return f
}

// at starts a finding at a row and column of a batch.
func at(b *table.Batch, row int, column string) table.Finding {
	f := table.Finding{Dataset: b.Dataset, File: b.File, Sheet: b.Sheet, Row: b.Row[row], Column: column}
	if c := b.Column("kommun"); c != nil && c.Valid[row] {
		f.Municipality = c.Text[row]
	}
	return f
}

// assertJudge fails rows for which the rule's assertion is false; rows for which
// it is unknown are not judged.
func assertJudge(c *contract.Contract, rule *contract.Rule, period code.Period) (judge, error) {
	a, err := newAssertion(c, rule, rule.Assert, period)
	if err != nil {
		return nil, err
	}
	return func(b *table.Batch, into []int) ([]int, bool) {
		a.bind(b, nil)
		judged := false
		for row := range b.Row {
			switch a.at(row, 0) {
			case isFalse:
				into, judged = append(into, row), true
			case isTrue:
				judged = true
			}
		}
		return into, judged
	}, nil
}

// requiredWhenJudge fails rows that lack the rule's first column where its
// condition is true; other rows are not judged.
func requiredWhenJudge(c *contract.Contract, rule *contract.Rule, period code.Period) (judge, error) {
	when, err := newAssertion(c, rule, rule.When, period)
	if err != nil {
		return nil, err
	}
	return func(b *table.Batch, into []int) ([]int, bool) {
		when.bind(b, nil)
		wanted := b.Column(rule.Column())
		judged := false
		for row := range b.Row {
			if when.at(row, 0) != isTrue {
				continue
			}
			judged = true
			if wanted == nil || !wanted.Valid[row] {
				into = append(into, row)
			}
		}
		return into, judged
	}, nil
}

// withinPeriodJudge fails rows whose month lies outside the period.
func withinPeriodJudge(column string, period code.Period) judge {
	first, last := period.Start().Format("2006-01"), period.End().Format("2006-01")
	return eachValue(column, func(c *table.Column, row int) bool { return c.Text[row] < first || c.Text[row] > last })
}

// days is the number of days since 1970-01-01.
func days(t time.Time) int64 { return t.Unix() / 86400 }
