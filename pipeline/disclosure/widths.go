package disclosure

import (
	"fmt"
	"maps"
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// WidthRules names the rules that a width of its own may be required for, in the order
// in which they are told. The rules on contributors are not among them: their p says
// how much room a sum must have (file amounts).
func WidthRules() []string {
	return []string{ruleMinimum, ruleAlike, ruleUnknown, ruleCorrection, ruleDifference, ruleInterval, ruleGuard}
}

// WidthOf is the width required of the numbers that a rule hides.
func (r Rules) WidthOf(rule string) int64 {
	if own, ok := r.Widths[rule]; ok {
		return own
	}
	return r.Width
}

func (r Rules) checkWidths() (problems []string) {
	check := func(name string, width, least int64) {
		if width < least || width > 100 {
			problems = append(problems, fmt.Sprintf("%s %d: want %d to 100", name, width, least))
		}
	}
	check("width", r.Width, 0)
	for _, rule := range slices.Sorted(maps.Keys(r.Widths)) {
		if !slices.Contains(WidthRules(), rule) {
			problems = append(problems, fmt.Sprintf("widths: %q is no rule: want some of %v", rule, WidthRules()))
		}
		check("widths "+rule, r.Widths[rule], 1)
	}
	if len(r.Widths) > 0 && r.Width == 0 {
		problems = append(problems, "widths: no bounds are looked at while width is 0")
	}
	return problems
}

// requireWidths writes what the rules require into a model's primary columns. Small
// differences between versions or nested counts are numbers like others; what an
// insider computes (virtual too) is held to exact recovery only.
func (r Rules) requireWidths(m *model.Model) {
	if r.Width == 0 {
		return
	}
	for i := range m.Columns {
		c := &m.Columns[i]
		if c.Primary && c.Rule != ruleInsider {
			c.Room.Width = r.WidthOf(c.Rule)
		}
	}
}
