package compute

import (
	"maps"
	"slices"
	"testing"

	"jamfor/pipeline/lake"

	"pgregory.net/rapid"
)

// Chains end at their last key, and keys in a circle are one person, whichever of
// them one begins with.
func TestLastFollowsChainsAndCircles(t *testing.T) {
	for name, c := range map[string]struct {
		next map[string]string
		want map[string]string
	}{
		"nothing": {map[string]string{}, map[string]string{"a": "a"}},
		"chain":   {map[string]string{"a": "b", "b": "c"}, map[string]string{"a": "c", "b": "c", "c": "c"}},
		"itself":  {map[string]string{"a": "a"}, map[string]string{"a": "a"}},
		"circle":  {map[string]string{"b": "c", "c": "a", "a": "b"}, map[string]string{"a": "a", "b": "a", "c": "a"}},
		"into a circle": {
			map[string]string{"x": "c", "c": "b", "b": "c"}, map[string]string{"x": "b", "b": "b", "c": "b"},
		},
	} {
		for person, want := range c.want {
			if got := last(person, func(p string) (string, bool) { to, found := c.next[p]; return to, found }); got != want {
				t.Errorf("%s: %s ends at %s, want %s", name, person, got, want)
			}
		}
	}
}

// Whatever the pairs, two keys joined by a pair end at the same key, and the end
// of an end is itself.
func TestLastJoinsWhatPairsJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		next := rapid.MapOf(rapid.StringMatching("[a-f]"), rapid.StringMatching("[a-f]")).Draw(t, "pairs")
		follow := func(p string) (string, bool) { to, found := next[p]; return to, found }
		for _, from := range slices.Sorted(maps.Keys(next)) {
			end := last(from, follow)
			if other := last(next[from], follow); other != end {
				t.Errorf("%s → %s ends at %s and %s", from, next[from], end, other)
			}
			if again := last(end, follow); again != end {
				t.Errorf("the end %s of %s goes on to %s", end, from, again)
			}
		}
	})
}

// A changed list touches its municipality in every year; lists of others do not.
func TestChangedAliasListsAreChanges(t *testing.T) {
	of := func(content string) *Selection {
		return &Selection{aliases: aliasDigest([]lake.InForce{
			{Municipality: "1280", Collection: aliasCollection, Period: "2025", ContentSHA256: content},
			{Municipality: "0180", Collection: aliasCollection, Period: "2025", ContentSHA256: "same"},
			{Municipality: "1480", Collection: "missbruk", Period: "2025", ContentSHA256: content},
		})}
	}
	if got := Changes(of("a"), of("a")); len(got) != 0 {
		t.Errorf("nothing changed: %+v", got)
	}
	want := []Change{{Municipality: "1280", Collection: aliasCollection, What: Replaced}}
	if got := Changes(of("a"), of("b")); !slices.Equal(got, want) {
		t.Errorf("changes %+v, want %+v", got, want)
	}
	if got := Changes(&Selection{}, of("b")); len(got) != 2 {
		t.Errorf("two lists came: %+v", got)
	}
}
