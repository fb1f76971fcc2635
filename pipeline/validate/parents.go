package validate

import (
	"bytes"
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// parents walks the parent dataset in step with its children, both in key order:
// one parent row in memory at a time. It runs the rules that need both sides.
type parents struct {
	keys     ParentKeys
	rows     ParentRows // nil where keys are enough
	findings *Findings
	parent   *contract.Dataset
	key      []byte // of the parent under way; nil after the last
	asserts  []*parentAssert
	counts   []*childCount
	bound    *table.Batch
}

// parentAssert is a condition over a row and its parent.
type parentAssert struct {
	rule      *contract.Rule
	condition *assertion
	seen      bool
}

// childCount counts the children of the parent under way for which a condition
// is true.
type childCount struct {
	rule *contract.Rule
	when *assertion
	n    int64
	seen bool
}

func newParents(c *contract.Contract, col *contract.Collection, d *contract.Dataset, period code.Period, keys ParentKeys, into *Findings) (*parents, error) {
	p := &parents{keys: keys, findings: into, parent: c.Datasets[d.Parent]}
	for _, rule := range c.RulesOf(col, d.Name, contract.KindParentAssert) {
		a, err := newAssertion(c, rule, rule.Assert, period)
		if err != nil {
			return nil, fmt.Errorf("make rule %s: %w", rule.ID, err)
		}
		p.asserts = append(p.asserts, &parentAssert{rule: rule, condition: a})
	}
	for _, rule := range c.RulesOf(col, d.Name, contract.KindCountInParent) {
		a, err := newAssertion(c, rule, rule.When, period)
		if err != nil {
			return nil, fmt.Errorf("make rule %s: %w", rule.ID, err)
		}
		p.counts = append(p.counts, &childCount{rule: rule, when: a})
	}
	if len(p.asserts)+len(p.counts) > 0 {
		var ok bool
		if p.rows, ok = keys.(ParentRows); !ok {
			return nil, errParentRows
		}
	}
	return p, p.next()
}

// bind shows the rules the run of children that take is about.
func (p *parents) bind(s Sorted) {
	p.bound = nil
	for _, c := range p.counts {
		c.when.bind(s.Batch, nil)
	}
}

// take finds the parent of a child and holds the two together; false where there
// is none.
func (p *parents) take(s Sorted, row int) (bool, error) {
	found, err := p.find(s.Keys[row])
	if err != nil || !found {
		return false, err
	}
	p.assert(s, row)
	for _, c := range p.counts {
		if c.when.at(row, 0) == isTrue {
			c.n++
		}
	}
	return true, nil
}

// find moves forward to the first parent that is not before the child.
func (p *parents) find(child []byte) (bool, error) {
	for p.key != nil {
		if bytes.HasPrefix(child, p.key) {
			return true, nil
		}
		if bytes.Compare(p.key, child) > 0 {
			return false, nil
		}
		if err := p.next(); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (p *parents) assert(s Sorted, row int) {
	if len(p.asserts) == 0 {
		return
	}
	run, parentRow := p.rows.Row()
	if p.bound != run.Batch {
		p.bound = run.Batch
		for _, a := range p.asserts {
			a.condition.bind(s.Batch, run.Batch)
		}
	}
	for _, a := range p.asserts {
		outcome := a.condition.at(row, parentRow)
		if outcome != unknown && !a.seen {
			a.seen = true
			p.findings.Evaluated(a.rule.ID)
		}
		if outcome == isFalse {
			p.findings.Add(judged(a.rule, sortedAt(s, row, a.rule.Column())))
		}
	}
}

// next moves to the next parent. The one before is done: what its children count
// to is judged, unless the next has the same key (a duplicate, which another rule
// tells).
func (p *parents) next() error {
	pending := p.judgeCounts()
	key, err := p.keys.NextKey()
	if err != nil {
		return fmt.Errorf("read parent keys: %w", err)
	}
	if key != nil && bytes.Equal(key, p.key) {
		return nil
	}
	for _, f := range pending {
		p.findings.Add(f)
	}
	for _, c := range p.counts {
		c.n = 0
	}
	if key == nil {
		p.key = nil
		return nil
	}
	p.key = append(p.key[:0], key...)
	return nil
}

func (p *parents) judgeCounts() (pending []table.Finding) {
	if p.key == nil {
		return nil
	}
	for _, c := range p.counts {
		if !c.seen {
			c.seen = true
			p.findings.Evaluated(c.rule.ID)
		}
		if c.n < c.rule.Int("least") || c.n > c.rule.Int("most") {
			run, row := p.rows.Row()
			f := sortedAt(run, row, p.parent.Key()[0])
			f.Dataset = p.parent.Name
			pending = append(pending, judged(c.rule, f, contract.Same("parent", p.parent.Name)))
		}
	}
	return pending
}

// close walks the parents that are left, for rules that count children.
func (p *parents) close() error {
	if len(p.counts) == 0 {
		return nil
	}
	for p.key != nil {
		if err := p.next(); err != nil {
			return err
		}
	}
	return nil
}
