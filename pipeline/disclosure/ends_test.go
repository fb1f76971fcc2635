package disclosure_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/disclosure"
)

// TestReleasesEnd: over three releases of a small package, with a late delivery
// and corrections between them, protection comes to an end by itself: each is
// cleared, or blocked with the cells named that earlier releases leave no way
// to protect. It never runs out of rounds, and never stops while something
// could still be hidden.
func TestReleasesEnd(t *testing.T) {
	cleared, blocked := 0, map[disclosure.Reason]int{}
	rapid.Check(t, func(t *rapid.T) {
		last := corrected(t, smallPackage(t))
		first := late(last, last.Coverage[0].Delivered[0])
		var past []disclosure.Earlier
		for i, p := range []cell.Package{first, last, corrected(t, last)} {
			c, _, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules(), past...)
			var b *disclosure.Blocked
			switch {
			case errors.As(err, &b):
				if len(b.Cells) == 0 || b.Cells[0].Area.Code == "" {
					t.Fatalf("release %d is blocked (%s) and no cell is named", i+1, b.Reason)
				}
				blocked[b.Reason]++
				return
			case err != nil:
				t.Fatal(err)
			}
			cleared++
			e := edition{p, cellsOf(c)}
			past = append(past, disclosure.Earlier{Release: string(rune('1' + i)), Package: p, Shown: e.shown})
		}
	})
	t.Logf("%d releases cleared, blocked: %v", cleared, blocked)
	if cleared == 0 {
		t.Error("nothing was cleared")
	}
	if n := blocked[disclosure.ReasonRounds]; n > 0 {
		t.Errorf("%d packages ran out of rounds", n)
	}
}
