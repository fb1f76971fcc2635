package synthetic

import (
	"math"
	"math/rand/v2"
	"strconv"
	"time"
)

// scale is one scale that a case may be measured on. Scores are whole numbers.
type scale struct {
	instrument, version, name, rater string
	max                              int
	mean, change, spread             float64 // before; mean change after; standard deviation
}

// measurements writes the scores before, after and at follow-up.
func (g *generator) measurements(w *writer, rng *rand.Rand, serviceArea, key string, c caseRecord, known time.Time) error {
	if rng.Float64() >= 0.62*g.factor(w.m.Code, "measured "+serviceArea, 0.3) {
		return nil
	}
	effect := g.factor(w.m.Code, "effect "+serviceArea, 0.5)
	before := c.start.AddDate(0, 0, rng.IntN(25))
	after := c.end.AddDate(0, 0, -rng.IntN(15))
	hasAfter := rng.Float64() < 0.66 && after.After(before)
	own := rng.NormFloat64() * 0.5
	w.told = w.told[:0]
	for _, s := range serviceAreas[serviceArea].scales {
		first := score(s, s.mean+s.spread*(rng.NormFloat64()*0.85+own))
		if err := w.measure(rng, key, s, "fore", before, known, first); err != nil {
			return err
		}
		w.told = append(w.told, told{s, first})
		if !hasAfter {
			continue
		}
		last := score(s, float64(first)+s.change*effect+s.spread*0.6*rng.NormFloat64())
		if err := w.measure(rng, key, s, occasion(c, known), after, known, last); err != nil {
			return err
		}
	}
	if err := g.situation(w, rng, serviceArea, key, c, before, after, known, hasAfter); err != nil {
		return err
	}
	if err := g.assessments(w, serviceAreas[serviceArea], key, c, before, after, known, hasAfter); err != nil {
		return err
	}
	return w.followUps(key, c, before, known)
}

// situation tells what housing and occupation are, in codes 1 to 6, for areas
// that ask for them: some have got better after, few worse.
func (g *generator) situation(w *writer, rng *rand.Rand, serviceArea, key string, c caseRecord, before, after, known time.Time, hasAfter bool) error {
	if !serviceAreas[serviceArea].situation {
		return nil
	}
	better := 0.22 * g.factor(w.m.Code, "situation "+serviceArea, 0.5)
	for _, name := range []string{"boende", "sysselsattning"} {
		s := scale{instrument: "situation", version: "1", name: name, rater: "personal", max: 6}
		first := 1 + rng.IntN(6)
		if err := w.measure(rng, key, s, "fore", before, known, first); err != nil {
			return err
		}
		w.told = append(w.told, told{s, first})
		last := first
		switch u := rng.Float64(); {
		case u < better:
			last = 1 + rng.IntN(2)
		case u < better+0.06:
			last = 3 + rng.IntN(4)
		}
		if !hasAfter {
			continue
		}
		if err := w.measure(rng, key, s, occasion(c, known), after, known, last); err != nil {
			return err
		}
	}
	return nil
}

// occasion is what a measurement after is called as known on the day: a case
// still open has a follow-up.
func occasion(c caseRecord, known time.Time) string {
	if c.end.After(known) {
		return "uppfoljning"
	}
	return "efter"
}

func score(s scale, x float64) int { return int(math.Round(min(float64(s.max), max(0, x)))) }

func (w *writer) measure(rng *rand.Rand, key string, s scale, occasion string, at, known time.Time, value int) error {
	if at.After(known) {
		return nil
	}
	shown, missing := strconv.Itoa(value), ""
	if rng.Float64() < 0.03 {
		shown, missing = "", "X"
	}
	return w.add("matning", []string{key, s.instrument, s.version, s.name, s.rater, occasion, date(at), "", "", shown, missing})
}
