package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"jamfor/pipeline/area"
)

// writer writes one municipality's rows of one delivery.
type writer struct {
	out   *output
	m     area.MunicipalityInfo
	year  int
	keys  *keyer
	fault fault
}

// writeCases writes every case open any day of the year, with all its rows
// since its start, as they were known on 31 December.
func (g *generator) writeCases(w *writer, name string) error {
	first := time.Date(w.year, 1, 1, 0, 0, 0, 0, time.UTC)
	known := time.Date(w.year, 12, 31, 0, 0, 0, 0, time.UTC)
	cases := g.simulate(w.m, name)
	if w.fault.kind == faultIncomplete {
		cases = cases[:len(cases)-len(cases)/10]
	}
	written := 0
	for _, c := range cases {
		if c.end.Before(first) || c.start.After(known) {
			continue
		}
		if err := g.writeCase(w, name, c, known, written); err != nil {
			return err
		}
		written++
	}
	return nil
}

func (g *generator) writeCase(w *writer, name string, c caseRecord, known time.Time, written int) error {
	s := serviceAreas[name]
	rng := rand.New(rand.NewPCG(c.seed, 1))
	key := w.keys.caseKey(w.m.Code, name, c.number)
	closed := !c.end.After(known)
	born := ""
	if c.person.born != 0 {
		born = strconv.Itoa(c.person.born)
	}
	row := []string{
		key, w.keys.personKey(w.m.Code, c.person), c.person.kind, w.m.Code, fmt.Sprintf("%s-%d", w.m.Code, c.unit), name,
		c.person.sex, born, date(c.start), "", "", c.severity, c.plan, c.sip, "",
	}
	if closed {
		row[9], row[10], row[14] = date(c.end), c.reason, c.goal
	}
	w.spoil(row, c, written)
	if err := w.add("arende", row); err != nil {
		return err
	}
	if w.fault.kind == faultDuplicates && w.fault.municipality == w.m.Code && written < 3 {
		if err := w.add("arende", row); err != nil {
			return err
		}
	}
	if rng.Float64() < 0.9 {
		if err := w.add("orsak", []string{key, s.reasons[rng.IntN(len(s.reasons))], ""}); err != nil {
			return err
		}
	}
	decided, err := w.steps(rng, s, key, c, known)
	if err != nil {
		return err
	}
	if err := w.interventions(rng, s, key, c, decided, known); err != nil {
		return err
	}
	if err := g.measurements(w, rng, name, key, c, known); err != nil {
		return err
	}
	return w.goals(rng, s, key, c, closed)
}

// spoil plants the row faults that a person could have made.
func (w *writer) spoil(row []string, c caseRecord, written int) {
	switch w.fault.kind {
	case faultBadRows:
		switch written {
		case 1:
			row[8] = "2025-02-30"
		case 2:
			row[6] = "kvinna?"
		case 4:
			row[9] = date(c.start.AddDate(0, 0, -10))
		case 6:
			row[7] = "nittonhundraåttio"
		}
	case faultIdentities:
		if written < len(testIdentities) {
			row[1] = testIdentities[written]
		}
	}
}

// steps writes the dated steps and returns the day of the decision.
func (w *writer) steps(rng *rand.Rand, s serviceArea, key string, c caseRecord, known time.Time) (time.Time, error) {
	at := c.start
	for i, step := range s.steps {
		if i > 0 {
			at = at.AddDate(0, 0, rng.IntN(20))
		}
		if at.After(known) {
			break
		}
		if err := w.add("handelse", []string{key, step, date(at)}); err != nil {
			return at, err
		}
	}
	return at, nil
}

func (w *writer) interventions(rng *rand.Rand, s serviceArea, key string, c caseRecord, decided, known time.Time) error {
	number := 0
	for _, share := range []float64{0.85, 0.30, 0.08} {
		if rng.Float64() >= share {
			break
		}
		number++
		start := decided.AddDate(0, 0, rng.IntN(45))
		end := start.AddDate(0, 0, 20+int(rng.ExpFloat64()*120))
		if end.After(c.end) {
			end = c.end
		}
		method, hours := "", strconv.Itoa(1+rng.IntN(40))
		if rng.Float64() < 0.45 {
			method = s.methods[rng.IntN(len(s.methods))]
		}
		outcome := pick(rng, []string{"slutford", "avbruten"}, 0.74)
		assessed := "ja"
		legal := "SoL_2001"
		if !start.Before(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)) {
			legal = "SoL_2025"
			if rng.Float64() < 0.15 {
				assessed = "nej"
			}
		}
		reason := ""
		if start.After(known) || end.Before(start) {
			continue
		}
		ended := date(end)
		if end.After(known) {
			outcome, ended = "pagaende", ""
		}
		if outcome == "avbruten" {
			reason = "egen begäran"
		}
		if err := w.add("insats", []string{
			key, strconv.Itoa(number), s.codes[rng.IntN(len(s.codes))], method, legal, assessed,
			date(start), ended, outcome, reason, hours + ",5",
		}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) goals(rng *rand.Rand, s serviceArea, key string, c caseRecord, closed bool) error {
	for number := 1; number <= 1+rng.IntN(2); number++ {
		reached, gas := "", ""
		if closed && c.goal != "" {
			reached = c.goal
			if number > 1 {
				reached = pick(rng, []string{"helt", "delvis", "ej", "kan_ej_bedomas"}, 0.35, 0.35, 0.2)
			}
			switch reached {
			case "helt":
				gas = strconv.Itoa(rng.IntN(3))
			case "delvis":
				gas = "-1"
			case "ej":
				gas = "-2"
			}
		}
		level := "huvudmal"
		if number > 1 {
			level = "delmal"
		}
		if err := w.add("mal", []string{key, strconv.Itoa(number), level, s.lifeAreas[rng.IntN(len(s.lifeAreas))], "", "", "", reached, gas, ""}); err != nil {
			return err
		}
	}
	return nil
}

func date(t time.Time) string { return t.Format(time.DateOnly) }
