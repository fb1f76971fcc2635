package indicator

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// grid is a small table drawn as text: one line per row, cells between bars,
// the first line naming the columns. A line may be framed by bars; an empty cell
// may be written as a single hyphen. Empty lines and lines beginning with # are
// left out. lines holds the line of each row within the text, from 1.
type grid struct {
	columns []string
	rows    [][]string
	lines   []int
}

func readGrid(r *report, text string, at place) grid {
	var g grid
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || strings.HasPrefix(trimmed, "#") {
			continue
		}
		cells := cellsOf(trimmed)
		if g.columns == nil {
			g.columns = cells
			checkHeader(r, cells, at.inside(i+1, 1))
			continue
		}
		if len(cells) != len(g.columns) {
			r.add(at.inside(i+1, 1), fmt.Sprintf("raden har %d celler, rubriken %d", len(cells), len(g.columns)), fmt.Sprintf("the row has %d cells, the header %d", len(cells), len(g.columns)))
			continue
		}
		g.rows = append(g.rows, cells)
		g.lines = append(g.lines, i+1)
	}
	return g
}

func checkHeader(r *report, cells []string, at place) {
	sorted := slices.Sorted(slices.Values(cells))
	if len(slices.Compact(sorted)) != len(cells) || slices.Contains(cells, "") {
		r.add(at, "rubriken har tomma eller upprepade kolumner", "the header has empty or repeated columns")
	}
}

func cellsOf(line string) []string {
	if inner, framed := strings.CutPrefix(line, "|"); framed {
		line = strings.TrimSuffix(inner, "|")
	}
	cells := strings.Split(line, "|")
	for i := range cells {
		if cells[i] = strings.TrimSpace(cells[i]); cells[i] == "-" {
			cells[i] = ""
		}
	}
	return cells
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
