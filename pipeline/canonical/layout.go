package canonical

import (
	"fmt"
	"math"
	"slices"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// Layout says how rows are sorted: by municipality, then by the sort columns in
// order, then by source row. It is immutable.
type Layout struct {
	Dataset string
	Columns []Column            // all columns but the system columns; order of the rows given back
	sort    []int               // indexes into Columns: the key
	rest    []int               // indexes of the others
	codes   []map[string]uint16 // by column: place of each code in its list
}

// NewLayout sorts a dataset by its parent's key columns, then by its own other
// key columns. Streams of parent and child can then be joined (see HasParent).
func NewLayout(c *contract.Contract, dataset string) (*Layout, error) {
	s, err := NewSchema(c, dataset)
	if err != nil {
		return nil, err
	}
	d := c.Datasets[dataset]
	var names []string
	if parent := c.Datasets[d.Parent]; parent != nil {
		names = parent.Key()
	}
	for _, name := range d.Key() {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	var columns []Column
	for _, col := range s.Columns {
		if !col.System {
			columns = append(columns, col)
		}
	}
	return MakeLayout(dataset, columns, names)
}

// MakeLayout sorts rows of the given columns by the named ones.
func MakeLayout(dataset string, columns []Column, by []string) (*Layout, error) {
	l := &Layout{Dataset: dataset, Columns: columns}
	for _, name := range by {
		i := slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("lay out %s: no column %q to sort by", dataset, name)
		}
		l.sort = append(l.sort, i)
	}
	for i, c := range columns {
		if !slices.Contains(l.sort, i) {
			l.rest = append(l.rest, i)
		}
		codes, err := codePlaces(c)
		if err != nil {
			return nil, fmt.Errorf("lay out %s: %w", dataset, err)
		}
		l.codes = append(l.codes, codes)
	}
	return l, nil
}

// codePlaces numbers the codes of a column's list in the order of their text.
func codePlaces(c Column) (map[string]uint16, error) {
	if c.List == nil {
		return nil, nil
	}
	places := make(map[string]uint16, len(c.List.Entries))
	for i, e := range c.List.Entries {
		if i > math.MaxUint16 || i > 0 && e.Code <= c.List.Entries[i-1].Code {
			return nil, fmt.Errorf("list %s is too long or not ordered by code", c.List.Name)
		}
		places[e.Code] = uint16(i)
	}
	return places, nil
}

// newBatch is an empty batch of the layout's columns with room for n rows, the
// column kommun first.
func (l *Layout) newBatch(n int) *table.Batch {
	b := &table.Batch{Dataset: l.Dataset, Row: make([]int, 0, n)}
	b.Columns = append(b.Columns, newColumn(Column{Name: municipalityColumn, Type: contract.Code}, n))
	for _, c := range l.Columns {
		b.Columns = append(b.Columns, newColumn(c, n))
	}
	return b
}

const municipalityColumn = "kommun"
