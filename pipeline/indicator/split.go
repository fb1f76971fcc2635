package indicator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
)

// Splits.
//
// An indicator may be published by age group and by the codes of a column beside
// the whole. Every class is the same definition with one more condition, a member;
// so planner, evaluator and disclosure control see plain counts over the same rows,
// and every relation between a class and the whole is known. What no class covers
// (other ages, unknown age) is a member too, the rest: it is never published, but
// anybody can take the classes from the whole, so disclosure control must know it.

// Split is a code column whose classes are published beside the whole.
type Split struct {
	Column     string    `yaml:"column" required:"true" doc:"a code column of the model, for example svarighetsgrad"`
	Title      code.Text `yaml:"title" required:"true" doc:"what the classes are of, as a heading"`
	Categories []string  `yaml:"categories" doc:"the codes that are published, in order; all of the column's list when left out"`
	Grains     []Grain   `yaml:"grains" doc:"the area types that the classes are published for; all of the indicator's above the municipality when left out"`
}

// Member tells which class of which split a definition counts.
type Member struct {
	cell.Split
	// Title names the class, Of the split.
	Title, Of code.Text
	// Condition is what the class adds to the definition's rows.
	Condition string
	// Rest names the split whose uncovered rows the member counts; it is never
	// published. Empty for a class.
	Rest string
}

// AgeSplit is the name of the split by age group, beside the columns of the others.
const AgeSplit = "age_group"

// Family is the definition and its members, in order: what is counted for it.
func (d *Definition) Family() []*Definition { return append([]*Definition{d}, d.Members...) }

// MemberOf finds a published class, the definition itself for the zero split.
func (d *Definition) MemberOf(s cell.Split) (*Definition, bool) {
	for _, m := range d.Family() {
		if m.Member.Split == s && m.Member.Rest == "" {
			return m, true
		}
	}
	return nil, false
}

// Division is one split of an indicator, with what of it is published.
type Division struct {
	Name    string    // AgeSplit or the column
	Title   code.Text // what the classes are of
	Classes []Member  // in order
	Grains  []area.Type
}

// Divisions lists the splits of a definition: ages first, then columns as declared.
func (d *Definition) Divisions() []Division {
	var all []Division
	for _, m := range d.Members {
		name := m.Member.Dimension
		if m.Member.Age != "" {
			name = AgeSplit
		}
		switch last := len(all) - 1; {
		case m.Member.Rest != "":
		case last >= 0 && all[last].Name == name:
			all[last].Classes = append(all[last].Classes, m.Member)
		default:
			all = append(all, Division{name, m.Member.Of, []Member{m.Member}, m.AreaTypes()})
		}
	}
	return all
}

// Code is the class as tables write it: 18-24, or a code of the column.
func (m Member) Code() string { return m.Age + m.Category }

// splitInto gives a template's definition what the set says of its splits; at are
// the places of that.
func (u Use) splitInto(d *Definition, at places) {
	take := func(path string) {
		for p := range d.places {
			if p == path || strings.HasPrefix(p, path+".") {
				delete(d.places, p)
			}
		}
		for p, where := range at {
			if p == path || strings.HasPrefix(p, path+".") {
				d.places[p] = where
			}
		}
	}
	if u.AgeAt != "" {
		d.AgeAt = u.AgeAt
		take("age_at")
	}
	if len(u.AgeGroups) > 0 {
		d.AgeGroups, d.AgeGrains = u.AgeGroups, nil
		take("age_groups")
	}
	if len(u.AgeGrains) > 0 {
		d.AgeGrains = u.AgeGrains
		take("age_grains")
	}
	if len(u.Splits) > 0 {
		d.Splits = u.Splits
		take("splits")
	}
}

// AgeGroupText names an age group such as 18-24 or 65+.
func AgeGroupText(group string) code.Text {
	if from, open := strings.CutSuffix(group, "+"); open {
		return code.Text{SV: from + " år eller äldre", EN: "aged " + from + " or over"}
	}
	bounds := strings.Replace(group, "-", "–", 1)
	return code.Text{SV: bounds + " år", EN: "aged " + bounds}
}

// oldest is the highest age that anybody is taken to have.
const oldest = 130

// ages are the bounds of an age group, both inclusive.
type ages struct{ from, to int64 }

// readAges reads bounds such as 18-24 and 65+, as a list of codes writes them too.
func readAges(text string) (ages, bool) {
	number := func(s string) (int64, bool) {
		n, err := strconv.ParseInt(s, 10, 64)
		return n, err == nil && n >= 0 && n < oldest && strconv.FormatInt(n, 10) == s
	}
	if from, open := strings.CutSuffix(text, "+"); open {
		n, ok := number(from)
		return ages{n, oldest}, ok
	}
	first, last, found := strings.Cut(text, "-")
	from, ok := number(first)
	to, also := number(last)
	return ages{from, to}, found && ok && also && from <= to
}

// condition is that of the ages, over the column with whole years.
func (a ages) condition() string {
	if a.to == oldest {
		return fmt.Sprintf("alder >= %d", a.from)
	}
	return fmt.Sprintf("alder >= %d AND alder <= %d", a.from, a.to)
}

// class is one member on its way: what it is called and its condition.
type class struct {
	member    Member
	condition string
	// inhabitants is the condition over the population, for a rate.
	inhabitants string
}

// rest is the class of everything that the others do not cover.
func rest(split string, column string, classes []class) class {
	conditions := make([]string, len(classes))
	for i, x := range classes {
		conditions[i] = "(" + x.condition + ")"
	}
	return class{
		member:    Member{Rest: split},
		condition: column + " IS NULL OR NOT (" + strings.Join(conditions, " OR ") + ")",
	}
}

// member makes the definition of a class.
func (d *Definition) member(x class, grains []Grain, rows, inhabitants *expression.Checked) *Definition {
	one := *d
	one.Members, one.Member, one.Grains = nil, x.member, grains
	one.Member.Condition = x.condition
	p := &one.checked
	p.base = expression.And(p.base, rows)
	p.denominator = expression.And(p.denominator, rows)
	p.numerator = expression.And(p.numerator, rows)
	p.population = expression.And(p.population, inhabitants)
	if x.member.Rest != "" && d.Kind.Cell() == cell.Rate {
		one.Kind, p.population = Kind(cell.Count), nil // its inhabitants are public
	}
	return &one
}

// splitGrains are the area types of a split: those declared, else all of the
// indicator's but the municipality, whose tables would drown in hidden numbers.
func (d *Definition) splitGrains(declared []Grain) []Grain {
	if len(declared) > 0 {
		return declared
	}
	return slices.DeleteFunc(slices.Clone(d.Grains), func(g Grain) bool {
		return g == Grain(area.Municipality) || g == Grain(area.Unit)
	})
}

// divided reports whether any split is declared.
func (d *Definition) divided() bool {
	return len(d.AgeGroups) > 0 || len(d.AgeGrains) > 0 || len(d.Splits) > 0
}
