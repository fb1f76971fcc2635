package disclosure

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// mergeAges merges the package's age groups two and two, in order of age; false
// where there are none. A last group without a partner joins the pair before.
func mergeAges(p cell.Package) (cell.Package, bool) {
	p, classes := mergeAgeClasses(p)
	p, groups := mergeAgeGroups(p)
	return p, classes || groups
}

// byAge orders age groups.
func byAge(a, b string) int {
	return cmp.Or(cmp.Compare(firstAge(a), firstAge(b)), cmp.Compare(a, b))
}

// mergeAgeGroups merges the age groups that the things themselves are divided by.
func mergeAgeGroups(p cell.Package) (cell.Package, bool) {
	var ages []string
	for _, m := range p.Measures {
		ages = append(ages, m.Ages...)
	}
	slices.SortFunc(ages, byAge)
	ages = slices.Compact(ages)
	if len(ages) < 2 {
		return p, false
	}
	into := map[string]string{}
	for i := 0; i < len(ages); i += 2 {
		group := ages[i:min(i+2, len(ages))]
		if i+3 == len(ages) {
			group, i = ages[i:], len(ages)
		}
		name := cell.AllAges
		if len(group) < len(ages) {
			name = joinAges(group[0], group[len(group)-1])
		}
		for _, a := range group {
			into[a] = name
		}
	}
	age := func(a string) string {
		if name, ok := into[a]; ok {
			return name
		}
		return a
	}
	p.Blocks = slices.Clone(p.Blocks)
	for i := range p.Blocks {
		p.Blocks[i].Atoms = slices.Clone(p.Blocks[i].Atoms)
		for k := range p.Blocks[i].Atoms {
			p.Blocks[i].Atoms[k].Age = age(p.Blocks[i].Atoms[k].Age)
		}
	}
	p.Measures = slices.Clone(p.Measures)
	for i := range p.Measures {
		m := &p.Measures[i]
		var names []string
		for _, a := range m.Ages {
			if name := age(a); name != cell.AllAges && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		m.Ages, m.Sums, m.Values = names, slices.Clone(m.Sums), slices.Clone(m.Values)
		for k := range m.Sums {
			m.Sums[k].Age = age(m.Sums[k].Age)
		}
		for k := range m.Values {
			m.Values[k].Age = age(m.Values[k].Age)
		}
	}
	return p, true
}

// firstAge reads where an age group begins, from names like 18-44 and 65+.
func firstAge(group string) int {
	digits := strings.IndexFunc(group, func(r rune) bool { return r < '0' || r > '9' })
	if digits < 0 {
		digits = len(group)
	}
	n, err := strconv.Atoi(group[:digits])
	if err != nil {
		return 1000 // no age: after the others
	}
	return n
}

func joinAges(first, last string) string {
	begin, _, _ := strings.Cut(strings.TrimSuffix(first, "+"), "-")
	if strings.HasSuffix(last, "+") {
		return begin + "+"
	}
	_, end, ok := strings.Cut(last, "-")
	if !ok {
		end = last
	}
	return begin + "-" + end
}

// mergePeriods puts a package together with that of the period before, as if the
// two were one long period: things are counted in each of them. False where the
// two are not made alike.
func mergePeriods(p cell.Package, before *cell.Package) (cell.Package, bool) {
	if before == nil || before.Set != p.Set || len(before.Blocks) != len(p.Blocks) || len(before.Measures) != len(p.Measures) {
		return p, false
	}
	p.Blocks, p.Measures = slices.Clone(p.Blocks), slices.Clone(p.Measures)
	for i := range p.Blocks {
		b, o := &p.Blocks[i], &before.Blocks[i]
		if !slices.Equal(b.Conditions, o.Conditions) || b.Public != o.Public {
			return p, false
		}
		b.Atoms = slices.Concat(b.Atoms, o.Atoms)
	}
	for i := range p.Measures {
		m, o := &p.Measures[i], &before.Measures[i]
		if m.Name() != o.Name() || m.Kind != o.Kind || m.Scale != o.Scale {
			return p, false
		}
		m.Sums, m.Values, m.Strata = slices.Concat(m.Sums, o.Sums), slices.Concat(m.Values, o.Values), slices.Concat(m.Strata, o.Strata)
	}
	p.Coverage = bothDelivered(p.Coverage, before.Coverage)
	return p, true
}

// bothDelivered keeps the municipalities that delivered for both periods.
func bothDelivered(a, b []cell.Coverage) []cell.Coverage {
	out := slices.Clone(a)
	for i := range out {
		c := &out[i]
		at := slices.IndexFunc(b, func(o cell.Coverage) bool { return o.Collection == c.Collection })
		in := func(list []string) []string {
			return slices.DeleteFunc(slices.Clone(list), func(m string) bool { return at < 0 || !slices.Contains(b[at].Delivered, m) })
		}
		c.Delivered, c.ZeroReport = in(c.Delivered), in(c.ZeroReport)
	}
	return out
}

// Text names an option for the person who decides.
func (o Option) Text() code.Text {
	switch o {
	case MergeAges:
		return code.Text{SV: "Slå ihop åldersgrupper två och två", EN: "Merge age groups two and two"}
	case MergeClasses:
		return code.Text{SV: "Slå ihop klasser (svårighetsgrad med flera) två och två", EN: "Merge classes (severity and others) two and two"}
	case MergeYears:
		return code.Text{SV: "Slå ihop perioden med den föregående", EN: "Merge the period with the one before"}
	case RaiseGrain:
		return code.Text{SV: "Visa inte indikatorerna per kommun", EN: "Leave municipalities out for the indicators"}
	}
	return code.Text{SV: string(o), EN: string(o)}
}
