// Package contract is the core model as data: datasets, variables, code lists,
// instruments, collections and the rules that a delivery is held to. The YAML
// beside it is embedded, versioned and strict, and its mistakes are told all at
// once with file, line and column; a newcomer reads core/model.yaml first, then
// core/rules.yaml. The package holds no rule's code: what the kinds of rules do is
// in package validate, and the rules hold no code either.
package contract

import (
	"embed"
	"io/fs"
	"slices"
	"sort"
	"sync"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// Type is the type of a variable.
type Type string

// The types. A month is stored as text YYYY-MM, a year as an integer.
const (
	Pseudonym Type = "pseudonym"
	Code      Type = "code"
	Text      Type = "text"
	Integer   Type = "integer"
	Decimal   Type = "decimal"
	Date      Type = "date"
	Month     Type = "month"
	Year      Type = "year"
)

// Kind is the physical kind of a type's values.
func (t Type) Kind() table.Kind {
	switch t {
	case Integer, Year:
		return table.Int
	case Decimal:
		return table.Decimal
	case Date:
		return table.Date
	}
	return table.Text
}

// Variable is one column of a dataset.
type Variable struct {
	Name      string    `yaml:"name"`
	ID        int       `yaml:"id"` // Iceberg field id, never reused
	Type      Type      `yaml:"type"`
	List      string    `yaml:"list"`     // code list of a Code
	ValidAt   string    `yaml:"valid_at"` // date column that decides which codes are valid
	Key       bool      `yaml:"key"`
	Required  bool      `yaml:"required"`
	Min       string    `yaml:"min"`
	Max       string    `yaml:"max"`
	MaxLength int       `yaml:"max_length"`
	Pattern   string    `yaml:"pattern"` // regular expression that a text matches whole
	Label     code.Text `yaml:"label"`
}

// Dataset is one kind of row. Parent names the dataset whose key columns every
// row's same-named columns must exist in.
type Dataset struct {
	Name      string     `yaml:"-"`
	Title     code.Text  `yaml:"title"`
	Parent    string     `yaml:"parent"`
	Variables []Variable `yaml:"variables"`
}

// Variable finds a variable by name, nil when absent.
func (d *Dataset) Variable(name string) *Variable {
	for i := range d.Variables {
		if d.Variables[i].Name == name {
			return &d.Variables[i]
		}
	}
	return nil
}

// Key lists the names of the key columns in order, without kommun, which always
// comes first.
func (d *Dataset) Key() []string {
	var names []string
	for _, v := range d.Variables {
		if v.Key {
			names = append(names, v.Name)
		}
	}
	return names
}

// Entry is one code of a list. From and To are zero where the code is always valid.
type Entry struct {
	Code     string
	Text     code.Text
	Group    string // chapter of an intervention code, else empty
	From, To time.Time
}

// ValidOn reports whether the code is valid on the day.
func (e Entry) ValidOn(day time.Time) bool {
	return (e.From.IsZero() || !day.Before(e.From)) && (e.To.IsZero() || !day.After(e.To))
}

// List is a closed code list, its entries ordered by code.
type List struct {
	Name    string
	Title   code.Text
	Source  string
	Entries []Entry
	byCode  map[string]int
}

// Find looks a code up.
func (l *List) Find(c string) (Entry, bool) {
	i, ok := l.byCode[c]
	if !ok {
		return Entry{}, false
	}
	return l.Entries[i], true
}

// Collection is a recurring data collection. ServiceArea is empty for those
// that cover several areas; Reference marks reference deliveries (populations, replaced
// person keys), which no year is computed for.
//
// Required datasets must have rows. Expected ones must be there or be said to be
// empty (a nollrapport for the dataset): without them a share of cases would show
// 0 % where nothing is known.
type Collection struct {
	Name        string    `yaml:"-"`
	Title       code.Text `yaml:"title"`
	ServiceArea string    `yaml:"omrade"`
	Datasets    []string  `yaml:"datasets"`
	Required    []string  `yaml:"required"`
	Expected    []string  `yaml:"expected"`
	Reference   bool      `yaml:"reference"`
}

// Scale is one scale of an instrument. Direction is lower, higher or none:
// which scores are better.
type Scale struct {
	Names     []string `yaml:"name"`
	Min       string   `yaml:"min"`
	Max       string   `yaml:"max"`
	Direction string   `yaml:"direction"`
	Raters    []string `yaml:"raters"`
	// Codes names the values of a scale whose numbers are codes, not amounts:
	// such scores are compared, never added up. Empty for other scales.
	Codes map[string]code.Text `yaml:"codes"`
}

// Instrument is one measuring instrument.
type Instrument struct {
	Title    code.Text `yaml:"title"`
	Versions []string  `yaml:"versions"`
	Missing  []string  `yaml:"missing"`
	Scales   []Scale   `yaml:"scales"`
}

// Scale finds a scale by name, nil when the instrument has none of that name.
func (i Instrument) Scale(name string) *Scale {
	for n := range i.Scales {
		if slices.Contains(i.Scales[n].Names, name) {
			return &i.Scales[n]
		}
	}
	return nil
}

// Contract is the whole core model.
type Contract struct {
	Version     int
	ValidFrom   string
	System      []Variable // leverans, insamling, kommun, period, ar: in every dataset
	Datasets    map[string]*Dataset
	Collections map[string]*Collection
	Rules       []*Rule // in the catalogue's order
	Lists       map[string]*List
	Instruments map[string]Instrument
}

//go:embed core
var files embed.FS

// Core is the contract that ships with the program.
var Core = sync.OnceValue(func() *Contract {
	core, err := fs.Sub(files, "core")
	if err != nil {
		panic("embedded contract: " + err.Error())
	}
	c, err := Load(core)
	if err != nil {
		panic("embedded contract: " + err.Error())
	}
	return c
})

// DatasetNames lists the datasets, parents before children, in a fixed order.
func (c *Contract) DatasetNames() []string {
	names := make([]string, 0, len(c.Datasets))
	for name := range c.Datasets {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := c.Datasets[names[i]].Parent != "", c.Datasets[names[j]].Parent != ""
		if a != b {
			return b
		}
		return names[i] < names[j]
	})
	return names
}

// CollectionNames lists the collections sorted by name.
func (c *Contract) CollectionNames() []string {
	names := make([]string, 0, len(c.Collections))
	for name := range c.Collections {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
