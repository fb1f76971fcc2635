package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// index is one set of one release in memory: a small key for each row, to find
// it by, and its columns as released text. About 120 bytes a row.
type index struct {
	set        string
	rows       []rowKey
	text       string   // the columns of all rows, each ended by separator
	starts     []uint32 // where each row begins in text, and where the last ends
	indicators []string // by number, sorted
	areas      []area.ID
	numbers    map[area.ID]uint16 // of the areas
	classes    []class            // of splits; the first is the undivided
	periods    []code.Period
	days       [][2]string     // of the periods: first and last, YYYY-MM-DD
	spans      map[string]span // rows of an indicator
}

// class is what a row of a split indicator is of; zero for the undivided.
type class struct{ age, dimension, category string }

// span is a half-open range of rows.
type span struct{ from, to int }

// rowKey is what rows are found by.
type rowKey struct {
	indicator, area, period uint16
	class                   uint16
	sex                     byte // T, K, M
	status                  byte // number in statuses
	divided                 bool // has an age group or a category: one of several rows of the same key
}

// separator ends a column in index.text; no published text holds it.
const separator = '\x1f'

// statuses lists the statuses by the numbers that row keys hold.
func statuses() []code.Status {
	return []code.Status{code.OK, code.Missing, code.NotApplicable, code.Suppressed}
}

// maxSetText is the most text an index holds: starts are 32 bits.
const maxSetText = math.MaxUint32

// errTooLarge tells of a set with more rows or texts than an index can number.
var errTooLarge = errors.New("the set is too large to serve")

// readIndex makes the index of a set from its released CSV.
func readIndex(ctx context.Context, set string, r io.Reader) (*index, error) {
	b := indexBuilder{
		x: &index{set: set, spans: map[string]span{}, classes: []class{{}}}, columns: release.Columns(),
		areas: map[area.ID]uint16{}, periods: map[code.Period]uint16{}, classes: map[class]uint16{{}: 0},
	}
	for o, err := range release.ReadCSV(r) {
		if err == nil && len(b.x.rows)%4096 == 0 {
			err = ctx.Err()
		}
		if err == nil {
			err = b.add(&o)
		}
		if err != nil {
			return nil, fmt.Errorf("index set %s: %w", set, err)
		}
	}
	return b.done(), nil
}

type indexBuilder struct {
	x       *index
	columns []release.Column
	text    strings.Builder
	areas   map[area.ID]uint16
	periods map[code.Period]uint16
	classes map[class]uint16
}

func (b *indexBuilder) add(o *observation.Observation) error {
	x := b.x
	if n := len(x.indicators); n == 0 || x.indicators[n-1] != o.Indicator {
		if _, again := x.spans[o.Indicator]; again {
			return fmt.Errorf("indicator %s: its rows are not together", o.Indicator)
		}
		x.indicators = append(x.indicators, o.Indicator)
		x.spans[o.Indicator] = span{len(x.rows), len(x.rows)}
	}
	status := slices.Index(statuses(), o.Status)
	if status < 0 || !slices.Contains(code.PublishedSexes, o.Sex) {
		return fmt.Errorf("indicator %s: unknown status or sex", o.Indicator)
	}
	key := rowKey{
		indicator: uint16(len(x.indicators) - 1), area: number(b.areas, &x.areas, o.Area),
		period: number(b.periods, &x.periods, o.Period), class: number(b.classes, &x.classes, class{o.AgeGroup, o.Dimension, o.Category}),
		sex: o.Sex[0], status: byte(status),
	}
	key.divided = key.class != 0
	x.starts = append(x.starts, uint32(b.text.Len()))
	for _, c := range b.columns {
		text := c.Text(o)
		if o.Status == code.Suppressed && text != "" && !told(c) {
			return fmt.Errorf("indicator %s: %w: column %s", o.Indicator, errHiddenTold, c.Name)
		}
		if strings.IndexByte(text, separator) >= 0 {
			return fmt.Errorf("indicator %s: a control character in column %s", o.Indicator, c.Name)
		}
		b.text.WriteString(text)
		b.text.WriteByte(separator)
	}
	if b.text.Len() > maxSetText || max(len(x.indicators), len(x.areas), len(x.periods), len(x.classes)) > math.MaxUint16 {
		return errTooLarge
	}
	x.rows = append(x.rows, key)
	s := x.spans[o.Indicator]
	s.to = len(x.rows)
	x.spans[o.Indicator] = s
	return nil
}

// errHiddenTold tells of a hidden row that says something of its value. Such a
// release was not made by this program and is not served.
var errHiddenTold = errors.New("a suppressed row tells of its value")

// told reports whether a hidden row may fill the column: its key, its status and
// the words for it.
func told(c release.Column) bool {
	switch c.Name {
	case "area_name", "status", "flags", "reason":
		return true
	}
	return c.Key
}

// number gives each new value the next number.
func number[T comparable](numbers map[T]uint16, list *[]T, value T) uint16 {
	n, known := numbers[value]
	if !known {
		n = uint16(len(*list))
		numbers[value] = n
		*list = append(*list, value)
	}
	return n
}

func (b *indexBuilder) done() *index {
	b.x.text, b.x.numbers = b.text.String(), b.areas
	b.x.starts = append(b.x.starts, uint32(len(b.x.text)))
	for _, p := range b.x.periods {
		b.x.days = append(b.x.days, [2]string{p.Start().Format(time.DateOnly), p.End().Format(time.DateOnly)})
	}
	b.x.rows = slices.Clip(b.x.rows)
	b.x.starts = slices.Clip(b.x.starts)
	return b.x
}

// columns fills into with the row's columns as released text.
func (x *index) columns(row int, into []string) []string {
	text := x.text[x.starts[row]:x.starts[row+1]]
	into = into[:0]
	for len(text) > 0 {
		end := strings.IndexByte(text, separator)
		into = append(into, text[:end])
		text = text[end+1:]
	}
	return into
}

// comparePeriods orders periods by when they begin, then end.
func comparePeriods(a, b code.Period) int {
	return cmp.Or(a.Start().Compare(b.Start()), a.End().Compare(b.End()))
}

// columnNumber is a column's place in a row, by its name.
func columnNumber(name string) int {
	return slices.IndexFunc(release.Columns(), func(c release.Column) bool { return c.Name == name })
}
