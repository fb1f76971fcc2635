package lake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// oracle is the rules of delivery over plain maps.
type oracle struct {
	known map[string]sent    // accepted or rejected, by id
	force map[[3]string]sent // by municipality, collection, period
}

func (o *oracle) apply(all []sent) (changed bool, refused bool) {
	next := oracle{known: map[string]sent{}, force: map[[3]string]sent{}}
	for k, v := range o.known {
		next.known[k] = v
	}
	for k, v := range o.force {
		next.force[k] = v
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b sent) int { return cmp.Compare(a.sequence, b.sequence) })
	for _, s := range all {
		before, seen := next.known[s.id]
		if seen && (!before.rejected || s.rejected) {
			continue
		}
		next.known[s.id] = s
		if s.rejected {
			continue
		}
		at := [3]string{s.municipality, s.collection, s.period}
		now, any := next.force[at]
		switch {
		case any && s.sequence < now.sequence, any && s.sequence == now.sequence && s.content != now.content:
			return false, true
		case any && s.sequence == now.sequence:
		default:
			next.force[at] = s
			changed = true
		}
	}
	*o = next
	return changed, false
}

func (o *oracle) content() map[string]string {
	state := map[string]string{}
	for at, s := range o.force {
		if s.zero {
			state[at[0]+"/"+at[1]+"/"+at[2]] = "zero " + s.id
		}
		for dataset, rows := range s.rows {
			state[Key{at[0], at[1], at[2], dataset}.String()] = fmt.Sprintf("%s %d", s.id, rows)
		}
	}
	return state
}

// drawSent draws a delivery; what it is follows from its id, so that a resend
// is the same again.
func drawSent(t *rapid.T) sent {
	s := sent{
		municipality: rapid.SampledFrom([]string{"0180", "1280"}).Draw(t, "municipality"),
		collection:   rapid.SampledFrom([]string{"missbruk", "barn_unga"}).Draw(t, "collection"),
		period:       rapid.SampledFrom([]string{"2024", "2025"}).Draw(t, "period"),
		sequence:     rapid.IntRange(1, 3).Draw(t, "sequence"),
	}
	variant := rapid.IntRange(0, 4).Draw(t, "variant")
	s.id = fmt.Sprintf("%s-%s-%s-%d-%d", s.municipality, s.collection, s.period, s.sequence, variant)
	s.content = s.id
	switch variant {
	case 0:
		s.zero = true
	case 1:
		s.withdrawn = true
	case 2:
		s.rows = map[string]int{"arende": 1}
	case 3:
		s.rows = map[string]int{"arende": 2, "insats": 1}
	case 4:
		s.rows = map[string]int{"insats": 3}
		s.rejected = rapid.Bool().Draw(t, "rejected")
		if s.rejected {
			s.rows = nil
		}
	}
	return s
}

func TestRandomDeliveriesAgainstAnOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		lakeDir, staged := filepath.Join(dir, "lake"), filepath.Join(dir, "staged")
		l := open(t, lakeDir, Options{})
		defer func() { l.Close() }()
		o := oracle{known: map[string]sent{}, force: map[[3]string]sent{}}
		number := int64(0)
		history := map[int64]map[string]string{0: {}}
		for range rapid.IntRange(1, 4).Draw(rt, "commits") {
			all := rapid.SliceOfN(rapid.Custom(drawSent), 1, 4).Draw(rt, "deliveries")
			changed, refused := o.apply(all)
			v, err := l.Commit(context.Background(), "run", deliveries(t, staged, all))
			if refused {
				if !errors.Is(err, ErrStale) && !errors.Is(err, ErrConflict) {
					rt.Fatalf("error = %v, want a refusal", err)
				}
				continue
			}
			if err != nil {
				rt.Fatal(err)
			}
			if changed {
				number++
				history[number] = o.content()
			}
			if v.Number != number {
				rt.Fatalf("version %d, want %d", v.Number, number)
			}
		}
		for n, want := range history {
			if diff := gocmp.Diff(want, content(t, l, Version{Number: n})); diff != "" {
				rt.Fatalf("version %d (-want +got):\n%s", n, diff)
			}
		}
	})
}
