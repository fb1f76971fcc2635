package disclosure

import (
	"errors"
	"testing"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

// TestSettleWidens: limits that only a linear programme finds lead to more
// hidden columns, until every primary column has a second table.
func TestSettleWidens(t *testing.T) {
	m := &model.Model{Rows: make([]model.Row, 5)}
	add := func(primary bool, value int64, rows ...int32) {
		c := model.Column{Value: value, Least: 1, Primary: primary}
		for _, r := range rows {
			c.Entries = append(c.Entries, model.Entry{Row: r, Coef: 1})
		}
		m.Columns = append(m.Columns, c)
	}
	add(false, 4, 0, 1, 3)
	add(false, 4, 1, 2, 3)
	add(false, 4, 0, 2, 3)
	add(false, 100, 4)
	for r, value := range []int64{1, 1, 1, 2} {
		add(true, value, int32(r))
	}
	pl := &plan{rules: DefaultRules()}
	s, err := pl.settle(t.Context(), m, audit.Options{Width: 1})
	if err != nil {
		t.Fatal(err)
	}
	if s.rounds < 2 || s.widened == 0 || !s.findings.Passed() || s.findings.Unproven != 0 {
		t.Errorf("rounds %d, widened %d, findings %+v", s.rounds, s.widened, s.findings)
	}
	if s.hides(3) {
		t.Error("a number that has nothing to do with it is hidden")
	}
	for i, c := range m.Columns {
		if c.Rule == "" && c.Primary && !s.hides(i) {
			t.Errorf("column %d is shown", i)
		}
	}
}

// TestClearAround: the number that leaves a hidden one no room lies behind more
// equations than a repair looks through, without any earlier release. What
// shares its inner cells is hidden; the package is not blocked.
func TestClearAround(t *testing.T) {
	m := &model.Model{Rows: make([]model.Row, 5+mostEquations)}
	add := func(value int64, flag string, rows ...int32) int32 {
		c := model.Column{Value: value, Least: 1, Primary: flag == "primary", Hidden: flag == "hidden", Label: flag}
		for _, r := range rows {
			c.Entries = append(c.Entries, model.Entry{Row: r, Coef: 1})
		}
		m.Columns = append(m.Columns, c)
		return int32(len(m.Columns) - 1)
	}
	equation := func(total int32, parts ...int32) {
		m.Equations = append(m.Equations, model.Equation{Total: total, Parts: parts})
	}
	one, other := add(1, "primary", 0), add(1, "primary", 1)
	both := add(2, "hidden", 0, 1)
	equation(both, one, other)
	first := add(3, "hidden", 0, 1, 2)
	equation(first, both, add(1, "hidden", 2))
	for r := range int32(mostEquations) {
		equation(add(3, "hidden", 0, 1, 4+r), both, add(1, "hidden", 4+r))
	}
	shown := add(4, "", 0, 1, 2, 3)
	equation(shown, first, add(1, "hidden", 3))
	far := add(7, "", 4+mostEquations)
	pl := &plan{rules: DefaultRules()}
	s, err := pl.settle(t.Context(), m, audit.Options{Width: 1})
	if err != nil {
		t.Fatal(err)
	}
	if !s.findings.Passed() || !s.hides(int(shown)) || s.hides(int(far)) {
		t.Errorf("the number around is hidden: %v, one far away: %v, findings %+v", s.hides(int(shown)), s.hides(int(far)), s.findings)
	}
}

// TestUnprovenMayBlock: where the rules ask for proof, an interval without one stops
// the release; where they do not, the report tells of it.
func TestUnprovenMayBlock(t *testing.T) {
	m := &model.Model{Columns: []model.Column{{Label: "proven"}, {Label: "not"}}}
	for rule, want := range map[Unproven]bool{"": false, ReportUnproven: false, BlockUnproven: true} {
		pl := &plan{rules: DefaultRules()}
		pl.rules.Unproven = rule
		if err := pl.rules.Validate(); err != nil {
			t.Fatal(err)
		}
		if err := pl.accepts(&settled{model: m, findings: &audit.Findings{}}); err != nil {
			t.Errorf("%q, all proven: %v", rule, err)
		}
		err := pl.accepts(&settled{model: m, findings: &audit.Findings{Doubtful: []int{1}}})
		var b *Blocked
		if got := errors.As(err, &b); got != want || got && (b.Reason != ReasonUnproven || b.Columns[0] != "not" || b.Reason.Text().SV == string(b.Reason)) {
			t.Errorf("%q: %v", rule, err)
		}
	}
	rules := DefaultRules()
	if rules.Unproven = "perhaps"; rules.Validate() == nil {
		t.Error("a word that means nothing is accepted")
	}
}
