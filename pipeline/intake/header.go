package intake

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// fold is a column, sheet or code name without what people write differently:
// lower case, å and ä as a, ö as o, no blanks, underscores, hyphens or stops.
func fold(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch r = unicode.ToLower(r); r {
		case 'å', 'ä', 'à', 'á':
			r = 'a'
		case 'ö', 'ø':
			r = 'o'
		case 'é', 'è', 'ë':
			r = 'e'
		case 'ü':
			r = 'u'
		}
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// header is a table's heading row.
type header struct {
	names  []string // as they stand in the file
	folded []string
	row    int
}

func newHeader(cells [][]byte, row int) header {
	h := header{row: row}
	for _, c := range cells {
		name := strings.TrimSpace(string(c))
		h.names = append(h.names, name)
		h.folded = append(h.folded, fold(name))
	}
	return h
}

// index finds the column whose folded name is the folded name, -1 when absent.
func (h header) index(name string) int { return slices.Index(h.folded, fold(name)) }

// shown is a column's heading as findings may show it.
func (h header) shown(column int) string {
	name := h.names[column]
	switch {
	case name == "":
		return columnLetters(column)
	case !identity.Clean(name):
		return "•••"
	case utf8.RuneCountInString(name) > 60:
		return string([]rune(name)[:60]) + "…"
	}
	return name
}

// columnLetters is a spreadsheet's name of a column: 0 is A, 26 is AA.
func columnLetters(column int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// duplicates lists columns whose folded names occur twice.
func (h header) duplicates() []string {
	var twice []string
	for i, name := range h.folded {
		if name != "" && slices.Index(h.folded, name) < i {
			twice = append(twice, h.shown(i))
		}
	}
	return twice
}

// systemColumns may stand in any file beside a dataset's own.
var systemColumns = []string{"kommun", "ar", "period", "insamling"}

// match tells how well a heading fits a dataset.
type match struct {
	dataset *contract.Dataset
	found   int      // the dataset's columns that the heading has
	missing []string // required columns that it lacks
}

func (h header) match(d *contract.Dataset) match {
	m := match{dataset: d}
	for _, v := range d.Variables {
		if h.index(v.Name) >= 0 {
			m.found++
		} else if v.Required {
			m.missing = append(m.missing, v.Name)
		}
	}
	return m
}

// detectDataset finds the dataset of a heading: all its required columns are
// there and no other such dataset has as many of its columns in the heading.
func detectDataset(c *contract.Contract, col *contract.Collection, h header) (*contract.Dataset, *Refusal) {
	var best, near match
	ties := []string{}
	for _, name := range col.Datasets {
		m := h.match(c.Datasets[name])
		if m.found > 0 && (near.dataset == nil || m.found-len(m.missing) > near.found-len(near.missing)) {
			near = m
		}
		if m.missing != nil {
			continue
		}
		switch {
		case best.dataset == nil || m.found > best.found:
			best, ties = m, []string{name}
		case m.found == best.found:
			ties = append(ties, name)
		}
	}
	switch {
	case len(ties) == 1:
		return best.dataset, nil
	case len(ties) > 1:
		return nil, refuse(RuleDataset, textf("Rubrikerna passar flera datamängder: %[1]s.", "The headings fit several datasets: %[1]s.", strings.Join(ties, ", ")), nameDataset)
	case near.dataset == nil:
		return nil, refuse(RuleDataset, textf(
			"Ingen kolumn i filen hör till insamlingen %[1]s.", "No column of the file belongs to the collection %[1]s.", col.Name), nameDataset)
	}
	return nil, refuse(RuleDataset, textf(
		"Det går inte att avgöra vilken datamängd filen innehåller. Närmast ligger %[1]s, men kolumner saknas: %[2]s.",
		"It cannot be told which dataset the file holds. The nearest is %[1]s, but columns are missing: %[2]s.",
		near.dataset.Name, strings.Join(near.missing, ", ")), nameDataset)
}

var nameDataset = text(
	"Kontrollera rubrikraden mot mallen. Rubrikerna ska heta som i mallen; stora och små bokstäver, mellanslag och å, ä, ö spelar ingen roll.",
	"Check the heading row against the template. Headings are named as in the template; case, blanks and å, ä, ö do not matter.")

// knownColumns counts the headings that some dataset of the collection, or the
// mapping, knows.
func knownColumns(known map[string]bool, h header) int {
	n := 0
	for i, name := range h.folded {
		if name != "" && known[name] && slices.Index(h.folded, name) == i {
			n++
		}
	}
	return n
}

// vocabulary is every column name that a delivery's headings may hold, folded.
func vocabulary(c *contract.Contract, col *contract.Collection, m *Mapping) map[string]bool {
	known := map[string]bool{}
	if m != nil {
		for _, name := range append(m.sourceColumns(), m.Headings...) {
			known[fold(name)] = true
		}
		return known
	}
	for _, name := range systemColumns {
		known[fold(name)] = true
	}
	for _, d := range col.Datasets {
		for _, v := range c.Datasets[d].Variables {
			known[fold(v.Name)] = true
		}
	}
	return known
}

// delimiters that a text file may have, in the order that settles ties.
const delimiters = ";,\t"

// pickDelimiter finds the delimiter that makes the most of a heading row.
func pickDelimiter(raw []byte, known map[string]bool) (byte, header) {
	var best header
	var delimiter byte
	score := -1
	for i := range len(delimiters) {
		h := newHeader(splitHeader(raw, delimiters[i]), 0)
		if s := knownColumns(known, h)*1000 + min(len(h.names), 999); s > score {
			best, delimiter, score = h, delimiters[i], s
		}
	}
	return delimiter, best
}

func splitHeader(raw []byte, delimiter byte) [][]byte {
	var b block
	b.data = append(b.data, raw...)
	if bytes.IndexByte(raw, '"') < 0 {
		splitPlain(&b, b.data, 0, delimiter)
	} else {
		splitQuoted(&b, b.data, 0, delimiter)
	}
	b.width = len(b.start)
	b.row = []int{0}
	return b.rowCells(nil, 0)
}

// missingColumns are the findings of a heading that lacks required columns.
func missingColumns(m match, h header) []table.Finding {
	var findings []table.Finding
	for _, name := range m.missing {
		v := m.dataset.Variable(name)
		f := stop(RuleMissing, textf("Den obligatoriska kolumnen %[1]s (%[2]s) saknas.", "The required column %[1]s (%[3]s) is missing.", name, v.Label.SV, v.Label.EN),
			text("Lägg till kolumnen.", "Add the column."))
		f.Column, f.Row = name, h.row
		findings = append(findings, f)
	}
	return findings
}

// unknownColumn is the note about a column that is not stored.
func unknownColumn(shown string) table.Finding {
	f := note(RuleUnknown, code.Text{
		SV: "Kolumnen finns inte i datamängden och sparas inte.",
		EN: "The column is not part of the dataset and is not stored.",
	}, code.Text{
		SV: "Inget behöver göras. Ta bort kolumnen ur uttaget om den inte behövs.",
		EN: "Nothing needs doing. Remove the column from the extract if it is not needed.",
	})
	f.Column = shown
	return f
}
