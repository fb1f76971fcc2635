package validate

import (
	"fmt"
	"math"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// CompareRatios holds each municipality's row counts against last time's and the
// other municipalities of the same delivery (D14, warn): the ratio edit of
// Hidiroglou and Berthelot, which lets large changes of small counts pass and
// looks harder at large counts. It needs at least Ratio.LeastUnits municipalities
// with rows both times; with fewer it says nothing.
func CompareRatios(c *contract.Contract, rows map[string]map[string]int64, earlier map[string]Earlier, into *Findings) {
	for _, dataset := range c.DatasetNames() {
		var units []ratioUnit
		for municipality, counts := range rows {
			now, before := counts[dataset], earlier[municipality].Rows[dataset]
			if now > 0 && before > 0 {
				units = append(units, ratioUnit{municipality, float64(now), float64(before)})
			}
		}
		slices.SortFunc(units, func(a, b ratioUnit) int { return compareText(a.name, b.name) })
		for _, u := range outliers(units, c.Limits) {
			into.Add(crossFinding(ruleRatio, table.Warn, dataset, u.name, ratioMessage(u, earlier[u.name].Period)))
		}
	}
}

// ratioUnit is one municipality's count now and before, both above 0.
type ratioUnit struct {
	name        string
	now, before float64
}

// outliers are the units whose effect lies outside the bounds.
func outliers(units []ratioUnit, limits contract.DeliveryLimits) []ratioUnit {
	l := limits.Ratio
	if len(units) < max(l.LeastUnits, 4) {
		return nil
	}
	effects := effectsOf(units, l.Importance)
	low, median, high := quartiles(effects)
	slack := math.Abs(l.Slack * median)
	from, to := median-l.Width*math.Max(median-low, slack), median+l.Width*math.Max(high-median, slack)
	var out []ratioUnit
	for i, e := range effects {
		if (e < from || e > to) && math.Abs(units[i].now-units[i].before) >= float64(limits.RowDifference) {
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
		ratios[i] = u.now / u.before
	}
	_, middle, _ := quartiles(ratios)
	effects := make([]float64, len(units))
	for i, r := range ratios {
		centred := r/middle - 1
		if r < middle {
			centred = 1 - middle/r
		}
		effects[i] = centred * math.Pow(math.Max(units[i].now, units[i].before), importance)
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

func ratioMessage(u ratioUnit, period code.Period) text2 {
	count := func(n float64, lang code.Lang) string { return code.Number(n, 0, lang) }
	return text2{
		sv:   fmt.Sprintf("Antalet rader har ändrats på ett annat sätt än i de andra kommunerna i leveransen: %s nu, %s för %s.", count(u.now, code.Swedish), count(u.before, code.Swedish), period),
		en:   fmt.Sprintf("The number of rows has changed unlike the delivery's other municipalities: %s now, %s for %s.", count(u.now, code.English), count(u.before, code.English), period),
		doSV: "Kontrollera att uttaget är fullständigt för kommunen.",
		doEN: "Check that the extract is complete for the municipality.",
	}
}
