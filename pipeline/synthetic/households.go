package synthetic

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"jamfor/pipeline/area"
)

// Households with economic assistance: per inhabitant and year at scale 1, and
// the mean length of assistance in months.
const (
	newHouseholdsPerInhabitant = 0.0125
	meanAssistanceMonths       = 7
)

// household is an invented household and its span of months (counted from
// January of the first year).
type household struct {
	id         string
	kind       string // hushallstyp
	from, to   int
	seed       uint64
	applicants int
	children   int
}

var householdKinds = []struct {
	kind                 string
	share                float64
	applicants, children int
}{
	{"3", 0.36, 1, 0}, {"4", 0.05, 1, 2}, {"5", 0.24, 1, 0}, {"6", 0.14, 1, 2}, {"7", 0.07, 2, 0}, {"8", 0.14, 2, 3},
}

var obstacles = []string{"111", "112", "113", "021", "022", "031", "040", "051", "061", "114", "090"}

func (g *generator) households(m area.MunicipalityInfo) []household {
	rng := g.rng("households", m.Code)
	months := 12 * (g.LastYear - g.FirstYear + 1)
	count := int(math.Round(g.Scale * newHouseholdsPerInhabitant * float64(m.Inhabitants) * float64(months+12) / 12 * g.factor(m.Code, "assistance", 0.5)))
	all := make([]household, count)
	for i := range all {
		h := household{id: fmt.Sprintf("hushall-%s-%d", m.Code, i), kind: "3", applicants: 1, seed: rng.Uint64()}
		u := rng.Float64()
		for _, k := range householdKinds {
			if u < k.share {
				h.kind, h.applicants = k.kind, k.applicants
				if k.children > 0 {
					h.children = 1 + rng.IntN(k.children)
				}
				break
			}
			u -= k.share
		}
		h.from = rng.IntN(months+12) - 12
		h.to = h.from + int(rng.ExpFloat64()*meanAssistanceMonths*g.factor(m.Code, "months", 0.25))
		all[i] = h
	}
	return all
}

// writeHouseholds writes the year's months of every household, its members and the
// case that it began with.
func (g *generator) writeHouseholds(w *writer) error {
	first := 12 * (w.year - g.FirstYear)
	for i, h := range g.households(w.m) {
		key := w.keys.key("hushall", h.id)
		if h.from <= first+11 && h.to >= first {
			if err := g.application(w, h, i); err != nil {
				return err
			}
		}
		for month := max(h.from, first); month <= min(h.to, first+11); month++ {
			rng := rand.New(rand.NewPCG(h.seed, uint64(month+100)))
			text := time.Date(g.FirstYear, time.Month(1+month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
			amount := 3200*h.applicants + 1900*h.children + rng.IntN(4500)
			if err := w.add("bistandshushall", []string{key, w.m.Code, text, h.kind, strconv.Itoa(amount) + "," + fmt.Sprintf("%02d", rng.IntN(100))}); err != nil {
				return err
			}
			if err := w.members(g, h, key, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) members(g *generator, h household, key, month string) error {
	rng := rand.New(rand.NewPCG(h.seed, 7)) // the same members every month
	for i := range h.applicants + h.children {
		role, sex, born := "registerledare", "M", g.FirstYear-19-rng.IntN(46)
		switch {
		case i >= h.applicants:
			role, born = "barn", g.FirstYear-rng.IntN(17)
			if rng.Float64() < 0.49 {
				sex = "K"
			}
		case i == 1:
			role, sex = "medsokande", "K"
		case h.kind == "5" || h.kind == "6":
			sex = "K"
		}
		if rng.Float64() < g.unknownSex(w.m.Code) {
			sex = "U"
		}
		obstacle := ""
		if role != "barn" {
			obstacle = obstacles[rng.IntN(len(obstacles))]
		}
		person := w.keys.key("person", fmt.Sprintf("%s-%d", h.id, i))
		if err := w.add("bistandsmottagare", []string{key, month, person, role, sex, strconv.Itoa(born), obstacle}); err != nil {
			return err
		}
	}
	return nil
}
