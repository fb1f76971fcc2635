package serve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/code"
)

// shownValues is how many valid values a message names.
const shownValues = 12

// unknownValue tells that a value is unknown and which would do: all where they
// are few, else the nearest.
func unknownValue(parameter, given string, valid []string) paramProblem {
	given = clipped(given)
	shown, which := valid, code.Text{SV: "Giltiga värden", EN: "Valid values"}
	if len(valid) > shownValues {
		shown, which = nearest(given, valid, 5), code.Text{SV: "Närmast ligger", EN: "The nearest are"}
	}
	list := strings.Join(shown, ", ")
	if list == "" {
		list = "–"
	}
	return paramProblem{
		Parameter: parameter, Valid: shown,
		Message: code.Text{
			SV: fmt.Sprintf("”%s” finns inte. %s: %s.", given, which.SV, list),
			EN: fmt.Sprintf("“%s” does not exist. %s: %s.", given, which.EN, list),
		},
	}
}

// clipped keeps a foreign text short enough to repeat.
func clipped(text string) string {
	const most = 40
	text = strings.ToValidUTF8(text, "�")
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return text
}

// nearest lists the n values with fewest letters to change, insert or delete.
func nearest(given string, values []string, n int) []string {
	sorted := slices.Clone(values)
	distances := make(map[string]int, len(values))
	for _, v := range values {
		distances[v] = distance(strings.ToLower(given), strings.ToLower(v))
	}
	slices.SortFunc(sorted, func(a, b string) int {
		return cmp.Or(cmp.Compare(distances[a], distances[b]), cmp.Compare(a, b))
	})
	return sorted[:min(n, len(sorted))]
}

// distance is the edit distance of two texts, in letters.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		corner := row[0]
		row[0] = i + 1
		for j := range y {
			change := corner
			if x[i] != y[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
