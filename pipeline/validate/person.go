package validate

import (
	"slices"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// PersonDataset is the column of Persons' batches that tells the dataset of a row,
// where rows of several are judged together.
const PersonDataset = "datamangd"

// Persons watches the rows of each person, who come together (sorted by
// municipality and person): the columns that a rule of kind constant names are the
// same in all of them. It also counts the distinct persons and makes the sketch of
// them, per municipality.
//
// Its batches have the columns kommun, person and the rule's.
type Persons struct {
	findings     *Findings
	rule         *contract.Rule
	dataset      string // of all rows; empty where PersonDataset tells it
	municipality string
	person       string
	rows         int           // of the person, so far
	known        []personValue // of the rule's columns
	told, seen   bool
	sketcher     *Sketcher
	count        map[string]int64
	sketches     map[string]Sketch
}

// personValue is what a person's rows have said of a column so far.
type personValue struct {
	known bool
	text  string
	num   int64
}

// NewPersons starts the watch. dataset names the one that all rows are of, and is
// empty where the batches tell it themselves.
func NewPersons(c *contract.Contract, dataset string, into *Findings) *Persons {
	rule := c.One(contract.KindConstant)
	return &Persons{
		findings: into, rule: rule, dataset: dataset, known: make([]personValue, len(rule.Columns)),
		sketcher: NewSketch(), count: map[string]int64{}, sketches: map[string]Sketch{},
	}
}

// Check takes the next run of rows.
func (p *Persons) Check(s Sorted) {
	municipality, person := s.Batch.Column("kommun"), s.Batch.Column(p.rule.Group[0])
	columns := make([]*table.Column, len(p.rule.Columns))
	for i, name := range p.rule.Columns {
		columns[i] = s.Batch.Column(name)
	}
	for row := range s.Keys {
		if !municipality.Valid[row] || !person.Valid[row] {
			continue
		}
		m, id := municipality.Text[row], person.Text[row]
		if m != p.municipality || id != p.person {
			p.start(m, id)
		}
		p.compare(s, row, columns)
	}
}

func (p *Persons) start(municipality, person string) {
	if municipality != p.municipality {
		p.close()
		p.municipality = municipality
	}
	p.person, p.rows, p.told = person, 0, false
	clear(p.known)
	p.count[municipality]++
	p.sketcher.Add(person)
}

func (p *Persons) close() {
	if p.municipality != "" {
		p.sketches[p.municipality] = p.sketcher.Sketch()
		p.sketcher = NewSketch()
	}
}

func (p *Persons) compare(s Sorted, row int, columns []*table.Column) {
	if p.rows++; p.rows == 2 && !p.seen {
		p.seen = true
		p.findings.Evaluated(p.rule.ID)
	}
	different := ""
	for i, c := range columns {
		if c == nil || !c.Valid[row] || c.Kind == table.Text && slices.Contains(p.rule.Ignore, c.Text[row]) {
			continue
		}
		now := personValue{known: true}
		if c.Kind == table.Text {
			now.text = c.Text[row]
		} else {
			now.num = c.Int[row]
		}
		if p.known[i].known && p.known[i] != now {
			different = c.Name
		}
		p.known[i] = now
	}
	if different == "" || p.told {
		return
	}
	p.told = true
	f := sortedAt(s, row, different)
	f.Dataset = p.dataset
	if c := s.Batch.Column(PersonDataset); c != nil && c.Valid[row] {
		f.Dataset = c.Text[row]
	}
	p.findings.Add(judged(p.rule, f))
}

// Close ends the watch: distinct persons and sketches by municipality.
func (p *Persons) Close() (count map[string]int64, sketches map[string]Sketch) {
	p.close()
	p.municipality = ""
	return p.count, p.sketches
}
