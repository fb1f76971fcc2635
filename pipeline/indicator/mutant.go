package indicator

import "jamfor/pipeline/expression"

// Mutant is a definition with one slip in one of its conditions.
type Mutant struct {
	*Definition
	// What tells the slip: which condition, and what stands there instead of what.
	What string
}

// Mutants gives the definition with one slip at a time: a condition left out, or
// a variant of it ([expression.Checked.Variants]). They tell how strong its tests
// are: one that no expectation fails is a mistake that nobody would see. A
// What the checker would refuse (rows of any service area, question, scale or
// rater put together) is left out. A definition made of others has none; members
// of a split are not changed.
func (d *Definition) Mutants() []Mutant {
	if d.Kind.Derived() {
		return nil
	}
	var all []Mutant
	change := func(name string, at func(*checked) **expression.Checked, optional bool) {
		condition := *at(&d.checked)
		if condition == nil {
			return
		}
		put := func(what string, instead *expression.Checked) {
			one := *d
			one.Members = nil
			*at(&one.checked) = instead
			one.checked.join(d.Kind)
			if !one.readable() {
				return
			}
			all = append(all, Mutant{&one, name + ": " + what})
		}
		if optional {
			put("-", nil)
		}
		for _, v := range condition.Variants() {
			put(v.What, v.Condition)
		}
	}
	change("among", func(c *checked) **expression.Checked { return &c.written.among }, false)
	change("period", func(c *checked) **expression.Checked { return &c.written.period }, true)
	change("denominator", func(c *checked) **expression.Checked { return &c.written.denominator }, true)
	change("judged", func(c *checked) **expression.Checked { return &c.written.judged }, true)
	change("numerator", func(c *checked) **expression.Checked { return &c.written.numerator }, true)
	change("counted", func(c *checked) **expression.Checked { return &c.written.counted }, true)
	change("population", func(c *checked) **expression.Checked { return &c.population }, false)
	change("below", func(c *checked) **expression.Checked { return &c.belowBase }, false)
	return all
}

// readable reports whether the checker would take the conditions' limits.
func (d *Definition) readable() bool {
	c := &d.checked
	return addable(c.model, c.base) && (c.belowModel == nil || addable(c.belowModel, c.belowBase))
}
