package validate

import (
	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// Persons watches the rows of each person, who come together (sorted by
// municipality and person): one sex and one year of birth per person (D09), the
// number of distinct persons, and the sketch of them, per municipality.
//
// Its batches have the columns kommun, person, kon and fodelsear.
type Persons struct {
	findings     *Findings
	municipality string
	person       string
	sex          string
	born         int64
	told         bool
	sketcher     *Sketcher
	count        map[string]int64
	sketches     map[string]Sketch
}

// NewPersons starts the watch.
func NewPersons(into *Findings) *Persons {
	return &Persons{findings: into, sketcher: NewSketch(), count: map[string]int64{}, sketches: map[string]Sketch{}}
}

// IDs lists the rules that Check runs.
func (p *Persons) IDs() []string { return []string{rulePerson} }

// Check takes the next run of rows.
func (p *Persons) Check(s Sorted) {
	municipality, person := s.Batch.Column("kommun"), s.Batch.Column("person")
	sex, born := s.Batch.Column("kon"), s.Batch.Column("fodelsear")
	for row := range s.Keys {
		if !municipality.Valid[row] || !person.Valid[row] {
			continue
		}
		m, id := municipality.Text[row], person.Text[row]
		if m != p.municipality || id != p.person {
			p.start(m, id)
		}
		p.compare(s, row, sex, born)
	}
}

func (p *Persons) start(municipality, person string) {
	if municipality != p.municipality {
		p.close()
		p.municipality = municipality
	}
	p.person, p.sex, p.born, p.told = person, "", 0, false
	p.count[municipality]++
	p.sketcher.Add(person)
}

func (p *Persons) close() {
	if p.municipality != "" {
		p.sketches[p.municipality] = p.sketcher.Sketch()
		p.sketcher = NewSketch()
	}
}

// unknownSex contradicts nothing.
const unknownSex = string(code.Unknown)

func (p *Persons) compare(s Sorted, row int, sex, born *table.Column) {
	column := ""
	if sex.Valid[row] && sex.Text[row] != unknownSex {
		if p.sex != "" && p.sex != sex.Text[row] {
			column = "kon"
		}
		p.sex = sex.Text[row]
	}
	if born.Valid[row] {
		if p.born != 0 && p.born != born.Int[row] {
			column = "fodelsear"
		}
		p.born = born.Int[row]
	}
	if column == "" || p.told {
		return
	}
	p.told = true
	f := sortedAt(s, row, column)
	f.Dataset = ""
	f.Rule, f.Severity = rulePerson, table.Warn
	f.Message = code.Text{
		SV: "Samma person har olika kön eller födelseår på olika rader.",
		EN: "The same person has different sex or year of birth in different rows.",
	}
	f.Remedy = code.Text{SV: "Rätta uppgiften så att den är densamma på alla personens rader.", EN: "Correct it so that it is the same in all rows of the person."}
	p.findings.Add(f)
}

// Close ends the watch: distinct persons and sketches by municipality.
func (p *Persons) Close() (count map[string]int64, sketches map[string]Sketch) {
	p.close()
	p.municipality = ""
	return p.count, p.sketches
}
