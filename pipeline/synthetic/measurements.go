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

var asiInterviewer = []string{"halsa", "arbete", "alkohol", "narkotika", "rattsligt", "familj", "psykisk"}

func scalesOf(serviceArea string) []scale {
	if serviceArea == "barn_unga" {
		return []scale{
			{"sdq", "sv1", "total", "vardnadshavare", 40, 17, -2.5, 6},
			{"sdq", "sv1", "total", "barn", 40, 15, -1.5, 6},
			{"ors", "sv1", "summa", "barn", 40, 22, 4, 7},
		}
	}
	var scales []scale
	for i, name := range asiInterviewer {
		scales = append(scales, scale{"asi", "2022", name + "_intervjuare", "intervjuare", 9, 4 + float64(i%3)*0.8, -0.9, 2.4})
	}
	return append(scales, scale{"asi", "2022", "alkohol_klient", "klient", 4, 2, -0.5, 1.2})
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
	for _, s := range scalesOf(serviceArea) {
		first := score(s, s.mean+s.spread*(rng.NormFloat64()*0.85+own))
		if err := w.measure(rng, key, s, "fore", before, known, first); err != nil {
			return err
		}
		if !hasAfter {
			continue
		}
		last := score(s, float64(first)+s.change*effect+s.spread*0.6*rng.NormFloat64())
		occasion := "efter"
		if c.end.After(known) {
			occasion = "uppfoljning"
		}
		if err := w.measure(rng, key, s, occasion, after, known, last); err != nil {
			return err
		}
	}
	return nil
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
