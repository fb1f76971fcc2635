package contract

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

const formatVersion = 1

// modelFile is core/model.yaml.
type modelFile struct {
	Version     int                    `yaml:"version"`
	ValidFrom   string                 `yaml:"valid_from"`
	System      []Variable             `yaml:"system"`
	Datasets    map[string]*Dataset    `yaml:"datasets"`
	Collections map[string]*Collection `yaml:"collections"`
}

// instrumentFile is core/instruments.yaml.
type instrumentFile struct {
	Version     int                   `yaml:"version"`
	Instruments map[string]Instrument `yaml:"instruments"`
}

// ruleFile is core/rules.yaml.
type ruleFile struct {
	Version int     `yaml:"version"`
	Rules   []*Rule `yaml:"rules"`
}

// codeFile is core/codes.yaml.
type codeFile struct {
	Version  int                 `yaml:"version"`
	Lists    map[string]codeList `yaml:"lists"`
	CSVLists map[string]struct {
		Title  code.Text `yaml:"title"`
		File   string    `yaml:"file"`
		Source string    `yaml:"source"`
	} `yaml:"csv_lists"`
}

type codeList struct {
	Title  code.Text            `yaml:"title"`
	Source string               `yaml:"source"`
	Codes  map[string]codeEntry `yaml:"codes"`
}

type codeEntry struct {
	SV   string `yaml:"sv"`
	EN   string `yaml:"en"`
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

// Load reads a contract from a folder: model.yaml, rules.yaml, codes.yaml with the
// lists beside it, and instruments.yaml. The error is a Problems with every
// mistake of every file.
func Load(files fs.FS) (*Contract, error) {
	l := loader{files: files, report: &report{}}
	var model modelFile
	var rules ruleFile
	var instruments instrumentFile
	modelAt := l.read("model.yaml", &model, &model.Version)
	rulesAt := l.read("rules.yaml", &rules, &rules.Version)
	l.read("instruments.yaml", &instruments, &instruments.Version)
	c := &Contract{
		Version: model.Version, ValidFrom: model.ValidFrom, System: model.System,
		Datasets: model.Datasets, Collections: model.Collections, Instruments: instruments.Instruments,
		Rules: rules.Rules, Lists: map[string]*List{},
	}
	for name, d := range c.Datasets {
		d.Name = name
	}
	for name, col := range c.Collections {
		col.Name = name
	}
	l.lists(c)
	modelCheck{l.report, modelAt, c}.run()
	if l.report.problems == nil { // rules are held against a sound model
		ruleCheck{l.report, rulesAt, c}.run()
	}
	if err := l.report.err(); err != nil {
		return nil, err
	}
	for _, r := range c.Rules {
		r.fillNumbers()
	}
	return c, nil
}

type loader struct {
	files  fs.FS
	report *report
}

// read decodes a file and holds its version.
func (l *loader) read(name string, into any, version *int) places {
	n := readDocument(l.report, l.files, name)
	at := decodeFile(l.report, n, into)
	if n != nil && *version != formatVersion {
		l.report.addf(at.of("version"), "okänd formatversion %d: väntade %d", "unknown format version %d: want %d", *version, formatVersion)
	}
	if at[""].file == "" {
		at[""] = place{file: name}
	}
	return at
}

// lists reads the code lists and adds the municipalities, those that are no more too.
func (l *loader) lists(c *Contract) {
	var doc codeFile
	at := l.read("codes.yaml", &doc, &doc.Version)
	for name, from := range doc.Lists {
		list := &List{Name: name, Title: from.Title, Source: from.Source}
		for c, e := range from.Codes {
			first, last, err := span(e.From, e.To)
			if err != nil {
				l.report.addf(at.of("lists."+name+".codes."+c), "giltigheten är inget datum: %v", "the validity is no date: %v", err)
			}
			list.Entries = append(list.Entries, Entry{Code: c, Text: code.Text{SV: e.SV, EN: e.EN}, From: first, To: last})
		}
		c.add(list)
	}
	for name, from := range doc.CSVLists {
		entries, err := readList(l.files, from.File)
		if err != nil {
			l.report.addf(at.of("csv_lists."+name+".file"), "%v", "%v", err)
		}
		c.add(&List{Name: name, Title: from.Title, Source: from.Source, Entries: entries})
	}
	kommun := &List{Name: "kommun", Title: code.Text{SV: "Kommun", EN: "Municipality"}, Source: "SCB"}
	for _, m := range area.Default().Municipalities {
		kommun.Entries = append(kommun.Entries, Entry{Code: m.Code, Text: code.Text{SV: m.Name, EN: m.Name}})
	}
	for _, f := range area.Default().Formers() {
		_, last := area.Default().Validity(f.Code)
		kommun.Entries = append(kommun.Entries, Entry{
			Code: f.Code, To: last,
			Text: code.Text{SV: f.Name + " (till och med " + last.Format(time.DateOnly) + ")", EN: f.Name + " (until " + last.Format(time.DateOnly) + ")"},
		})
	}
	c.add(kommun)
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
func readList(files fs.FS, name string) ([]Entry, error) {
	raw, err := fs.ReadFile(files, name)
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
