package synthetic

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// application writes the case of a household with assistance in the year: the first
// applicant's, from the application to the last month's end.
func (g *generator) application(w *writer, h household, number int) error {
	rng := rand.New(rand.NewPCG(h.seed, streamApplied))
	month := func(n int) time.Time { return time.Date(g.FirstYear, time.Month(1+n), 1, 0, 0, 0, 0, time.UTC) }
	known := time.Date(w.year, 12, 31, 0, 0, 0, 0, time.UTC)
	start := month(h.from).AddDate(0, 0, -rng.IntN(25))
	decided := start.AddDate(0, 0, 2+rng.IntN(22))
	sex, born := g.firstApplicant(w, h)
	row := []string{
		w.keys.caseKey(w.m.Code, "ekonomiskt_bistand", number), w.keys.key("person", h.id+"-0"), "pnr", w.m.Code, w.m.Code + "-1",
		"ekonomiskt_bistand", sex, strconv.Itoa(born), date(start), "", "", "", "", "", "",
	}
	if end := month(h.to+1).AddDate(0, 0, -1); !end.After(known) {
		row[9], row[10] = date(end), "behov_upphort"
	}
	if err := w.add("arende", row); err != nil {
		return err
	}
	for _, step := range []struct {
		kind string
		at   time.Time
	}{{"ansokan", start}, {"beslut", decided}} {
		if step.at.After(known) {
			continue
		}
		if err := w.add("handelse", []string{row[0], step.kind, date(step.at)}); err != nil {
			return err
		}
	}
	return nil
}

// firstApplicant is the household's first member, as members draws it.
func (g *generator) firstApplicant(w *writer, h household) (sex string, born int) {
	rng := rand.New(rand.NewPCG(h.seed, 7))
	sex, born = "M", g.FirstYear-19-rng.IntN(46)
	if h.kind == "5" || h.kind == "6" {
		sex = "K"
	}
	if rng.Float64() < g.unknownSex(w.m.Code) {
		sex = "U"
	}
	return sex, born
}
