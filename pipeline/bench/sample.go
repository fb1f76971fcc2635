package bench

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/indicator"
)

// statement is one of the yardstick's: an indicator at one grain, for one period.
type statement struct {
	period     code.Period
	definition *indicator.Definition
	grain      area.Type
}

// statements lists those that answer what Compute answers: every indicator that
// has parts of its own, at every grain that it is published for, for every period
// that Compute makes a package of its set for.
func statements(ctx context.Context, view compute.View, sets []indicator.Set, o compute.Options) ([]statement, error) {
	work, err := compute.PlanWork(ctx, view, sets, nil, o)
	if err != nil {
		return nil, err
	}
	var all []statement
	for _, w := range work {
		i := slices.IndexFunc(sets, func(s indicator.Set) bool { return s.Name == w.Set })
		for _, d := range sets[i].For(w.Period).Definitions {
			if d.Kind.Derived() {
				continue
			}
			for _, grain := range d.AreaTypes() {
				all = append(all, statement{w.Period, d, grain})
			}
		}
	}
	return all, nil
}

// Sample is what a random sample of all statements says of them. Seconds are of
// single statements; those of opening sessions count for nothing. Total is what
// all would take, the mean times their number, and TotalError its standard error
// (simple random sampling without replacement).
type Sample struct {
	Statements int     `json:"statements"`
	Measured   int     `json:"measured"`
	Seed       uint64  `json:"seed"`
	Mean       float64 `json:"mean_seconds"`
	Deviation  float64 `json:"standard_deviation"`
	Least      float64 `json:"least"`
	Median     float64 `json:"median"`
	Most       float64 `json:"most"`
	Total      float64 `json:"total_seconds"`
	TotalError float64 `json:"total_standard_error"`
}

func (s Sample) String() string {
	if s.Measured == s.Statements {
		return fmt.Sprintf("all %d statements measured, %.2f to %.2f s each", s.Statements, s.Least, s.Most)
	}
	return fmt.Sprintf("%d of %d statements drawn with seed %d, %.2f to %.2f s each, median %.2f, mean %.2f, standard deviation %.2f, so the standard error is %.0f s",
		s.Measured, s.Statements, s.Seed, s.Least, s.Most, s.Median, s.Mean, s.Deviation, s.TotalError)
}

// draw takes n of the items at random and without replacement, in their order;
// all where n is 0 or too many.
func draw[T any](all []T, n int, seed uint64) []T {
	if n == 0 || n >= len(all) {
		return all
	}
	places := rand.New(rand.NewPCG(seed, 0)).Perm(len(all))[:n]
	slices.Sort(places)
	drawn := make([]T, n)
	for i, place := range places {
		drawn[i] = all[place]
	}
	return drawn
}

// sampled tells what the seconds of some statements say of all.
func sampled(seconds []float64, statements int, seed uint64) Sample {
	s := Sample{Statements: statements, Measured: len(seconds), Seed: seed}
	if len(seconds) == 0 {
		return s
	}
	sorted := slices.Sorted(slices.Values(seconds))
	n := float64(len(sorted))
	s.Least, s.Median, s.Most = sorted[0], sorted[len(sorted)/2], sorted[len(sorted)-1]
	for _, x := range sorted {
		s.Mean += x / n
	}
	if len(sorted) > 1 {
		squares := 0.0
		for _, x := range sorted {
			squares += (x - s.Mean) * (x - s.Mean)
		}
		s.Deviation = math.Sqrt(squares / (n - 1))
	}
	all := float64(statements)
	s.Total = all * s.Mean
	s.TotalError = all * s.Deviation * math.Sqrt((1-n/all)/n)
	return s
}

// oneByOne runs a sample of n statements (0: all) and tells how long they took.
func oneByOne(ctx context.Context, view compute.View, sets []indicator.Set, o compute.Options, n int, seed uint64) (Sample, error) {
	all, err := statements(ctx, view, sets, o)
	if err != nil {
		return Sample{}, err
	}
	var seconds []float64
	for _, same := range byPeriod(draw(all, n, seed)) {
		took, err := timed(ctx, view, same, o)
		if err != nil {
			return Sample{}, err
		}
		seconds = append(seconds, took...)
	}
	return sampled(seconds, len(all), seed), nil
}

// byPeriod groups statements by their period, in their order.
func byPeriod(all []statement) [][]statement {
	var groups [][]statement
	for _, s := range all {
		i := slices.IndexFunc(groups, func(g []statement) bool { return g[0].period == s.period })
		if i < 0 {
			groups, i = append(groups, nil), len(groups)
		}
		groups[i] = append(groups[i], s)
	}
	return groups
}

// timed runs statements of one period and tells the seconds of each.
func timed(ctx context.Context, view compute.View, same []statement, o compute.Options) (seconds []float64, err error) {
	yardstick, err := compute.OpenYardstick(ctx, view, same[0].period, o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, yardstick.Close()) }()
	for _, s := range same {
		begun := time.Now()
		if err := yardstick.OneByOne(ctx, s.definition, s.grain, func([]any) error { return nil }); err != nil {
			return nil, err
		}
		seconds = append(seconds, time.Since(begun).Seconds())
	}
	return seconds, nil
}

// allFilters answers all statements the other way, period by period.
func allFilters(ctx context.Context, view compute.View, sets []indicator.Set, o compute.Options) error {
	all, err := statements(ctx, view, sets, o)
	if err != nil {
		return err
	}
	for _, same := range byPeriod(all) {
		if err := filtered(ctx, view, same, sets, o); err != nil {
			return err
		}
	}
	return nil
}

// filtered answers the statements of one period, and no other set's.
func filtered(ctx context.Context, view compute.View, same []statement, sets []indicator.Set, o compute.Options) (err error) {
	yardstick, err := compute.OpenYardstick(ctx, view, same[0].period, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, yardstick.Close()) }()
	asked := map[*indicator.Definition]bool{}
	for _, s := range same {
		asked[s.definition] = true
	}
	of := only(sets, func(d *indicator.Definition) bool { return asked[d] })
	return yardstick.AllFilters(ctx, of, func(*indicator.Definition, area.Type, []any) error { return nil })
}

// only keeps of every set the indicators that have parts of their own and for
// which keep holds.
func only(sets []indicator.Set, keep func(*indicator.Definition) bool) []indicator.Set {
	kept := slices.Clone(sets)
	for i := range kept {
		kept[i].Definitions = slices.DeleteFunc(slices.Clone(kept[i].Definitions), func(d *indicator.Definition) bool {
			return d.Kind.Derived() || !keep(d)
		})
	}
	return kept
}
