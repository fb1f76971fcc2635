//go:build duckdb_arrow

package expression_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/expression"
)

// TestBounds: what is known of an expression from its columns' ranges.
func TestBounds(t *testing.T) {
	columns := map[string]expression.Bounds{
		"fore":  {Least: big.NewRat(0, 1), Most: big.NewRat(9, 1)},
		"efter": {Least: big.NewRat(0, 1), Most: big.NewRat(9, 1)},
		"tim":   {Least: big.NewRat(0, 1)},
	}
	for _, c := range []struct{ source, least, most string }{
		{"fore", "0", "9"},
		{"efter - fore", "-9", "9"},
		{"-fore * 2 + 1.5", "-33/2", "3/2"},
		{"fore * efter", "0", "81"},
		{"tim", "0", ""},
		{"-tim", "", "0"},
		{"tim - fore", "-9", ""},
		{"tim * fore", "", ""},
		{"COALESCE(fore, 12)", "0", "12"},
		{"CASE WHEN fore > 3 THEN efter - 4 ELSE NULL END", "-4", "5"},
		{"CASE WHEN fore > 3 THEN tim ELSE -fore END", "-9", ""},
	} {
		e, err := expression.Parse(c.source)
		if err != nil {
			t.Fatal(err)
		}
		checked, err := e.Check(map[string]expression.Type{"fore": expression.Int, "efter": expression.Int, "tim": expression.Decimal})
		if err != nil {
			t.Fatal(err)
		}
		b := checked.Bounds(func(name string) expression.Bounds { return columns[name] })
		if got := [2]string{end(b.Least), end(b.Most)}; got != [2]string{c.least, c.most} {
			t.Errorf("%s: %v, want %s to %s", c.source, got, c.least, c.most)
		}
	}
}

func end(x *big.Rat) string {
	if x == nil {
		return ""
	}
	return x.RatString()
}

// TestBoundsHold: no row gives a value outside the range that its columns' ranges give.
func TestBoundsHold(t *testing.T) {
	types := map[string]expression.Type{}
	for _, c := range tableTypes {
		types[c.name] = c.kind
	}
	within := 0
	rapid.Check(t, func(t *rapid.T) {
		e, err := expression.Parse(drawNumber(t, 3))
		if err != nil {
			t.Fatal(err)
		}
		checked, err := e.Check(types)
		if err != nil {
			return // needs too many digits, or is always NULL
		}
		rows := rapid.SliceOfN(rapid.Custom(drawRow), 1, 8).Draw(t, "rows")
		open := rapid.SliceOfDistinct(rapid.SampledFrom([]string{"i1", "i2", "d1", "d2"}), rapid.ID).Draw(t, "without range")
		ranges := rangesOf(rows)
		for _, name := range open {
			delete(ranges, name)
		}
		b := checked.Bounds(func(name string) expression.Bounds { return ranges[name] })
		for _, r := range rows {
			x, scale := checked.Eval(func(name string) expression.Value { return r[name] }).Number()
			if x == nil {
				continue
			}
			v := new(big.Rat).SetFrac(x, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
			if b.Least != nil && v.Cmp(b.Least) < 0 || b.Most != nil && v.Cmp(b.Most) > 0 {
				t.Fatalf("%s: %s outside %s to %s", checked.Canonical(), v, end(b.Least), end(b.Most))
			}
			if b.Least != nil || b.Most != nil {
				within++
			}
		}
	})
	if within == 0 {
		t.Error("no range had an end")
	}
}

// rangesOf gives every column of numbers the range of what it holds.
func rangesOf(rows []map[string]expression.Value) map[string]expression.Bounds {
	out := map[string]expression.Bounds{}
	for _, r := range rows {
		for name, v := range r {
			x, scale := v.Number()
			if x == nil {
				continue
			}
			at := new(big.Rat).SetFrac(x, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
			b, seen := out[name]
			if !seen || at.Cmp(b.Least) < 0 {
				b.Least = at
			}
			if !seen || at.Cmp(b.Most) > 0 {
				b.Most = at
			}
			out[name] = b
		}
	}
	return out
}
