package compute_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/indicator"
)

// asText is the packages as they would be frozen.
func asText(t *rapid.T, packages []cell.Package) string {
	raw, err := json.Marshal(packages)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func earlierOf(view compute.View, packages []cell.Package) *compute.Earlier {
	return &compute.Earlier{View: view, Package: func(set string, period code.Period) (cell.Package, bool) {
		i := slices.IndexFunc(packages, func(p cell.Package) bool { return p.Set == set && p.Period == period })
		if i < 0 {
			return cell.Package{}, false
		}
		return packages[i], true
	}}
}

// redeliver draws the next state of a country: some deliveries are sent again
// with other rows, some withdrawn, some come for the first time.
func redeliver(t *rapid.T, before []indicator.TestDelivery) []indicator.TestDelivery {
	fresh := randomCountry(t)
	var after []indicator.TestDelivery
	for _, d := range before {
		switch rapid.IntRange(0, 9).Draw(t, "what becomes of it") {
		case 0: // withdrawn
		case 1:
			if i := slices.IndexFunc(fresh, func(f indicator.TestDelivery) bool {
				return f.Municipality == d.Municipality && f.Collection == d.Collection && f.Period == d.Period
			}); i >= 0 {
				d.Tables, d.Zero = fresh[i].Tables, fresh[i].Zero
			}
			d.Sequence++
			after = append(after, d)
		default:
			after = append(after, d)
		}
	}
	if rapid.Bool().Draw(t, "something new") && len(fresh) > 0 {
		d := fresh[rapid.IntRange(0, len(fresh)-1).Draw(t, "which")]
		if !slices.ContainsFunc(after, func(o indicator.TestDelivery) bool {
			return o.Municipality == d.Municipality && o.Collection == d.Collection && o.Period == d.Period
		}) {
			after = append(after, d)
		}
	}
	return after
}

// TestRecomputeEqualsCompute follows random sequences of deliveries: what is
// recomputed from the state before is, byte for byte, what a full computation
// gives, and something was indeed left alone.
func TestRecomputeEqualsCompute(t *testing.T) {
	fewer("5")
	sets := some(t, "missbruk", "ekonomiskt_bistand", "ekonomi", "enkat", "prov")
	root := t.TempDir()
	extents := map[compute.Extent]int{}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(root, "w")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		var earlier *compute.Earlier
		deliveries := randomCountry(t)
		for step := range 3 {
			state, err := os.MkdirTemp(dir, "s")
			if err != nil {
				t.Fatal(err)
			}
			world, err := given.NewWorld(state, deliveries)
			if err != nil {
				t.Fatal(err)
			}
			want, err := compute.Compute(t.Context(), world, sets, nil, options())
			if err != nil {
				t.Fatal(err)
			}
			got, work, err := compute.Recompute(t.Context(), world, sets, earlier, options())
			if err != nil {
				t.Fatal(err)
			}
			if asText(t, got) != asText(t, want) {
				t.Fatalf("step %d: recomputed packages differ from computed ones\n%+v", step, work)
			}
			for _, w := range work {
				extents[w.Extent]++
			}
			earlier = earlierOf(world, got)
			deliveries = redeliver(t, deliveries)
		}
	})
	for _, e := range []compute.Extent{compute.Whole, compute.Partly, compute.Unchanged} {
		if extents[e] == 0 {
			t.Errorf("no package was computed %s", e)
		}
	}
	t.Log(extents)
}

// TestOneMunicipalityTouchesItself: a delivery sent again is all that is computed
// again, and only for the sets that read it.
func TestOneMunicipalityTouchesItself(t *testing.T) {
	sets := loadSets(t)
	deliveries := crowd(3, 4, 40)
	first, err := given.NewWorld(t.TempDir(), deliveries)
	if err != nil {
		t.Fatal(err)
	}
	packages, work, err := compute.Recompute(t.Context(), first, sets, nil, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range work {
		if w.Extent != compute.Whole || w.Why != compute.WhyNoEarlier {
			t.Errorf("at first: %+v", w)
		}
	}
	again := slices.Clone(deliveries)
	again[1] = crowd(4, 4, 40)[1]
	again[1].Sequence = 2
	second, err := given.NewWorld(t.TempDir(), again)
	if err != nil {
		t.Fatal(err)
	}
	work, err = compute.PlanWork(t.Context(), second, sets, earlierOf(first, packages), options())
	if err != nil {
		t.Fatal(err)
	}
	if len(work) == 0 {
		t.Fatal("no work")
	}
	for _, w := range work {
		if w.Extent != compute.Partly || !slices.Equal(w.Municipalities, []string{"1281"}) || len(w.Changes) != 1 || w.Changes[0] != (compute.Change{Municipality: "1281", Collection: "missbruk", Period: "2025", What: compute.Replaced}) {
			t.Errorf("after a re-sent delivery: %+v", w)
		}
	}
}
