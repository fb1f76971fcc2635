package indicator

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/expression"
	"jamfor/sql"
)

// Kinds that are questions come down to conditions that the checker writes in
// the language of expressions: the planner, the evaluator and disclosure control
// see nothing new.

// question gives the conditions that the kind adds: which rows of the base can
// be judged (below the line) and which of them count (above it); nil where the
// kind adds none. It needs the definition's base and value.
func (c *checker) question(d *Definition, model *sql.Model) (judged, counted *expression.Checked) {
	switch d.Kind {
	case Improved, Deteriorated:
		return nil, c.moved(d, model)
	case Goal:
		return c.goal(d, model)
	case Duration:
		return c.duration(d, model), nil
	case NotAgain:
		return nil, c.notAgain(d, model)
	}
	c.quantile(d)
	return nil, nil
}

// moved is the condition that a pair changed for the better (improved) or the
// worse (deteriorated), by the direction that the registry gives the scale: by at
// least the threshold, or at all.
func (c *checker) moved(d *Definition, model *sql.Model) *expression.Checked {
	scale := scaleOf(d)
	if scale == nil {
		return nil // meaning reports what is missing
	}
	if scale.Direction != string(Higher) && scale.Direction != string(Lower) {
		c.bad(d, "kind", "skalan har ingen riktning: det går inte att säga vad som är bättre", "the scale has no direction: nobody can say what is better")
		return nil
	}
	least, ok := new(big.Rat).SetString("0" + d.Threshold)
	if strings.Trim(d.Threshold, "0123456789.") != "" || !ok || d.Threshold != "" && least.Sign() == 0 {
		c.bad(d, "threshold", "tröskeln ska vara ett positivt tal", "the threshold must be a positive number")
		return nil
	}
	up := (scale.Direction == string(Higher)) == (d.Kind == Improved)
	compare := map[bool]string{true: "> 0", false: "< 0"}[up]
	if d.Threshold != "" {
		compare = map[bool]string{true: ">= ", false: "<= -"}[up] + d.Threshold
	}
	if wanted := map[Kind]Direction{Improved: Higher, Deteriorated: Lower}[d.Kind]; d.Direction != wanted {
		c.bad(d, "direction", fmt.Sprintf("andelen med slaget %s är bättre ju %s", d.Kind, map[Direction]string{Higher: "högre", Lower: "lägre"}[wanted]), fmt.Sprintf("of the kind %s a %s share is better", d.Kind, wanted)).
			hint("skriv direction: "+string(wanted), "write direction: "+string(wanted))
	}
	return c.condition(d, "value", "("+d.checked.value.Canonical()+") "+compare, model)
}

// scaleOf is the one scale of the registry that the base is limited to.
func scaleOf(d *Definition) *contract.Scale {
	instrument, known := contract.Core().Instruments[only(d, "instrument")]
	if !known {
		return nil
	}
	return instrument.Scale(only(d, "skala"))
}

// judgedGoals are the answers that say how far a goal was reached; what cannot
// be assessed and what is missing leaves the denominator.
var judgedGoals = []string{"helt", "delvis", "ej"}

// goal is the condition that a goal was judged and that it was reached.
func (c *checker) goal(d *Definition, model *sql.Model) (judged, counted *expression.Checked) {
	column := model.Column(d.Outcome)
	if column == nil || column.List != "maluppfyllelse" {
		c.bad(d, "outcome", fmt.Sprintf("modellen %s har ingen måluppfyllelse som heter %s", model.Name, d.Outcome), fmt.Sprintf("the model %s has no goal attainment named %s", model.Name, d.Outcome)).
			hint("maluppfyllelse i arende, uppfyllelse i mal", "maluppfyllelse in arende, uppfyllelse in mal")
		return nil, nil
	}
	if len(d.Attained) == 0 || !slices.Contains(d.Attained, "helt") || slices.ContainsFunc(d.Attained, func(a string) bool { return a != "helt" && a != "delvis" }) {
		c.bad(d, "attained", "ett mål är nått när det är nått helt, eller helt eller delvis", "a goal is reached when it is reached fully, or fully or partly").
			hint("skriv attained: [helt] eller [helt, delvis]", "write attained: [helt] or [helt, delvis]")
		return nil, nil
	}
	return c.condition(d, "outcome", d.Outcome+" IN "+quotedList(judgedGoals), model),
		c.condition(d, "attained", d.Outcome+" IN "+quotedList(d.Attained), model)
}

// mostMonths is how long everybody who left in the first of two years can be
// followed.
const mostMonths = 12

// notAgain is the condition that no new case began within so many months.
func (c *checker) notAgain(d *Definition, model *sql.Model) *expression.Checked {
	const months = "manader_till_nytt"
	switch {
	case model.Column(months) == nil:
		c.bad(d, "from", "modellen "+model.Name+" följer ingen efter avslutet", "the model "+model.Name+" follows nobody after the close").
			hint("räkna på modellen "+leavers, "count the model "+leavers)
		return nil
	case d.WithinMonths < 1 || d.WithinMonths > mostMonths:
		c.bad(d, "within_months", fmt.Sprintf("alla kan följas i 1–%d månader", mostMonths), fmt.Sprintf("everybody can be followed for 1–%d months", mostMonths))
		return nil
	case d.Direction != Higher:
		c.bad(d, "direction", "andelen utan nytt ärende är bättre ju högre", "a higher share without a new case is better").
			hint("skriv direction: higher", "write direction: higher")
	}
	return c.condition(d, "within_months", fmt.Sprintf("%s IS NULL OR %s >= %d", months, months, d.WithinMonths), model)
}

func quotedList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = expression.QuoteText(t)
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}

// duration is the condition that a length in days can be used: dates in the
// wrong order are left out rather than counted as negative lengths.
func (c *checker) duration(d *Definition, model *sql.Model) *expression.Checked {
	c.quantile(d)
	if d.checked.value.Type() != expression.Int {
		c.bad(d, "value", "en längd räknas i hela dagar", "a duration is counted in whole days")
		return nil
	}
	return c.condition(d, "value", "("+d.checked.value.Canonical()+") >= 0", model)
}

// quantile checks which quantile is taken.
func (c *checker) quantile(d *Definition) {
	if d.Quantile == "" {
		return
	}
	q, ok := new(big.Rat).SetString(d.Quantile)
	if !ok || strings.Trim(d.Quantile, "0123456789.") != "" || q.Sign() <= 0 || q.Cmp(big.NewRat(1, 1)) >= 0 {
		c.bad(d, "quantile", "kvantilen ska ligga mellan 0 och 1", "the quantile must lie between 0 and 1").
			hint("skriv till exempel quantile: 0.9", "write for example quantile: 0.9")
	}
}

// QuantileOf is which quantile of its values the indicator publishes, as a
// decimal; empty for kinds other than quantile and duration.
func (d *Definition) QuantileOf() string {
	if d.Kind == Duration && d.Quantile == "" {
		return "0.5"
	}
	return d.Quantile
}
