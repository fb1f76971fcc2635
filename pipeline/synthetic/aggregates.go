package synthetic

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"jamfor/pipeline/area"
)

var surveyQuestions = []string{"nojd_helhet", "delaktig_planering", "situation_battre", "gott_bemotande", "paverka_stod"}

// surveyAreas are asked in the years given, with answers per inhabitant at scale 1.
var surveyAreas = []struct {
	name      string
	answers   float64
	relatives float64 // share of answers given by relatives
	lastOnly  bool    // asked from the last year on
	apart     float64 // relatives asked apart: answers per inhabitant at scale 1
}{
	{"missbruk", 0.004, 0, false, 0.0012},
	{"barn_unga", 0.004, 0.1, false, 0},
	{"ekonomiskt_bistand", 0.004, 0, false, 0},
	{"vald", 0.0003, 0, true, 0.0002},
	{"funktionsnedsattning", 0.0005, 0.3, true, 0},
	{"socialpsykiatri", 0.0005, 0.15, true, 0},
	{"aldreomsorg", 0.0008, 0.35, true, 0},
}

// writeSurvey writes the answers of users and relatives, five questions each.
func (g *generator) writeSurvey(w *writer) error {
	for _, a := range surveyAreas {
		if a.lastOnly && (w.year != g.LastYear || g.Scale < leastForNew) {
			continue
		}
		rng := g.rng("survey", w.m.Code, a.name, w.year)
		for i := range g.answers(w.m, a.name, a.answers) {
			if err := g.writeAnswers(w, rng, a.name, a.relatives, i); err != nil {
				return err
			}
		}
		if err := g.relativesAnswers(w, a.name, a.apart); err != nil {
			return err
		}
	}
	return nil
}

// answers is how many answer in a municipality.
func (g *generator) answers(m area.MunicipalityInfo, name string, perInhabitant float64) int {
	return int(math.Round(g.Scale * perInhabitant * float64(m.Inhabitants) * g.factor(m.Code, "answers "+name, 0.5)))
}

func (g *generator) writeAnswers(w *writer, rng *rand.Rand, name string, relatives float64, number int) error {
	key := w.keys.key("svar", fmt.Sprintf("svar-%s-%s-%d-%d", name, w.m.Code, w.year, number))
	sex := pick(rng, []string{"K", "M"}, 0.5)
	if rng.Float64() < g.unknownSex(w.m.Code) {
		sex = pick(rng, []string{"U", ""}, 0.5)
	}
	ages := []string{"18-29", "30-49", "50-64", "65+"}
	respondent := "brukare"
	if name == "barn_unga" {
		ages = []string{"13-17", "18-29", "30-49"}
		respondent = pick(rng, []string{"ungdom", "vardnadshavare"}, 0.4)
	}
	if relatives > 0 && rng.Float64() < relatives {
		respondent = "anhorig"
	}
	age := ages[rng.IntN(len(ages))]
	unit := fmt.Sprintf("%s-%d", w.m.Code, 1+rng.IntN(1+w.m.Inhabitants/40_000))
	how := pick(rng, []string{"sjalv", "med_stod", "ombud", "personal"}, 0.82, 0.13, 0.03)
	at := date(time.Date(w.year, 9, 1+rng.IntN(30), 0, 0, 0, 0, time.UTC))
	liked := 0.34 * g.factor(w.m.Code, "opinion "+name, 0.3)
	for _, question := range surveyQuestions {
		if rng.Float64() < 0.06 {
			continue
		}
		answer := pick(rng, []string{"mycket_positivt", "positivt", "varken", "negativt", "mycket_negativt", "vet_ej"}, liked, 0.34, 0.14, 0.09, 0.05)
		if err := w.add("enkatsvar", []string{key, question, w.m.Code, unit, name, sex, age, respondent, how, answer, at}); err != nil {
			return err
		}
	}
	return nil
}

// costs per case or household and year, in SEK.
var costs = []struct {
	name    string
	perUser float64
}{
	{"missbruk", 92_000},
	{"barn_unga", 118_000},
	{"ekonomiskt_bistand", 61_000},
	{"vald", 54_000},
	{"funktionsnedsattning", 610_000},
	{"socialpsykiatri", 240_000},
	{"aldreomsorg", 330_000},
}

// writeEconomy writes volumes, costs and budget per service area.
func (g *generator) writeEconomy(w *writer) error {
	for _, c := range costs {
		rng := g.rng("economy", w.m.Code, c.name, w.year)
		users := g.users(w, c.name)
		gross := math.Round(float64(users)*c.perUser*g.factor(w.m.Code, "cost "+c.name, 0.3)*(1+0.03*float64(w.year-g.FirstYear))) + 40_000
		values := []struct {
			quantity string
			value    float64
		}{
			{"brukare", float64(users)},
			{"arenden", math.Round(float64(users) * 1.15)},
			{"vardygn", float64(users * (10 + rng.IntN(20)))},
			{"timmar", float64(users * (15 + rng.IntN(30)))},
			{"kostnad_brutto", gross},
			{"intakt_intern", math.Round(gross * 0.03 * rng.Float64())},
			{"forsaljning", math.Round(gross * 0.02 * rng.Float64())},
			{"budget", math.Round(gross * (0.93 + 0.12*rng.Float64()))},
			{"inbjudna_enkat", g.invited(w, c.name, users)},
			{"insatser_utan_behovsprovning", g.unassessed(w, c.name, users, rng)},
		}
		for _, v := range values {
			if v.value < 0 {
				continue // not told
			}
			if err := w.add("volym", []string{w.m.Code, "", c.name, strconv.Itoa(w.year), v.quantity, "", "", strconv.FormatFloat(v.value, 'f', 0, 64)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// invited is how many were asked in the survey; one municipality in eight does
// not tell (−1).
func (g *generator) invited(w *writer, name string, users int) float64 {
	for _, a := range surveyAreas {
		if a.name == name && (!a.lastOnly || w.year == g.LastYear) && g.rng("frame", w.m.Code, name).Float64() >= 0.125 {
			return math.Round(max(float64(users)*0.5, 2.1*float64(g.answers(w.m, name, a.answers))))
		}
	}
	return -1
}

// unassessed is how many interventions were given without assessment and without
// a registered person: the act allows them from July 2025.
func (g *generator) unassessed(w *writer, name string, users int, rng *rand.Rand) float64 {
	if w.year < 2025 || name == "ekonomiskt_bistand" {
		return -1
	}
	return math.Round(float64(users) * (0.2 + 0.5*rng.Float64()))
}

// users counts the persons (or households) of a service area in the year.
func (g *generator) users(w *writer, name string) int {
	seen := map[string]bool{}
	if name == "ekonomiskt_bistand" {
		first := 12 * (w.year - g.FirstYear)
		for _, h := range g.households(w.m) {
			if h.from <= first+11 && h.to >= first {
				seen[h.id] = true
			}
		}
		return len(seen)
	}
	from, until := time.Date(w.year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(w.year, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, c := range g.simulate(w.m, name) {
		if !c.end.Before(from) && !c.start.After(until) {
			seen[c.person.id] = true
		}
	}
	return len(seen)
}

// writePopulation spreads the municipality's three real age classes of 2021
// over single years of age and both sexes: a shape, not a count.
func (g *generator) writePopulation(w *writer) error {
	growth := math.Pow(1.004, float64(w.year-2021))
	for age := range 101 {
		var class, width float64
		switch {
		case age < 20:
			class, width = float64(w.m.Aged0to19), 20
		case age < 75:
			class, width = float64(w.m.Aged20to74), 55
		default:
			class = float64(w.m.Aged75)
		}
		weight := 1 / max(width, 1)
		if age >= 75 { // falling with age, the shares of 75–100 add up to one
			weight = 2 * float64(101-age) / (26 * 27)
		}
		women := 0.495
		if age >= 75 {
			women = 0.55
		}
		for _, sex := range []struct {
			code  string
			share float64
		}{{"K", women}, {"M", 1 - women}} {
			count := math.Round(class * weight * growth * sex.share)
			if err := w.add("befolkning", []string{w.m.Code, strconv.Itoa(w.year), sex.code, strconv.Itoa(age), strconv.FormatFloat(count, 'f', 0, 64), "syntetisk"}); err != nil {
				return err
			}
		}
	}
	return nil
}
