package contract

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

const formatVersion = 1

func load() (*Contract, error) {
	var model struct {
		Version     int                    `yaml:"version"`
		ValidFrom   string                 `yaml:"valid_from"`
		System      []Variable             `yaml:"system"`
		Datasets    map[string]*Dataset    `yaml:"datasets"`
		Collections map[string]*Collection `yaml:"collections"`
		Limits      DeliveryLimits         `yaml:"delivery_limits"`
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
		Datasets: model.Datasets, Collections: model.Collections, Instruments: instruments.Instruments, Limits: model.Limits,
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
			if _, err := regexp.Compile(v.Pattern); err != nil || v.Pattern != "" && v.Type != Text {
				bad("%s.%s: a pattern is a regular expression of a text", name, v.Name)
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
		for _, d := range slices.Concat(c.Collections[name].Required, c.Collections[name].Expected) {
			if !slices.Contains(c.Collections[name].Datasets, d) {
				bad("collection %s: dataset %q is required or expected but not one of its own", name, d)
			}
		}
	}
	if problems != nil {
		return fmt.Errorf("%s", strings.Join(problems, "; "))
	}
	return nil
}
