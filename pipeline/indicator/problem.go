package indicator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/code"
)

// Problem is one mistake in a file that people write: a definition, a set or a
// test. Line and Column count from 1; 0 means the whole file.
type Problem struct {
	File         string
	Line, Column int
	Message      code.Text
	Hint         code.Text // what to do; may be empty
}

// In writes the problem in one language, as file:line:column: message (hint).
func (p Problem) In(lang code.Lang) string {
	text := p.Message.In(lang)
	if hint := p.Hint.In(lang); hint != "" {
		text += " (" + hint + ")"
	}
	return p.where() + ": " + text
}

func (p Problem) where() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problems are all mistakes found in one go, ordered by file and position.
// Every error that this package returns for what a user wrote is a Problems.
type Problems []Problem

// Error writes one problem per line, in Swedish.
func (ps Problems) Error() string { return ps.In(code.Swedish) }

// In writes one problem per line in one language.
func (ps Problems) In(lang code.Lang) string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.In(lang)
	}
	return strings.Join(lines, "\n")
}

// report collects problems while files are read and checked.
type report struct{ problems Problems }

func (r *report) add(at place, sv, en string) *Problem {
	r.problems = append(r.problems, Problem{File: at.file, Line: at.line, Column: at.column, Message: code.Text{SV: sv, EN: en}})
	return &r.problems[len(r.problems)-1]
}

func (p *Problem) hint(sv, en string) { p.Hint = code.Text{SV: sv, EN: en} }

// err is nil when nothing was reported.
func (r *report) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.CompactFunc(r.problems, func(a, b Problem) bool { return a == b })
}
