package compute

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
)

// Earlier is a computation whose packages are still there: the lake version it
// rested on and how to read one of its packages (false where it has none).
// The caller vouches that program, models and definitions are the same.
type Earlier struct {
	View    View
	Package func(set string, period code.Period) (cell.Package, bool)
}

// Extent says how much of a package has to be computed.
type Extent string

// The extents.
const (
	Whole     Extent = "whole"     // everything
	Partly    Extent = "partly"    // the municipalities named
	Unchanged Extent = "unchanged" // nothing: the earlier package stands
)

// Work is what has to be done for one package, and why.
type Work struct {
	Set    string      `json:"set"`
	Period code.Period `json:"period"`
	Extent Extent      `json:"extent"`
	// Why is empty, no_earlier (no package to start from), or population (the
	// sources of the population are named for the whole).
	Why string `json:"why,omitempty"`
	// Changes are the deliveries that touch the package; Municipalities those
	// that are computed again.
	Changes        []Change `json:"changes,omitempty"`
	Municipalities []string `json:"municipalities,omitempty"`
}

// The reasons for computing everything again.
const (
	WhyNoEarlier  = "no_earlier"
	WhyPopulation = "population"
)

// PlanWork tells what Recompute would do, and does nothing.
func PlanWork(ctx context.Context, view View, sets []indicator.Set, earlier *Earlier, options Options) ([]Work, error) {
	options = options.withDefaults()
	wanted, err := allWork(ctx, view, sets, options)
	if err != nil {
		return nil, fmt.Errorf("plan computation: %w", err)
	}
	var all []Work
	for _, y := range wanted {
		if err := y.plan(ctx, earlier, options); err != nil {
			return nil, fmt.Errorf("plan computation of %s: %w", y.selection.Period, err)
		}
		all = append(all, y.work...)
	}
	return all, nil
}

// Recompute gives what Compute gives, byte for byte, but computes only what a
// changed delivery touches: every model's row belongs to one municipality and
// depends on its own deliveries alone, so the parts of all others are taken from
// the earlier packages. Without an earlier computation everything is computed.
func Recompute(ctx context.Context, view View, sets []indicator.Set, earlier *Earlier, options Options) ([]cell.Package, []Work, error) {
	options = options.withDefaults()
	wanted, err := allWork(ctx, view, sets, options)
	if err != nil {
		return nil, nil, fmt.Errorf("compute: %w", err)
	}
	var packages []cell.Package
	var work []Work
	for _, y := range wanted {
		if err := y.plan(ctx, earlier, options); err != nil {
			return nil, nil, fmt.Errorf("compute %s: %w", y.selection.Period, err)
		}
		made, err := y.compute(ctx, view, earlier, options)
		if err != nil {
			return nil, nil, fmt.Errorf("compute %s: %w", y.selection.Period, err)
		}
		packages, work = append(packages, made...), append(work, y.work...)
	}
	return packages, work, nil
}

// periodWork is one period's sets with what has to be done for each.
type periodWork struct {
	selection *Selection
	sets      []indicator.Set
	work      []Work
}

func allWork(ctx context.Context, view View, sets []indicator.Set, options Options) ([]*periodWork, error) {
	wanted, err := windows(ctx, view, sets, options)
	if err != nil {
		return nil, err
	}
	var all []*periodWork
	for _, w := range wanted {
		all = append(all, &periodWork{selection: w.selection, sets: w.sets})
	}
	return all, nil
}

func (y *periodWork) plan(ctx context.Context, earlier *Earlier, options Options) error {
	planned, err := plan.Make(y.sets, options.Models)
	if err != nil {
		return err
	}
	var changes []Change
	if earlier != nil {
		before, err := Select(ctx, earlier.View, y.selection.Period)
		if err != nil {
			return err
		}
		changes = Changes(before, y.selection)
	}
	for _, s := range planned.Sets {
		y.work = append(y.work, y.workOf(s, changes, earlier, options))
	}
	return nil
}

func (y *periodWork) workOf(s plan.Set, changes []Change, earlier *Earlier, options Options) Work {
	w := Work{Set: s.Name, Period: y.selection.Period, Extent: Whole, Why: WhyNoEarlier}
	if earlier == nil {
		return w
	}
	old, found := earlier.Package(s.Name, y.selection.Period)
	if !found || !sameShape(&old, newResult(s).assemble(y.selection)) {
		return w
	}
	collections, datasets := restsOn(s, options.Models)
	touched := map[string]bool{}
	for _, c := range changes {
		if touches(c, collections, datasets, options.Contract) {
			w.Changes = append(w.Changes, c)
			touched[c.Municipality] = true
		}
	}
	w.Extent, w.Why, w.Municipalities = Partly, "", slices.Sorted(maps.Keys(touched))
	switch {
	case len(touched) == 0:
		w.Extent = Unchanged
	case usesPopulation(s) && slices.ContainsFunc(w.Changes, func(c Change) bool { return c.Collection != aliasCollection && options.reference(c.Collection) }):
		w.Extent, w.Why, w.Municipalities = Whole, WhyPopulation, nil
	}
	return w
}

// sameShape reports whether two packages of one set count the same conditions in
// the same places.
func sameShape(old *cell.Package, now cell.Package) bool {
	if len(old.Blocks) != len(now.Blocks) || len(old.Measures) != len(now.Measures) {
		return false
	}
	for i := range now.Blocks {
		if old.Blocks[i].ID != now.Blocks[i].ID || !slices.Equal(old.Blocks[i].Conditions, now.Blocks[i].Conditions) {
			return false
		}
	}
	for i := range now.Measures {
		if old.Measures[i].Name() != now.Measures[i].Name() || old.Measures[i].Scale != now.Measures[i].Scale {
			return false
		}
	}
	return true
}

// compute makes the period's packages in the order of its sets: the whole ones in
// one session, the partly ones in another over the touched municipalities' files.
func (y *periodWork) compute(ctx context.Context, view View, earlier *Earlier, options Options) ([]cell.Package, error) {
	packages := make([]cell.Package, len(y.sets))
	only := map[string]bool{}
	for i, w := range y.work {
		for _, m := range w.Municipalities {
			only[m] = true
		}
		if w.Extent == Unchanged {
			packages[i], _ = earlier.Package(w.Set, w.Period)
		}
	}
	if err := y.some(ctx, view, Whole, y.selection, packages, options); err != nil {
		return nil, err
	}
	narrow := *y.selection
	narrow.only = only
	if err := y.some(ctx, view, Partly, &narrow, packages, options); err != nil {
		return nil, err
	}
	for i, w := range y.work {
		if w.Extent == Partly {
			old, _ := earlier.Package(w.Set, w.Period)
			patch(&packages[i], old, only)
		}
	}
	return packages, nil
}

// some computes the sets of one extent into their places.
func (y *periodWork) some(ctx context.Context, view View, extent Extent, s *Selection, into []cell.Package, options Options) error {
	var sets []indicator.Set
	var places []int
	for i, w := range y.work {
		if w.Extent == extent {
			sets, places = append(sets, y.sets[i]), append(places, i)
		}
	}
	made, err := computePeriod(ctx, view, sets, s, options)
	if err != nil {
		return err
	}
	for i := range made {
		into[places[i]] = made[i]
	}
	return nil
}

// patch completes a package of some municipalities by what the earlier one holds
// of all others.
func patch(fresh *cell.Package, old cell.Package, only map[string]bool) {
	fresh.PopulationSources = old.PopulationSources
	for i := range fresh.Blocks {
		fresh.Blocks[i].Atoms = spliced(fresh.Blocks[i].Atoms, old.Blocks[i].Atoms, only, func(a cell.Atom) string { return a.Municipality }, compareAtoms)
	}
	for i := range fresh.Measures {
		m, from := &fresh.Measures[i], &old.Measures[i]
		m.Sums = spliced(m.Sums, from.Sums, only, func(s cell.Sum) string { return s.Municipality }, compareSums)
		m.Strata = spliced(m.Strata, from.Strata, only, func(s cell.StratumCount) string { return s.Municipality }, compareStrata)
		m.Values = spliced(m.Values, from.Values, only, func(v cell.ValueCount) string { return v.Municipality }, compareValues)
	}
}

// spliced adds the old items of all other municipalities, in order.
func spliced[T any](fresh, old []T, only map[string]bool, of func(T) string, compare func(a, b T) int) []T {
	for _, item := range old {
		if !only[of(item)] {
			fresh = append(fresh, item)
		}
	}
	slices.SortFunc(fresh, compare)
	return fresh
}
