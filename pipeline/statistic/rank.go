package statistic

import (
	"math"
	"slices"
)

// Ties says which rank equal values share.
type Ties int

// The tie rules: of values that would hold ranks 3 and 4, Min gives both 3, Max
// 4, Average 3.5; Dense leaves no gaps after them.
const (
	TiesMin Ties = iota
	TiesMax
	TiesAverage
	TiesDense
)

// Ranks ranks values from 1 upwards, smallest first or, descending, largest
// first. A NaN is a missing value: it gets rank NaN and takes no place.
func Ranks(xs []float64, ties Ties, descending bool) []float64 {
	order := present(xs, descending)
	ranks := make([]float64, len(xs))
	for i := range ranks {
		ranks[i] = math.NaN()
	}
	groups := 0
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && xs[order[end]] == xs[order[start]] {
			end++
		}
		groups++
		for _, i := range order[start:end] {
			ranks[i] = tieRank(ties, start, end, groups)
		}
		start = end
	}
	return ranks
}

// tieRank is the rank of the values at positions start to end-1.
func tieRank(ties Ties, start, end, groups int) float64 {
	switch ties {
	case TiesMax:
		return float64(end)
	case TiesAverage:
		return float64(start+1+end) / 2
	case TiesDense:
		return float64(groups)
	}
	return float64(start + 1)
}

// present lists the indices of values that are not NaN, in rank order.
func present(xs []float64, descending bool) []int {
	var order []int
	for i, x := range xs {
		if !math.IsNaN(x) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if descending {
			a, b = b, a
		}
		switch {
		case xs[a] < xs[b]:
			return -1
		case xs[a] > xs[b]:
			return 1
		}
		return 0
	})
	return order
}

// Group is the group 1 to k of an area that holds the given rank (ties "min")
// among n: k + 1 - ceil((n+1-rank) k / n), in integers. Equal ranks give equal
// groups. It is 0, no group, where n < k or the rank is not 1 to n.
func Group(rank, n, k int) int {
	if k < 1 || n < k || rank < 1 || rank > n {
		return 0
	}
	return k + 1 - ((n+1-rank)*k+n-1)/n
}

// Groups puts values into k groups of about equal size, group 1 holding the
// smallest values or, descending, the largest. Missing values (NaN) are in group
// 0. Fewer values than groups: ErrTooFew.
func Groups(xs []float64, k int, descending bool) ([]int, error) {
	if k < 1 {
		return nil, ErrRange
	}
	ranks := Ranks(xs, TiesMin, descending)
	n := 0
	for _, r := range ranks {
		if !math.IsNaN(r) {
			n++
		}
	}
	if n < k {
		return nil, ErrTooFew
	}
	groups := make([]int, len(xs))
	for i, r := range ranks {
		if !math.IsNaN(r) {
			groups[i] = Group(int(r), n, k)
		}
	}
	return groups, nil
}

// RankInterval is the span of ranks an area may truly hold, with the number of
// areas ranked. The zero value stands for an area without an interval.
type RankInterval struct{ Lower, Upper, Of int }

// RankIntervals turns the areas' intervals into rank intervals (Klein, Wright
// and Wieczorek 2020): an area lies below every area whose lower limit is at
// least its upper limit, above every area whose upper limit is at most its lower
// limit, and in an unknown order to the rest. The rank intervals hold jointly at
// the level at which the area intervals do: pass intervals at a Bonferroni level
// (see [BonferroniLevel]) for a joint statement. Rank 1 is the smallest value
// or, descending, the largest. Areas with undefined limits are left out.
func RankIntervals(limits []Interval, descending bool) []RankInterval {
	var lowers, uppers []float64
	for _, l := range limits {
		if l.Defined() {
			lowers, uppers = append(lowers, l.Lower), append(uppers, l.Upper)
		}
	}
	slices.Sort(lowers)
	slices.Sort(uppers)
	n := len(lowers)
	out := make([]RankInterval, len(limits))
	for i, l := range limits {
		if !l.Defined() {
			continue
		}
		smaller := countUpTo(uppers, l.Lower)
		larger := n - countBelow(lowers, l.Upper)
		if l.Lower == l.Upper { // a point does not surpass itself
			smaller, larger = countBelow(uppers, l.Lower), n-countUpTo(lowers, l.Upper)
		}
		if descending {
			smaller, larger = larger, smaller
		}
		out[i] = RankInterval{smaller + 1, n - larger, n}
	}
	return out
}

// BonferroniLevel is the level at which n intervals hold jointly at the level
// asked for: 1 - (1-c)/n.
func BonferroniLevel(level Level, n int) (Level, error) {
	c, err := level.Fraction()
	if err != nil {
		return 0, err
	}
	if n < 1 {
		return 0, ErrTooFew
	}
	return Level(1 - (1-c)/float64(n)), nil
}

func countUpTo(sorted []float64, x float64) int {
	i, _ := slices.BinarySearchFunc(sorted, x, func(a, b float64) int {
		if a <= b {
			return -1
		}
		return 1
	})
	return i
}

func countBelow(sorted []float64, x float64) int {
	i, _ := slices.BinarySearch(sorted, x)
	return i
}
