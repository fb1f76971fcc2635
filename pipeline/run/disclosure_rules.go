package run

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// setRules are the rules that a set was protected by.
type setRules struct {
	Set   string
	Rules disclosure.Rules
}

// RulesBySet lists the rules of every set of the audit, in its order.
func (a *DisclosureAudit) RulesBySet() []setRules {
	var out []setRules
	for _, p := range a.Packages {
		if !slices.ContainsFunc(out, func(s setRules) bool { return s.Set == p.Set }) {
			out = append(out, setRules{p.Set, p.Rules})
		}
	}
	return out
}

// ruleRow is one rule in words.
type ruleRow struct{ Name, Value code.Text }

// rulesTable says the rules in words, with their source.
func rulesTable(r disclosure.Rules) []ruleRow {
	var out []ruleRow
	add := func(sv, en string, value code.Text) { out = append(out, ruleRow{code.Text{SV: sv, EN: en}, value}) }
	d := r.Default
	add("Minsta antal", "Least count", text2("%d: 1–%d döljs som täljare, rest, nämnare och underlag", "%d: 1–%d are hidden as numerator, complement, denominator and base", d.Minimum, d.Minimum-1))
	if n := leastResponses(r); n > 0 {
		add("Minsta antal enkätsvar", "Least number of survey answers", text2("%d", "%d", n))
	}
	add("Små grupper", "Small groups", text2("0 och 100 %% och lika värden döljs under %d", "0 and 100 %% and equal values are hidden below %d", d.GroupMinimum))
	add("Medianer och kvantiler", "Medians and quantiles", text2("minst %d värden på var sida", "at least %d values on either side", d.Minimum))
	add("Felmarginaler", "Limits", text2("från %d", "from %d", d.LimitsBase))
	if r.Contributions == disclosure.ProtectContributions {
		add("Summor", "Sums", text2("minst %d bidragsgivare; p-procentsregeln med p = %d", "at least %d contributors; the p %% rule with p = %d", d.MinimumContributors, d.Dominance))
	} else {
		add("Summor", "Sums", code.Text{SV: "offentliga: inga regler om bidragsgivare", EN: "public: no rules on contributors"})
	}
	add("Okänt kön", "Unknown sex", protects(r.UnknownSex == disclosure.ProtectUnknown))
	add("Små ändringar sedan tidigare utgåvor", "Small changes since earlier releases", protects(r.Corrections == disclosure.ProtectCorrections))
	if r.Differences > 1 {
		add("Skillnader mellan antal som ingår i varandra", "Differences between nested counts", text2("1–%d skyddas", "1–%d are protected", r.Differences-1))
	} else {
		add("Skillnader mellan antal som ingår i varandra", "Differences between nested counts", code.Text{SV: "rest av andelar och underlag, som antal", EN: "complements of shares and bases, as counts"})
	}
	add("Krav på gränser", "Required width of bounds", text2("minst %d mellan lägsta och högsta möjliga värde", "at least %d between least and greatest possible value", r.Width))
	for _, rule := range disclosure.WidthRules() {
		if own, ok := r.Widths[rule]; ok {
			word := disclosure.RuleText(rule)
			out = append(out, ruleRow{
				code.Text{SV: "Krav på gränser: " + word.SV, EN: "Required width of bounds: " + word.EN},
				text2("minst %d", "at least %d", own),
			})
		}
	}
	if r.Contributions == disclosure.ProtectContributions {
		add("Krav på gränser: summor", "Required width of bounds: sums", text2(
			"så långt åt båda håll att den näst största bidragsgivaren inte kan bestämma den största på %d %% när",
			"so far to either side that the second largest contributor cannot tell the largest to within %d %%", d.Dominance))
	}
	add("Varv av skydd och granskning", "Rounds of protection and audit", text2("högst %d", "at most %d", r.Rounds))
	if len(r.MustPublish) > 0 {
		add("Ska publiceras", "Must be published", text2("%d utfästelser i jamfor.yaml", "%d promises in jamfor.yaml", len(r.MustPublish)))
	}
	if own := ownThresholds(r); own != "" {
		add("Egna gränser", "Thresholds of their own", code.Text{SV: own, EN: own})
	}
	source := code.Text{SV: r.Source, EN: r.Source}
	if r.Source == disclosure.DefaultRules().Source {
		source = code.Text{SV: "jamfors förval; ingen källa är angiven (disclosure.source i jamfor.yaml)", EN: "jamfor's defaults; no source is given (disclosure.source in jamfor.yaml)"}
	}
	add("Källa", "Source", source)
	return out
}

func protects(yes bool) code.Text {
	if yes {
		return code.Text{SV: "skyddas som antal", EN: "protected as counts"}
	}
	return code.Text{SV: "får synas", EN: "may be seen"}
}

// ownThresholds names the indicators with a minimum of their own.
func ownThresholds(r disclosure.Rules) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(r.Indicators)) {
		if own := r.Indicators[name]; own.Minimum != 0 {
			out = append(out, fmt.Sprintf("%s %d", name, own.Minimum))
		}
	}
	return strings.Join(out, ", ")
}
