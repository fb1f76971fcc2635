package expression

import (
	"sort"
	"strings"
)

// nearestShown is how many look-alikes a hint names at most.
const nearestShown = 3

// Nearest lists the candidates that a misspelt word could have meant, best
// first and at most three; empty when none is near.
func Nearest(word string, candidates []string) []string {
	type scored struct {
		name     string
		distance int
	}
	limit := len(word)/3 + 1
	var near []scored
	for _, c := range candidates {
		d := distance(strings.ToLower(word), strings.ToLower(c))
		if d <= limit || (len(word) >= 3 && strings.HasPrefix(c, strings.ToLower(word))) {
			near = append(near, scored{c, d})
		}
	}
	sort.Slice(near, func(i, j int) bool {
		if near[i].distance != near[j].distance {
			return near[i].distance < near[j].distance
		}
		return near[i].name < near[j].name
	})
	names := make([]string, 0, nearestShown)
	for _, s := range near[:min(len(near), nearestShown)] {
		names = append(names, s.name)
	}
	return names
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
