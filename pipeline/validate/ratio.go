package validate

import (
	"math"
	"slices"

	"jamfor/pipeline/contract"
)

// ratio holds each municipality's row counts against last time's and the other
// municipalities of the same delivery: the ratio edit of Hidiroglou and Berthelot,
// which lets large changes of small counts pass and looks harder at large counts.
// It needs municipalities with rows both times, as many as the rule's units; with
// fewer it cannot be evaluated.
func (d Delivery) ratio(rule *contract.Rule, into *Findings) {
	for _, dataset := range d.Contract.DatasetNames() {
		var units []ratioUnit
		for municipality, counts := range d.Rows {
			now, before := counts[dataset], d.Earlier[municipality].Rows[dataset]
			if now > 0 && before > 0 {
				units = append(units, ratioUnit{municipality, now, before})
			}
		}
		if len(units) < max(int(rule.Int("units")), leastUnits) {
			continue
		}
		into.Evaluated(rule.ID)
		slices.SortFunc(units, func(a, b ratioUnit) int { return compareText(a.name, b.name) })
		for _, u := range outliers(units, rule) {
			into.Add(partFinding(rule, u.name, dataset,
				contract.Count("now", u.now), contract.Count("before", u.before), contract.Same("period", d.Earlier[u.name].Period.String())))
		}
	}
}

// leastUnits is how many units quartiles need to mean something.
const leastUnits = 4

// ratioUnit is one municipality's count now and before, both above 0.
type ratioUnit struct {
	name        string
	now, before int64
}

// outliers are the units whose effect lies outside the bounds.
func outliers(units []ratioUnit, rule *contract.Rule) []ratioUnit {
	effects := effectsOf(units, rule.Numbers["importance"])
	low, median, high := quartiles(effects)
	slack, width := math.Abs(rule.Numbers["slack"]*median), rule.Numbers["width"]
	from, to := median-width*math.Max(median-low, slack), median+width*math.Max(high-median, slack)
	var out []ratioUnit
	for i, e := range effects {
		if (e < from || e > to) && max(units[i].now-units[i].before, units[i].before-units[i].now) >= rule.Int("difference") {
			out = append(out, units[i])
		}
	}
	return out
}

// effectsOf are the centred ratios, weighted by size: with r the ratio and m the
// median ratio, 1 − m/r below the median and r/m − 1 above it, times the larger
// count to the power of importance.
func effectsOf(units []ratioUnit, importance float64) []float64 {
	ratios := make([]float64, len(units))
	for i, u := range units {
		ratios[i] = float64(u.now) / float64(u.before)
	}
	_, middle, _ := quartiles(ratios)
	effects := make([]float64, len(units))
	for i, r := range ratios {
		centred := r/middle - 1
		if r < middle {
			centred = 1 - middle/r
		}
		effects[i] = centred * math.Pow(float64(max(units[i].now, units[i].before)), importance)
	}
	return effects
}

// quartiles by linear interpolation between order statistics.
func quartiles(values []float64) (low, median, high float64) {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	at := func(p float64) float64 {
		position := p * float64(len(sorted)-1)
		i := int(position)
		if i+1 >= len(sorted) {
			return sorted[i]
		}
		return sorted[i] + (position-float64(i))*(sorted[i+1]-sorted[i])
	}
	return at(0.25), at(0.5), at(0.75)
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
