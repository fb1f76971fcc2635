package contract

import (
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// Rule is one thing that a delivery is held to. It is data: the engine (package
// validate) knows the kinds, core/rules.yaml says what is demanded, of what, how
// severely, and every word that a supplier reads about it.
//
// Messages may hold placeholders, {name}, for what the engine knows of the case;
// which ones a kind gives is in Kinds. Load refuses any other.
type Rule struct {
	ID       string         `yaml:"id"` // part of the report's format: never reused, never renumbered
	Kind     Kind           `yaml:"kind"`
	Severity table.Severity `yaml:"severity"`
	// Dataset whose rows the rule judges; empty for rules of every dataset, of
	// several, or of the delivery as a whole.
	Dataset string `yaml:"dataset"`
	// Collections that the rule holds for; none means all that have its dataset.
	Collections []string `yaml:"collections"`
	// Columns that the rule is about; findings point at the first.
	Columns []string `yaml:"columns"`
	// Types of variables that a rule of kind type is about.
	Types []Type `yaml:"types"`
	// Assert must not be false, over the dataset's columns and period_start,
	// period_slut, ar; with kind parent_assert over <parent>_<column> too. A row
	// for which it is unknown (NULL) is not evaluated.
	Assert string `yaml:"assert"`
	// When chooses the rows that a rule of kind required_when or count_in_parent
	// is about.
	When string `yaml:"when"`
	// Group, Occasion, First and Then belong to order: within a group of rows
	// with equal Group columns those whose Occasion is First come, by
	// Columns[0], no later than those whose Occasion is Then.
	Group    []string `yaml:"group"`
	Occasion string   `yaml:"occasion"`
	First    string   `yaml:"first"`
	Then     string   `yaml:"then"`
	// Beside names the rule of kind order whose group a rule of kind order_mixed
	// shares.
	Beside string `yaml:"beside"`
	// Ignore lists values that contradict nothing (kind constant).
	Ignore []string `yaml:"ignore"`
	// Numbers are the limits of the kind, by name (see Kinds).
	Numbers map[string]float64 `yaml:"numbers"`

	Demand  code.Text `yaml:"demand"`  // what must hold, for the list of rules
	Message code.Text `yaml:"message"` // what does not hold
	Remedy  code.Text `yaml:"remedy"`
	// Unless says when the rule cannot be evaluated.
	Unless code.Text `yaml:"unless"`
}

// Int is one of the rule's numbers as an integer; Load has seen to it that
// numbers of counts are whole.
func (r *Rule) Int(name string) int64 { return int64(r.Numbers[name]) }

// Column is where a finding points, empty where the rule is about none.
func (r *Rule) Column() string {
	if len(r.Columns) == 0 {
		return ""
	}
	return r.Columns[0]
}

// Holds reports whether a collection's deliveries are held to the rule.
func (r *Rule) Holds(c *Collection) bool {
	if len(r.Collections) > 0 && !slices.Contains(r.Collections, c.Name) {
		return false
	}
	if r.Kind.Program() {
		return false
	}
	return r.Dataset == "" || slices.Contains(c.Datasets, r.Dataset)
}

// Rule finds a rule by its id, nil when there is none.
func (c *Contract) Rule(id string) *Rule {
	for _, r := range c.Rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// One is the rule of a kind that the contract has exactly one of (see Kinds).
func (c *Contract) One(k Kind) *Rule {
	for _, r := range c.Rules {
		if r.Kind == k {
			return r
		}
	}
	panic("contract: no rule of kind " + string(k)) // Load has seen to it
}

// RulesOf lists the rules of the kinds that a dataset's rows are held to in a
// collection, those without a dataset of their own included, in the catalogue's
// order.
func (c *Contract) RulesOf(collection *Collection, dataset string, kinds ...Kind) []*Rule {
	var list []*Rule
	for _, r := range c.Rules {
		if slices.Contains(kinds, r.Kind) && r.Holds(collection) && (r.Dataset == "" || r.Dataset == dataset) {
			list = append(list, r)
		}
	}
	return list
}

// Fill replaces the placeholders of a text: names and values alternate, and a
// value is in both languages.
func Fill(t code.Text, values ...Word) code.Text {
	if len(values) == 0 {
		return t
	}
	sv, en := make([]string, 0, 2*len(values)), make([]string, 0, 2*len(values))
	for _, v := range values {
		sv, en = append(sv, "{"+v.Name+"}", v.SV), append(en, "{"+v.Name+"}", v.EN)
	}
	return code.Text{SV: strings.NewReplacer(sv...).Replace(t.SV), EN: strings.NewReplacer(en...).Replace(t.EN)}
}

// Word is the value of a placeholder.
type Word struct{ Name, SV, EN string }

// Same is a placeholder's value that is the same in both languages.
func Same(name, value string) Word { return Word{name, value, value} }

// Count is a placeholder's value that is a number.
func Count(name string, n int64) Word {
	return Word{name, code.Number(float64(n), 0, code.Swedish), code.Number(float64(n), 0, code.English)}
}
