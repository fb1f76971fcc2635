package compute

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// Options say with what is computed.
type Options struct {
	// Engine runs the statements; required.
	Engine engine.Engine
	// Dialect names the engine's macros in sql/macros; default duckdb.
	Dialect string
	// Threads, MemoryLimit, TempDir and MaxTempBytes are the engine's (see
	// engine.Config). Without a TempDir nothing is spilled. Where MemoryLimit is too
	// little for a whole country it is computed in slices (slices.go): there must be
	// enough for the largest municipality.
	Threads      int
	MemoryLimit  int64
	TempDir      string
	MaxTempBytes int64
	// Models are the SQL models; default sql.Models.
	Models map[string]*sql.Model
	// Contract tells which collections are references; default contract.Core.
	Contract *contract.Contract
	// Progress hears of every step before it is done; nil hears nothing.
	Progress func(Step)
	// Aliases hears, of every year with lists of replaced person keys in force,
	// how many persons they touch; nil hears nothing.
	Aliases func(AliasShare)

	// slices is how many a whole period came to need, for the next one to begin with.
	slices *int
}

// Step is one step of a computation: a model made or a statement run for a
// period. Done of Total steps of that period are behind it.
type Step struct {
	Period      code.Period
	Model       string
	What        string // model, check, counts, sums, values, strata
	Done, Total int
}

func (o Options) withDefaults() Options {
	if o.Dialect == "" {
		o.Dialect = "duckdb"
	}
	if o.Models == nil {
		o.Models = sql.Models()
	}
	if o.Contract == nil {
		o.Contract = contract.Core()
	}
	if o.slices == nil {
		o.slices = new(int)
	}
	if o.Progress == nil {
		o.Progress = func(Step) {}
	}
	return o
}

// reference reports whether a collection is a reference delivery.
func (o Options) reference(collection string) bool {
	c := o.Contract.Collections[collection]
	return c != nil && c.Reference
}

// Compute gives the exact parts of every set for every period, ordered by period
// and then as the sets are; a package holds the indicators whose span is the
// period's length. Nil periods mean every year with a delivery in force, with the
// parts of it and the rolling years ending in it that indicators are defined for;
// then a set has no package for a period in which nobody delivered any of its
// collections.
//
// The packages depend on the view and the sets alone. Errors wrap the engine's
// and the view's; a *CheckError means that a model broke its own promise.
func Compute(ctx context.Context, view View, sets []indicator.Set, periods []code.Period, options Options) ([]cell.Package, error) {
	options = options.withDefaults()
	if options.Engine == nil {
		return nil, errors.New("compute: no engine")
	}
	var wanted []window
	if periods == nil {
		all, err := windows(ctx, view, sets, options)
		if err != nil {
			return nil, fmt.Errorf("compute: %w", err)
		}
		wanted = all
	}
	for _, period := range periods {
		selection, err := Select(ctx, view, period)
		if err != nil {
			return nil, fmt.Errorf("compute %s: %w", period, err)
		}
		wanted = append(wanted, window{selection, of(sets, period)})
	}
	var packages []cell.Package
	for _, w := range wanted {
		made, err := computePeriod(ctx, view, w.sets, w.selection, options)
		if err != nil {
			return nil, fmt.Errorf("compute %s: %w", w.selection.Period, err)
		}
		packages = append(packages, made...)
	}
	return packages, nil
}

// delivered are the sets of which somebody delivered a collection.
func delivered(sets []indicator.Set, s *Selection, options Options) []indicator.Set {
	return slices.DeleteFunc(slices.Clone(sets), func(set indicator.Set) bool {
		for _, d := range set.Definitions {
			for _, collection := range d.Collections {
				if !options.reference(collection) && len(s.coverage(collection).Delivered) > 0 {
					return false
				}
			}
		}
		return true
	})
}

// usesPopulation reports whether anything of a set rests on populations.
func usesPopulation(s plan.Set) bool {
	return slices.Contains(plan.Plan{Sets: []plan.Set{s}}.Models(), indicator.PopulationModel)
}

// populationSources lists where the year's population figures come from.
func populationSources(ctx context.Context, session engine.Session, models []string) (sources []string, err error) {
	if !slices.Contains(models, indicator.PopulationModel) {
		return nil, nil
	}
	rows, err := session.Query(ctx, "SELECT DISTINCT kalla FROM "+lakeSchema+".befolkning ORDER BY kalla")
	if err != nil {
		return nil, fmt.Errorf("read sources of populations: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		source, _ := rows.Values()[0].(string)
		sources = append(sources, source)
	}
	return sources, rows.Err()
}

// open gives a session over the files that the models need for the year.
func open(ctx context.Context, view View, s *Selection, order []string, options Options) (engine.Session, error) {
	var datasets []string
	for _, name := range order {
		datasets = append(datasets, options.Models[name].Reads...)
	}
	slices.Sort(datasets)
	tables, err := relations(ctx, view, slices.Compact(datasets), s)
	if err != nil {
		return nil, err
	}
	tables, aliased, err := withAliases(ctx, view, tables, s, options)
	if err != nil {
		return nil, err
	}
	macros, err := sql.Macros(options.Dialect)
	if err != nil {
		return nil, err
	}
	session, err := options.Engine.Open(ctx, engine.Config{
		Relations: tables, Macros: macros, Threads: options.Threads, MemoryLimit: options.MemoryLimit,
		TempDir: options.TempDir, MaxTempBytes: options.MaxTempBytes,
	})
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, session, s); err != nil {
		return nil, errors.Join(fmt.Errorf("prepare selection: %w", err), session.Close())
	}
	if err := applyAliases(ctx, session, aliased, s, options); err != nil {
		return nil, errors.Join(fmt.Errorf("apply replaced person keys: %w", err), session.Close())
	}
	return session, nil
}
