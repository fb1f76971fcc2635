package worker

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// Rekeying writes a canonical file of ours anew with every pseudonym passed
// through the newest key of a chain: the step of a key rotation. The rows are
// sorted again, so the file is, byte for byte, what an ingest under the whole
// chain would have written. Memory is bounded as in an ingest. Nothing untrusted
// is read, so it needs no process of its own.
type Rekeying struct {
	Dataset      string
	Delivery     string // what the column leverans says
	Collection   string
	Municipality string
	Period       string
	Rows         int64 // that the file has
}

// ErrRows tells that a file does not have the rows that it is said to have.
var ErrRows = errors.New("another number of rows")

// Rekey reads the file and writes the new one to out. Persons are added to the
// sketch. It answers the SHA-256 of what it wrote, in hexadecimal. spill takes
// what does not fit in memory.
func (k Rekeying) Rekey(ctx context.Context, in io.ReaderAt, size int64, keys *identity.Keyer, spill canonical.File, persons *validate.Sketcher, out io.Writer) (digest string, err error) {
	c := contract.Core()
	schema, err := canonical.NewSchema(c, k.Dataset)
	if err != nil {
		return "", err
	}
	layout, err := canonical.NewLayout(c, k.Dataset)
	if err != nil {
		return "", err
	}
	sorter := canonical.NewSorter(layout, canonical.NewSpill(spill), 0)
	err = canonical.Read(in, size, schema, func(b *table.Batch) error {
		if err := rotate(schema, b, keys, persons); err != nil {
			return err
		}
		return sorter.Add(ctx, b, nil)
	})
	if err != nil {
		return "", fmt.Errorf("read rows of %s: %w", k.Dataset, err)
	}
	if sorter.Rows() != k.Rows {
		return "", fmt.Errorf("read rows of %s: %w", k.Dataset, ErrRows)
	}
	if err := sorter.Finish(ctx); err != nil {
		return "", err
	}
	return k.write(ctx, schema, sorter, out)
}

// rotate changes the pseudonyms of a batch.
func rotate(schema *canonical.Schema, b *table.Batch, keys *identity.Keyer, persons *validate.Sketcher) error {
	for i, c := range schema.Columns {
		if c.Type != contract.Pseudonym {
			continue
		}
		column := &b.Columns[i]
		for row, p2 := range column.Text {
			if !column.Valid[row] {
				continue
			}
			fresh, err := keys.Rotate(p2)
			if err != nil {
				return fmt.Errorf("rotate column %s: %w", c.Name, err) // the error holds no value
			}
			column.Text[row] = fresh
			if c.Name == personColumn {
				persons.Add(fresh)
			}
		}
	}
	return nil
}

func (k Rekeying) write(ctx context.Context, schema *canonical.Schema, sorter *canonical.Sorter, out io.Writer) (digest string, err error) {
	period, err := code.ParsePeriod(k.Period)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	buffer := bufio.NewWriterSize(io.MultiWriter(out, hash), partBuffer)
	file, err := canonical.NewWriter(buffer, schema, canonical.Identity{
		Delivery: k.Delivery, Collection: k.Collection, Municipality: k.Municipality,
		Period: k.Period, Year: period.YearNumber(), Rows: k.Rows,
	})
	if err != nil {
		return "", err
	}
	err = eachRows(ctx, sorter, func(rows *canonical.Rows) error { return file.Write(&rows.Batch, 0, rows.Len()) })
	if err != nil {
		return "", err
	}
	if _, err := file.Close(); err != nil {
		return "", err
	}
	if err := buffer.Flush(); err != nil {
		return "", fmt.Errorf("write rows of %s: %w", k.Dataset, err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
