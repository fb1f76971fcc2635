package compute

import (
	"cmp"
	"slices"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// What became of a delivery between two versions of the lake.
const (
	Added    = "added"
	Replaced = "replaced"
	Removed  = "removed" // withdrawn, or no longer read for the year
)

// Change is one delivery that is read for a year in one of two lake versions and
// not, or with another content, in the other.
type Change struct {
	Municipality string `json:"municipality"`
	Collection   string `json:"collection"`
	Period       string `json:"period"`
	What         string `json:"what"`
}

// Changes lists what differs between two selections of one year, ordered by
// municipality, collection and period.
func Changes(before, after *Selection) []Change {
	content := func(s *Selection) map[deliveryKey]string {
		all := map[deliveryKey]string{}
		for _, d := range s.Deliveries {
			all[deliveryKey{d.Municipality, d.Collection, d.Period.String()}] = d.Content
		}
		return all
	}
	was, is := content(before), content(after)
	var changes []Change
	add := func(k deliveryKey, what string) {
		changes = append(changes, Change{k.municipality, k.collection, k.period, what})
	}
	for k, now := range is {
		if then, found := was[k]; !found {
			add(k, Added)
		} else if then != now {
			add(k, Replaced)
		}
	}
	for k := range was {
		if _, found := is[k]; !found {
			add(k, Removed)
		}
	}
	for municipality := range unequal(before.aliases, after.aliases) {
		add(deliveryKey{municipality, aliasCollection, ""}, Replaced)
	}
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Collection, b.Collection), cmp.Compare(a.Period, b.Period))
	})
	return changes
}

// unequal are the keys whose values differ between two maps.
func unequal(a, b map[string]string) map[string]bool {
	keys := map[string]bool{}
	for k, v := range a {
		if b[k] != v {
			keys[k] = true
		}
	}
	for k, v := range b {
		if a[k] != v {
			keys[k] = true
		}
	}
	return keys
}

// touches reports whether a changed delivery can change anything of a set: its
// collection is one that the set rests on, or brings rows that the set's models
// read (two collections may tell of one case).
func touches(c Change, collections, datasets []string, core *contract.Contract) bool {
	if slices.Contains(collections, c.Collection) || c.Collection == aliasCollection {
		return true
	}
	known := core.Collections[c.Collection]
	return known == nil || slices.ContainsFunc(known.Datasets, func(d string) bool { return slices.Contains(datasets, d) })
}

// restsOn lists the collections and the datasets that a set rests on.
func restsOn(s plan.Set, models map[string]*sql.Model) (collections, datasets []string) {
	for _, m := range s.Measures {
		collections = append(collections, m.Definition.Collections...)
	}
	for _, name := range (plan.Plan{Sets: []plan.Set{s}}).Models() {
		datasets = append(datasets, models[name].Reads...)
	}
	slices.Sort(collections)
	slices.Sort(datasets)
	return slices.Compact(collections), slices.Compact(datasets)
}
