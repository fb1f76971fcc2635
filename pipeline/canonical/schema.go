package canonical

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// CreatedBy is the footer's producer: the format's name and version.
const CreatedBy = "jamfor canonical 1"

// Precision is the number of digits of a decimal column; table.Scale of them
// are decimals.
const Precision = 18

// Column is one column of a canonical file.
type Column struct {
	Name     string
	ID       int // Iceberg field id
	Type     contract.Type
	List     *contract.List // of a code, else nil
	Required bool
	Key      bool
	System   bool
}

// Schema is the shape of one dataset's files: the system columns first, then
// the dataset's variables, both in the contract's order. It is immutable and
// safe for concurrent use.
type Schema struct {
	Dataset string
	Columns []Column
	parquet *parquet.Schema
	zstd    *zstd.Codec // holds encoders for all writers of the schema
}

// NewSchema derives the schema of a dataset from the contract.
func NewSchema(c *contract.Contract, dataset string) (*Schema, error) {
	d := c.Datasets[dataset]
	if d == nil {
		return nil, fmt.Errorf("make schema: unknown dataset %q", dataset)
	}
	s := &Schema{Dataset: dataset, zstd: &zstd.Codec{Level: zstd.SpeedFastest, Concurrency: 1}}
	for _, v := range c.System {
		s.Columns = append(s.Columns, Column{Name: v.Name, ID: v.ID, Type: v.Type, List: c.Lists[v.List], Required: true, System: true})
	}
	for _, v := range d.Variables {
		s.Columns = append(s.Columns, Column{Name: v.Name, ID: v.ID, Type: v.Type, List: c.Lists[v.List], Required: v.Required, Key: v.Key})
	}
	group := orderedGroup{Group: parquet.Group{}}
	for _, col := range s.Columns {
		node, err := node(col)
		if err != nil {
			return nil, fmt.Errorf("make schema of %s: %w", dataset, err)
		}
		group.Group[col.Name] = node
		group.order = append(group.order, col.Name)
	}
	s.parquet = parquet.NewSchema(dataset, group)
	return s, nil
}

// Column finds a column by name, nil when absent.
func (s *Schema) Column(name string) *Column {
	for i := range s.Columns {
		if s.Columns[i].Name == name {
			return &s.Columns[i]
		}
	}
	return nil
}

func node(c Column) (parquet.Node, error) {
	var n parquet.Node
	switch c.Type {
	case contract.Pseudonym, contract.Text, contract.Code, contract.Month:
		n = parquet.String()
	case contract.Integer:
		n = parquet.Leaf(parquet.Int64Type)
	case contract.Year:
		n = parquet.Leaf(parquet.Int32Type)
	case contract.Decimal:
		n = parquet.Decimal(table.Scale, Precision, parquet.Int64Type)
	case contract.Date:
		n = parquet.Date()
	default:
		return nil, fmt.Errorf("column %s: no physical type for %q", c.Name, c.Type)
	}
	if dictionary(c) {
		n = parquet.Encoded(n, &parquet.RLEDictionary)
	}
	if !c.Required {
		n = parquet.Optional(n)
	}
	return parquet.FieldID(n, c.ID), nil
}

// dictionary tells which columns repeat few values. Case and person keys do
// not; compression finds what repetition there is.
func dictionary(c Column) bool { return c.Type != contract.Pseudonym && c.Type != contract.Decimal }

// orderedGroup is a group whose fields keep the contract's order instead of the
// alphabet's.
type orderedGroup struct {
	parquet.Group
	order []string
}

// Fields lists the fields in their declared order.
func (g orderedGroup) Fields() []parquet.Field {
	fields := g.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(g.order, a.Name()) - slices.Index(g.order, b.Name())
	})
	return fields
}

// GoType is the type of a row as a map; canonical files are written by column.
func (g orderedGroup) GoType() reflect.Type { return reflect.TypeFor[map[string]any]() }
