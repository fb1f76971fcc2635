package lake

import (
	"fmt"
	"slices"

	"github.com/apache/iceberg-go"

	"jamfor/pipeline/contract"
)

// Type is the Iceberg type of a column.
type Type string

// The types in use.
const (
	String  Type = "string"
	Long    Type = "long"
	Int     Type = "int"
	Decimal Type = "decimal(18, 4)"
	Date    Type = "date"
)

// The precision and scale of every decimal column.
const (
	precision = 18
	scale     = 4
)

// SQL names the type in standard SQL.
func (t Type) SQL() string {
	switch t {
	case Long:
		return "BIGINT"
	case Int:
		return "INTEGER"
	case Decimal:
		return "DECIMAL(18,4)"
	case Date:
		return "DATE"
	}
	return "VARCHAR"
}

func (t Type) iceberg() iceberg.Type {
	switch t {
	case Long:
		return iceberg.PrimitiveTypes.Int64
	case Int:
		return iceberg.PrimitiveTypes.Int32
	case Decimal:
		return iceberg.DecimalTypeOf(precision, scale)
	case Date:
		return iceberg.PrimitiveTypes.Date
	}
	return iceberg.PrimitiveTypes.String
}

func typeOf(t iceberg.Type) (Type, error) {
	for _, known := range []Type{String, Long, Int, Decimal, Date} {
		if t.Equals(known.iceberg()) {
			return known, nil
		}
	}
	return "", fmt.Errorf("unknown column type %s", t)
}

// Column is one column of a dataset's table. ID is the Iceberg field id.
type Column struct {
	ID       int
	Name     string
	Type     Type
	Required bool
}

// Schema lists the columns of a dataset's table in their order: the contract's
// system columns, all required, then the dataset's variables.
func Schema(c *contract.Contract, dataset string) ([]Column, error) {
	d := c.Datasets[dataset]
	if d == nil {
		return nil, fmt.Errorf("unknown dataset %q", dataset)
	}
	columns := make([]Column, 0, len(c.System)+len(d.Variables))
	for _, v := range c.System {
		columns = append(columns, Column{v.ID, v.Name, columnType(v.Type), true})
	}
	for _, v := range d.Variables {
		columns = append(columns, Column{v.ID, v.Name, columnType(v.Type), v.Required})
	}
	return columns, nil
}

func columnType(t contract.Type) Type {
	switch t {
	case contract.Integer:
		return Long
	case contract.Year:
		return Int
	case contract.Decimal:
		return Decimal
	case contract.Date:
		return Date
	}
	return String
}

func icebergSchema(columns []Column) *iceberg.Schema {
	fields := make([]iceberg.NestedField, len(columns))
	for i, c := range columns {
		fields[i] = iceberg.NestedField{ID: c.ID, Name: c.Name, Type: c.Type.iceberg(), Required: c.Required}
	}
	return iceberg.NewSchema(0, fields...)
}

func columnsOf(s *iceberg.Schema) ([]Column, error) {
	var columns []Column
	for _, f := range s.Fields() {
		t, err := typeOf(f.Type)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", f.Name, err)
		}
		columns = append(columns, Column{f.ID, f.Name, t, f.Required})
	}
	return columns, nil
}

// The partition fields: Iceberg numbers them from 1000.
const (
	yearField         = 1000
	municipalityField = 1001
)

func partitionSpec(columns []Column) (iceberg.PartitionSpec, error) {
	var fields []iceberg.PartitionField
	for _, f := range []struct {
		name string
		id   int
	}{{"ar", yearField}, {"kommun", municipalityField}} {
		at := slices.IndexFunc(columns, func(c Column) bool { return c.Name == f.name })
		if at < 0 {
			return iceberg.PartitionSpec{}, fmt.Errorf("the contract has no system column %s", f.name)
		}
		fields = append(fields, iceberg.PartitionField{
			SourceIDs: []int{columns[at].ID}, FieldID: f.id, Name: f.name, Transform: iceberg.IdentityTransform{},
		})
	}
	return iceberg.NewPartitionSpec(fields...), nil
}

// evolution tells whether a table whose files follow old may take files that
// follow next: columns may come (optional), go, be renamed or become optional.
func evolution(old, next []Column) error {
	byID := map[int]Column{}
	for _, c := range old {
		byID[c.ID] = c
	}
	for _, c := range next {
		was, known := byID[c.ID]
		switch {
		case !known && c.Required:
			return fmt.Errorf("new column %s (%d) is required, rows already stored lack it", c.Name, c.ID)
		case known && was.Type != c.Type:
			return fmt.Errorf("column %s (%d) changed type from %s to %s", c.Name, c.ID, was.Type, c.Type)
		case known && c.Required && !was.Required:
			return fmt.Errorf("column %s (%d) became required, rows already stored may lack it", c.Name, c.ID)
		}
	}
	return nil
}
