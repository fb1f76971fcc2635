package expression

import (
	"fmt"
	"math/big"
	"strconv"
	"time"
)

// Type is the type of a column or an expression. The zero Type is none.
type Type uint8

// The types. Decimal columns hold up to 14 digits before and 4 after the point.
const (
	Text Type = iota + 1
	Int
	Decimal
	Date
	Bool
)

// ColumnScale is the number of decimals of a Decimal column.
const ColumnScale = 4

// String names the type as definitions and models write it.
func (t Type) String() string {
	switch t {
	case Text:
		return "text"
	case Int:
		return "int"
	case Decimal:
		return "decimal"
	case Date:
		return "date"
	case Bool:
		return "bool"
	}
	return "null"
}

// ParseType reads a type's name.
func ParseType(name string) (Type, bool) {
	for t := Text; t <= Bool; t++ {
		if t.String() == name {
			return t, true
		}
	}
	return 0, false
}

// Value is one value of a row or the value of an expression. The zero Value is
// NULL. Values are immutable and may be shared.
type Value struct {
	kind Type
	text string
	num  number // Int, Decimal; Date: days since 1970-01-01; Bool: 0 or 1
}

// TextValue is a text.
func TextValue(s string) Value { return Value{kind: Text, text: s} }

// IntValue is an integer.
func IntValue(n int64) Value { return Value{kind: Int, num: number{small: n}} }

// DecimalValue is the exact number unscaled / 10^scale, with 0 ≤ scale ≤ 38.
func DecimalValue(unscaled int64, scale int) Value {
	return Value{kind: Decimal, num: number{small: unscaled, scale: scale}}
}

// DateValue is a day, counted from 1970-01-01.
func DateValue(days int64) Value { return Value{kind: Date, num: number{small: days}} }

// BoolValue is a truth value.
func BoolValue(b bool) Value {
	v := Value{kind: Bool}
	if b {
		v.num.small = 1
	}
	return v
}

// Type is the value's type; none for NULL.
func (v Value) Type() Type { return v.kind }

// IsNull reports whether the value is NULL.
func (v Value) IsNull() bool { return v.kind == 0 }

// IsTrue reports whether the value is TRUE; NULL and FALSE are not.
func (v Value) IsTrue() bool { return v.kind == Bool && v.num.small == 1 }

// IsFalse reports whether the value is FALSE; NULL and TRUE are not.
func (v Value) IsFalse() bool { return v.kind == Bool && v.num.small == 0 }

// Text is the text of a Text value, empty otherwise.
func (v Value) Text() string { return v.text }

// Int is the integer of an Int value or the days of a Date; ok is false for
// other types and for integers outside 64 bits.
func (v Value) Int() (n int64, ok bool) {
	return v.num.small, (v.kind == Int || v.kind == Date) && v.num.big == nil
}

// Number is the exact number unscaled / 10^scale of an Int or Decimal value;
// nil otherwise. The caller owns the result.
func (v Value) Number() (unscaled *big.Int, scale int) {
	if v.kind != Int && v.kind != Decimal {
		return nil, 0
	}
	return new(big.Int).Set(v.num.integer()), v.num.scale
}

// Equal reports whether two values are the same: both NULL, or of comparable
// types and equal. (The expression a = b is NULL where either is NULL.)
func (v Value) Equal(w Value) bool {
	if v.IsNull() || w.IsNull() {
		return v.IsNull() && w.IsNull()
	}
	if numeric(v.kind) && numeric(w.kind) {
		return v.num.compare(w.num) == 0
	}
	return v.kind == w.kind && compare(v, w) == 0
}

// String writes the value for people who test: NULL, true, 1.5, 2025-01-31.
func (v Value) String() string {
	switch v.kind {
	case Text:
		return v.text
	case Int, Decimal:
		return v.num.String()
	case Date:
		return FormatDate(v.num.small)
	case Bool:
		return strconv.FormatBool(v.num.small == 1)
	}
	return "NULL"
}

func numeric(t Type) bool { return t == Int || t == Decimal }

// The years that a date literal may name.
const (
	firstYear = 1
	lastYear  = 9999
)

const day = 24 * time.Hour

// ParseDate reads YYYY-MM-DD as days since 1970-01-01.
func ParseDate(text string) (days int64, err error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return 0, fmt.Errorf("date %q: want YYYY-MM-DD", text)
	}
	return floorDays(t), nil
}

func floorDays(t time.Time) int64 {
	seconds, perDay := t.Unix(), int64(day/time.Second)
	days := seconds / perDay
	if seconds%perDay < 0 {
		days--
	}
	return days
}

// FormatDate writes days since 1970-01-01 as YYYY-MM-DD.
func FormatDate(days int64) string {
	return time.Unix(days*int64(day/time.Second), 0).UTC().Format(time.DateOnly)
}
