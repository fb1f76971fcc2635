package synthetic

import (
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"jamfor/pipeline/contract"
)

// parquetRows writes typed columns as an analysis tool would export them.
type parquetRows struct {
	file   *os.File
	writer *parquet.GenericWriter[any]
	types  []contract.Type
	order  []int // position of our column i in the file
	row1   parquet.Row
}

func newParquet(c *contract.Contract, dataset, path string, brotli bool) (*parquetRows, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	w := &parquetRows{file: file, types: typesOf(c, dataset)}
	group := parquet.Group{}
	for i, name := range columns[dataset] {
		group[name] = parquet.Optional(parquetNode(w.types[i]))
	}
	schema := parquet.NewSchema(dataset, group)
	at := map[string]int{}
	for i, field := range schema.Fields() {
		at[field.Name()] = i
	}
	for _, name := range columns[dataset] {
		w.order = append(w.order, at[name])
	}
	var codec compress.Codec = &parquet.Snappy
	if brotli {
		codec = &parquet.Brotli
	}
	w.writer = parquet.NewGenericWriter[any](file, schema, parquet.Compression(codec), parquet.CreatedBy("jamfor synthetic", "1", "0"))
	w.row1 = make(parquet.Row, len(w.order))
	return w, nil
}

func parquetNode(t contract.Type) parquet.Node {
	switch t {
	case contract.Integer, contract.Year:
		return parquet.Int(64)
	case contract.Decimal:
		return parquet.Leaf(parquet.DoubleType)
	case contract.Date:
		return parquet.Date()
	}
	return parquet.String()
}

func (w *parquetRows) row(values []string) error {
	for i, text := range values {
		value, err := parquetValue(w.types[i], text)
		if err != nil {
			return err
		}
		level := 1
		if value.IsNull() {
			level = 0
		}
		w.row1[w.order[i]] = value.Level(0, level, w.order[i])
	}
	_, err := w.writer.WriteRows([]parquet.Row{w.row1})
	return err
}

func parquetValue(t contract.Type, text string) (parquet.Value, error) {
	if text == "" {
		return parquet.NullValue(), nil
	}
	switch t {
	case contract.Integer, contract.Year:
		n, err := strconv.ParseInt(text, 10, 64)
		return parquet.Int64Value(n), err
	case contract.Decimal:
		x, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
		return parquet.DoubleValue(x), err
	case contract.Date:
		at, err := time.Parse(time.DateOnly, text)
		return parquet.Int32Value(int32(at.Unix() / 86400)), err
	}
	return parquet.ByteArrayValue([]byte(text)), nil
}

func (w *parquetRows) close() error {
	err := w.writer.Close()
	if closeErr := w.file.Close(); err == nil {
		err = closeErr
	}
	return err
}
