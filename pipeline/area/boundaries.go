package area

import (
	"maps"
	"slices"
	"time"

	"jamfor/pipeline/code"
)

// Boundaries says on which division into areas a period's values stand.
type Boundaries string

// The divisions. Then is the one of the period's last day: a municipality that
// has merged since has rows of its own, and a county holds the municipalities
// that it held. Today is the registry's: what has merged is added up exactly,
// and what has been split has no value, unless its parts were delivered apart.
const (
	Then  Boundaries = "then"
	Today Boundaries = "today"
)

// Text says in words what the boundaries are.
func (b Boundaries) Text() code.Text {
	if b == Today {
		return code.Text{
			SV: "Alla perioder visas på dagens indelning i kommuner och län. Kommuner som slagits samman är summan av sina delar; för en kommun som delats finns inget värde före delningen.",
			EN: "All periods are shown on today's division into municipalities and counties. Merged municipalities are the sum of their parts; one that was split has no value before.",
		}
	}
	return code.Text{
		SV: "Varje period visas på den indelning i kommuner och län som gällde på periodens sista dag. Där ett områdes gränser ändrats är serien bruten.",
		EN: "Each period is shown on the division into municipalities and counties of its last day. Where an area's boundaries changed the series has a break.",
	}
}

// division is what tells a registry of another period from today's. Its zero
// value is today's.
type division struct {
	rows      []ID          // the municipalities that have rows, by code
	rowOf     map[string]ID // by the code that delivers
	undivided map[ID]bool
	apart     map[ID]bool
	broken    map[ID]bool
}

// Row is the published municipality that a delivering one counts in.
func (r *Registry) Row(municipality string) ID {
	if id, ok := r.rowOf[municipality]; ok {
		return id
	}
	return ID{Municipality, municipality}
}

// RowsIn lists the published municipalities inside an area, each once, by the
// code of the first that delivers.
func (r *Registry) RowsIn(id ID) []ID {
	var rows []ID
	seen := map[ID]bool{}
	for _, m := range r.members[id] {
		if row := r.Row(m); !seen[row] {
			seen[row] = true
			rows = append(rows, row)
		}
	}
	return rows
}

// Undivided reports a row that must be protected and is never published: a
// municipality that was split since, on today's boundaries. It follows from its
// county less the county's other municipalities.
func (r *Registry) Undivided(id ID) bool { return r.undivided[id] }

// WithoutValue reports an area that no value can be made for on these
// boundaries, because a municipality was split and not delivered in parts.
func (r *Registry) WithoutValue(id ID) bool { return r.apart[id] }

// Broken reports an area whose boundaries changed in the period, as these
// boundaries go.
func (r *Registry) Broken(id ID) bool { return r.broken[id] }

// Whole tells whether a municipality and all that it is published together with
// delivered. Where one part of a merged municipality did not, none of it counts:
// the rest of a county less its other municipalities would be a part that
// nothing protects.
func (r *Registry) Whole(delivered func(municipality string) bool) func(municipality string) bool {
	if r.rowOf == nil {
		return delivered
	}
	return func(municipality string) bool {
		if !delivered(municipality) {
			return false
		}
		for _, m := range r.members[r.Row(municipality)] {
			if !delivered(m) {
				return false
			}
		}
		return true
	}
}

// SameDivision reports whether the same municipalities deliver and are published
// in the same rows in both registries.
func (r *Registry) SameDivision(o *Registry) bool {
	if r == o {
		return true
	}
	same := slices.EqualFunc(r.Municipalities, o.Municipalities, func(a, b MunicipalityInfo) bool {
		return a.Code == b.Code && a.County == b.County && a.Group == b.Group && r.Row(a.Code) == o.Row(b.Code)
	})
	return same && slices.Equal(r.Areas(Municipality), o.Areas(Municipality)) && maps.Equal(r.apart, o.apart)
}

// For gives the areas that a period is published for: its Municipalities are
// those that deliver for it, Areas those that have rows, Members the delivering
// ones inside each. Delivered tells who delivered anything for the period; a part
// of a municipality that was split later and did is kept apart from the rest
// (nil: none did). It is the registry itself where nothing has changed since the
// period began.
//
// SKR's groups are those of 2023 for every period. The inhabitants, which weigh
// coverage, are those of 2021 in what became of the municipality.
func (r *Registry) For(b Boundaries, p code.Period, delivered func(municipality string) bool) *Registry {
	if delivered == nil {
		delivered = func(string) bool { return false }
	}
	i := slices.IndexFunc(r.changes, func(c Change) bool { return !c.Date.Before(p.Start()) })
	if i < 0 {
		return r
	}
	d := divider{registry: r, end: p.End(), delivered: delivered}
	d.unroll()
	out := d.registryOn(b)
	if b == Then {
		out.markBroken(r, r.changes[i:], d.end)
	}
	return out
}

// divider makes the registry of another day.
type divider struct {
	registry  *Registry
	end       time.Time
	delivered func(string) bool

	units   map[string]bool     // the codes that deliver
	formed  map[string]string   // not formed yet on the day: a part of whom
	targets map[string][]string // what became of each by today, sorted
	sources map[string][]string // today's: what each came from, sorted
}

// unroll goes back from today to the day, change by change, and forth again to
// see what became of each municipality.
func (d *divider) unroll() {
	d.units, d.formed = map[string]bool{}, map[string]string{}
	for _, m := range d.registry.Municipalities {
		d.units[m.Code] = true
	}
	var later []Change
	for _, c := range slices.Backward(d.registry.changes) {
		if !c.Date.After(d.end) {
			break
		}
		if c.Kind == Split {
			d.formed[c.To] = c.From
			if d.units[c.To] && d.delivered(c.To) {
				continue // told apart: as if it had been formed by then
			}
		}
		later = append(later, c)
		if c.begins() {
			delete(d.units, c.To)
		}
		if c.ends() {
			d.units[c.From] = true
		}
	}
	slices.Reverse(later)
	d.targets, d.sources = map[string][]string{}, map[string][]string{}
	for _, u := range slices.Sorted(maps.Keys(d.units)) {
		d.targets[u] = became(u, later)
		for _, x := range d.targets[u] {
			d.sources[x] = append(d.sources[x], u)
		}
	}
}

// became follows a municipality through changes, which are ordered by date.
func became(municipality string, changes []Change) []string {
	now := map[string]bool{municipality: true}
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].Date.Equal(changes[0].Date) {
			n++
		}
		next := maps.Clone(now)
		for _, c := range changes[:n] {
			if now[c.From] && c.ends() {
				delete(next, c.From)
			}
		}
		for _, c := range changes[:n] {
			if now[c.From] {
				next[c.To] = true
			}
		}
		now, changes = next, changes[n:]
	}
	return slices.Sorted(maps.Keys(now))
}

// exact reports whether today's municipality is the sum of whole earlier ones.
func (d *divider) exact(today string) bool {
	return len(d.sources[today]) > 0 && !slices.ContainsFunc(d.sources[today], func(u string) bool { return len(d.targets[u]) != 1 })
}

// info describes a delivering municipality: county and group as they were, or,
// on today's boundaries, those of what became of it; empty where these differ.
func (d *divider) info(unit string, b Boundaries) MunicipalityInfo {
	m := MunicipalityInfo{Code: unit, Name: d.registry.Name(ID{Municipality, unit}).SV}
	for i, target := range d.targets[unit] {
		x, _ := d.registry.Lookup(target)
		if i == 0 {
			m.County, m.Group = x.County, x.Group
		}
		if x.County != m.County {
			m.County = ""
		}
		if x.Group != m.Group {
			m.Group = ""
		}
		of := len(d.sources[target])
		m.Inhabitants += x.Inhabitants / of
		m.Aged0to19 += x.Aged0to19 / of
		m.Aged20to74 += x.Aged20to74 / of
		m.Aged75 += x.Aged75 / of
	}
	if b == Today {
		return m
	}
	if x, today := d.registry.Lookup(unit); today {
		m.County, m.Group = x.County, x.Group
	} else if f, before := d.registry.former[unit]; before {
		m.County = f.County
	}
	return m
}

// row is the published municipality of a delivering one.
func (d *divider) row(unit string, b Boundaries) (id ID, undivided bool) {
	if b == Then {
		for d.formed[unit] != "" {
			unit = d.formed[unit]
		}
		return ID{Municipality, unit}, false
	}
	if x := d.targets[unit]; len(x) == 1 && d.exact(x[0]) {
		return ID{Municipality, x[0]}, false
	}
	return ID{Municipality, unit + "*"}, true
}

// registryOn puts the registry of the day together.
func (d *divider) registryOn(b Boundaries) *Registry {
	from := d.registry
	out := &Registry{
		Counties: from.Counties, Groups: from.Groups, byCode: map[string]int{}, names: maps.Clone(from.names), members: map[ID][]string{},
		changes: from.changes, former: from.former, renamed: from.renamed,
		division: division{rowOf: map[string]ID{}, undivided: map[ID]bool{}, apart: map[ID]bool{}, broken: map[ID]bool{}},
	}
	seen := map[ID]bool{}
	for _, u := range slices.Sorted(maps.Keys(d.units)) {
		m := d.info(u, b)
		out.byCode[u] = len(out.Municipalities)
		out.Municipalities = append(out.Municipalities, m)
		row, undivided := d.row(u, b)
		out.rowOf[u], seen[row] = row, true
		if undivided {
			out.undivided[row] = true
			out.names[row] = from.Name(ID{Municipality, u})
		}
		for _, id := range []ID{row, {County, m.County}, {MunicipalityGroup, m.Group}, {Nation, NationCode}} {
			if id.Code != "" {
				out.members[id] = append(out.members[id], u)
			}
		}
	}
	if b == Today {
		d.spoil(out, seen)
	}
	out.rows = slices.SortedFunc(maps.Keys(seen), func(a, b ID) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return out
}

// spoil gives every one of today's municipalities a row, without a value where
// it is no sum, and takes the value from counties and groups that a split one
// lies across.
func (d *divider) spoil(out *Registry, seen map[ID]bool) {
	for _, m := range d.registry.Municipalities {
		if id := (ID{Municipality, m.Code}); !seen[id] {
			seen[id], out.apart[id] = true, true
		}
	}
	for u, targets := range d.targets {
		at, _ := out.Lookup(u)
		for _, target := range targets {
			x, _ := d.registry.Lookup(target)
			if at.County == "" {
				out.withdraw(ID{County, x.County})
			}
			if at.Group == "" {
				out.withdraw(ID{MunicipalityGroup, x.Group})
			}
		}
	}
}

func (r *Registry) withdraw(id ID) {
	r.apart[id] = true
	delete(r.members, id)
}

// markBroken marks the areas whose boundaries changed up to the day.
func (r *Registry) markBroken(today *Registry, changes []Change, end time.Time) {
	county := func(m string) string {
		if f, before := today.former[m]; before {
			return f.County
		}
		x, _ := today.Lookup(m)
		return x.County
	}
	for _, c := range changes {
		if c.Date.After(end) {
			return
		}
		r.broken[ID{Municipality, c.From}], r.broken[ID{Municipality, c.To}] = true, true
		if county(c.From) != county(c.To) {
			r.broken[ID{County, county(c.From)}], r.broken[ID{County, county(c.To)}] = true, true
		}
	}
}
