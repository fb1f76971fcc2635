package lake

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// checkFile holds a part's file against its digest, the columns of its table
// and its key, and gives its size. delivery is what leverans must say.
//
// Differences come back as one MismatchError; an unreadable file as any error.
func checkFile(file string, p Part, delivery string, columns []Column) (size int64, err error) {
	digest, size, err := hashFile(file)
	if err != nil {
		return 0, err
	}
	if digest != p.SHA256 {
		return 0, &MismatchError{p.Key, []string{"the file's digest is not the stated one"}}
	}
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	problems, err := checkContent(f, size, p, delivery, columns)
	if err == nil && problems != nil {
		err = &MismatchError{p.Key, problems}
	}
	return size, err
}

// checkContent checks an open file. The file comes from the worker process,
// which has read what a supplier sent: should it be crafted, only its footer, of
// bounded size, is read here, and a panic of the Parquet reader is a finding too.
func checkContent(f io.ReaderAt, size int64, p Part, delivery string, columns []Column) (problems []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			problems, err = []string{"not a sound Parquet file"}, nil
		}
	}()
	if !framed(f, size) {
		return []string{"not a Parquet file"}, nil
	}
	pf, err := parquet.OpenFile(f, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return []string{"not a Parquet file: " + err.Error()}, nil
	}
	problems = checkColumns(pf.Root(), columns)
	rows := int64(0)
	for _, group := range pf.Metadata().RowGroups {
		rows += group.NumRows
	}
	if rows != p.Rows || pf.NumRows() != p.Rows {
		problems = append(problems, fmt.Sprintf("%d rows, want %d", rows, p.Rows))
	}
	if problems != nil {
		return problems, nil
	}
	return checkConstants(pf.Metadata().RowGroups, p, delivery)
}

// maxFooter is far beyond the footer of any file that we write.
const maxFooter = 8 << 20

// framed looks at the file's first and last bytes: the magic, and a footer
// length that fits (the reader would allocate whatever it says).
func framed(f io.ReaderAt, size int64) bool {
	const magic = "PAR1"
	var first [4]byte
	var last [8]byte
	if size < 12 {
		return false
	}
	if _, err := f.ReadAt(first[:], 0); err != nil {
		return false
	}
	if _, err := f.ReadAt(last[:], size-8); err != nil {
		return false
	}
	footer := int64(binary.LittleEndian.Uint32(last[:4]))
	return string(first[:]) == magic && string(last[4:]) == magic && footer <= min(maxFooter, size-12)
}

func checkColumns(root *parquet.Column, columns []Column) []string {
	var problems []string
	found := map[string]bool{}
	for _, c := range root.Columns() {
		found[c.Name()] = true
	}
	wanted := map[string]bool{}
	for _, want := range columns {
		wanted[want.Name] = true
		if !found[want.Name] {
			problems = append(problems, fmt.Sprintf("column %s is missing", want.Name))
			continue
		}
		problems = append(problems, checkColumn(root.Column(want.Name), want)...)
	}
	for _, c := range root.Columns() {
		if !wanted[c.Name()] {
			problems = append(problems, fmt.Sprintf("column %q is not in the contract", c.Name()))
		}
	}
	return problems
}

func checkColumn(c *parquet.Column, want Column) []string {
	if !c.Leaf() || c.Repeated() {
		return []string{fmt.Sprintf("column %s is nested or repeated", want.Name)}
	}
	var problems []string
	if c.ID() != want.ID {
		problems = append(problems, fmt.Sprintf("column %s has field id %d, want %d", want.Name, c.ID(), want.ID))
	}
	if !physical(c.Type(), want.Type) {
		problems = append(problems, fmt.Sprintf("column %s is %s, want %s", want.Name, c.Type(), want.Type))
	}
	if c.Required() != want.Required {
		problems = append(problems, fmt.Sprintf("column %s: required is %t, want %t", want.Name, c.Required(), want.Required))
	}
	return problems
}

// physical reports whether a Parquet type is the one for a column type.
func physical(t parquet.Type, want Type) bool {
	var logical format.LogicalTypeValue
	if l := t.LogicalType(); l != nil {
		logical = l.Value
	}
	switch want {
	case String:
		_, text := logical.(*format.StringType)
		return t.Kind() == parquet.ByteArray && text
	case Date:
		_, date := logical.(*format.DateType)
		return t.Kind() == parquet.Int32 && date
	case Decimal:
		d, decimal := logical.(*format.DecimalType)
		return t.Kind() == parquet.Int64 && decimal && d.Precision == precision && d.Scale == scale
	case Int:
		return t.Kind() == parquet.Int32 && plainInteger(logical, 32)
	case Long:
		return t.Kind() == parquet.Int64 && plainInteger(logical, 64)
	}
	return false
}

// plainInteger allows no annotation, or signed and as wide as the type.
func plainInteger(logical format.LogicalTypeValue, bits int8) bool {
	if logical == nil {
		return true
	}
	i, integer := logical.(*format.IntType)
	return integer && i.IsSigned && i.BitWidth == bits
}

// checkConstants holds the statistics of the system columns against the key:
// in every row group the least and the greatest value must be the key's. Pages
// are not read. A wrong value is not repeated in the message.
func checkConstants(groups []format.RowGroup, p Part, delivery string) ([]string, error) {
	y, err := year(p.Period)
	if err != nil {
		return nil, err
	}
	want := []struct {
		column, text string
		value        []byte
	}{
		{"leverans", delivery, []byte(delivery)},
		{"insamling", p.Collection, []byte(p.Collection)},
		{"kommun", p.Municipality, []byte(p.Municipality)},
		{"period", p.Period, []byte(p.Period)},
		{"ar", strconv.Itoa(y), binary.LittleEndian.AppendUint32(nil, uint32(y))},
	}
	var problems []string
	for _, w := range want {
		for _, group := range groups {
			if !constant(group, w.column, w.value) {
				problems = append(problems, fmt.Sprintf("column %s does not say %q in every row, or lacks statistics", w.column, w.text))
				break
			}
		}
	}
	return problems, nil
}

func constant(group format.RowGroup, column string, want []byte) bool {
	for _, chunk := range group.Columns {
		if path := chunk.MetaData.PathInSchema; len(path) == 1 && path[0] == column {
			s := chunk.MetaData.Statistics
			return bytes.Equal(s.MinValue, want) && bytes.Equal(s.MaxValue, want) && s.NullCount == 0
		}
	}
	return false
}
