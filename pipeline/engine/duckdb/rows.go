package duckdb

import (
	"database/sql"
	"fmt"
	"math/big"
	"time"

	driverduckdb "github.com/duckdb/duckdb-go/v2"

	"jamfor/pipeline/engine"
)

// rows gives the driver's values in the engine's types.
type rows struct {
	result  *sql.Rows
	names   []string
	values  []any
	targets []any
	err     error
}

func newRows(result *sql.Rows, names []string) *rows {
	r := &rows{result: result, names: names, values: make([]any, len(names)), targets: make([]any, len(names))}
	for i := range r.values {
		r.targets[i] = &r.values[i]
	}
	return r
}

func (r *rows) Columns() []string { return r.names }

func (r *rows) Next() bool {
	if r.err != nil || !r.result.Next() {
		return false
	}
	if r.err = r.result.Scan(r.targets...); r.err != nil {
		return false
	}
	for i, v := range r.values {
		if r.values[i], r.err = plain(v); r.err != nil {
			r.err = fmt.Errorf("column %s: %w", r.names[i], r.err)
			return false
		}
	}
	return true
}

func (r *rows) Values() []any { return r.values }

func (r *rows) Err() error {
	if r.err != nil {
		return r.err
	}
	return memory(r.result.Err())
}

func (r *rows) Close() error { return r.result.Close() }

// plain turns a driver value into one of the types that engine.Rows promises.
func plain(value any) (any, error) {
	switch v := value.(type) {
	case nil, bool, int64, float64, string, *big.Int, time.Time:
		return v, nil
	case int8:
		return int64(v), nil
	case int16:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case uint8:
		return int64(v), nil
	case uint16:
		return int64(v), nil
	case uint32:
		return int64(v), nil
	case uint64:
		return new(big.Int).SetUint64(v), nil
	case float32:
		return float64(v), nil
	case driverduckdb.Decimal:
		return engine.Number{Unscaled: v.Value, Scale: int(v.Scale)}, nil
	}
	return nil, fmt.Errorf("type %T is none that a result may have", value)
}
