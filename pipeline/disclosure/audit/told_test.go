package audit

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/model"
)

// TestToldEnumerated: against all tables of small numbers, as they are for each of
// those who know a part of some cells. What passes has its room before all of them, and
// what is said to be too near before one is.
func TestToldEnumerated(t *testing.T) {
	near, doubtful, wide := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		counts, p := drawAsked(t)
		m, _, _ := asAmounts(t, counts, p)
		for r := range m.Rows {
			row := &m.Rows[r]
			row.Knower = rapid.Int32Range(0, 2).Draw(t, "knower")
			row.Told = row.Reach
			if rapid.Bool().Draw(t, "knows") {
				row.Told.Fall = rapid.Int64Range(0, row.Reach.Fall).Draw(t, "fall")
				row.Told.Rise = rapid.Int64Range(0, min(row.Reach.Rise, 2)).Draw(t, "rise")
			}
		}
		f, err := Audit(t.Context(), m, p, Options{Seed: "test", Amounts: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Disclosed) > 0 || slices.ContainsFunc(f.Narrow, func(n Narrow) bool { return n.Knower == 0 }) {
			return // not asked any further
		}
		doubtful += len(f.Doubtful)
		for i, c := range m.Columns {
			room := Options{Amounts: true}.room(&c)
			if p.Status[i] != model.Primary || room == (model.Room{}) || slices.Contains(f.Doubtful, i) {
				continue
			}
			found := slices.IndexFunc(f.Narrow, func(n Narrow) bool { return n.Column == i })
			for knower := range int32(3) {
				lo, up := enumerateWithin(counts, p, toldTo(m, knower, &c))
				tight := tooNear(room, c.Amount, lo[i], up[i])
				switch {
				case found < 0 && tight && knower > 0:
					t.Fatalf("column %d of %d: from %d to %d before %d, %+v asked for, and nothing found", i, c.Amount, lo[i], up[i], knower, room)
				case found >= 0 && f.Narrow[found].Knower == knower && !tight:
					t.Fatalf("column %d of %d: from %d to %d before %d, %+v asked for, and said to be too near", i, c.Amount, lo[i], up[i], knower, room)
				case found >= 0:
					near++
				default:
					wide++
				}
			}
		}
	})
	if near == 0 || wide == 0 {
		t.Errorf("%d near, %d wide: the test sees nothing", near, wide)
	}
	t.Logf("%d near, %d doubtful, %d wide", near, doubtful, wide)
}

// toldTo is the reach of the inner cells for one who knows a part of some, but of those
// in the column.
func toldTo(m *model.Model, knower int32, c *model.Column) func(row int) model.Reach {
	return func(r int) model.Reach {
		row := &m.Rows[r]
		inside := slices.ContainsFunc(c.Entries, func(e model.Entry) bool { return int(e.Row) == r })
		if knower != 0 && row.Knower == knower && !inside {
			return row.Told
		}
		return row.Reach
	}
}
