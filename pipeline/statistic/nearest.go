package statistic

import (
	"math"
	"slices"
)

// Peer is one of an item's nearest neighbours.
type Peer struct {
	Index    int
	Distance float64
}

// Nearest finds for every item its k nearest others (peer groups, "liknande
// kommuner"): rows are items, columns structural variables. Each variable is
// standardised to mean 0 and standard deviation 1 over the items that have it; a
// variable that does not vary counts nothing. The distance is
//
//	sqrt(Σ weight (a-b)² / Σ weight)
//
// over the variables. An item that lacks a variable of positive weight (NaN) has
// no neighbours and is nobody's. An item is never its own neighbour; equal
// distances are ordered by index. Fewer others than k: all of them.
func Nearest(rows [][]float64, weights []float64, k int) ([][]Peer, error) {
	total, err := checkNearest(rows, weights, k)
	if err != nil {
		return nil, err
	}
	z := standardised(rows, weights)
	out := make([][]Peer, len(rows))
	for i := range z {
		if z[i] == nil {
			continue
		}
		peers := make([]Peer, 0, len(z))
		for j := range z {
			if j == i || z[j] == nil {
				continue
			}
			var d summer
			for v, w := range weights {
				gap := z[i][v] - z[j][v]
				d.add(w * gap * gap)
			}
			peers = append(peers, Peer{j, math.Sqrt(d.total() / total)})
		}
		slices.SortStableFunc(peers, func(a, b Peer) int {
			switch {
			case a.Distance < b.Distance:
				return -1
			case a.Distance > b.Distance:
				return 1
			}
			return 0
		})
		out[i] = slices.Clone(peers[:min(k, len(peers))])
	}
	return out, nil
}

func checkNearest(rows [][]float64, weights []float64, k int) (total float64, err error) {
	if !finite(weights...) {
		return 0, ErrNotFinite
	}
	for _, w := range weights {
		if w < 0 {
			return 0, ErrNegative
		}
	}
	for _, r := range rows {
		if len(r) != len(weights) {
			return 0, ErrLength
		}
	}
	if total = sum(weights); total == 0 {
		return 0, ErrZeroBase
	}
	if k < 1 || k > maxSeries || len(rows) > maxSeries {
		return 0, ErrRange
	}
	return total, nil
}

// standardised returns the rows in standard deviations from the mean, nil for a
// row that lacks a weighted variable.
func standardised(rows [][]float64, weights []float64) [][]float64 {
	z := make([][]float64, len(rows))
	for i, r := range rows {
		complete := true
		for v, w := range weights {
			complete = complete && (w == 0 || finite(r[v]))
		}
		if complete {
			z[i] = make([]float64, len(r))
		}
	}
	for v, w := range weights {
		if w == 0 {
			continue
		}
		var column []float64
		for _, r := range rows {
			if finite(r[v]) {
				column = append(column, r[v])
			}
		}
		m, err := MomentsOf(column)
		mean, sd := m.Mean(), m.SD()
		for i, r := range rows {
			if z[i] != nil && err == nil && sd > 0 {
				z[i][v] = (r[v] - mean) / sd
			}
		}
	}
	return z
}
