//go:build duckdb_arrow

package expression_test

import (
	"database/sql"
	"fmt"
	"math/big"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"pgregory.net/rapid"

	"jamfor/pipeline/expression"
)

// tableTypes are the columns of the random tables with the types that the lake
// gives them.
var tableTypes = []struct {
	name, sql string
	kind      expression.Type
}{
	{"t1", "VARCHAR", expression.Text},
	{"t2", "VARCHAR", expression.Text},
	{"i1", "BIGINT", expression.Int},
	{"i2", "BIGINT", expression.Int},
	{"d1", "DECIMAL(18,4)", expression.Decimal},
	{"d2", "DECIMAL(18,4)", expression.Decimal},
	{"a1", "DATE", expression.Date},
	{"a2", "DATE", expression.Date},
	{"b1", "BOOLEAN", expression.Bool},
	{"b2", "BOOLEAN", expression.Bool},
}

// TestSQLAndEvalAgree holds the two readings of random trees against each other
// on random rows, DuckDB computing the one and Go the other.
func TestSQLAndEvalAgree(t *testing.T) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	types := map[string]expression.Type{}
	for _, c := range tableTypes {
		types[c.name] = c.kind
	}
	compared := 0
	rapid.Check(t, func(t *rapid.T) {
		source := drawExpression(t)
		e, err := expression.Parse(source)
		if err != nil {
			t.Fatalf("parse %s: %v", source, err)
		}
		checked, err := e.Check(types)
		if err != nil {
			if !strings.Contains(err.Error(), "siffror") && !strings.Contains(err.Error(), "bara NULL") {
				t.Fatalf("check %s: %v", source, err)
			}
			return
		}
		again, err := expression.Parse(checked.Canonical())
		if err != nil || again.Canonical() != checked.Canonical() {
			t.Fatalf("canonical form of %s does not read back: %s (%v)", source, checked.Canonical(), err)
		}
		rows := rapid.SliceOfN(rapid.Custom(drawRow), 1, 12).Draw(t, "rows")
		got := query(t, db, checked, rows)
		for i, r := range rows {
			want := checked.Eval(func(name string) expression.Value { return r[name] })
			if !same(want, got[i]) {
				t.Fatalf("%s\nSQL  %s\nrow  %v\nGo   %v\nSQL  %v", source, checked.SQL(), r, want, got[i].String)
			}
			compared++
		}
	})
	if compared == 0 {
		t.Fatal("nothing was compared")
	}
	t.Logf("%d values compared", compared)
}

func same(want expression.Value, got sql.NullString) bool {
	if want.IsNull() || !got.Valid {
		return want.IsNull() == !got.Valid
	}
	if want.Type() != expression.Int && want.Type() != expression.Decimal {
		return want.String() == got.String
	}
	a, okA := new(big.Rat).SetString(want.String())
	b, okB := new(big.Rat).SetString(got.String)
	return okA && okB && a.Cmp(b) == 0
}

func query(t *rapid.T, db *sql.DB, c *expression.Checked, rows []map[string]expression.Value) []sql.NullString {
	var b strings.Builder
	fmt.Fprintf(&b, "SELECT CAST(%s AS VARCHAR) FROM (VALUES ", c.SQL())
	for i, r := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "(%d", i)
		for _, col := range tableTypes {
			fmt.Fprintf(&b, ", CAST(%s AS %s)", sqlValue(r[col.name]), col.sql)
		}
		b.WriteString(")")
	}
	b.WriteString(") AS r(n")
	for _, col := range tableTypes {
		b.WriteString(", " + col.name)
	}
	b.WriteString(") ORDER BY n")
	result, err := db.Query(b.String())
	if err != nil {
		t.Fatalf("query: %v\n%s", err, b.String())
	}
	defer result.Close()
	var values []sql.NullString
	for result.Next() {
		var v sql.NullString
		if err := result.Scan(&v); err != nil {
			t.Fatal(err)
		}
		values = append(values, v)
	}
	if err := result.Err(); err != nil {
		t.Fatalf("read: %v\n%s", err, b.String())
	}
	return values
}

func sqlValue(v expression.Value) string {
	switch {
	case v.IsNull():
		return "NULL"
	case v.Type() == expression.Text, v.Type() == expression.Date:
		return expression.QuoteText(v.String())
	}
	return "'" + v.String() + "'"
}

var (
	someTexts = []string{"", "K", "M", "ja", "nej", "it's", "Å", "å", "a b"}
	someInts  = []int64{0, 1, -1, 2, 17, 18, 1 << 31, -1 << 31, 1<<63 - 1, -1 << 63}
	someDates = []string{"2025-01-01", "2024-02-29", "1969-12-31", "0001-01-01", "9999-12-31"}
)

func drawRow(t *rapid.T) map[string]expression.Value {
	r := map[string]expression.Value{}
	for _, c := range tableTypes {
		if rapid.IntRange(0, 3).Draw(t, c.name+" null") == 0 {
			r[c.name] = expression.Value{}
			continue
		}
		r[c.name] = drawValue(t, c.kind, c.name)
	}
	return r
}

func drawValue(t *rapid.T, kind expression.Type, label string) expression.Value {
	switch kind {
	case expression.Text:
		return expression.TextValue(rapid.SampledFrom(someTexts).Draw(t, label))
	case expression.Int:
		return expression.IntValue(rapid.OneOf(rapid.SampledFrom(someInts), rapid.Int64Range(-5, 5)).Draw(t, label))
	case expression.Decimal:
		const widest = 999999999999999999 // DECIMAL(18,4)
		return expression.DecimalValue(rapid.OneOf(rapid.Int64Range(-30000, 30000), rapid.Int64Range(-widest, widest)).Draw(t, label), expression.ColumnScale)
	case expression.Date:
		days, _ := expression.ParseDate(rapid.SampledFrom(someDates).Draw(t, label))
		return expression.DateValue(days)
	}
	return expression.BoolValue(rapid.Bool().Draw(t, label))
}

func drawExpression(t *rapid.T) string {
	depth := rapid.IntRange(0, 4).Draw(t, "depth")
	switch rapid.IntRange(0, 3).Draw(t, "what") {
	case 0:
		return drawNumber(t, depth)
	case 1:
		return drawChoice(t, depth, drawText)
	}
	return drawCondition(t, depth)
}

func pick(t *rapid.T, options ...string) string { return rapid.SampledFrom(options).Draw(t, "pick") }

func drawText(t *rapid.T, _ int) string {
	return pick(t, "t1", "t2", expression.QuoteText(rapid.SampledFrom(someTexts).Draw(t, "text")))
}

func drawDate(t *rapid.T, _ int) string {
	return pick(t, "a1", "a2", "DATE '"+rapid.SampledFrom(someDates).Draw(t, "date")+"'")
}

func drawNumber(t *rapid.T, depth int) string {
	if depth == 0 {
		return pick(t, "i1", "i2", "d1", "d2", "0", "18", "1.5", "0.05", "999999999999999999", "123456789.123456789")
	}
	a, b := drawNumber(t, depth-1), drawNumber(t, depth-1)
	switch rapid.IntRange(0, 5).Draw(t, "number") {
	case 0:
		return "-" + "(" + a + ")"
	case 1:
		return "(" + a + ") * (" + b + ")"
	case 2:
		return "(" + drawDate(t, 0) + " - " + drawDate(t, 0) + ")"
	case 3:
		return drawChoice(t, depth, drawNumber)
	}
	return a + pick(t, " + ", " - ") + "(" + b + ")"
}

// drawChoice wraps alternatives in CASE or COALESCE.
func drawChoice(t *rapid.T, depth int, draw func(*rapid.T, int) string) string {
	d := max(depth-1, 0)
	switch rapid.IntRange(0, 2).Draw(t, "choice") {
	case 0:
		return "COALESCE(" + draw(t, d) + ", " + draw(t, d) + ")"
	case 1:
		return "CASE WHEN " + drawCondition(t, d) + " THEN " + draw(t, d) + " END"
	}
	return "CASE WHEN " + drawCondition(t, d) + " THEN " + draw(t, d) + " WHEN " + drawCondition(t, d) + " THEN NULL ELSE " + draw(t, d) + " END"
}

func drawCondition(t *rapid.T, depth int) string {
	if depth == 0 {
		return pick(t, "b1", "b2", "TRUE", "FALSE")
	}
	a, b := drawCondition(t, depth-1), drawCondition(t, depth-1)
	operands := rapid.SampledFrom([]func(*rapid.T, int) string{drawText, drawNumber, drawDate}).Draw(t, "operands")
	ordered := rapid.SampledFrom([]func(*rapid.T, int) string{drawNumber, drawDate}).Draw(t, "ordered")
	d := depth - 1
	switch rapid.IntRange(0, 8).Draw(t, "condition") {
	case 0:
		return "(" + a + " AND " + b + ")"
	case 1:
		return "(" + a + " OR " + b + ")"
	case 2:
		return "NOT (" + a + ")"
	case 3:
		return "(" + a + ") IS " + pick(t, "", "NOT ") + pick(t, "NULL", "TRUE", "FALSE")
	case 4:
		return operands(t, d) + " " + pick(t, "=", "<>") + " " + operands(t, d)
	case 5:
		return ordered(t, d) + " " + pick(t, "<", "<=", ">", ">=") + " " + ordered(t, d)
	case 6:
		return ordered(t, d) + pick(t, "", " NOT") + " BETWEEN " + ordered(t, d) + " AND " + ordered(t, d)
	case 7:
		return operands(t, d) + pick(t, "", " NOT") + " IN (" + operands(t, d) + ", " + operands(t, d) + ")"
	}
	return "(" + a + ") = (" + b + ")"
}
