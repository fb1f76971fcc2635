package validate

import (
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

func outcomeOf(outcomes []RuleOutcome, id string) RuleOutcome {
	for _, o := range outcomes {
		if o.Rule == id {
			return o
		}
	}
	return RuleOutcome{}
}

func TestOutcomes(t *testing.T) {
	c := contract.Core()
	f := NewFindings(1)
	f.Evaluated("A01")
	f.Evaluated("A02")
	for row := range 3 {
		f.Add(table.Finding{Rule: "A01", Severity: table.Stop, Row: row + 1})
	}
	f.Add(table.Finding{Rule: "K04", Severity: table.Note})
	whole := f.RuleOutcomes(c, "missbruk", code.Text{})
	for id, want := range map[string]RuleOutcome{
		"A01": {Rule: "A01", Severity: table.Stop, Outcome: Fail, Findings: 3},
		"A02": {Rule: "A02", Severity: table.Stop, Outcome: Pass},
		"A04": {Rule: "A04", Severity: table.Warn, Outcome: NotEvaluable, Why: c.Rule("A04").Unless},
		"K04": {Rule: "K04", Severity: table.Note, Outcome: Fail, Findings: 1},
		"B01": {}, // not a rule of the collection
		"O01": {}, // of another collection's reasons
		"G02": {}, // the program's own, and not broken
	} {
		if got := outcomeOf(whole, id); got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	// What was not read to its end has passed nothing, but what failed has failed.
	unread := f.RuleOutcomes(c, "missbruk", WhyUnread)
	if a, b := outcomeOf(unread, "A02"), outcomeOf(unread, "A01"); a.Outcome != NotEvaluable || a.Why != WhyUnread || b.Outcome != Fail {
		t.Errorf("unread: %+v %+v", a, b)
	}
	late := WithFailure(whole, table.Finding{Rule: "R01", Severity: table.Stop})
	if got := outcomeOf(late, "R01"); got.Outcome != Fail || outcomeOf(whole, "R01").Rule != "" {
		t.Errorf("a failure found later: %+v", got)
	}
	if got := RulesRun(late); len(got) != 4 {
		t.Errorf("rules run: %v", got)
	}
}
