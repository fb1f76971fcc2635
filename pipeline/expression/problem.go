package expression

import (
	"fmt"
	"sort"
	"strings"
)

// Message is a text for users in Swedish and English. It converts to the
// project's bilingual text.
type Message struct{ SV, EN string }

// Problem is one mistake in an expression. Line and Column count from 1;
// columns count characters, not bytes.
type Problem struct {
	Line, Column int
	Message      Message
	Hint         Message // what to do; may be empty
}

// Error writes the problem in Swedish and English.
func (p Problem) Error() string {
	return fmt.Sprintf("%d:%d: %s / %s", p.Line, p.Column, join(p.Message.SV, p.Hint.SV), join(p.Message.EN, p.Hint.EN))
}

func join(message, hint string) string {
	if hint == "" {
		return message
	}
	return message + " (" + hint + ")"
}

// Problems are all mistakes of one expression, ordered by position. Parse
// returns at most one, Check all there are.
type Problems []Problem

// Error writes one problem per line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

func (ps Problems) sorted() Problems {
	sort.SliceStable(ps, func(i, j int) bool {
		if ps[i].Line != ps[j].Line {
			return ps[i].Line < ps[j].Line
		}
		return ps[i].Column < ps[j].Column
	})
	return ps
}

// position is a place in the source.
type position struct{ line, column int }

func (p position) problem(sv, en string) Problem {
	return Problem{Line: p.line, Column: p.column, Message: Message{sv, en}}
}

func (p Problem) hint(sv, en string) Problem {
	p.Hint = Message{sv, en}
	return p
}
