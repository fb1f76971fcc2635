package run

import (
	"maps"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// rulesText tells readers of a set's metadata what is not shown, and by whose
// decision. It says nothing that would tell one hidden cell from another, nor the
// p of the p % rule or the widths of intervals, which would help an attacker.
func rulesText(r disclosure.Rules) code.Text {
	t := text2(
		"Röjandekontroll: antal från 1 till %d visas inte, vare sig som täljare, rest eller nämnare; 0 och 100 procent visas först från %d; felmarginaler för medelvärden visas först från %d; medianer och andra kvantiler visas bara om minst %d värden ligger på var sida.",
		"Disclosure control: counts from 1 to %d are not shown, be it as numerator, complement or denominator; 0 and 100 per cent are shown only from %d; limits of means only from %d; medians and other quantiles only where at least %d values lie on either side.",
		r.Default.Minimum-1, r.Default.GroupMinimum, r.Default.LimitsBase, r.Default.Minimum)
	add := func(more code.Text) { t.SV, t.EN = t.SV+" "+more.SV, t.EN+" "+more.EN }
	if n := leastResponses(r); n > 0 {
		add(text2("Resultat av enkäter visas från %d svar.", "Survey results are shown from %d answers.", n))
	}
	if r.Contributions == disclosure.ProtectContributions {
		add(text2(
			"Medelvärden, förändringar och kvoter visas bara om minst %d personer, hushåll eller utförare står bakom summan och ingen av dem dominerar den.",
			"Means, changes and ratios are shown only where at least %d persons, households or providers stand behind the sum and none of them dominates it.",
			r.Default.MinimumContributors))
	}
	if r.UnknownSex == disclosure.ProtectUnknown {
		add(text2("Antal av okänt kön hålls till samma gräns.", "Numbers of unknown sex are held to the same limit."))
	}
	if r.Corrections == disclosure.ProtectCorrections {
		add(text2("Tal som ändrats med ett litet antal sedan en tidigare utgåva visas inte.", "Numbers that changed by a small count since an earlier release are not shown."))
	}
	if r.Differences > 1 {
		add(text2("Inte heller får en skillnad på 1 till %d mellan två antal gå att räkna fram, där det ena ingår i det andra.",
			"Nor may a difference of 1 to %d follow between two counts of which one is a part of the other.", r.Differences-1))
	}
	add(text2("Fler tal döljs så att de dolda inte går att räkna fram, inte heller ur tidigare utgåvor.", "More numbers are hidden so that the hidden ones cannot be computed, nor from earlier releases."))
	if r.Source == disclosure.DefaultRules().Source {
		add(text2("Reglerna är jamfors förval.", "The rules are jamfor's defaults."))
	} else {
		add(code.Text{SV: "Reglernas källa: " + r.Source, EN: "Source of the rules: " + r.Source})
	}
	return t
}

// leastResponses is the least number of survey answers that a set asks for, 0
// where it has no surveys.
func leastResponses(r disclosure.Rules) int64 {
	n := int64(0)
	for _, name := range slices.Sorted(maps.Keys(r.Indicators)) {
		n = max(n, r.Indicators[name].Responses)
	}
	return n
}
