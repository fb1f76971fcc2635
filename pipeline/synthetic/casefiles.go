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
	// neighbour is where placements in another municipality lie.
	neighbour string
	// told is what was measured before in the case being written.
	told []told
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
		if err := w.add("orsak", []string{key, s.reasons[rng.IntN(len(s.reasons))], role(rng, s, c, w.year)}); err != nil {
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
	if err := w.placement(rng, s, key, c, decided, known); err != nil {
		return err
	}
	if err := g.measurements(w, rng, name, key, c, known); err != nil {
		return err
	}
	if err := w.goals(rng, s, key, c, closed); err != nil {
		return err
	}
	return w.wayIn(s, key, c, known)
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
	followed := at.AddDate(0, 0, 120+rng.IntN(120))
	if rng.Float64() < 0.55 && !followed.After(known) && followed.Before(c.end) {
		if err := w.add("handelse", []string{key, "uppfoljning", date(followed)}); err != nil {
			return at, err
		}
	}
	return at, nil
}

// role is what a reason of violence makes of the person, empty for others.
func role(rng *rand.Rand, s serviceArea, c caseRecord, year int) string {
	switch {
	case !s.violence:
		return ""
	case c.person.born != 0 && year-c.person.born < 18:
		return pick(rng, []string{"barn_som_upplevt", "utsatt"}, 0.8)
	case c.person.sex == "M":
		return pick(rng, []string{"utovare", "utsatt"}, 0.6)
	}
	return pick(rng, []string{"utsatt", "utovare"}, 0.95)
}

// placement writes care outside the home, for some.
func (w *writer) placement(rng *rand.Rand, s serviceArea, key string, c caseRecord, decided, known time.Time) error {
	if rng.Float64() >= s.placed {
		return nil
	}
	start := decided.AddDate(0, 0, rng.IntN(20))
	end := start.AddDate(0, 0, 10+int(rng.ExpFloat64()*110))
	if end.After(c.end) {
		end = c.end
	}
	form, elsewhere, compulsory := s.forms[rng.IntN(len(s.forms))], rng.Float64() < 0.3, rng.Float64() < 0.25
	if start.After(known) || end.Before(start) {
		return nil
	}
	ended, where, legal := date(end), w.m.Code, law(start)
	if end.After(known) {
		ended = ""
	}
	if elsewhere {
		where = w.neighbour
	}
	if compulsory && len(s.forms) > 4 { // children and youth
		legal = "LVU"
	}
	return w.add("placering", []string{key, "1", form, legal, date(start), ended, where})
}

// law is the Social Services Act in force on the day.
func law(day time.Time) string {
	if day.Before(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)) {
		return "SoL_2001"
	}
	return "SoL_2025"
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
		kind := rng.IntN(len(s.codes))
		assessed, legal := "ja", law(start)
		switch {
		case kind < s.lss:
			legal = "LSS"
		case legal == "SoL_2025" && rng.Float64() < 0.15:
			assessed = "nej"
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
			key, strconv.Itoa(number), s.codes[kind], method, legal, assessed,
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
