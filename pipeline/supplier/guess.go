package supplier

import (
	"context"
	"errors"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
)

// guess proposes a mapping from a file's headings and its first values. What it
// proposes is for a person to finish: a value that it cannot place is written as
// a question, never as a code.
type guess struct {
	contract   *contract.Contract
	collection *contract.Collection
	sheet      string
	columns    []sourceColumn
}

// sourceColumn is what was seen of one column of the file.
type sourceColumn struct {
	heading string
	values  []string // different ones in the order met, at most maxSeen; nil when they are no codes
	many    bool     // more than maxSeen different values: no codes
	private bool     // a value could be an identity, a pseudonym or a long text
}

const (
	guessRows = 5000 // rows looked at
	maxSeen   = 12   // different values that a code column has at most
	maxCode   = 40   // characters of a code
)

func newGuess(c *contract.Contract, col *contract.Collection) *guess {
	return &guess{contract: c, collection: col}
}

var errEnough = errors.New("enough rows")

// read looks at the first table of a file.
func (g *guess) read(ctx context.Context, file intake.File) error {
	rows, headed := 0, false
	err := intake.Walk(ctx, file, intake.Options{Contract: g.contract, Collection: g.collection.Name}, func(r intake.SourceRow) error {
		switch {
		case r.Cells == nil && r.Row == 0: // a sheet begins
			if headed {
				return errEnough
			}
		case !headed && (r.Heading || isHeadings(r.Cells)):
			headed, g.sheet = true, r.Sheet
			for _, cell := range r.Cells {
				g.columns = append(g.columns, sourceColumn{heading: strings.TrimSpace(string(cell))})
			}
		case headed:
			for i := range min(len(r.Cells), len(g.columns)) {
				g.columns[i].see(strings.TrimSpace(string(r.Cells[i])))
			}
			if rows++; rows >= guessRows {
				return errEnough
			}
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	if err == nil && !headed {
		err = code.Problem("filen har ingen rubrikrad som känns igen: rubriker är korta, olika texter i minst två kolumner", "the file has no heading row that can be told: headings are short, different texts in at least two columns")
	}
	return err
}

// isHeadings reports a row of at least two different short texts without
// numbers that could be data.
func isHeadings(cells [][]byte) bool {
	seen := map[string]bool{}
	for _, cell := range cells {
		text := strings.TrimSpace(string(cell))
		if text == "" {
			continue
		}
		if len(text) > 80 || seen[text] || !strings.ContainsFunc(text, func(r rune) bool { return r >= 'A' }) || !identity.Clean(text) {
			return false
		}
		seen[text] = true
	}
	return len(seen) >= 2
}

// see notes a value.
func (s *sourceColumn) see(value string) {
	if value == "" || s.many || s.private {
		return
	}
	if len([]rune(value)) > maxCode || !identity.Clean(value) || strings.Count(value, " ") > 4 || digits(value) > 5 || identity.ValidP1(value) {
		s.private, s.values = true, nil
		return
	}
	for _, have := range s.values {
		if have == value {
			return
		}
	}
	if len(s.values) == maxSeen {
		s.many, s.values = true, nil
		return
	}
	s.values = append(s.values, value)
}

func digits(text string) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}
