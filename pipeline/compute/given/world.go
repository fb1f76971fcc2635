package given

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/table"
)

// World is a small lake made of given rows: a folder of canonical Parquet files
// and the deliveries in force. It follows the lake's rule that a delivery with a
// higher sequence number replaces the earlier one of the same municipality,
// collection and period whole.
type World struct {
	dir        string
	deliveries []lake.InForce
	files      map[string][]lake.File // by dataset
}

var _ compute.View = (*World)(nil)

// NewWorld writes the deliveries' rows into a folder. Cells are read as the core
// model types them; a cell that does not fit is an error naming dataset, row and
// column.
func NewWorld(dir string, deliveries []indicator.TestDelivery) (*World, error) {
	w := &World{dir: dir, files: map[string][]lake.File{}}
	for i, d := range inForce(deliveries) {
		if err := w.deliver(i, d); err != nil {
			return nil, fmt.Errorf("deliver %s %s %s: %w", d.Municipality, d.Collection, d.Period, err)
		}
	}
	return w, nil
}

// inForce keeps the delivery with the highest sequence number of each key.
func inForce(deliveries []indicator.TestDelivery) []indicator.TestDelivery {
	key := func(d indicator.TestDelivery) string {
		return d.Collection + " " + d.Period.String() + " " + d.Municipality
	}
	newest := map[string]indicator.TestDelivery{}
	for _, d := range deliveries {
		if have, found := newest[key(d)]; !found || d.Sequence >= have.Sequence {
			newest[key(d)] = d
		}
	}
	kept := make([]indicator.TestDelivery, 0, len(newest))
	for _, d := range newest {
		kept = append(kept, d)
	}
	slices.SortFunc(kept, func(a, b indicator.TestDelivery) int { return cmp.Compare(key(a), key(b)) })
	return kept
}

func (w *World) deliver(number int, d indicator.TestDelivery) error {
	in := lake.InForce{
		Municipality: d.Municipality, Collection: d.Collection, Period: d.Period.String(),
		Outcome: lake.AcceptedShare, Delivery: "given-" + strconv.Itoa(number+1), Sequence: d.Sequence,
		ContentSHA256: contentOf(d),
	}
	if d.Zero {
		in.Outcome = lake.ZeroShare
	}
	for _, t := range d.Tables {
		if len(t.Rows) == 0 {
			continue
		}
		file := lake.File{
			Key:      lake.Key{Municipality: d.Municipality, Collection: d.Collection, Period: in.Period, Dataset: t.Dataset},
			Delivery: in.Delivery, Rows: int64(len(t.Rows)),
			Path: filepath.Join(w.dir, fmt.Sprintf("%s_%s.parquet", in.Delivery, t.Dataset)),
		}
		if err := writeTable(file, d.Period.YearNumber(), t); err != nil {
			return err
		}
		in.Rows += file.Rows
		w.files[t.Dataset] = append(w.files[t.Dataset], file)
	}
	w.deliveries = append(w.deliveries, in)
	return nil
}

func writeTable(file lake.File, year int, t indicator.TestTable) (err error) {
	schema, err := canonical.NewSchema(contract.Core(), t.Dataset)
	if err != nil {
		return err
	}
	batch, err := batchOf(t)
	if err != nil {
		return err
	}
	out, err := os.Create(file.Path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	writer, err := canonical.NewWriter(out, schema, canonical.Identity{
		Delivery: file.Delivery, Collection: file.Collection, Municipality: file.Municipality, Period: file.Period, Year: year,
	})
	if err != nil {
		return err
	}
	if err := writer.Write(batch, 0, batch.Len()); err != nil {
		return fmt.Errorf("dataset %s: %w", t.Dataset, err)
	}
	_, err = writer.Close()
	return err
}

// batchOf types the cells of a table.
func batchOf(t indicator.TestTable) (*table.Batch, error) {
	b := &table.Batch{Dataset: t.Dataset, Row: make([]int, len(t.Rows))}
	for i := range t.Rows {
		b.Row[i] = i + 1
	}
	dataset := contract.Core().Datasets[t.Dataset]
	for j, name := range t.Columns {
		v := dataset.Variable(name)
		if v == nil {
			return nil, fmt.Errorf("dataset %s has no column %s", t.Dataset, name)
		}
		c := table.Column{Name: name, Kind: v.Type.Kind()}
		for i, row := range t.Rows {
			if err := appendCell(&c, v.Type, row[j]); err != nil {
				return nil, fmt.Errorf("dataset %s row %d column %s: %w", t.Dataset, i+1, name, err)
			}
		}
		b.Columns = append(b.Columns, c)
	}
	return b, nil
}

func appendCell(c *table.Column, t contract.Type, cell string) (err error) {
	c.Valid = append(c.Valid, cell != "")
	if c.Kind == table.Text {
		c.Text = append(c.Text, cell)
		return nil
	}
	var n int64
	if cell != "" {
		switch t {
		case contract.Date:
			var day time.Time
			day, err = time.Parse(time.DateOnly, cell)
			n = day.Unix() / (24 * 60 * 60)
		case contract.Decimal:
			n, err = scaled(cell)
		default:
			n, err = strconv.ParseInt(cell, 10, 64)
		}
	}
	c.Int = append(c.Int, n)
	return err
}

// scaled reads a decimal number with at most table.Scale decimals.
func scaled(cell string) (int64, error) {
	whole, fraction, _ := strings.Cut(cell, ".")
	if len(fraction) > table.Scale {
		return 0, fmt.Errorf("more than %d decimals", table.Scale)
	}
	return strconv.ParseInt(whole+fraction+strings.Repeat("0", table.Scale-len(fraction)), 10, 64)
}

// Columns are the contract's.
func (w *World) Columns(_ context.Context, dataset string) ([]lake.Column, error) {
	return lake.Schema(contract.Core(), dataset)
}

// Files lists what was written of a dataset.
func (w *World) Files(_ context.Context, dataset string, s lake.Selection) ([]lake.File, error) {
	return slices.DeleteFunc(slices.Clone(w.files[dataset]), func(f lake.File) bool {
		return !selected(s, f.Collection, f.Period)
	}), nil
}

// Deliveries lists the deliveries in force.
func (w *World) Deliveries(_ context.Context, s lake.Selection) ([]lake.InForce, error) {
	return slices.DeleteFunc(slices.Clone(w.deliveries), func(d lake.InForce) bool {
		return !selected(s, d.Collection, d.Period)
	}), nil
}

func selected(s lake.Selection, collection, period string) bool {
	return (len(s.Collections) == 0 || slices.Contains(s.Collections, collection)) &&
		(len(s.Periods) == 0 || slices.Contains(s.Periods, period))
}

// contentOf is the digest of a delivery's rows.
func contentOf(d indicator.TestDelivery) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", d.Tables))
	return hex.EncodeToString(sum[:])
}
