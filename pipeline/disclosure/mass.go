package disclosure

import (
	"cmp"
	"math/big"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// massCounts says where a measure has anything at all.
type massCounts struct {
	ages   []string
	counts map[slot]int64
}

// massOf takes the denominator, else the numerator, else the lower sums. A
// public denominator says nothing; the numerator does.
func (pl *plan) massOf(number int, m *cell.Measure) massCounts {
	roll := newRollup(pl.pkg, pl.grid)
	private := func(t *cell.Term) bool { return t != nil && pl.byBlock[t.Block] >= 0 }
	out := massCounts{counts: map[slot]int64{}}
	switch {
	case private(m.Denominator):
		out.counts = roll.term(m.Denominator)
	case private(m.Numerator):
		out.counts = roll.term(m.Numerator)
	}
	for i := range m.Sums {
		s := &m.Sums[i]
		at := slot{int32(pl.grid.at[s.Municipality]), s.Sex, s.Age}
		if at.sex == code.TotalSex {
			at.sex = code.Unknown
		}
		if m.Kind == cell.Ratio && s.SumBelow != nil && s.SumBelow.Sign() != 0 {
			out.counts[at] = min(most, out.counts[at]+atMost(s.SumBelow))
		}
	}
	seen := map[string]bool{}
	for s := range out.counts {
		if !seen[s.age] {
			seen[s.age] = true
			out.ages = append(out.ages, s.age)
		}
	}
	slices.Sort(out.ages)
	return out
}

// atMost is a sum as a count, for the order of publication only.
func atMost(x *big.Int) int64 {
	if x.IsInt64() {
		return min(most, x.Int64())
	}
	return most
}

// slots lists the groups with anything in them, of a place.
func (c massCounts) slots(municipalities []int32, at place) []slot {
	var out []slot
	for _, m := range municipalities {
		for _, sex := range code.PersonSexes {
			if !holdsSex(at.sex, sex) {
				continue
			}
			for _, age := range c.ages {
				if s := (slot{m, sex, age}); holdsAge(at.age, age) && c.counts[s] > 0 {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func sortEntries(entries []model.Entry) []model.Entry {
	slices.SortFunc(entries, func(a, b model.Entry) int { return cmp.Compare(a.Row, b.Row) })
	return entries
}
