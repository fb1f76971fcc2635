package canonical

import (
	"bytes"
	"cmp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPackedPseudonymsCompareLikeTheirText holds the order that the files need
// and the way back, for pseudonyms of the right form and for others.
func TestPackedPseudonymsCompareLikeTheirText(t *testing.T) {
	body := rapid.StringOfN(rapid.RuneFrom([]rune(packedOrder)), 26, 26, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := pseudonymHead+body.Draw(t, "a"), pseudonymHead+body.Draw(t, "b")
		x, whole := appendPacked([]byte("x"), a)
		y, _ := appendPacked([]byte("x"), b)
		if !whole || len(x) != 1+packedBytes {
			t.Fatalf("%q is not packed: %d bytes", a, len(x))
		}
		if bytes.Compare(x, y) != cmp.Compare(a, b) {
			t.Fatalf("%q and %q compare otherwise when packed", a, b)
		}
		if back := string(appendUnpacked(nil, x[1:])); back != a {
			t.Fatalf("%q comes back as %q", a, back)
		}
	})
	for _, odd := range []string{"", "p2-", "p1-" + strings.Repeat("a", 26), "p2-" + strings.Repeat("a", 25), "p2-" + strings.Repeat("a", 25) + "1", "p2-" + strings.Repeat("A", 26), "p2-" + strings.Repeat("a", 25) + "\xff"} {
		if dst, whole := appendPacked([]byte("x"), odd); whole || string(dst) != "x" {
			t.Errorf("%q passes for a p2", odd)
		}
	}
}
