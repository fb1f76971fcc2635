package worker

import (
	"context"
	"errors"
	"io"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// eachRows calls do for every run of a finished sorter's rows.
func eachRows(ctx context.Context, s *canonical.Sorter, do func(*canonical.Rows) error) error {
	stream, err := s.Stream()
	if err != nil {
		return err
	}
	rows := s.NewRows()
	for {
		err := stream.Next(ctx, rows)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := do(rows); err != nil {
			return err
		}
	}
}

// sorted shows rows to the rules.
func sorted(rows *canonical.Rows) validate.Sorted {
	return validate.Sorted{Batch: &rows.Batch, Keys: rows.Keys, Source: rows.Source}
}

// copyRows adds all rows of one sorter to another of the same layout.
func copyRows(ctx context.Context, from, to *canonical.Sorter) error {
	return eachRows(ctx, from, func(rows *canonical.Rows) error {
		return addBySource(ctx, to, rows, func(*table.Batch) {})
	})
}

// addBySource adds sorted rows to another sorter in stretches of one source, so
// that each row keeps its place in the delivery. change may rename the columns
// of the stretch.
func addBySource(ctx context.Context, to *canonical.Sorter, rows *canonical.Rows, change func(*table.Batch)) error {
	for from := 0; from < rows.Len(); {
		end := from + 1
		for end < rows.Len() && rows.Sources[end] == rows.Sources[from] {
			end++
		}
		stretch := slice(&rows.Batch, from, end)
		stretch.File, stretch.Sheet = rows.Source(from)
		change(stretch)
		if err := to.Add(ctx, stretch, nil); err != nil {
			return err
		}
		from = end
	}
	return nil
}

// slice is the rows from (including) to end of a batch, sharing its values.
func slice(b *table.Batch, from, end int) *table.Batch {
	out := &table.Batch{Dataset: b.Dataset, File: b.File, Sheet: b.Sheet, Row: b.Row[from:end]}
	for _, c := range b.Columns {
		part := table.Column{Name: c.Name, Kind: c.Kind, Valid: c.Valid[from:end]}
		if c.Kind == table.Text {
			part.Text = c.Text[from:end]
		} else {
			part.Int = c.Int[from:end]
		}
		out.Columns = append(out.Columns, part)
	}
	return out
}

// appendRow copies a row to the end of out and gives it a municipality.
func appendRow(out, from *table.Batch, row int, municipality string) {
	if out.Columns == nil {
		for _, c := range from.Columns {
			out.Columns = append(out.Columns, table.Column{Name: c.Name, Kind: c.Kind})
		}
	}
	out.Row = append(out.Row, from.Row[row])
	for n := range from.Columns {
		source, to := &from.Columns[n], &out.Columns[n]
		if n == 0 {
			to.Valid, to.Text = append(to.Valid, true), append(to.Text, municipality)
			continue
		}
		to.Valid = append(to.Valid, source.Valid[row])
		if source.Kind == table.Text {
			to.Text = append(to.Text, source.Text[row])
		} else {
			to.Int = append(to.Int, source.Int[row])
		}
	}
}
