package contract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/code"
)

// Problem is one mistake in the contract's YAML. Line and Column count from 1;
// 0 means the whole file.
type Problem struct {
	File         string
	Line, Column int
	Message      code.Text
}

// In writes the problem in one language, as file:line:column: message.
func (p Problem) In(lang code.Lang) string {
	if p.Line == 0 {
		return p.File + ": " + p.Message.In(lang)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message.In(lang))
}

// Problems are all mistakes of a contract, ordered by file and position. Load's
// error for what somebody wrote is always a Problems.
type Problems []Problem

// Error writes one problem per line, in Swedish.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.In(code.Swedish)
	}
	return strings.Join(lines, "\n")
}

// report collects problems while the files are read and checked.
type report struct{ problems Problems }

func (r *report) add(at place, sv, en string) {
	r.problems = append(r.problems, Problem{at.file, at.line, at.column, code.Text{SV: sv, EN: en}})
}

// addf is add with the same values in both languages.
func (r *report) addf(at place, sv, en string, args ...any) {
	r.add(at, fmt.Sprintf(sv, args...), fmt.Sprintf(en, args...))
}

// err is nil when nothing was reported.
func (r *report) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(r.problems)
}
