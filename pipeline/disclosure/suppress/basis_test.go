package suppress

import (
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/disclosure/model"
)

// TestBasisReducesLikeOneByOne: what is left of a column is what is left after
// taking off the pivots one after the other, in small numbers and in large.
func TestBasisReducesLikeOneByOne(t *testing.T) {
	const rows = 8
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.SampledFrom([]int64{1, 9, 1 << 20, 1 << 40, 1 << 60}).Draw(t, "limit")
		draw := func() vector {
			var entries []model.Entry
			for r := range int32(rows) {
				if c := rapid.Int64Range(-limit, limit).Draw(t, "c"); c != 0 && rapid.Bool().Draw(t, "has") {
					entries = append(entries, model.Entry{Row: r, Coef: c})
				}
			}
			return newVector(entries)
		}
		b := newBasis(rows)
		for range 2 * rows {
			v := draw()
			want := v
			for k := range b.pivots {
				if want.position(b.rows[k]) >= 0 {
					want = eliminate(&want, &b.pivots[k], b.rows[k], vector{})
				}
			}
			left := b.reduce(v)
			if !left.equal(&want) {
				t.Fatalf("%d pivots leave %v, one by one %v", len(b.pivots), left, want)
			}
			if !left.empty() {
				b.add(left, left.rows[rapid.IntRange(0, len(left.rows)-1).Draw(t, "row")])
			}
		}
	})
}

// TestOccurrencesAreTidied: lists of who has a row do not grow with those that
// had it once, and the count stays true.
func TestOccurrencesAreTidied(t *testing.T) {
	g := guards{byRow: make([]occurrences, 2)}
	with := vector{rows: []int32{0, 1}, small: []int64{1, 1}}
	without := vector{rows: []int32{1}, small: []int64{1}}
	g.add(without, 0)
	for range 1000 {
		g.index(0, -1, &without, &with)
		g.store(0, with)
		g.index(0, -1, &with, &without)
		g.store(0, without)
	}
	if o := g.byRow[0]; o.count != 0 || len(o.vectors) > 100 {
		t.Errorf("a row that nothing has: count %d, list of %d", o.count, len(o.vectors))
	}
	if o := g.byRow[1]; o.count != 1 || len(o.vectors) != 1 {
		t.Errorf("a row that one has: count %d, list of %d", o.count, len(o.vectors))
	}
}
