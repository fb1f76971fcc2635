package compute_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine"
)

// small is an engine with room for so many files of cases at a time: with more, a
// session runs out of memory once it has made some models.
type small struct {
	engine.Engine
	files    int
	sessions *int
}

func (s small) Open(ctx context.Context, c engine.Config) (engine.Session, error) {
	*s.sessions++
	session, err := s.Engine.Open(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, r := range c.Relations {
		if r.Name == "arende" && len(r.Files) > s.files {
			return &failing{Session: session, after: 4}, nil
		}
	}
	return session, nil
}

type failing struct {
	engine.Session
	after int
}

func (f *failing) Exec(ctx context.Context, statement string, args ...any) error {
	if strings.HasPrefix(statement, `CREATE TABLE "modell"`) || strings.HasPrefix(statement, "CREATE TABLE modell") {
		if f.after--; f.after < 0 {
			return fmt.Errorf("%w: nothing left", engine.ErrMemory)
		}
	}
	return f.Session.Exec(ctx, statement, args...)
}

// TestSlicesAreTheWhole: whatever number of municipalities fits into the engine's
// memory at a time, the packages are the same, byte for byte; where not even one does,
// the error says that it is the memory.
func TestSlicesAreTheWhole(t *testing.T) {
	sets := some(t, "missbruk", "prov")
	world, err := given.NewWorld(t.TempDir(), crowd(11, 5, 120))
	if err != nil {
		t.Fatal(err)
	}
	room := func(files int) (string, int, error) {
		o, sessions := options(), 0
		o.Engine = small{o.Engine, files, &sessions}
		packages, err := compute.Compute(t.Context(), world, sets, nil, o)
		var all []string
		for _, p := range packages {
			digest, err := compute.Digest(p)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, fmt.Sprintf("%s %s %d %s", p.Set, p.Period, len(p.Measures), digest))
		}
		return strings.Join(all, "\n"), sessions, err
	}
	want, whole, err := room(1000)
	if err != nil || !strings.Contains(want, "missbruk 2025") {
		t.Fatalf("computed %q, %v", want, err)
	}
	for files := 1; files <= 4; files++ {
		got, sessions, err := room(files)
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%d municipalities at a time: %s, want %s", files, got, want)
		}
		if sessions <= whole {
			t.Errorf("%d municipalities at a time: %d sessions, as many as for all at once", files, sessions)
		}
	}
	if _, _, err := room(0); !errors.Is(err, engine.ErrMemory) {
		t.Errorf("room for none: %v", err)
	}
}
