package sql

import (
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"jamfor/pipeline/code"
)

// Model is the declaration of one SQL model: the rows that indicators count.
// A model's SELECT gives exactly the declared columns, in the declared order.
type Model struct {
	Version int       `yaml:"version"`
	Name    string    `yaml:"name"`
	Title   code.Text `yaml:"title"`
	// Unit is what one row is: case, person, intervention, measurement, goal,
	// response, household, volume or inhabitant.
	Unit string `yaml:"unit"`
	// Row says in words what one row is.
	Row string `yaml:"row"`
	// Key lists the columns that are unique together, empty where the model's
	// columns hold no key.
	Key []string `yaml:"key"`
	// Reads names the datasets of the lake that the model rests on, those of the
	// models it uses included.
	Reads []string `yaml:"reads"`
	// Uses names the models that must be there before this one.
	Uses []string `yaml:"uses"`
	// Public marks rows that everyone knows from elsewhere (populations).
	Public bool `yaml:"public"`
	// Windows tells that the rows mean the same for a period of any length: "the
	// year" in the model's words is then the period. Others count calendar years.
	Windows bool `yaml:"windows"`
	// Weight is the integer column that tells how many things a row stands for,
	// empty where a row is one thing.
	Weight string `yaml:"weight"`
	// Contributor is the column that names who stands behind a row's amounts (a
	// person, a household, a provider; nobody where it is missing), for the rules
	// on sums. Empty: every row is a contributor of its own.
	Contributor string `yaml:"contributor"`
	// Internal marks a model that only other models use; no indicator may.
	Internal bool     `yaml:"internal"`
	Columns  []Column `yaml:"columns"`
	// SQL is the model's SELECT, from the file beside the declaration.
	SQL string `yaml:"-"`
	// Check is a SELECT of one number that must be 0 once the model and those it
	// uses are there (from checks/); empty where the model has no check.
	Check string `yaml:"-"`
	// CheckReads names the model's columns that Check reads.
	CheckReads []string `yaml:"check_reads"`
}

// Column is one column of a model.
type Column struct {
	Name string `yaml:"name"`
	// Type is pseudonym, code, text, integer, decimal (four decimals), date or
	// boolean.
	Type string `yaml:"type"`
	// List is the code list of a code.
	List string `yaml:"list"`
	// Nullable tells whether the column can be missing.
	Nullable bool      `yaml:"nullable"`
	Label    code.Text `yaml:"label"`
	// Score marks a number on the scale of its row's instrument: value lies between the
	// scale's ends, difference is one such value less another. Empty for others.
	Score string `yaml:"score"`
	// Min and Max are the least and the greatest number that the column can hold, empty
	// where there is none.
	Min string `yaml:"min"`
	Max string `yaml:"max"`
}

// Column finds a column by name, nil when the model has none of that name.
func (m *Model) Column(name string) *Column {
	for i := range m.Columns {
		if m.Columns[i].Name == name {
			return &m.Columns[i]
		}
	}
	return nil
}

// The kinds of scores.
const (
	ScoreValue      = "value"
	ScoreDifference = "difference"
)

// columnTypes lists the types a column can have.
var columnTypes = []string{"pseudonym", "code", "text", "integer", "decimal", "date", "boolean"}

// Models are the models that ship with the program, by name. The map is shared:
// read only.
var Models = sync.OnceValue(func() map[string]*Model {
	models, err := load()
	if err != nil {
		panic("embedded models: " + err.Error())
	}
	return models
})

const formatVersion = 1

func load() (map[string]*Model, error) {
	entries, err := files.ReadDir("models")
	if err != nil {
		return nil, err
	}
	models := map[string]*Model{}
	for _, entry := range entries {
		name, isYAML := strings.CutSuffix(entry.Name(), ".yaml")
		if !isYAML {
			continue
		}
		m, err := loadModel(name)
		if err != nil {
			return nil, fmt.Errorf("model %s: %w", name, err)
		}
		models[name] = m
	}
	return models, nil
}

func loadModel(name string) (*Model, error) {
	raw, err := files.ReadFile("models/" + name + ".yaml")
	if err != nil {
		return nil, err
	}
	m := &Model{}
	if err := yaml.UnmarshalWithOptions(raw, m, yaml.Strict()); err != nil {
		return nil, err
	}
	if m.Version != formatVersion {
		return nil, fmt.Errorf("unknown format version %d", m.Version)
	}
	if m.Name != name {
		return nil, fmt.Errorf("name is %q", m.Name)
	}
	if m.SQL, err = statement("models/" + name + ".sql"); err != nil {
		return nil, err
	}
	m.Check, err = statement("checks/" + name + ".sql")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return m, m.check()
}

// statement reads a file that holds one statement.
func statement(name string) (string, error) {
	raw, err := files.ReadFile(name)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(raw), "\n"), nil
}

// Macros are the statements that define the macros in a dialect's words, in a
// fixed order. A dialect without a folder is an error.
func Macros(dialect string) ([]string, error) {
	entries, err := files.ReadDir("macros/" + dialect)
	if err != nil {
		return nil, fmt.Errorf("read macros of dialect %q: %w", dialect, err)
	}
	var macros []string
	for _, entry := range entries {
		macro, err := statement("macros/" + dialect + "/" + entry.Name())
		if err != nil {
			return nil, err
		}
		macros = append(macros, macro)
	}
	return macros, nil
}

// Order lists the named models and those they use, each after what it uses.
// An unknown name is an error.
func Order(models map[string]*Model, names []string) ([]string, error) {
	var order []string
	done := map[string]bool{}
	var visit func(name string, below []string) error
	visit = func(name string, below []string) error {
		m := models[name]
		switch {
		case m == nil:
			return fmt.Errorf("unknown model %q", name)
		case slices.Contains(below, name):
			return fmt.Errorf("model %s uses itself", name)
		case done[name]:
			return nil
		}
		for _, used := range m.Uses {
			if err := visit(used, append(below, name)); err != nil {
				return err
			}
		}
		done[name] = true
		order = append(order, name)
		return nil
	}
	for _, name := range slices.Sorted(slices.Values(names)) {
		if err := visit(name, nil); err != nil {
			return nil, err
		}
	}
	return order, nil
}

var plainName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// check holds a declaration against itself.
func (m *Model) check() error {
	var problems []string
	bad := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	seen := map[string]bool{}
	for _, c := range m.Columns {
		if !plainName.MatchString(c.Name) || seen[c.Name] {
			bad("column %q: want a plain name, once", c.Name)
		}
		seen[c.Name] = true
		if !slices.Contains(columnTypes, c.Type) {
			bad("column %s: unknown type %q", c.Name, c.Type)
		}
		if (c.Type == "code") != (c.List != "") {
			bad("column %s: a code has a list and nothing else does", c.Name)
		}
		if c.Score != "" && (!slices.Contains([]string{ScoreValue, ScoreDifference}, c.Score) || m.Column("instrument") == nil || m.Column("skala") == nil) {
			bad("column %s: a score is a value or a difference, and its row names instrument and skala", c.Name)
		}
		for _, end := range []string{c.Min, c.Max} {
			if _, ok := new(big.Rat).SetString(end); end != "" && !ok {
				bad("column %s: %q is no number", c.Name, end)
			}
		}
		if c.Label.SV == "" || c.Label.EN == "" {
			bad("column %s: label is missing in a language", c.Name)
		}
	}
	needed := slices.Concat(m.Key, m.CheckReads)
	if !m.Internal {
		needed = append(needed, "kommun", "kon")
	}
	for _, k := range needed {
		if !seen[k] {
			bad("column %s is needed and not declared", k)
		}
	}
	if m.Contributor != "" && m.Column(m.Contributor) == nil {
		bad("contributor %s is not a column", m.Contributor)
	}
	if m.Weight != "" && (m.Column(m.Weight) == nil || m.Column(m.Weight).Type != "integer") {
		bad("weight %s is not an integer column", m.Weight)
	}
	if problems != nil {
		return fmt.Errorf("%s", strings.Join(problems, "; "))
	}
	return nil
}
