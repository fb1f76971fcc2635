package synthetic

import (
	"math/rand/v2"
	"time"
)

// What some cases and answers have beyond the common: further assessments, follow-ups
// of open cases, the way in that is the less usual one of the service area, and
// relatives' answers. All of
// it is drawn from streams of its own, so that it can grow without moving any other
// row.
const (
	streamAssessed = 2   // whether a case is assessed further
	streamWayIn    = 3   // whether it came in the less usual way
	streamFollowed = 4   // whether it is followed up while it is open
	streamApplied  = 8   // when a household applied and was answered
	streamScale    = 100 // plus the scale's place
	streamYear     = 1e4 // times the year, plus the scale's place: a follow-up
)

// relativesFrom is where the numbers of relatives' own answers begin.
const relativesFrom = 1 << 20

// coded is a question answered by the codes 1 to 6, told by the shares of the first
// five. Of those who are asked again so many have moved to a state drawn anew.
type coded struct {
	name   string
	before [5]float64
	moved  float64
	after  [5]float64
}

// assessments writes further scores and codes of a case that is measured, on the
// days of its other measurements.
func (g *generator) assessments(w *writer, s serviceArea, key string, c caseRecord, before, after, known time.Time, hasAfter bool) error {
	if rand.New(rand.NewPCG(c.seed, streamAssessed)).Float64() >= s.assessedShare {
		return nil
	}
	for i, one := range s.assessed {
		rng := rand.New(rand.NewPCG(c.seed, streamScale+uint64(i)))
		first := score(one, one.mean+one.spread*rng.NormFloat64())
		last := score(one, float64(first)+one.change+one.spread*0.6*rng.NormFloat64())
		if err := w.pair(rng, key, one, c, before, after, known, hasAfter, first, last); err != nil {
			return err
		}
	}
	for i, question := range s.coded {
		rng := rand.New(rand.NewPCG(c.seed, streamScale+uint64(len(s.assessed)+i)))
		one := scale{instrument: "situation", version: "1", name: question.name, rater: "personal", max: 6}
		first := codeOf(rng, question.before)
		last := first
		if rng.Float64() < question.moved {
			last = codeOf(rng, question.after)
		}
		if err := w.pair(rng, key, one, c, before, after, known, hasAfter, first, last); err != nil {
			return err
		}
	}
	return nil
}

func codeOf(rng *rand.Rand, shares [5]float64) int {
	u := rng.Float64()
	for i, share := range shares {
		if u < share {
			return i + 1
		}
		u -= share
	}
	return len(shares) + 1
}

// pair writes what is known of a value before and after.
func (w *writer) pair(rng *rand.Rand, key string, s scale, c caseRecord, before, after, known time.Time, hasAfter bool, first, last int) error {
	if err := w.measure(rng, key, s, "fore", before, known, first); err != nil {
		return err
	}
	w.told = append(w.told, told{s, first})
	if !hasAfter {
		return nil
	}
	return w.measure(rng, key, s, occasion(c, known), after, known, last)
}

// told is a value before.
type told struct {
	scale
	first int
}

// followUps measures a case again each autumn while it is open: without them nobody
// could say what has changed where support goes on for years. The last day is in the
// middle of December, before the measurements of cases that end in January.
func (w *writer) followUps(key string, c caseRecord, before, known time.Time) error {
	if rand.New(rand.NewPCG(c.seed, streamFollowed)).Float64() >= 0.75 {
		return nil
	}
	for year := c.start.Year(); year <= known.Year(); year++ {
		at := time.Date(year, 10, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(c.seed%75))
		if at.Before(before.AddDate(0, 0, 45)) || !at.Before(c.end) {
			continue
		}
		for i, t := range w.told {
			rng := rand.New(rand.NewPCG(c.seed, streamYear*uint64(year)+uint64(i)))
			now := score(t.scale, float64(t.first)+t.change+t.spread*0.6*rng.NormFloat64())
			if t.instrument == "situation" && rng.Float64() < 0.15 {
				now = 1 + rng.IntN(3)
			}
			if err := w.measure(rng, key, t.scale, "uppfoljning", at, known, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// wayIn writes the steps of cases that came in the less usual way: by notification
// where most apply, by application where most are notified.
func (w *writer) wayIn(s serviceArea, key string, c caseRecord, known time.Time) error {
	rng := rand.New(rand.NewPCG(c.seed, streamWayIn))
	if rng.Float64() >= 0.25 {
		return nil
	}
	at := c.start
	for _, step := range s.otherSteps {
		if at.After(known) {
			break
		}
		if err := w.add("handelse", []string{key, step, date(at)}); err != nil {
			return err
		}
		at = at.AddDate(0, 0, rng.IntN(15))
	}
	return nil
}

// relativesAnswers writes the answers of relatives where the survey asks them apart
// from the users.
func (g *generator) relativesAnswers(w *writer, name string, perInhabitant float64) error {
	if perInhabitant == 0 {
		return nil
	}
	rng := g.rng("relatives", w.m.Code, name, w.year)
	for i := range g.answers(w.m, name, perInhabitant) {
		if err := g.writeAnswers(w, rng, name, 1, relativesFrom+i); err != nil {
			return err
		}
	}
	return nil
}
