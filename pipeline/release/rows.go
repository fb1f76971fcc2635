package release

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"jamfor/pipeline/observation"
)

// CSVPath is the path of a set's observations inside a release folder.
func CSVPath(set string) string { return "data/" + set + ".csv" }

// ParquetPath is the path of the same rows as Parquet.
func ParquetPath(set string) string { return "data/" + set + ".parquet" }

// Rows reads a set's observations back from a release folder, in their order
// and one at a time. After an error nothing follows.
func Rows(dir, set string) iter.Seq2[observation.Observation, error] {
	return func(yield func(observation.Observation, error) bool) {
		name := filepath.Join(dir, filepath.FromSlash(CSVPath(set)))
		f, err := os.Open(name)
		if err != nil {
			yield(observation.Observation{}, fmt.Errorf("read observations: %w", err))
			return
		}
		defer f.Close() // read only: nothing can be lost
		for o, err := range ReadCSV(bufio.NewReaderSize(f, 1<<16)) {
			if err != nil {
				err = fmt.Errorf("read observations %s: %w", name, err)
			}
			if !yield(o, err) || err != nil {
				return
			}
		}
	}
}

// ReadCSV reads published observations from their CSV form.
func ReadCSV(r io.Reader) iter.Seq2[observation.Observation, error] {
	return func(yield func(observation.Observation, error) bool) {
		columns := Columns()
		reader := csv.NewReader(r)
		reader.ReuseRecord = true
		reader.FieldsPerRecord = len(columns)
		header, err := reader.Read()
		if err == nil && !slices.EqualFunc(columns, header, func(c Column, name string) bool { return c.Name == name }) {
			err = errors.New("the header is not that of this format")
		}
		if err != nil {
			yield(observation.Observation{}, err)
			return
		}
		for {
			record, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil { // names its line itself
				yield(observation.Observation{}, err)
				return
			}
			o, err := parseRow(columns, record)
			if err != nil {
				line, _ := reader.FieldPos(0)
				err = fmt.Errorf("line %d: %w", line, err)
			}
			if !yield(o, err) || err != nil {
				return
			}
		}
	}
}

func parseRow(columns []Column, record []string) (observation.Observation, error) {
	var o observation.Observation
	for i, c := range columns {
		if c.Required && record[i] == "" {
			return o, fmt.Errorf("column %s is empty", c.Name)
		}
		if err := c.read(&o, record[i]); err != nil {
			return o, fmt.Errorf("column %s: %w", c.Name, err)
		}
	}
	return o, nil
}
