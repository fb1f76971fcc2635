package run

import (
	"cmp"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// rules are the rules of disclosure control of an indicator set.
func (p *Pipeline) rules(set string) disclosure.Rules {
	rules := disclosure.DefaultRules()
	c := p.Workspace.Config.Disclosure.Of(set)
	rules.Default.Minimum = cmp.Or(c.MinimumCount, rules.Default.Minimum)
	rules.Default.GroupMinimum = cmp.Or(c.SmallGroup, rules.Default.GroupMinimum)
	rules.Default.LimitsBase = cmp.Or(c.LimitsBase, rules.Default.LimitsBase)
	rules.Default.MinimumContributors = cmp.Or(c.MinimumContributors, rules.Default.MinimumContributors)
	rules.Default.Dominance = cmp.Or(c.DominancePercent, rules.Default.Dominance)
	rules.Contributions = cmp.Or(disclosure.Contributions(c.Contributions), rules.Contributions)
	rules.ProposeAbove = cmp.Or(c.ProposeAbove, rules.ProposeAbove)
	rules.UnknownSex = cmp.Or(disclosure.UnknownSex(c.UnknownSex), rules.UnknownSex)
	rules.Corrections = cmp.Or(disclosure.Corrections(c.Corrections), rules.Corrections)
	rules.Source = cmp.Or(c.Source, rules.Source)
	rules.Indicators = map[string]disclosure.Thresholds{}
	for _, s := range p.sets {
		if s.Name != set {
			continue
		}
		for _, d := range s.Definitions {
			if d.Unit == "response" && c.MinimumSurvey > 0 {
				rules.Indicators[d.ID] = disclosure.Thresholds{Minimum: c.MinimumSurvey}
			}
		}
	}
	return rules
}

// rulesText tells readers of a set's metadata what is not shown, and by whose
// decision. It says nothing that would tell one hidden cell from another.
func rulesText(r disclosure.Rules) code.Text {
	t := text2(
		"Röjandekontroll: antal från 1 till %d visas inte, vare sig som täljare, rest eller nämnare; 0 och 100 procent visas först från %d; felmarginaler för medelvärden visas först från %d. Fler tal döljs så att de dolda inte går att räkna fram, inte heller ur tidigare utgåvor.",
		"Disclosure control: counts from 1 to %d are not shown, be it as numerator, complement or denominator; 0 and 100 per cent are shown only from %d; limits of means only from %d. More numbers are hidden so that the hidden ones cannot be computed, nor from earlier releases.",
		r.Default.Minimum-1, r.Default.GroupMinimum, r.Default.LimitsBase)
	if r.Contributions == disclosure.ProtectContributions {
		more := text2(
			" Medelvärden, förändringar och kvoter visas bara om minst %d personer, hushåll eller utförare står bakom summan och ingen av dem dominerar den.",
			" Means, changes and ratios are shown only where at least %d persons, households or providers stand behind the sum and none of them dominates it.",
			r.Default.MinimumContributors)
		t.SV, t.EN = t.SV+more.SV, t.EN+more.EN
	}
	if r.Source == disclosure.DefaultRules().Source {
		t.SV += " Reglerna är jamfors förval."
		t.EN += " The rules are jamfor's defaults."
		return t
	}
	t.SV += " Reglernas källa: " + r.Source
	t.EN += " Source of the rules: " + r.Source
	return t
}
