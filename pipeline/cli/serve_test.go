package cli

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/workspace"
)

func TestServeStopsWhenAsked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	if _, err := workspace.Init(dir); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	exit, said, errs := command(t, ctx, "sv_SE.UTF-8", "serve", "-w", dir, "--addr", "127.0.0.1:0")
	if exit != ExitDone || !strings.Contains(said, "Lyssnar på http://127.0.0.1:") || !strings.Contains(said, "Stoppad.") {
		t.Errorf("exit code %d, %q, %q", exit, said, errs)
	}
	for _, args := range [][]string{{"--rate", "-1"}, {"--burst", "0"}, {"--public-url", "data.example"}, {"more"}} {
		if exit, _, errs := command(t, t.Context(), "en_GB.UTF-8", append([]string{"serve", "-w", dir}, args...)...); exit != ExitUsage {
			t.Errorf("%v: exit code %d, %q", args, exit, errs)
		}
	}
	if exit, _, errs := command(t, t.Context(), "sv_SE.UTF-8", "serve", "-w", filepath.Join(dir, "none")); exit != ExitFailure || !strings.Contains(errs, "Ingen arbetsyta") {
		t.Errorf("without a workspace: exit code %d, %q", exit, errs)
	}
}
