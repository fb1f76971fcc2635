package contract

import (
	"errors"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/table"
)

// ruleCheck holds the rules against their kinds and the model: what the engine
// may rely on.
type ruleCheck struct {
	report   *report
	places   places
	contract *Contract
}

func (k ruleCheck) bad(path, sv, en string, args ...any) {
	k.report.addf(k.places.of(path), sv, en, args...)
}

func (k ruleCheck) run() {
	ids, once := map[string]bool{}, map[Kind]int{}
	kinds := Kinds()
	for i, r := range k.contract.Rules {
		path := "rules." + strconv.Itoa(i)
		if ids[r.ID] || !ruleID.MatchString(r.ID) {
			k.bad(path+".id", "regelns id %q är upptaget eller inte en stor bokstav och två siffror", "the rule's id %q is taken, or no capital letter and two digits", r.ID)
		}
		ids[r.ID] = true
		info, known := kinds[r.Kind]
		if !known {
			k.bad(path+".kind", "okänt slag %q (%s)", "unknown kind %q (%s)", r.Kind, strings.Join(kindNames(kinds), ", "))
			continue
		}
		if once[r.Kind]++; info.Once && once[r.Kind] > 1 {
			k.bad(path+".kind", "det finns redan en regel av slaget %s", "there is a rule of kind %s already", r.Kind)
		}
		k.rule(r, info, path)
	}
	for _, name := range kindNames(kinds) {
		if kinds[Kind(name)].Once && once[Kind(name)] == 0 {
			k.bad("rules", "det finns ingen regel av slaget %s", "there is no rule of kind %s", name)
		}
	}
}

var ruleID = regexp.MustCompile(`^[A-Z][0-9]{2}$`)

func kindNames(kinds map[Kind]KindInfo) []string {
	var names []string
	for k := range kinds {
		names = append(names, string(k))
	}
	slices.Sort(names)
	return names
}

func (k ruleCheck) rule(r *Rule, info KindInfo, path string) {
	if !slices.Contains([]table.Severity{table.Stop, table.Warn, table.Note}, r.Severity) {
		k.bad(path+".severity", "okänt allvar %q (stop, warn, note)", "unknown severity %q (stop, warn, note)", r.Severity)
	}
	for i, name := range r.Collections {
		if k.contract.Collections[name] == nil {
			k.bad(path+".collections."+strconv.Itoa(i), "okänd insamling %q", "unknown collection %q", name)
		}
	}
	k.fields(r, info, path)
	k.numbers(r, info, path)
	k.words(r, info, path)
	if info.Dataset && k.contract.Datasets[r.Dataset] == nil {
		k.bad(path+".dataset", "okänd datamängd %q", "unknown dataset %q", r.Dataset)
		return
	}
	k.columns(r, path)
	k.conditions(r, path)
	k.several(r, path)
}

// fields holds the keys that are there against those that belong to the kind.
func (k ruleCheck) fields(r *Rule, info KindInfo, path string) {
	own := []string{"types", "assert", "when", "group", "occasion", "first", "then", "beside", "ignore", "numbers", "dataset"}
	wanted := slices.Clone(info.Fields)
	if len(info.Counts)+len(info.Shares) > 0 {
		wanted = append(wanted, "numbers")
	}
	if info.Dataset {
		wanted = append(wanted, "dataset")
	}
	for _, key := range wanted {
		if _, there := k.places[join(path, key)]; !there {
			k.bad(path, "%s saknas (slaget %s)", "%s is missing (kind %s)", key, r.Kind)
		}
	}
	for _, key := range own {
		if _, there := k.places[join(path, key)]; there && !slices.Contains(wanted, key) {
			k.bad(join(path, key), "%s hör inte till slaget %s", "%s does not belong to kind %s", key, r.Kind)
		}
	}
}

func (k ruleCheck) numbers(r *Rule, info KindInfo, path string) {
	names := slices.Concat(info.Counts, info.Shares)
	for _, name := range names {
		n, there := r.Numbers[name]
		at := path + ".numbers." + name
		switch {
		case !there:
			k.bad(path+".numbers", "talet %s saknas", "the number %s is missing", name)
		case n < 0, math.IsNaN(n), math.IsInf(n, 0):
			k.bad(at, "talet ska vara 0 eller större", "the number must be 0 or more")
		case slices.Contains(info.Counts, name) && n != math.Trunc(n):
			k.bad(at, "talet ska vara helt", "the number must be whole")
		case slices.Contains(info.Shares, name) && n > 1:
			k.bad(at, "talet ska vara en andel, högst 1", "the number must be a share, 1 at most")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Numbers)) {
		if !slices.Contains(names, name) {
			k.bad(path+".numbers."+name, "talet %s hör inte till slaget %s", "the number %s does not belong to kind %s", name, r.Kind)
		}
	}
	if r.Kind == KindCountInParent && r.Int("least") > r.Int("most") {
		k.bad(path+".numbers", "least är större än most", "least is larger than most")
	}
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

func (k ruleCheck) words(r *Rule, info KindInfo, path string) {
	texts := []struct {
		key    string
		text   code.Text
		needed bool
		words  []string
	}{
		{"demand", r.Demand, true, nil},
		{"remedy", r.Remedy, true, info.Words},
		{"message", r.Message, !info.Silent, info.Words},
		{"unless", r.Unless, !r.Kind.Program(), nil},
	}
	for _, t := range texts {
		if t.needed && t.text.Empty() {
			k.bad(path, "%s saknas", "%s is missing", t.key)
		}
		known := slices.Concat(t.words, info.Counts, info.Shares)
		for _, m := range placeholder.FindAllStringSubmatch(t.text.SV+" "+t.text.EN, -1) {
			if !slices.Contains(known, m[1]) {
				k.bad(join(path, t.key), "platshållaren {%s} finns inte för slaget %s", "there is no placeholder {%s} for kind %s", m[1], r.Kind)
			}
		}
	}
}

// columns holds the columns against the dataset, or against all datasets for
// rules that name none.
func (k ruleCheck) columns(r *Rule, path string) {
	for i, name := range r.Columns {
		if !k.known(r, name) {
			k.bad(path+".columns."+strconv.Itoa(i), "okänd kolumn %q", "unknown column %q", name)
		}
	}
	if v := k.variable(r, r.Column()); r.Kind == KindWithinPeriod && v != nil && v.Type != Month {
		k.bad(path+".columns", "kolumnen är ingen månad", "the column is no month")
	}
}

func (k ruleCheck) known(r *Rule, name string) bool {
	if r.Dataset != "" {
		return k.contract.Datasets[r.Dataset].Variable(name) != nil
	}
	for _, v := range k.contract.System {
		if v.Name == name {
			return true
		}
	}
	for _, d := range k.contract.Datasets {
		if d.Variable(name) != nil {
			return true
		}
	}
	return false
}

func (k ruleCheck) variable(r *Rule, name string) *Variable {
	if d := k.contract.Datasets[r.Dataset]; d != nil {
		return d.Variable(name)
	}
	return nil
}

// conditions checks the rule's expressions, each mistake at its own place.
func (k ruleCheck) conditions(r *Rule, path string) {
	for key, source := range map[string]string{"assert": r.Assert, "when": r.When} {
		at, there := k.places[join(path, key)]
		if !there || k.contract.Datasets[r.Dataset] == nil {
			continue
		}
		checked, err := k.contract.Condition(r, source)
		var problems expression.Problems
		switch {
		case errors.As(err, &problems):
			for _, p := range problems {
				k.report.add(place{at.file, at.line + p.Line - 1, at.column + p.Column - 1}, told(p.Message.SV, p.Hint.SV), told(p.Message.EN, p.Hint.EN))
			}
		case err != nil:
			k.report.addf(at, "%v", "%v", err)
		case checked.Type() != expression.Bool:
			k.report.add(at, "uttrycket ska vara ett villkor", "the expression must be a condition")
		}
	}
	if d := k.contract.Datasets[r.Dataset]; d != nil && d.Parent == "" && (r.Kind == KindParentAssert || r.Kind == KindCountInParent) {
		k.bad(path+".dataset", "datamängden %s har ingen överordnad", "the dataset %s has no parent", d.Name)
	}
}

func told(message, hint string) string {
	if hint == "" {
		return message
	}
	return message + " (" + hint + ")"
}

// several checks the kinds that look at several rows in key order: the engine
// keeps one group in memory, so a group must be a beginning of the key.
func (k ruleCheck) several(r *Rule, path string) {
	switch r.Kind {
	case KindOrder:
		d := k.contract.Datasets[r.Dataset]
		key := d.Key()
		want := append(slices.Clone(r.Group), r.Occasion, r.Column())
		if len(key) < len(want) || !slices.Equal(key[:len(want)], want) || len(key) > len(want)+mostSubKeys {
			k.bad(path+".group", "group, occasion och columns ska tillsammans vara nyckelns början (%s) och lämna högst två", "group, occasion and columns together must be the key's beginning (%s) and leave two at most", strings.Join(key, ", "))
		} else {
			for _, name := range key[len(want):] {
				if d.Variable(name).Type.Kind() != table.Int {
					k.bad(path+".group", "nyckelkolumnen %s efter datumet är inget heltal", "the key column %s after the date is no integer", name)
				}
			}
		}
		if v := d.Variable(r.Occasion); v == nil || v.Type != Code || !k.contract.has(v.List, r.First) || !k.contract.has(v.List, r.Then) || r.Then >= r.First {
			k.bad(path+".occasion", "occasion ska vara en kod vars lista har first och then, och then sorteras före first", "occasion must be a code whose list has first and then, and then sorts before first")
		}
	case KindOrderMixed:
		if other := k.contract.Rule(r.Beside); other == nil || other.Kind != KindOrder || other.Dataset != r.Dataset {
			k.bad(path+".beside", "beside ska namnge en regel av slaget order för samma datamängd", "beside must name a rule of kind order for the same dataset")
		}
	case KindDatasetFew:
		for _, other := range k.contract.Rules {
			if other.Kind == KindDatasetSaid && other.Int("few") != r.Int("few") {
				k.bad(path+".numbers.few", "few ska vara detsamma som i regel %s: annars prövar båda eller ingen", "few must be that of rule %s: else both or none judge", other.ID)
			}
		}
	case KindConstant:
		if len(r.Group) != 1 || !k.known(r, r.Group[0]) {
			k.bad(path+".group", "group ska vara en kolumn", "group must be one column")
		}
	}
}

// mostSubKeys is how many key columns may follow the date of a rule of kind order.
const mostSubKeys = 2

func (c *Contract) has(list, entry string) bool {
	l := c.Lists[list]
	if l == nil {
		return false
	}
	_, found := l.Find(entry)
	return found
}

// fillNumbers puts the rule's own numbers into its texts.
func (r *Rule) fillNumbers() {
	var words []Word
	for _, name := range slices.Sorted(maps.Keys(r.Numbers)) {
		n, decimals := r.Numbers[name], 0
		if n != math.Trunc(n) {
			decimals = 2
		}
		words = append(words, Word{name, code.Number(n, decimals, code.Swedish), code.Number(n, decimals, code.English)})
	}
	for _, t := range []*code.Text{&r.Demand, &r.Message, &r.Remedy, &r.Unless} {
		*t = Fill(*t, words...)
	}
}
