package cell

import (
	"cmp"
	"slices"
)

// AddStratum adds counts to strata ordered by sex and band and gives them back.
func AddStratum(strata []Stratum, s Stratum) []Stratum {
	i, found := slices.BinarySearchFunc(strata, s, func(a, b Stratum) int {
		return cmp.Or(cmp.Compare(a.Sex, b.Sex), cmp.Compare(a.Band, b.Band))
	})
	if !found {
		return slices.Insert(strata, i, s)
	}
	strata[i].Events += s.Events
	strata[i].Population += s.Population
	return strata
}
