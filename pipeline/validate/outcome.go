package validate

import (
	"maps"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// Evaluation is how a delivery stands to one rule.
type Evaluation string

// A rule passes where something was judged and nothing remarked, fails where
// something was remarked, and is not evaluable where there was nothing to judge:
// that is told, because a rule that never ran is no proof of anything.
const (
	Pass         Evaluation = "pass"
	Fail         Evaluation = "fail"
	NotEvaluable Evaluation = "not_evaluable"
)

// RuleOutcome is how a delivery stands to one rule. Findings counts its remarks,
// those that the report does not list included; Why tells why a rule could not be
// evaluated, and is empty else.
type RuleOutcome struct {
	Rule     string         `json:"rule"`
	Severity table.Severity `json:"severity"`
	Outcome  Evaluation     `json:"outcome"`
	Findings int64          `json:"findings,omitempty"`
	Why      code.Text      `json:"why,omitzero"`
}

// Reasons for which no rule could be evaluated that did not fail.
var (
	// WhyUnread is that of a delivery whose files could not be read to their end.
	WhyUnread = code.Text{SV: "Leveransen kunde inte läsas till slut.", EN: "The delivery could not be read to its end."}
	// WhyZero is that of a nollrapport.
	WhyZero = code.Text{SV: "Leveransen är en nollrapport: det finns inga rader att pröva.", EN: "The delivery is a zero report: there are no rows to judge."}
)

// RuleOutcomes tells how the delivery stands to every rule of its collection, in
// the catalogue's order, and to every other rule that was broken, ordered by id.
// why is empty where everything was read and judged; else no rule has passed, for
// that reason.
func (f *Findings) RuleOutcomes(c *contract.Contract, collection string, why code.Text) []RuleOutcome {
	broken := map[string]*RuleOutcome{}
	for _, t := range f.totals {
		o := broken[t.Rule]
		if o == nil {
			o = &RuleOutcome{Rule: t.Rule, Severity: t.Severity, Outcome: Fail}
			broken[t.Rule] = o
		}
		o.Findings += t.Count
		if weight(t.Severity) < weight(o.Severity) {
			o.Severity = t.Severity
		}
	}
	outcomes := []RuleOutcome{}
	col := c.Collections[collection]
	for _, r := range c.Rules {
		if o := broken[r.ID]; o != nil {
			outcomes = append(outcomes, *o)
			delete(broken, r.ID)
			continue
		}
		if col == nil || !r.Holds(col) {
			continue
		}
		o := RuleOutcome{Rule: r.ID, Severity: r.Severity, Outcome: Pass}
		switch {
		case !why.Empty():
			o.Outcome, o.Why = NotEvaluable, why
		case !f.evaluated[r.ID]:
			o.Outcome, o.Why = NotEvaluable, r.Unless
		}
		outcomes = append(outcomes, o)
	}
	for _, id := range slices.Sorted(maps.Keys(broken)) {
		outcomes = append(outcomes, *broken[id])
	}
	return outcomes
}

// RulesRun lists the ids of the rules that passed or failed, sorted.
func RulesRun(outcomes []RuleOutcome) []string {
	ids := []string{}
	for _, o := range outcomes {
		if o.Outcome != NotEvaluable {
			ids = append(ids, o.Rule)
		}
	}
	slices.Sort(ids)
	return ids
}

// WithFailure is the outcomes with one more finding of a rule, made after the
// reading.
func WithFailure(outcomes []RuleOutcome, f table.Finding) []RuleOutcome {
	all := slices.Clone(outcomes)
	for i := range all {
		if all[i].Rule == f.Rule {
			all[i].Outcome, all[i].Why = Fail, code.Text{}
			all[i].Findings++
			return all
		}
	}
	return append(all, RuleOutcome{Rule: f.Rule, Severity: f.Severity, Outcome: Fail, Findings: 1})
}

// short is the outcomes without reasons, as receipts hold them.
func short(outcomes []RuleOutcome) []RuleOutcome {
	all := slices.Clone(outcomes)
	for i := range all {
		all[i].Why = code.Text{}
	}
	return all
}

// Text names the outcome for people.
func (e Evaluation) Text() code.Text {
	switch e {
	case Pass:
		return code.Text{SV: "Uppfylld", EN: "Passed"}
	case Fail:
		return code.Text{SV: "Inte uppfylld", EN: "Failed"}
	}
	return code.Text{SV: "Kunde inte prövas", EN: "Not evaluable"}
}

// CountOutcomes is how many of the outcomes are so.
func CountOutcomes(outcomes []RuleOutcome, e Evaluation) (n int) {
	for _, o := range outcomes {
		if o.Outcome == e {
			n++
		}
	}
	return n
}

// Demand is what a rule demands, in words; its id where the catalogue lacks it.
func Demand(rule string) code.Text {
	if r := contract.Core().Rule(rule); r != nil {
		return r.Demand
	}
	return code.Text{SV: rule, EN: rule}
}
