package run

import (
	"cmp"

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
	if c.Unproven == string(disclosure.BlockUnproven) { // the default leaves the digest of rules as it was
		rules.Unproven = disclosure.BlockUnproven
	}
	rules.Width = cmp.Or(c.IntervalWidth, rules.Width)
	rules.Widths = c.IntervalWidths
	rules.Differences = cmp.Or(c.DifferenceMinimum, rules.Differences)
	rules.MustPublish = mustPublish(c.MustPublish)
	rules.Source = cmp.Or(c.Source, rules.Source)
	rules.Indicators = map[string]disclosure.Thresholds{}
	for _, s := range p.sets {
		if s.Name != set {
			continue
		}
		for _, d := range s.Definitions {
			if d.Unit == "response" && c.MinimumSurvey > 0 {
				rules.Indicators[d.ID] = disclosure.Thresholds{Responses: c.MinimumSurvey}
			}
		}
	}
	return rules
}
