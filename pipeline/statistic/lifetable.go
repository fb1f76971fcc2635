package statistic

import "math"

// lifeGroups is the number of age groups of a life table: 0, 1-4, 5-9, … 85-89,
// 90+.
const lifeGroups = 20

const (
	leastLifePopulation = 5000 // a life table needs more persons
	widestLife          = 20.0 // years; a wider 95 % interval is not published
	lifeRadix           = 100000.0
)

// LifeExpectancy is the expectation of life at the start of one age group. Where
// Reason is not empty, value and limits are NaN.
type LifeExpectancy struct {
	Age    int // 0, 1, 5, 10, … 90
	Value  float64
	SE     float64
	Limits Interval
	Reason Error
}

// NewLifeExpectancy computes an abridged life table (Chiang 1968) from deaths and
// person-years in the twenty age groups, with the variance of Silcocks et al.
// (2001), the last group included. Another number of groups is ErrLength, no
// more than 5,000 person-years ErrTooFew, more deaths than population
// ErrAboveBase, no deaths in the last group ErrFewEvents (life would not end).
// An age whose 95 % interval is wider than 20 years is left out with ErrRange,
// one that nobody reaches with ErrZeroBase.
func NewLifeExpectancy(deaths, population []float64, level Level) ([]LifeExpectancy, error) {
	z, err := level.z()
	if err != nil {
		return nil, err
	}
	if err := checkLife(deaths, population); err != nil {
		return nil, err
	}
	t := newLifeTable(deaths, population)
	z95, _ := Level95.z()
	out := make([]LifeExpectancy, lifeGroups)
	years, variance := 0.0, 0.0
	for i := lifeGroups - 1; i >= 0; i-- {
		next := 0.0
		if i < lifeGroups-1 {
			next = out[i+1].Value
		}
		years += t.lived[i]
		variance += t.variance(i, next)
		e := &out[i]
		e.Age, e.Value = lifeAge(i), years/t.alive[i]
		e.SE = math.Sqrt(variance) / t.alive[i]
		e.Limits = Interval{e.Value - z*e.SE, e.Value + z*e.SE, MethodSilcocks}
	}
	for i := range out {
		switch {
		case t.alive[i] == 0:
			out[i] = noLife(out[i].Age, ErrZeroBase)
		case !(2*z95*out[i].SE <= widestLife):
			out[i] = noLife(out[i].Age, ErrRange)
		}
	}
	return out, nil
}

func noLife(age int, reason Error) LifeExpectancy {
	return LifeExpectancy{age, math.NaN(), math.NaN(), undefined(MethodSilcocks), reason}
}

func checkLife(deaths, population []float64) error {
	if len(deaths) != lifeGroups || len(population) != lifeGroups {
		return ErrLength
	}
	if !finite(deaths...) || !finite(population...) {
		return ErrNotFinite
	}
	for i := range deaths {
		switch {
		case deaths[i] < 0 || population[i] < 0:
			return ErrNegative
		case population[i] == 0:
			return ErrZeroBase
		case deaths[i] > population[i]:
			return ErrAboveBase
		}
	}
	if sum(population) <= leastLifePopulation {
		return ErrTooFew
	}
	if deaths[lifeGroups-1] == 0 {
		return ErrFewEvents
	}
	return nil
}

// lifeAge is the first age of group i.
func lifeAge(i int) int {
	if i < 2 {
		return i
	}
	return 5 * (i - 1)
}

// lifeTable holds the columns of a life table by group.
type lifeTable struct {
	deaths   []float64
	rate     [lifeGroups]float64 // M
	width    [lifeGroups]float64 // h
	fraction [lifeGroups]float64 // f, of the width lived by those who die
	dying    [lifeGroups]float64 // q
	alive    [lifeGroups]float64 // l
	lived    [lifeGroups]float64 // L
}

func newLifeTable(deaths, population []float64) *lifeTable {
	t := &lifeTable{deaths: deaths}
	alive := lifeRadix
	for i := range lifeGroups {
		t.rate[i] = deaths[i] / population[i]
		t.fraction[i], t.width[i] = 0.5, 5
		switch i {
		case 0:
			t.fraction[i], t.width[i] = 0.1, 1
		case 1:
			t.width[i] = 4
		case lifeGroups - 1:
			t.width[i] = 2 / t.rate[i]
		}
		h, m, f := t.width[i], t.rate[i], t.fraction[i]
		t.dying[i] = m * h / (1 + m*h*(1-f))
		if deaths[i] > population[i]/(h*f) {
			t.dying[i] = 1
		}
		t.alive[i] = alive
		died := alive * t.dying[i]
		alive -= died
		t.lived[i] = h * (alive + f*died)
		if i == lifeGroups-1 {
			t.lived[i] = t.alive[i] / m
		}
	}
	return t
}

// variance is group i's term in the variance of the years lived; next is the
// expectation of life at the next group.
func (t *lifeTable) variance(i int, next float64) float64 {
	l := t.alive[i]
	if i == lifeGroups-1 {
		return l * l / (t.deaths[i] * t.rate[i] * t.rate[i])
	}
	q := t.dying[i]
	if l == 0 || t.deaths[i] == 0 || q == 1 {
		return 0
	}
	years := (1-t.fraction[i])*t.width[i] + next
	return q * q * (1 - q) / t.deaths[i] * l * l * years * years
}
