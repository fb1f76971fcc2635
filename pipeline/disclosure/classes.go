package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/cell"
)

// mergeClasses merges the categories of every further dimension two and two, in the
// order of their codes; false where no dimension has two.
func mergeClasses(p cell.Package) (cell.Package, bool) {
	return mergeSplits(p, func(s cell.Split) (dimension, class string) { return s.Dimension, s.Category },
		cmp.Compare[string], func(group []string) cell.Split { return cell.Split{Category: strings.Join(group, "+")} })
}

// mergeAgeClasses does so with the age groups that are classes of indicators.
func mergeAgeClasses(p cell.Package) (cell.Package, bool) {
	return mergeSplits(p, func(s cell.Split) (dimension, class string) {
		if s.Age == "" {
			return "", ""
		}
		return "age_group", s.Age
	}, byAge, func(group []string) cell.Split { return cell.Split{Age: joinAges(group[0], group[len(group)-1])} })
}

// mergeSplits makes one measure of two that count neighbouring classes: the things
// that meet the condition of either. Classes that would all become one are left
// out: the undivided indicator is there already. Splits that are none of the kind
// have no dimension.
func mergeSplits(p cell.Package, of func(cell.Split) (dimension, class string), order func(a, b string) int, join func([]string) cell.Split) (cell.Package, bool) {
	type where struct{ indicator, dimension string }
	classes := map[where][]string{}
	for i := range p.Measures {
		if d, class := of(p.Measures[i].Split); d != "" {
			k := where{p.Measures[i].Indicator, d}
			classes[k] = append(classes[k], class)
		}
	}
	type key struct {
		where
		group string
	}
	conditions := &unions{of: make([][]uint64, len(p.Blocks))}
	merged := map[key]int{} // place in the result
	any := false
	var out []cell.Measure
	for _, m := range p.Measures {
		d, class := of(m.Split)
		k := where{m.Indicator, d}
		if d == "" || len(classes[k]) < 2 {
			out = append(out, m)
			continue
		}
		any = true
		slices.SortFunc(classes[k], order)
		group := twoAndTwo(classes[k], class)
		if len(group) == len(classes[k]) {
			continue
		}
		g := key{k, group[0]}
		at, ok := merged[g]
		if !ok {
			at = len(out)
			merged[g] = at
			split := join(group)
			split.Dimension = m.Split.Dimension
			m.Split = split
			m.Numerator, m.Denominator, m.Base = ownTerm(m.Numerator), ownTerm(m.Denominator), ownTerm(m.Base)
			out = append(out, m)
			continue
		}
		conditions.join(out[at].Numerator, m.Numerator)
		conditions.join(out[at].Denominator, m.Denominator)
		conditions.join(out[at].Base, m.Base)
	}
	if !any {
		return p, false
	}
	p.Measures = out
	return conditions.rewrite(p), true
}

// twoAndTwo gives the group of a class where neighbours are merged two and two; a
// last one without a partner joins the pair before.
func twoAndTwo(classes []string, class string) []string {
	i := slices.Index(classes, class) / 2 * 2
	if i == len(classes)-1 && i > 0 {
		i -= 2
	}
	if i+3 == len(classes) {
		return classes[i:]
	}
	return classes[i : i+2]
}

// unions notes which conditions of a block become one: each entry is a set of
// bits that a term of the first one now stands for.
type unions struct {
	of    [][]uint64 // by block
	terms []joined
}

// joined is a term that stands for a condition of its own beside those of others.
type joined struct {
	term *cell.Term
	with []cell.Term
}

// join lets the first term count what the second counts too.
func (u *unions) join(into, from *cell.Term) {
	if into == nil || from == nil || *into == *from {
		return
	}
	for i := range u.terms {
		if u.terms[i].term == into {
			u.terms[i].with = append(u.terms[i].with, *from)
			return
		}
	}
	u.terms = append(u.terms, joined{into, []cell.Term{*from}})
}

// ownTerm makes a term that no other measure has.
func ownTerm(t *cell.Term) *cell.Term {
	if t == nil {
		return nil
	}
	own := *t
	return &own
}

// rewrite gives every block the conditions that its measures ask for now, and every
// atom its bits of these.
func (u *unions) rewrite(p cell.Package) cell.Package {
	p.Measures = slices.Clone(p.Measures)
	names := make([][]string, len(p.Blocks))
	renew := func(t *cell.Term) *cell.Term {
		if t == nil {
			return nil
		}
		set := uint64(1) << t.Condition
		for _, j := range u.terms {
			if j.term == t {
				for _, w := range j.with {
					set |= 1 << w.Condition
				}
			}
		}
		at := slices.Index(u.of[t.Block], set)
		if at < 0 {
			at = len(u.of[t.Block])
			u.of[t.Block] = append(u.of[t.Block], set)
			names[t.Block] = append(names[t.Block], nameOf(p.Blocks[t.Block].Conditions, set))
		}
		return &cell.Term{Block: t.Block, Condition: at}
	}
	for i := range p.Measures {
		m := &p.Measures[i]
		m.Numerator, m.Denominator, m.Base = renew(m.Numerator), renew(m.Denominator), renew(m.Base)
	}
	p.Blocks = slices.Clone(p.Blocks)
	for i := range p.Blocks {
		b := &p.Blocks[i]
		b.Conditions, b.Atoms = names[i], slices.Clone(b.Atoms)
		for k := range b.Atoms {
			old := b.Atoms[k].Pattern
			b.Atoms[k].Pattern = 0
			for bit, set := range u.of[i] {
				if old&set != 0 {
					b.Atoms[k].Pattern |= 1 << bit
				}
			}
		}
	}
	return p
}

// nameOf names a set of conditions.
func nameOf(conditions []string, set uint64) string {
	var parts []string
	for bit, c := range conditions {
		if set>>bit&1 == 1 {
			parts = append(parts, c)
		}
	}
	return fmt.Sprintf("(%s)", strings.Join(parts, ") OR ("))
}
