package disclosure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/audit"
)

// Protect decides for every cell of the package whether it is shown, and
// returns the cells as Cleared once the audit has passed. The report is for
// the operator and the data protection officer only; it comes with an error
// too, as far as the work got.
//
// The error is a *Blocked when the rules cannot be met without a person's
// decision; ctx's error when ctx ends; otherwise the package or the rules are
// not in order.
//
// earlier are the earlier releases of the same set and period, oldest first:
// see the file earlier.go.
func Protect(ctx context.Context, p cell.Package, r *area.Registry, rules Rules, earlier ...Earlier) (Cleared, *Report, error) {
	pl, report, err := protected(ctx, p, r, rules, false, earlier)
	if err != nil {
		return Cleared{}, report, err
	}
	return pl.clear(p.Measures), report, nil
}

// Unweighted does what Protect does without the weights that let totals, upper
// grains and all ages survive first, and tells the loss: what the weights are
// worth. Nothing of it can be published.
func Unweighted(ctx context.Context, p cell.Package, r *area.Registry, rules Rules) (*Report, error) {
	_, report, err := protected(ctx, p, r, rules, true, nil)
	return report, err
}

// protected plans a package and decides every cell of it. The report comes with
// an error too, as far as the work got.
func protected(ctx context.Context, p cell.Package, r *area.Registry, rules Rules, unweighted bool, earlier []Earlier) (*plan, *Report, error) {
	if err := errors.Join(rules.Validate(), checkPackage(&p, r), checkContributors(&p, rules)); err != nil {
		return nil, nil, fmt.Errorf("protect %s %s: %w", p.Set, p.Period, err)
	}
	p.Measures = sortedMeasures(p.Measures)
	past, err := newEarlier(&p, r, rules, earlier)
	if err != nil {
		return nil, nil, fmt.Errorf("protect %s %s: %w", p.Set, p.Period, err)
	}
	pl, err := newPlan(&p, r, rules, past)
	if err != nil {
		return nil, nil, fmt.Errorf("protect %s %s: %w", p.Set, p.Period, err)
	}
	pl.unweighted = unweighted
	report := newReport(pl)
	for _, step := range []func(context.Context, *Report) error{pl.protectTables, pl.protectCells, pl.kept, pl.withholdLimits} {
		if err := step(ctx, report); err != nil {
			return nil, report, err
		}
	}
	if err := pl.recheck(); err != nil {
		return nil, report, err
	}
	report.count(pl)
	report.nameKnown(pl)
	return pl, report, nil
}

// sortedMeasures puts measures in the order of their names: the order in which
// a package lists them must not decide what is hidden.
func sortedMeasures(measures []cell.Measure) []cell.Measure {
	out := slices.Clone(measures)
	slices.SortFunc(out, func(a, b cell.Measure) int { return cmp.Compare(a.Name(), b.Name()) })
	return out
}

// protectTables settles the columns of every table, tables side by side, and
// hides every cell that shows a hidden column.
func (pl *plan) protectTables(ctx context.Context, report *Report) error {
	results := make([]*settled, len(pl.tables))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range pl.tables {
		versions := pl.versions(i, pl.primaries(i))
		group.Go(func() error {
			m, whole := joint(versions, pl.rules.Corrections)
			pl.insist(i, m)
			pl.nearlyWhole(versions, m)
			pl.rules.requireWidths(m)
			s, err := pl.settle(ctx, m, audit.Options{Insiders: true, Width: pl.rules.Width, InnerCells: whole})
			results[i] = s
			return err
		})
	}
	err := group.Wait()
	for i, s := range results {
		if s != nil {
			report.addTable(pl.tables[i], s)
		}
	}
	if err != nil {
		return pl.explain(err)
	}
	for m := range pl.cells {
		for i := range pl.cells[m] {
			c := &pl.cells[m][i]
			for _, r := range c.columns {
				c.hidden = c.hidden || results[r.table].hides(r.column)
			}
			c.hidden = c.hidden || c.rule != ""
		}
	}
	return nil
}

// explain wraps the error of a table with set and period.
func (pl *plan) explain(err error) error {
	var b *Blocked
	if errors.As(err, &b) {
		b.Set, b.Period = pl.pkg.Set, pl.pkg.Period
		b.Cells = named(pl.cellNames(), b.Columns)
		return b
	}
	return fmt.Errorf("protect %s %s: %w", pl.pkg.Set, pl.pkg.Period, err)
}

// clear makes the cleared package, its measures in the given order: the only
// place that does.
func (pl *plan) clear(measures []cell.Measure) Cleared {
	out := &cleared{set: pl.pkg.Set, period: pl.pkg.Period, coverage: pl.pkg.Coverage}
	at := map[string]int{}
	for i, m := range pl.pkg.Measures {
		at[m.Name()] = i
	}
	for i := range measures {
		m := &measures[i]
		for _, c := range pl.cells[at[m.Name()]] {
			e := entry{key: c.place.key(m), status: code.OK, parts: c.parts}
			switch {
			case c.missing:
				e.status, e.parts = code.Missing, cell.Parts{}
			case c.hidden:
				e.status, e.parts = code.Suppressed, cell.Parts{}
			case c.bare:
				e.parts.SumSquares = nil
			}
			out.entries = append(out.entries, e)
		}
	}
	return Cleared{out}
}
