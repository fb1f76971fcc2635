package statistic

import "math"

// fewEvents is the least number of events that a directly standardised rate may
// rest on.
const fewEvents = 10

// ESP2013 returns the European standard population of 2013 by the 19 age groups
// 0-4, 5-9, … 85-89, 90+. Join it to data by age group, never by position alone.
func ESP2013() []float64 {
	return []float64{
		5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
		7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
	}
}

// Stratum is one age (and sex) group of a directly standardised rate: events,
// population and the standard population's weight.
type Stratum struct{ Events, Population, Weight float64 }

// RepeatedStratum is a group in which a person can have several events:
// Persons[i] persons had i+1 events each.
type RepeatedStratum struct {
	Persons            []float64
	Population, Weight float64
}

// DirectRate is a directly standardised rate, before any multiplier.
type DirectRate struct {
	Value    float64
	Variance float64
	Events   float64

	widest float64 // largest normalised weight per person, w/n
}

// NewDirectRate standardises: y = Σ(w x/n)/Σw, variance Σ(w² x/n²)/(Σw)² (Dobson
// et al. 1991). A missing count is a missing argument, never 0, unless the source
// guarantees it. ErrZeroBase for a group without population, ErrFewEvents below
// ten events: the rate is then not published.
func NewDirectRate(strata []Stratum) (DirectRate, error) {
	repeated := make([]RepeatedStratum, len(strata))
	for i, s := range strata {
		repeated[i] = RepeatedStratum{[]float64{s.Events}, s.Population, s.Weight}
	}
	return NewRepeatedRate(repeated)
}

// NewRepeatedRate is [NewDirectRate] for events that one person can have several
// of: a person with f events adds f to the events and f² to the variance, because
// persons, not events, are independent. One group alone gives a crude rate.
func NewRepeatedRate(strata []RepeatedStratum) (DirectRate, error) {
	if len(strata) == 0 {
		return DirectRate{}, ErrTooFew
	}
	var total, value, variance, events summer
	widest := 0.0
	for _, s := range strata {
		if err := s.check(); err != nil {
			return DirectRate{}, err
		}
		per := s.Weight / s.Population
		for i, persons := range s.Persons {
			f := float64(i + 1)
			value.add(per * f * persons)
			variance.add(per * per * f * f * persons)
			events.add(f * persons)
		}
		total.add(s.Weight)
		widest = math.Max(widest, per)
	}
	w := total.total()
	if w == 0 {
		return DirectRate{}, ErrZeroBase
	}
	r := DirectRate{value.total() / w, variance.total() / (w * w), events.total(), widest / w}
	if !finite(r.Value, r.Variance, r.Events, r.widest) {
		return DirectRate{}, ErrNotFinite
	}
	if r.Events < fewEvents {
		return DirectRate{}, ErrFewEvents
	}
	return r, nil
}

func (s RepeatedStratum) check() error {
	if !finite(s.Persons...) || !finite(s.Population, s.Weight) {
		return ErrNotFinite
	}
	for _, p := range s.Persons {
		if p < 0 {
			return ErrNegative
		}
	}
	switch {
	case s.Population < 0 || s.Weight < 0:
		return ErrNegative
	case s.Population == 0:
		return ErrZeroBase
	}
	return nil
}

// DobsonByar is the published interval: y + sqrt(v/O)(limit - O) with Byar's
// limits of the events O, times the multiplier.
func (r DirectRate) DobsonByar(level Level, multiplier float64) (Interval, error) {
	limits, err := Byar(r.Events, level)
	return r.dobson(limits, multiplier, MethodDobsonByar), err
}

// DobsonExact is [DirectRate.DobsonByar] with exact limits of the events.
func (r DirectRate) DobsonExact(level Level, multiplier float64) (Interval, error) {
	limits, err := PoissonExact(r.Events, level)
	return r.dobson(limits, multiplier, MethodDobsonExact), err
}

func (r DirectRate) dobson(events Interval, multiplier float64, method Method) Interval {
	step := math.Sqrt(r.Variance / r.Events)
	at := func(limit float64) float64 { return (r.Value + step*(limit-r.Events)) * multiplier }
	return Interval{at(events.Lower), at(events.Upper), method}
}

// FayFeuer is the gamma interval (Fay and Feuer 1997), better with few events:
// lower from shape y²/v and scale v/y, upper from shape (y+g)²/(v+g²) and scale
// (v+g²)/(y+g), g the largest normalised weight per person.
func (r DirectRate) FayFeuer(level Level, multiplier float64) (Interval, error) {
	half, err := level.tail()
	if err != nil {
		return Interval{}, err
	}
	y, v, g := r.Value, r.Variance, r.widest
	limits := Interval{0, math.Inf(1), MethodFayFeuer}
	if half == 0 {
		return limits, nil
	}
	if y > 0 {
		limits.Lower = gammaQuantile(half, y*y/v) * v / y
	}
	upper := v + g*g
	limits.Upper = gammaQuantile(1-half, (y+g)*(y+g)/upper) * upper / (y + g)
	return limits.Times(multiplier), nil
}

// Reference is one group of an indirectly standardised ratio: the area's
// population and the reference area's events and population.
type Reference struct{ Population, RefEvents, RefPopulation float64 }

// IndirectRatio is observed over expected events.
type IndirectRatio struct {
	Observed, Expected float64
	Ratio              float64
	Limits             Interval // of the ratio: exact below ten events, Byar from ten on
	// Crude is the reference area's own rate, Σ events/Σ population; Ratio × Crude
	// × a multiplier is the indirectly standardised rate.
	Crude float64
}

// NewIndirectRatio standardises indirectly: E = Σ n x_ref/n_ref, ratio O/E,
// limits those of the count O divided by E. ErrZeroBase where the reference has
// no population in a group, or nothing is expected.
func NewIndirectRatio(observed float64, groups []Reference, level Level) (IndirectRatio, error) {
	limits, err := Count(observed, level)
	if err != nil {
		return IndirectRatio{}, err
	}
	if len(groups) == 0 {
		return IndirectRatio{}, ErrTooFew
	}
	var expected, events, population summer
	for _, g := range groups {
		switch {
		case !finite(g.Population, g.RefEvents, g.RefPopulation):
			return IndirectRatio{}, ErrNotFinite
		case g.Population < 0 || g.RefEvents < 0 || g.RefPopulation < 0:
			return IndirectRatio{}, ErrNegative
		case g.RefPopulation == 0:
			return IndirectRatio{}, ErrZeroBase
		}
		expected.add(g.Population * g.RefEvents / g.RefPopulation)
		events.add(g.RefEvents)
		population.add(g.RefPopulation)
	}
	e := expected.total()
	if e == 0 {
		return IndirectRatio{}, ErrZeroBase
	}
	return IndirectRatio{
		Observed: observed, Expected: e, Ratio: observed / e, Limits: limits.Times(1 / e),
		Crude: events.total() / population.total(),
	}, nil
}
