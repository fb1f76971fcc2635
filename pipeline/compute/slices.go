package compute

import (
	"context"
	"errors"
	"maps"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// Slices.
//
// A model's row belongs to one municipality and depends on its own deliveries alone,
// so a period can be computed for some municipalities at a time: the parts of all
// slices together are those of the whole, byte for byte. Where a model does not fit
// into the engine's memory the municipalities are halved, and the halves again, down
// to one. Memory so bounds how long a computation takes, not how large a country may
// be. A period begins with as many slices as the one before came to need.

// sliced computes a period slice by slice.
type sliced struct {
	view    View
	planned plan.Plan
	order   []string
	options Options
	whole   *Selection
	results []*result
	sources []string
	aliases AliasShare
	done    int // slices
	left    [][]string
}

// compute works through the slices that are left.
func (c *sliced) compute(ctx context.Context) error {
	for len(c.left) > 0 {
		slice := c.left[0]
		c.left = c.left[1:]
		err := c.slice(ctx, slice)
		switch {
		case errors.Is(err, engine.ErrMemory) && len(slice) > 1 && ctx.Err() == nil:
			half := (len(slice) + 1) / 2
			c.left = append([][]string{slice[:half], slice[half:]}, c.left...)
		case err != nil:
			return err
		default:
			c.done++
		}
	}
	if c.options.Aliases != nil && c.aliases.Persons > 0 {
		c.options.Aliases(c.aliases)
	}
	return nil
}

// slice computes the municipalities in a session of their own and keeps their parts,
// all of them or none.
func (c *sliced) slice(ctx context.Context, municipalities []string) (err error) {
	s := *c.whole
	s.only = map[string]bool{}
	for _, m := range municipalities {
		s.only[m] = true
	}
	heard := AliasShare{}
	options := c.options
	options.Aliases = func(a AliasShare) { heard = a }
	options.Progress = c.progress()
	session, err := open(ctx, c.view, &s, c.order, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	r := &run{session: session, options: options, selection: &s, planned: &c.planned, order: c.order, steps: steps(c.planned, c.order, options.Models)}
	for _, set := range c.planned.Sets {
		r.results = append(r.results, newResult(set))
	}
	if err := r.models(ctx); err != nil {
		return err
	}
	sources, err := populationSources(ctx, session, c.order)
	if err != nil {
		return err
	}
	for i := range r.results {
		c.results[i].take(r.results[i])
	}
	c.sources = append(c.sources, sources...)
	c.aliases.Period = c.whole.Period
	c.aliases.Persons += heard.Persons
	c.aliases.Replaced += heard.Replaced
	return nil
}

// progress tells of a slice's steps as part of those of all slices known.
func (c *sliced) progress() func(Step) {
	slice, all := c.done, c.done+1+len(c.left)
	return func(s Step) {
		s.Done, s.Total = slice*s.Total+s.Done, all*s.Total
		c.options.Progress(s)
	}
}

// take adds what another result holds, of other municipalities.
func (r *result) take(from *result) {
	for i := range from.atoms {
		r.atoms[i] = append(r.atoms[i], from.atoms[i]...)
	}
	for i := range from.values {
		r.values[i] = append(r.values[i], from.values[i]...)
		r.strata[i] = append(r.strata[i], from.strata[i]...)
		for at, sum := range from.sums[i] {
			if r.sums[i] == nil {
				r.sums[i] = map[place]*cell.Sum{}
			}
			r.sums[i][at] = sum
		}
	}
}

// computePeriod computes the sets of one period, for all municipalities of the
// selection or those that it is narrowed to.
func computePeriod(ctx context.Context, view View, sets []indicator.Set, s *Selection, options Options) ([]cell.Package, error) {
	if len(sets) == 0 {
		return nil, nil
	}
	planned, err := plan.Make(sets, options.Models)
	if err != nil {
		return nil, err
	}
	order, err := sql.Order(options.Models, planned.Models())
	if err != nil {
		return nil, err
	}
	begin := 1
	if s.only == nil {
		begin = *options.slices
	}
	c := &sliced{view: view, planned: planned, order: order, options: options, whole: s, left: inSlices(s.municipalities(), begin)}
	for _, set := range planned.Sets {
		c.results = append(c.results, newResult(set))
	}
	if err := c.compute(ctx); err != nil {
		return nil, err
	}
	if s.only == nil {
		*options.slices = c.done
	}
	slices.Sort(c.sources)
	packages := make([]cell.Package, len(c.results))
	for i, result := range c.results {
		packages[i] = result.assemble(s)
		if usesPopulation(result.set) {
			packages[i].PopulationSources = slices.Compact(slices.Clone(c.sources))
		}
	}
	return packages, nil
}

// municipalities lists those whose deliveries are read, sorted.
func (s *Selection) municipalities() []string {
	found := map[string]bool{}
	for _, d := range s.Deliveries {
		if s.only == nil || s.only[d.Municipality] {
			found[d.Municipality] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// inSlices cuts a list into so many parts of nearly one length, at least one part
// though the list be empty: every model is made and checked.
func inSlices(list []string, parts int) [][]string {
	parts = max(1, min(parts, len(list)))
	var out [][]string
	for i := range parts {
		out = append(out, list[i*len(list)/parts:(i+1)*len(list)/parts])
	}
	return out
}
