package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
)

// Recompute is what a new delivery of one municipality costs beside the whole:
// for all indicators together, and for each kind of them computed alone, in the
// same process. The kinds add up to more than all, for they share models.
type Recompute struct {
	Municipality string  `json:"municipality"`
	Delivery     string  `json:"delivery"` // collection and period
	PeakMB       float64 `json:"peak_mb"`
	All          Again   `json:"all"`
	Additive     Again   `json:"additive"`
	Medians      Again   `json:"medians"`
	Distinct     Again   `json:"distinct"`
}

// Again is one full computation of some indicators and, after it, one of what a
// delivery changed.
type Again struct {
	Indicators   int     `json:"indicators"`
	WholeSeconds float64 `json:"whole_seconds"`
	Seconds      float64 `json:"seconds"`
	Share        float64 `json:"share"` // of the whole
}

func (a Again) String() string {
	return fmt.Sprintf("%.2f of %.1f s, %.1f %% (%d indicators)", a.Seconds, a.WholeSeconds, 100*a.Share, a.Indicators)
}

func (r Recompute) String() string {
	lines := []string{fmt.Sprintf("municipality %s sends %s again, %.0f MB at most: %s", r.Municipality, r.Delivery, r.PeakMB, r.All)}
	for _, k := range kinds {
		lines = append(lines, fmt.Sprintf("  %-17s %s", k, *k.into(&r)))
	}
	return strings.Join(lines, "\n         ")
}

// kind is how an indicator's parts come about.
type kind string

// The kinds. Distinct are the indicators of persons and households: their models
// hold everybody once, however many rows tell of them. Medians are those of
// quantiles, which need lists of (value, count), whatever they count. All others
// are additive: rows are counted and summed; for what disclosure control knows of
// sums, who stands behind them is found too, and is part of their time.
const (
	additive kind = "additive parts"
	medians  kind = "medians"
	distinct kind = "distinct persons"
)

// kinds are all of them, in the order in which they are measured.
var kinds = [...]kind{additive, medians, distinct}

func kindOf(d *indicator.Definition) kind {
	switch {
	case d.Kind.Cell() == cell.Median || d.Kind.Cell() == cell.Quantile:
		return medians
	case d.Unit == "person" || d.Unit == "household":
		return distinct
	}
	return additive
}

// into is the kind's place in the figures.
func (k kind) into(r *Recompute) *Again {
	switch k {
	case medians:
		return &r.Medians
	case distinct:
		return &r.Distinct
	}
	return &r.Additive
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

// newest is the newest delivery of the collection by a municipality in the middle
// of the list.
func newest(ctx context.Context, view compute.View, collection string) (lake.InForce, error) {
	deliveries, err := view.Deliveries(ctx, lake.Selection{Collections: []string{collection}})
	if err != nil {
		return lake.InForce{}, err
	}
	if len(deliveries) == 0 {
		return lake.InForce{}, errors.New("recompute: nobody delivered " + collection)
	}
	again := deliveries[len(deliveries)/2]
	for _, d := range deliveries {
		if d.Municipality == again.Municipality && d.Period > again.Period {
			again = d
		}
	}
	return again, nil
}

// recomputing computes everything, then what the newest delivery of missbruk by
// one municipality changes, and the same of every kind of indicators alone.
func recomputing(ctx context.Context, view compute.View, sets []indicator.Set, o compute.Options) (Recompute, error) {
	sent, err := newest(ctx, view, "missbruk")
	if err != nil {
		return Recompute{}, err
	}
	r := Recompute{Municipality: sent.Municipality, Delivery: sent.Collection + " " + sent.Period}
	all := only(sets, func(*indicator.Definition) bool { return true })
	if r.All, err = again(ctx, view, sent, all, o); err != nil {
		return r, err
	}
	for _, k := range kinds {
		of := only(sets, func(d *indicator.Definition) bool { return kindOf(d) == k })
		if *k.into(&r), err = again(ctx, view, sent, of, o); err != nil {
			return r, fmt.Errorf("%s: %w", k, err)
		}
	}
	return r, nil
}

// again computes the sets in full, then what the delivery changes.
func again(ctx context.Context, view compute.View, sent lake.InForce, sets []indicator.Set, o compute.Options) (a Again, err error) {
	for _, s := range sets {
		a.Indicators += len(s.Definitions)
	}
	begun := time.Now()
	packages, err := compute.Compute(ctx, view, sets, nil, o)
	if err != nil {
		return a, err
	}
	a.WholeSeconds = time.Since(begun).Seconds()
	earlier := &compute.Earlier{View: view, Package: func(set string, period code.Period) (cell.Package, bool) {
		i := slices.IndexFunc(packages, func(p cell.Package) bool { return p.Set == set && p.Period == period })
		if i < 0 {
			return cell.Package{}, false
		}
		return packages[i], true
	}}
	begun = time.Now()
	_, work, err := compute.Recompute(ctx, resent{view, sent}, sets, earlier, o)
	if err != nil {
		return a, err
	}
	a.Seconds = time.Since(begun).Seconds()
	a.Share = a.Seconds / a.WholeSeconds
	// A bench that recomputes nothing, or everything, measures something else.
	if !slices.ContainsFunc(work, func(w compute.Work) bool { return w.Extent == compute.Partly }) {
		return a, errors.New("recompute: the delivery touches no package")
	}
	if slices.ContainsFunc(work, func(w compute.Work) bool { return w.Extent == compute.Whole }) {
		return a, errors.New("recompute: the delivery makes a whole package anew")
	}
	return a, nil
}
