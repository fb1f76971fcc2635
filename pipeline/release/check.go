package release

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// Problem is one thing that keeps an edition from being released or that does
// not hold in a released folder. Where names the place: a set, a key, a file.
type Problem struct {
	Where string    `json:"where"`
	Text  code.Text `json:"text"`
}

// ProblemsError carries every problem found, at most maxProblems of them; More
// counts the rest.
type ProblemsError struct {
	Problems []Problem
	More     int
}

const maxProblems = 200

// Error lists the problems in Swedish, one a line.
func (e *ProblemsError) Error() string { return e.In(code.Swedish) }

// In lists the problems in the language, one a line.
func (e *ProblemsError) In(lang code.Lang) string {
	var b strings.Builder
	b.WriteString(code.Text{SV: "utgåvan kan inte publiceras:", EN: "the release cannot be published:"}.In(lang))
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "\n%s: %s", p.Where, p.Text.In(lang))
	}
	if e.More > 0 {
		fmt.Fprintf(&b, "\n… +%d", e.More)
	}
	return b.String()
}

type problems struct{ ProblemsError }

func (p *problems) add(where, sv, en string) {
	if len(p.Problems) == maxProblems {
		p.More++
		return
	}
	p.Problems = append(p.Problems, Problem{where, code.Text{SV: sv, EN: en}})
}

func (p *problems) err() error {
	if len(p.Problems) == 0 {
		return nil
	}
	return &p.ProblemsError
}

// Check holds the edition against what a release must be and returns a
// *ProblemsError with all that does not hold. It is the last line behind the
// disclosure control, not a part of it: a suppressed observation that carries a
// number, a comparison or a change from a hidden value stops the release.
func (e *Edition) Check() error {
	var p problems
	e.checkHead(&p)
	seen := map[string]bool{}
	for i := range e.Sets {
		s := &e.Sets[i]
		if seen[s.Name] {
			p.add(s.Name, "uppsättningen finns två gånger", "the set occurs twice")
		}
		seen[s.Name] = true
		s.check(&p, e.Synthetic)
	}
	return p.err()
}

func (e *Edition) checkHead(p *problems) {
	if err := ValidID(e.ID); err != nil {
		p.add("id", "utgåvans id måste vara gemener och siffror, högst 64 tecken", err.Error())
	}
	if e.Version < 1 {
		p.add("version", "versionen måste vara minst 1", "the version must be at least 1")
	}
	if _, err := time.Parse(time.DateOnly, e.Created); err != nil {
		p.add("created", "datumet måste skrivas ÅÅÅÅ-MM-DD", "the date must be written YYYY-MM-DD")
	}
	for _, f := range []struct{ name, value string }{
		{"program_version", e.ProgramVersion},
		{"delivery_digest", e.DeliveryDigest},
		{"definition_digest", e.DefinitionDigest},
		{"publisher", e.Publisher},
	} {
		if f.value == "" {
			p.add(f.name, "uppgiften saknas", "the entry is missing")
		}
	}
	e.Publication.check(p)
	if len(e.Sets) == 0 {
		p.add("sets", "utgåvan har ingen indikatoruppsättning", "the release has no indicator set")
	}
	if e.Replaces != "" && e.Cause.SV == "" {
		p.add("cause", "en rättelse eller revidering måste ange sin orsak", "a correction or revision must state its cause")
	}
	if e.Synthetic && e.OfficialStatistics {
		p.add("official_statistics", "syntetiska uppgifter kan inte vara officiell statistik", "synthetic data cannot be official statistics")
	}
}

func (s *Set) check(p *problems, synthetic bool) {
	if len(s.Name) > 40 || !setForm.MatchString(s.Name) {
		p.add("set "+s.Name, "namnet måste vara gemener, siffror och understreck", "the name must be lower-case letters, digits and underscores")
	}
	if s.Title.SV == "" || len(s.Indicators) == 0 || len(s.Periods) == 0 {
		p.add(s.Name, "titel, indikatorer eller perioder saknas", "title, indicators or periods are missing")
	}
	if !synthetic {
		s.Declaration.check(p, s.Name)
	}
	known := map[string]IndicatorInfo{}
	for _, i := range s.Indicators {
		i.check(p, synthetic)
		if _, twice := known[i.ID]; twice {
			p.add(i.ID, "indikatorn finns två gånger", "the indicator occurs twice")
		}
		known[i.ID] = i
	}
	c := observationCheck{problems: p, known: known, periods: s.Periods}
	c.hidden = hiddenKeys(s.Observations)
	for i := range s.Observations {
		if i > 0 && observation.Compare(s.Observations[i-1], s.Observations[i]) >= 0 {
			p.add(where(&s.Observations[i]), "raden står i fel ordning eller finns två gånger", "the row is out of order or occurs twice")
		}
		c.check(&s.Observations[i])
	}
	s.checkCoverage(p)
}

func (i IndicatorInfo) check(p *problems, synthetic bool) {
	if i.ID == "" || i.Title.SV == "" || i.Unit.SV == "" {
		p.add("indicator "+i.ID, "id, titel eller enhet saknas", "id, title or unit is missing")
	}
	if i.Decimals < 0 || i.Decimals > DecimalScale {
		p.add(i.ID, "antalet decimaler måste vara 0–4", "decimals must be 0–4")
	}
	if !slices.Contains(code.Questions, i.Question) {
		p.add(i.ID, "frågan är okänd", "the question is unknown")
	}
	if i.Direction != Higher && i.Direction != Lower && i.Direction != None {
		p.add(i.ID, "riktningen måste vara higher, lower eller none", "direction must be higher, lower or none")
	}
	if i.EstimatedPopulation && !synthetic {
		p.add(i.ID, "skattade befolkningstal får bara användas i en syntetisk utgåva", "estimated populations may only be used in a synthetic release")
	}
}

func (s *Set) checkCoverage(p *problems) {
	for _, c := range s.Coverage {
		place := s.Name + " " + c.Collection + " " + c.Period.String()
		if !strictlySorted(c.Delivered) || !strictlySorted(c.ZeroReport) {
			p.add(place, "kommunkoderna måste stå i ordning, var och en en gång", "municipality codes must be sorted and unique")
			continue
		}
		for _, m := range c.ZeroReport {
			if _, ok := slices.BinarySearch(c.Delivered, m); !ok {
				p.add(place, "en nollrapport räknas också som levererad: "+m, "a zero report also counts as delivered: "+m)
			}
		}
		for _, m := range c.Delivered {
			if !area.Default().Known(area.ID{Type: area.Municipality, Code: m}) {
				p.add(place, "okänd kommun "+m, "unknown municipality "+m)
			}
		}
	}
}

func strictlySorted(codes []string) bool {
	return slices.IsSortedFunc(codes, strings.Compare) && len(slices.Compact(slices.Clone(codes))) == len(codes)
}

func where(o *observation.Observation) string {
	parts := []string{o.Indicator, string(o.Area.Type), o.Area.Code, o.Period.String(), string(o.Sex)}
	for _, more := range []string{o.AgeGroup, o.Dimension, o.Category} {
		if more != "" {
			parts = append(parts, more)
		}
	}
	return strings.Join(parts, " ")
}

// lineBreaking matches what no text cell of an open format may hold: control
// characters and the separators that some readers take for line ends.
var lineBreaking = regexp.MustCompile(`[\x00-\x1f\x7f\x{85}\x{2028}\x{2029}]`)
