package observe

import (
	"errors"
	"math/big"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/statistic"
)

// Rates that compare areas as if their inhabitants had the same sexes and ages.
// Things of unknown sex or age have no inhabitants to stand over: they count in
// the crude numbers beside the value, not in it.

var (
	errFewEvents  = errors.New("few events")
	errEmptyGroup = errors.New("a group without inhabitants")
)

// fewEvents is the least number of events behind a standardised rate.
const fewEvents = 10

// weightsOf are the standard population's weights of the bands, by the years of
// age that the definition's population holds: integers in the same proportion
// (five for each person where a band is whole, the open band counted as one year).
func weightsOf(d *indicator.Definition) [cell.Bands]int64 {
	const width = 5
	var weights [cell.Bands]int64
	standard := statistic.ESP2013()
	for band, years := range d.YearsOf() {
		weights[band] = int64(standard[band]) * int64(years)
		if band == cell.Bands-1 {
			weights[band] *= width
		}
	}
	return weights
}

// strataOf are the strata that count: of women and men, in weighted bands, every
// band of each sex that the cell is about, also one in which nobody lives.
func strataOf(spec Spec, p cell.Parts) []cell.Stratum {
	var strata []cell.Stratum
	for _, sex := range []code.Sex{code.Women, code.Men} {
		var own []cell.Stratum
		for band, weight := range spec.Weights {
			if weight > 0 {
				own = cell.AddStratum(own, cell.Stratum{Sex: sex, Band: band})
			}
		}
		here := false
		for _, s := range p.Strata {
			if s.Sex == sex && spec.Weights[s.Band] > 0 {
				own = cell.AddStratum(own, s)
				here = true
			}
		}
		if here {
			strata = append(strata, own...)
		}
	}
	return strata
}

// standardisedRate is the directly standardised rate Σ w x/n / Σ w, exact, with
// Dobson's limits by Byar.
func standardisedRate(spec Spec, p cell.Parts) (Estimate, error) {
	strata := strataOf(spec, p)
	value, weights, events := new(big.Rat), new(big.Int), int64(0)
	floats := make([]statistic.Stratum, len(strata))
	for i, s := range strata {
		w := big.NewInt(spec.Weights[s.Band])
		if s.Population <= 0 {
			return Estimate{}, errEmptyGroup
		}
		value.Add(value, new(big.Rat).SetFrac(new(big.Int).Mul(w, big.NewInt(s.Events)), big.NewInt(s.Population)))
		weights.Add(weights, w)
		events += s.Events
		floats[i] = statistic.Stratum{Events: float64(s.Events), Population: float64(s.Population), Weight: float64(spec.Weights[s.Band])}
	}
	if events < fewEvents {
		return Estimate{}, errFewEvents
	}
	m := big.NewRat(spec.multiplier(), 1)
	e := Estimate{ // no denominator: the value is not the numerator over it
		exact:     value.Mul(value.Quo(value, new(big.Rat).SetInt(weights)), m),
		Numerator: integer(p.Numerator),
	}
	if spec.interval() == NoInterval {
		return e, nil
	}
	rate, err := statistic.NewDirectRate(floats)
	if err != nil {
		return Estimate{}, err
	}
	return e, e.limits(spec, m, func(l statistic.Level) (statistic.Interval, error) { return rate.DobsonByar(l, 1) })
}

// compareExpected turns the estimates of standardised ratios into observed over
// expected by the shown nation's own rates of the same period.
func (o *observer) compareExpected() error {
	for i := range o.rows {
		r := &o.rows[i]
		if r.spec.Kind != cell.StandardisedRatio || r.estimate.Status != code.OK {
			continue
		}
		key := r.key
		key.Area, key.Sex = area.ID{Type: area.Nation, Code: area.NationCode}, code.TotalSex
		var nation []cell.Stratum
		if n, found := o.index[key]; found && o.rows[n].status == code.OK {
			nation = strataOf(r.spec, o.rows[n].parts)
		}
		var err error
		if r.estimate, err = overExpected(r.spec, r.parts, nation); err != nil {
			return err
		}
	}
	return nil
}

// overExpected is O/E with E = Σ n X/N over the strata, exact, with the limits of
// the count O divided by E.
func overExpected(spec Spec, p cell.Parts, nation []cell.Stratum) (Estimate, error) {
	expected, events := new(big.Rat), int64(0)
	for _, s := range strataOf(spec, p) {
		events += s.Events
		for _, n := range nation {
			if n.Sex == s.Sex && n.Band == s.Band && n.Population > 0 {
				expected.Add(expected, new(big.Rat).Mul(big.NewRat(s.Population, 1), big.NewRat(n.Events, n.Population)))
			}
		}
	}
	if expected.Sign() == 0 {
		return Estimate{Status: code.NotApplicable, Reason: ReasonEmptyGroup}, nil
	}
	m := new(big.Rat).Quo(big.NewRat(spec.multiplier(), 1), expected)
	e := Estimate{
		Status: code.OK, exact: new(big.Rat).Mul(big.NewRat(events, 1), m), Base: p.Denominator,
	} // neither numerator nor denominator: the value is not the one over the other
	e.Value = rounded(e.exact, spec.Decimals)
	if spec.interval() == NoInterval {
		return e, nil
	}
	return e, e.limits(spec, m, func(l statistic.Level) (statistic.Interval, error) { return statistic.Count(float64(events), l) })
}
