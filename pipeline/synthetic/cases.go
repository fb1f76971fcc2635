package synthetic

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"time"

	"jamfor/pipeline/area"
)

// person is an invented client.
type person struct {
	id   string
	kind string // person_idtyp
	sex  string
	born int // 0: unknown
}

// caseRecord is a whole case, as it will one day be known.
type caseRecord struct {
	number     int
	person     person
	unit       int
	start, end time.Time
	severity   string
	plan, sip  string
	goal       string // attainment at closing
	reason     string // for closing
	seed       uint64 // of everything that belongs to the case
}

const day = 24 * time.Hour

// simulate draws every case of a municipality and service area over all years,
// ordered by start. Cases begin a year and a half before the first delivery.
func (g *generator) simulate(m area.MunicipalityInfo, name string) []caseRecord {
	s := serviceAreas[name]
	rng := g.rng("cases", m.Code, name)
	from := time.Date(g.FirstYear-2, 7, 1, 0, 0, 0, 0, time.UTC)
	until := time.Date(g.LastYear, 12, 31, 0, 0, 0, 0, time.UTC)
	years := until.Sub(from).Hours() / 24 / 365.25
	count := int(math.Round(g.Scale * s.newPerInhabitant * float64(m.Inhabitants) * years * g.factor(m.Code, "cases "+name, 0.35)))
	starts := make([]time.Time, count)
	span := int(until.Sub(from) / day)
	for i := range starts {
		starts[i] = from.Add(time.Duration(rng.IntN(span+1)) * day)
	}
	sort.Slice(starts, func(i, j int) bool { return starts[i].Before(starts[j]) })
	var persons []person
	cases := make([]caseRecord, count)
	for i, start := range starts {
		var p person
		if len(persons) > 0 && rng.Float64() < 0.16 {
			p = persons[rng.IntN(len(persons))]
		} else {
			p = g.newPerson(rng, m, name, s, len(persons))
			persons = append(persons, p)
		}
		length := 14 + int(rng.ExpFloat64()*s.meanDays*g.factor(m.Code, "length "+name, 0.2))
		cases[i] = g.newCase(rng, m, name, i, p, start, start.Add(time.Duration(length)*day))
	}
	return cases
}

func (g *generator) newPerson(rng *rand.Rand, m area.MunicipalityInfo, name string, s serviceArea, number int) person {
	p := person{id: fmt.Sprintf("%s-%s-%d", name, m.Code, number), kind: "pnr", sex: "M"}
	unknown := g.unknownSex(m.Code)
	switch u := rng.Float64(); {
	case u < unknown:
		p.sex = "U"
	case u < s.women*g.factor(m.Code, "women "+name, 0.12):
		p.sex = "K"
	}
	p.born = g.FirstYear - s.ageFrom - rng.IntN(s.ageTo-s.ageFrom)
	switch u := rng.Float64(); {
	case u < 0.010: // moved here: known in another municipality by the same number
		other := g.municipalities[rng.IntN(len(g.municipalities))]
		p.id = fmt.Sprintf("%s-%s-%d", name, other.Code, rng.IntN(20))
	case u < 0.025:
		p.kind = "samordning"
	case u < 0.035:
		p.kind = "tillfallig"
	}
	if rng.Float64() < 0.005 {
		p.born = 0
	}
	return p
}

// unknownSex is the share of persons whose sex is not registered: none in most
// municipalities, some in one of twenty-five, whose form leaves it out.
func (g *generator) unknownSex(municipality string) float64 {
	if g.rng("unknown sex", municipality).Float64() < 0.04 {
		return 0.02
	}
	return 0
}

func (g *generator) newCase(rng *rand.Rand, m area.MunicipalityInfo, name string, number int, p person, start, end time.Time) caseRecord {
	c := caseRecord{number: number, person: p, start: start, end: end, seed: rng.Uint64()}
	c.unit = 1 + rng.IntN(1+m.Inhabitants/40_000)
	c.severity = pick(rng, []string{"", "lindrig", "medelsvar", "svar"}, 0.06, 0.30, 0.40)
	c.plan = pick(rng, []string{"ja", "nej", ""}, 0.70*g.factor(m.Code, "plan", 0.25), 0.95-0.70*g.factor(m.Code, "plan", 0.25))
	c.sip = pick(rng, []string{"ja", "nej"}, 0.14)
	good := 0.30 * g.factor(m.Code, "goals "+name, 0.4)
	c.goal = pick(rng, []string{"helt", "delvis", "ej", "kan_ej_bedomas", ""}, good, 0.33, 0.20, 0.08)
	c.reason = pick(rng, []string{"mal_uppnatt", "behov_upphort", "egen_begaran", "avbruten", "flyttat", "avliden", "annan"}, good, 0.25, 0.15, 0.12, 0.05, 0.01)
	if c.reason == "avliden" || c.reason == "flyttat" {
		c.goal = "kan_ej_bedomas"
	}
	return c
}

// pick draws an item: item i with probability shares[i], the first item without
// a share of its own with the rest.
func pick(rng *rand.Rand, items []string, shares ...float64) string {
	u := rng.Float64()
	for i, share := range shares {
		if u < share {
			return items[i]
		}
		u -= share
	}
	rest := items[min(len(shares), len(items)-1):]
	return rest[rng.IntN(len(rest))]
}
