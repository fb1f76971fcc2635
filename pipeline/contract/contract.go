// Package contract is the core model as data: datasets, variables, code lists,
// instruments, collections and the rules that a delivery is held against. The
// YAML beside it is embedded, versioned and strict; a newcomer reads
// core/model.yaml first. The package holds no rule's code, only its text.
package contract

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/goccy/go-yaml"

	"jamfor/pipeline/area"
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
	Label     code.Text `yaml:"label"`
}

// Rule is a rule of a dataset beyond its variables' types, lists and ranges.
//
// Kinds: expression (Assert over the dataset's columns and period_start,
// period_slut, ar; the row passes unless the expression is false), instrument
// (varde within the instrument's scale), within_period (Columns[0] is a month
// of the delivery's period).
type Rule struct {
	ID       string         `yaml:"id"`
	Kind     string         `yaml:"kind"`
	Severity table.Severity `yaml:"severity"`
	Columns  []string       `yaml:"columns"`
	Assert   string         `yaml:"assert"`
	Message  code.Text      `yaml:"message"`
	Remedy   code.Text      `yaml:"remedy"`
}

// Dataset is one kind of row. Parent names the dataset whose key columns every
// row's same-named columns must exist in.
type Dataset struct {
	Name      string     `yaml:"-"`
	Title     code.Text  `yaml:"title"`
	Parent    string     `yaml:"parent"`
	Variables []Variable `yaml:"variables"`
	Rules     []Rule     `yaml:"rules"`
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
// that cover several areas; Reference marks reference deliveries (populations).
type Collection struct {
	Name        string    `yaml:"-"`
	Title       code.Text `yaml:"title"`
	ServiceArea string    `yaml:"omrade"`
	Datasets    []string  `yaml:"datasets"`
	Required    []string  `yaml:"required"`
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
	Lists       map[string]*List
	Instruments map[string]Instrument
}

//go:embed core
var files embed.FS

// Core is the contract that ships with the program.
var Core = sync.OnceValue(func() *Contract {
	c, err := load()
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

const formatVersion = 1

func load() (*Contract, error) {
	var model struct {
		Version     int                    `yaml:"version"`
		ValidFrom   string                 `yaml:"valid_from"`
		System      []Variable             `yaml:"system"`
		Datasets    map[string]*Dataset    `yaml:"datasets"`
		Collections map[string]*Collection `yaml:"collections"`
	}
	if err := decode("core/model.yaml", &model); err != nil {
		return nil, err
	}
	var instruments struct {
		Version     int                   `yaml:"version"`
		Instruments map[string]Instrument `yaml:"instruments"`
	}
	if err := decode("core/instruments.yaml", &instruments); err != nil {
		return nil, err
	}
	if model.Version != formatVersion || instruments.Version != formatVersion {
		return nil, fmt.Errorf("unknown format version: model %d, instruments %d, want %d", model.Version, instruments.Version, formatVersion)
	}
	c := &Contract{
		Version: model.Version, ValidFrom: model.ValidFrom, System: model.System,
		Datasets: model.Datasets, Collections: model.Collections, Instruments: instruments.Instruments,
		Lists: map[string]*List{},
	}
	for name, d := range c.Datasets {
		d.Name = name
	}
	for name, col := range c.Collections {
		col.Name = name
	}
	if err := c.loadLists(); err != nil {
		return nil, err
	}
	return c, c.check()
}

func decode(name string, into any) error {
	raw, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (c *Contract) loadLists() error {
	type entry struct {
		SV   string `yaml:"sv"`
		EN   string `yaml:"en"`
		From string `yaml:"from"`
		To   string `yaml:"to"`
	}
	var doc struct {
		Version int `yaml:"version"`
		Lists   map[string]struct {
			Title  code.Text        `yaml:"title"`
			Source string           `yaml:"source"`
			Codes  map[string]entry `yaml:"codes"`
		} `yaml:"lists"`
		CSVLists map[string]struct {
			Title  code.Text `yaml:"title"`
			File   string    `yaml:"file"`
			Source string    `yaml:"source"`
		} `yaml:"csv_lists"`
	}
	if err := decode("core/codes.yaml", &doc); err != nil {
		return err
	}
	if doc.Version != formatVersion {
		return fmt.Errorf("core/codes.yaml: unknown format version %d", doc.Version)
	}
	for name, l := range doc.Lists {
		list := &List{Name: name, Title: l.Title, Source: l.Source}
		for c, e := range l.Codes {
			from, to, err := span(e.From, e.To)
			if err != nil {
				return fmt.Errorf("list %s code %s: %w", name, c, err)
			}
			list.Entries = append(list.Entries, Entry{Code: c, Text: code.Text{SV: e.SV, EN: e.EN}, From: from, To: to})
		}
		c.add(list)
	}
	for name, l := range doc.CSVLists {
		entries, err := readList(l.File)
		if err != nil {
			return err
		}
		c.add(&List{Name: name, Title: l.Title, Source: l.Source, Entries: entries})
	}
	kommun := &List{Name: "kommun", Title: code.Text{SV: "Kommun", EN: "Municipality"}, Source: "SCB"}
	for _, m := range area.Default().Municipalities {
		kommun.Entries = append(kommun.Entries, Entry{Code: m.Code, Text: code.Text{SV: m.Name, EN: m.Name}})
	}
	c.add(kommun)
	return nil
}

func (c *Contract) add(l *List) {
	sort.Slice(l.Entries, func(i, j int) bool { return l.Entries[i].Code < l.Entries[j].Code })
	l.byCode = make(map[string]int, len(l.Entries))
	for i, e := range l.Entries {
		l.byCode[e.Code] = i
	}
	c.Lists[l.Name] = l
}

// readList reads ksi_2025.csv (code, chapter, title) or forsorjningshinder.csv
// (code, title, first and last year).
func readList(name string) ([]Entry, error) {
	raw, err := files.ReadFile("core/" + name)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var entries []Entry
	for _, row := range rows[1:] {
		if strings.HasPrefix(rows[0][1], "chapter") {
			entries = append(entries, Entry{Code: row[0], Group: row[1], Text: code.Text{SV: row[2]}})
			continue
		}
		from, to := row[2], row[3]
		if from != "" {
			from += "-01-01"
		}
		if to != "" {
			to += "-12-31"
		}
		f, t, err := span(from, to)
		if err != nil {
			return nil, fmt.Errorf("%s code %s: %w", name, row[0], err)
		}
		entries = append(entries, Entry{Code: row[0], Text: code.Text{SV: row[1]}, From: f, To: t})
	}
	return entries, nil
}

func span(from, to string) (f, t time.Time, err error) {
	if from != "" {
		if f, err = time.Parse(time.DateOnly, from); err != nil {
			return f, t, err
		}
	}
	if to != "" {
		t, err = time.Parse(time.DateOnly, to)
	}
	return f, t, err
}

// check holds the model against itself: ids unique, lists, parents, datasets known.
func (c *Contract) check() error {
	var problems []string
	bad := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	for _, name := range c.DatasetNames() {
		d := c.Datasets[name]
		ids := map[int]string{}
		for _, v := range append(append([]Variable{}, c.System...), d.Variables...) {
			if other, taken := ids[v.ID]; taken || v.ID <= 0 {
				bad("%s.%s: id %d is %s's", name, v.Name, v.ID, other)
			}
			ids[v.ID] = v.Name
			if v.Type == Code && c.Lists[v.List] == nil {
				bad("%s.%s: unknown list %q", name, v.Name, v.List)
			}
			if !slices.Contains([]Type{Pseudonym, Code, Text, Integer, Decimal, Date, Month, Year}, v.Type) {
				bad("%s.%s: unknown type %q", name, v.Name, v.Type)
			}
			if v.Label.SV == "" || v.Label.EN == "" {
				bad("%s.%s: label is missing in a language", name, v.Name)
			}
		}
		if d.Parent != "" && c.Datasets[d.Parent] == nil {
			bad("%s: unknown parent %q", name, d.Parent)
		}
		if len(d.Key()) == 0 {
			bad("%s: no key", name)
		}
	}
	for _, name := range c.CollectionNames() {
		for _, d := range c.Collections[name].Datasets {
			if c.Datasets[d] == nil {
				bad("collection %s: unknown dataset %q", name, d)
			}
		}
	}
	if problems != nil {
		return fmt.Errorf("%s", strings.Join(problems, "; "))
	}
	return nil
}
