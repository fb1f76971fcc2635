package indicator

import "jamfor/pipeline/code"

// Set is one indicator set: what is computed, protected and published together.
type Set struct {
	Version     int              `yaml:"version" required:"true" doc:"format version, 1"`
	Name        string           `yaml:"name" required:"true" doc:"the folder's name"`
	Title       code.Text        `yaml:"title" required:"true" doc:"name of the set"`
	ServiceArea code.ServiceArea `yaml:"service_area" doc:"the service area, where the set has one"`
	Collections []string         `yaml:"collections" required:"true" doc:"the collections that the set rests on"`
	Description code.Text        `yaml:"description" required:"true" doc:"what the set is for"`
	Quality     Quality          `yaml:"quality" required:"true" doc:"the quality declaration, written by people"`
	Coverage    int              `yaml:"coverage_percent" required:"true" doc:"least share of the target population behind an area's own name"`
	Templates   []Use            `yaml:"templates" doc:"templates that the set takes in"`

	// Definitions are the set's indicators, ordered by id.
	Definitions []*Definition `yaml:"-"`
}

// Quality is the quality declaration. Sample marks text that shows the form and
// was not written by the people responsible: a real release refuses it.
type Quality struct {
	Sample        bool      `yaml:"sample" doc:"true while the text is only an example"`
	Relevance     code.Text `yaml:"relevance" required:"true" doc:"who needs the figures and for what"`
	Accuracy      code.Text `yaml:"accuracy" required:"true" doc:"the sources of error"`
	Comparability code.Text `yaml:"comparability" required:"true" doc:"comparability between areas and over time"`
}

// Use takes a template into a set, once per service area.
type Use struct {
	Template string   `yaml:"use" required:"true" doc:"name of the template"`
	Areas    []string `yaml:"areas" doc:"service areas; the set's own when left out"`
	// What the set splits, which the template leaves to it.
	AgeAt     AgeRule  `yaml:"age_at" doc:"when ages are taken; the template's when left out"`
	AgeGroups []string `yaml:"age_groups" doc:"age groups that the set publishes the template by; the template's when left out"`
	AgeGrains []Grain  `yaml:"age_grains" doc:"the area types of the age groups; see definitions"`
	Splits    []Split  `yaml:"splits" doc:"code columns that the set publishes the template by; the template's when left out"`
}

// Find looks an indicator up in the sets.
func Find(sets []Set, id string) (*Set, *Definition, bool) {
	for i := range sets {
		for _, d := range sets[i].Definitions {
			if d.ID == id {
				return &sets[i], d, true
			}
		}
	}
	return nil, nil, false
}
