package compute

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// AllFilters computes every indicator of a period in the plainest other way: one
// statement per model, with a FILTER aggregate for every number of every
// indicator that counts it, at municipality and sex. It is the second yardstick
// of benchmarks, beside OneByOne; releases never use it, and FILTER is outside
// the portable subset.
//
// row hears what OneByOne's hears, in another order.
func AllFilters(ctx context.Context, view View, sets []indicator.Set, period code.Period, options Options,
	row func(d *indicator.Definition, values []any) error,
) (err error) {
	options = options.withDefaults()
	s, err := Select(ctx, view, period)
	if err != nil {
		return fmt.Errorf("compute with filters: %w", err)
	}
	session, err := open(ctx, view, s, slices.Sorted(maps.Keys(options.Models)), options)
	if err != nil {
		return fmt.Errorf("compute with filters: %w", err)
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	wide := filters{}
	for _, set := range of(sets, period) {
		for _, d := range set.Definitions {
			if !d.Kind.Derived() {
				wide.add(d)
			}
		}
	}
	order, err := sql.Order(options.Models, slices.Collect(maps.Keys(wide)))
	if err != nil {
		return fmt.Errorf("compute with filters: %w", err)
	}
	for _, model := range order {
		if err := session.Exec(ctx, createModel(options.Models[model], nil)); err != nil {
			return fmt.Errorf("make model %s: %w", model, err)
		}
		asked := wide[model]
		if len(asked) == 0 {
			continue
		}
		err := each(ctx, session, asked.statement(model), func(values []any) error {
			at := 2
			for _, a := range asked {
				own := append(slices.Clone(values[:2]), values[at:at+len(a.columns)]...)
				at += len(a.columns)
				if err := row(a.definition, own); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("compute with filters over %s: %w", model, err)
		}
	}
	return nil
}

// filters are the numbers asked of each model.
type filters map[string]questions

type questions []struct {
	definition *indicator.Definition
	columns    []string
}

func (f filters) ask(model string, d *indicator.Definition, columns ...string) {
	f[model] = append(f[model], struct {
		definition *indicator.Definition
		columns    []string
	}{d, columns})
}

// add asks for what OneByOne asks for.
func (f filters) add(d *indicator.Definition) {
	columns := []string{countFilter(d.AboveLine()), countFilter(d.BelowLine()), countFilter(d.Base())}
	if value := d.ValueOf(); value != nil {
		columns = append(columns, sumFilter(d.BelowLine(), value, d.ValueScale()))
	}
	f.ask(d.From, d, columns...)
	if population := d.PopulationOf(); population != nil {
		f.ask(indicator.PopulationModel, d, "SUM("+expression.QuoteIdentifier(indicator.PopulationWeight)+") FILTER (WHERE "+population.SQL()+")")
	}
	if model, rows, value := d.SumBelow(); model != nil {
		f.ask(model.Name, d, sumFilter(rows, value, d.ValueScale()))
	}
}

func (q questions) statement(model string) string {
	var columns []string
	for _, a := range q {
		columns = append(columns, a.columns...)
	}
	return "SELECT kommun, kon, " + strings.Join(columns, ", ") + " FROM " + plan.Table(model) + " GROUP BY kommun, kon"
}

func countFilter(rows *expression.Checked) string {
	return "COUNT(*) FILTER (WHERE " + rows.SQL() + ")"
}

func sumFilter(rows, value *expression.Checked, scale int) string {
	return fmt.Sprintf("SUM(CAST(%s AS DECIMAL(%d, %d))) FILTER (WHERE %s)", value.SQL(), expression.MaxDigits, scale, rows.SQL())
}
