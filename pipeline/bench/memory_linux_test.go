package bench

import (
	"os/exec"
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
