package lake

import (
	"context"
	"errors"
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
func checkFile(ctx context.Context, file string, p Part, delivery string, columns []Column) (size int64, err error) {
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
	pf, err := parquet.OpenFile(f, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return 0, &MismatchError{p.Key, []string{"not a Parquet file: " + err.Error()}}
	}
	problems := checkColumns(pf.Root(), columns)
	if pf.NumRows() != p.Rows {
		problems = append(problems, fmt.Sprintf("%d rows, want %d", pf.NumRows(), p.Rows))
	}
	if problems == nil {
		if problems, err = checkConstants(ctx, pf, p, delivery); err != nil {
			return 0, err
		}
	}
	if problems != nil {
		return 0, &MismatchError{p.Key, problems}
	}
	return size, nil
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

// checkConstants reads the system columns: each must say in every row what the
// key says. A wrong value is not repeated in the message.
func checkConstants(ctx context.Context, pf *parquet.File, p Part, delivery string) ([]string, error) {
	y, err := year(p.Period)
	if err != nil {
		return nil, err
	}
	want := map[string]string{
		"leverans": delivery, "insamling": p.Collection, "kommun": p.Municipality, "period": p.Period, "ar": strconv.Itoa(y),
	}
	var problems []string
	for _, column := range pf.Root().Columns() {
		value, constant := want[column.Name()]
		if !constant {
			continue
		}
		same, err := everyValueIs(ctx, column.Pages(), value)
		if err != nil {
			return nil, fmt.Errorf("read column %s: %w", column.Name(), err)
		}
		if !same {
			problems = append(problems, fmt.Sprintf("column %s does not say %q in every row", column.Name(), value))
		}
	}
	return problems, nil
}

func everyValueIs(ctx context.Context, pages parquet.Pages, want string) (same bool, err error) {
	defer func() { err = errors.Join(err, pages.Close()) }()
	buffer := make([]parquet.Value, 512)
	for {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		same, err := pageIs(page.Values(), buffer, want)
		parquet.Release(page)
		if err != nil || !same {
			return false, err
		}
	}
}

func pageIs(values parquet.ValueReader, buffer []parquet.Value, want string) (bool, error) {
	for {
		n, err := values.ReadValues(buffer)
		for _, v := range buffer[:n] {
			if v.IsNull() || v.String() != want {
				return false, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}
