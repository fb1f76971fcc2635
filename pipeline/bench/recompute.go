package bench

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"time"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
)

// Recompute is what a new delivery of one municipality costs beside the whole.
type Recompute struct {
	Municipality string  `json:"municipality"`
	WholeSeconds float64 `json:"whole_seconds"`
	Seconds      float64 `json:"seconds"`
	Share        float64 `json:"share"` // of the whole
}

// resent is a lake in which one delivery has another content: its rows are read
// again, from the same files.
type resent struct {
	compute.View
	key lake.InForce
}

func (r resent) Deliveries(ctx context.Context, s lake.Selection) ([]lake.InForce, error) {
	all, err := r.View.Deliveries(ctx, s)
	all = slices.Clone(all)
	for i, d := range all {
		if d.Municipality == r.key.Municipality && d.Collection == r.key.Collection && d.Period == r.key.Period {
			all[i].ContentSHA256 = "sent again"
		}
	}
	return all, err
}

// recomputing computes everything, then what the newest delivery of a municipality
// in the middle of the list changes, and writes both times to a file.
func recomputing(ctx context.Context, view compute.View, sets []indicator.Set, o compute.Options, out string) error {
	deliveries, err := view.Deliveries(ctx, lake.Selection{Collections: []string{"missbruk"}})
	if err != nil {
		return err
	}
	if len(deliveries) == 0 {
		return errors.New("recompute: nobody delivered missbruk")
	}
	again := deliveries[len(deliveries)/2]
	for _, d := range deliveries {
		if d.Municipality == again.Municipality && d.Period > again.Period {
			again = d
		}
	}
	begun := time.Now()
	packages, err := compute.Compute(ctx, view, sets, nil, o)
	if err != nil {
		return err
	}
	r := Recompute{Municipality: again.Municipality, WholeSeconds: time.Since(begun).Seconds()}
	earlier := &compute.Earlier{View: view, Package: func(set string, period code.Period) (cell.Package, bool) {
		i := slices.IndexFunc(packages, func(p cell.Package) bool { return p.Set == set && p.Period == period })
		if i < 0 {
			return cell.Package{}, false
		}
		return packages[i], true
	}}
	begun = time.Now()
	if _, _, err := compute.Recompute(ctx, resent{view, again}, sets, earlier, o); err != nil {
		return err
	}
	r.Seconds = time.Since(begun).Seconds()
	r.Share = r.Seconds / r.WholeSeconds
	raw, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return os.WriteFile(out, raw, 0o600)
}

// readRecompute reads what the child wrote.
func readRecompute(name string) (r Recompute, err error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(raw, &r)
}
