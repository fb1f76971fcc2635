package pseudonymise

import (
	"context"
	"errors"

	"jamfor/pipeline/code"
	"jamfor/pipeline/intake"
)

// ErrChanged tells that the file is not what Check saw: it changed between the
// two readings. What was written must be thrown away.
var ErrChanged = code.Problem("filen ändrades medan den lästes", "the file changed while it was read")

// Output takes the rows of one table.
type Output interface {
	// Row takes one row's cells; they are valid until the call returns.
	Row(cells [][]byte) error
	Close() error
}

// Sink opens an output for a table's columns. Index counts the file's tables
// from 0; dataset is empty where it is not told; zero are the datasets that the
// table says are empty on purpose.
type Sink func(index int, dataset string, columns, zero []string) (Output, error)

// OwnID tells one id of the supplier's own and the pseudonym that it became.
type OwnID func(role Role, municipality, id string, pseudonym []byte) error

// Write reads a file that Check found without problems and writes its tables.
// own may be nil. A row that Check did not see the like of is ErrChanged.
func Write(ctx context.Context, file intake.File, o Options, sink Sink, own OwnID) ([]Tally, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	var tallies []Tally
	_, err := intake.ReadRaw(ctx, file, o.raw(), func(t *intake.RawTable) error {
		tally, err := o.write(len(tallies), t, sink, own)
		tallies = append(tallies, tally)
		return err
	})
	return tallies, err
}

func (o Options) write(index int, t *intake.RawTable, sink Sink, own OwnID) (tally Tally, err error) {
	l := o.plan(t)
	w := newWorker(o, l)
	g, handles := o.guard(l)
	names := make([]string, len(l.columns))
	for i, c := range l.columns {
		names[i] = c.name
	}
	dataset := ""
	if all := o.datasets(t); len(all) == 1 {
		dataset = all[0]
	}
	out, err := sink(index, dataset, names, t.Zero)
	if err != nil {
		return w.tally, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	ids := newOwnIDs(own)
	err = t.Each(func(row int, cells [][]byte) error {
		worked, faults := w.row(cells)
		for i, c := range l.columns {
			if c.role == "" && len(worked[i]) > 0 {
				g.Cell(handles[i], row, worked[i])
			}
		}
		if len(faults) > 0 || g.Hits() > 0 {
			return ErrChanged
		}
		if err := ids.take(w, cells, worked); err != nil {
			return err
		}
		return out.Row(worked)
	})
	return w.tally, err
}
