package bench

import (
	"os/exec"
	"slices"
	"testing"
)

// A child that holds 200 MB is seen, though it is a grandchild.
func TestMemoryOfDescendantsIsSeen(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("starts a shell script, and no sh is here")
	}
	small, err := measure(exec.CommandContext(t.Context(), sh, "-c", "sleep 0.3; true"))
	if err != nil {
		t.Fatal(err)
	}
	large, err := measure(exec.CommandContext(t.Context(), sh, "-c", "sh -c 'head -c 100000000 /dev/zero | tail -c 100000000 | (sleep 0.5; cat >/dev/null); true'; true"))
	if err != nil {
		t.Fatal(err)
	}
	if small.PeakMB > 50 || large.PeakMB < 80 {
		t.Errorf("small %.0f MB, large %.0f MB; want the large to show its hundred", small.PeakMB, large.PeakMB)
	}
}

// Children of children belong to the tree, others do not, and a circle of false
// parents ends.
func TestDescendants(t *testing.T) {
	got := descendantsOf(10, map[int]int{10: 1, 1: 0, 11: 10, 12: 11, 13: 1, 14: 15, 15: 14})
	slices.Sort(got)
	if want := []int{10, 11, 12}; !slices.Equal(got, want) {
		t.Errorf("descendants %v, want %v", got, want)
	}
}
