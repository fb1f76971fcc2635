package feedback

import (
	"cmp"
	"slices"
	"strings"
)

// Trajectory is one measured series of one case: what individual follow-up looks
// at. Before, After and During are chosen by the national rules.
type Trajectory struct {
	Case, Unit, Start, End      string
	Plan                        string
	Interventions               int
	Series                      string // instrument, version, scale, rater, goal
	Before, BeforeOn, After, On string
	During, DuringOn            string
	Change                      string // after (or during) minus before, "" where it cannot be told
	Goals                       string // how the case's goals came out, in short
}

// Trajectories lists every open case of the period, a row for each series that
// was measured (one without where none was), ordered by unit and case.
func (s *Rows) Trajectories() []Trajectory {
	var all []Trajectory
	for _, c := range s.cases() {
		one := Trajectory{
			Case: c["arende"], Unit: c["enhet"], Start: c["start"], End: c["slut"], Plan: c["genomforandeplan"],
			Interventions: len(s.children("insats", c)), Goals: s.goals(c),
		}
		chosen := s.chosen(c)
		if len(chosen) == 0 {
			all = append(all, one)
		}
		for _, m := range chosen {
			all = append(all, one.with(m))
		}
	}
	slices.SortFunc(all, func(a, b Trajectory) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Series, b.Series))
	})
	return all
}

func (t Trajectory) with(m record) Trajectory {
	parts := []string{m["instrument"], m["instrumentversion"], m["skala"], m["skattare"]}
	if m["mal_nr"] != "" {
		parts = append(parts, "mål "+m["mal_nr"])
	}
	t.Series = strings.Join(parts, ", ")
	t.Before, t.BeforeOn, t.After, t.On = m["fore"], m["fore_datum"], m["efter"], m["efter_datum"]
	t.During, t.DuringOn = m["under"], m["under_datum"]
	switch {
	case t.Before == "":
	case t.After != "" && t.BeforeOn <= t.On:
		t.Change = minus(t.After, t.Before)
	case t.After == "" && t.During != "" && t.BeforeOn <= t.DuringOn:
		t.Change = minus(t.During, t.Before)
	}
	return t
}

// goals tells how many of a case's goals were reached.
func (s *Rows) goals(c record) string {
	var parts []string
	rows := s.children("mal", c)
	for _, outcome := range []string{"helt", "delvis", "ej", "kan_ej_bedomas"} {
		if n := counted(rows, "uppfyllelse", outcome); n > 0 {
			parts = append(parts, strings.ReplaceAll(outcome, "_", " ")+" "+itoa(n))
		}
	}
	return strings.Join(parts, ", ")
}
