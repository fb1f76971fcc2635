package compute

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// AllFilters computes every indicator of the period in the plainest other way:
// every model is made once, and one statement per model and grain has a FILTER
// aggregate for every number of every indicator that counts the model and is
// published for the grain. FILTER is outside the portable subset.
//
// row hears what OneByOne's hears, in another order.
func (y *Yardstick) AllFilters(ctx context.Context, sets []indicator.Set,
	row func(d *indicator.Definition, grain area.Type, values []any) error,
) error {
	wide := filters{}
	for _, set := range of(sets, y.period) {
		for _, d := range set.Definitions {
			if !d.Kind.Derived() {
				wide.add(d)
			}
		}
	}
	order, err := sql.Order(y.models, slices.Collect(maps.Keys(wide)))
	if err != nil {
		return fmt.Errorf("compute with filters: %w", err)
	}
	for _, model := range order {
		if err := y.session.Exec(ctx, createModel(y.models[model], nil)); err != nil {
			return fmt.Errorf("make model %s: %w", model, err)
		}
		for _, grain := range area.Grains {
			if err := y.filtered(ctx, model, grain, wide[model].at(grain), row); err != nil {
				return fmt.Errorf("compute with filters over %s by %s: %w", model, grain, err)
			}
		}
	}
	for _, model := range order {
		if err := y.session.Exec(ctx, "DROP TABLE "+plan.Table(model)); err != nil {
			return fmt.Errorf("drop model %s: %w", model, err)
		}
	}
	return nil
}

func (y *Yardstick) filtered(ctx context.Context, model string, grain area.Type, asked questions,
	row func(d *indicator.Definition, grain area.Type, values []any) error,
) error {
	if len(asked) == 0 {
		return nil
	}
	return each(ctx, y.session, asked.statement(model, grain), func(values []any) error {
		at := 2
		for _, a := range asked {
			own := append(slices.Clone(values[:2]), values[at:at+len(a.columns)]...)
			at += len(a.columns)
			if err := row(a.definition, grain, own); err != nil {
				return err
			}
		}
		return nil
	})
}

// filters are the numbers asked of each model.
type filters map[string]questions

type questions []question

type question struct {
	definition *indicator.Definition
	columns    []string
}

func (f filters) ask(model string, d *indicator.Definition, columns ...string) {
	f[model] = append(f[model], question{d, columns})
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

// at are the questions of the indicators that are published for a grain.
func (q questions) at(grain area.Type) questions {
	return slices.DeleteFunc(slices.Clone(q), func(a question) bool { return !slices.Contains(a.definition.AreaTypes(), grain) })
}

func (q questions) statement(model string, grain area.Type) string {
	var columns []string
	for _, a := range q {
		columns = append(columns, a.columns...)
	}
	return byArea(plan.Table(model), grain, columns)
}

func countFilter(rows *expression.Checked) string {
	return "COUNT(*) FILTER (WHERE " + rows.SQL() + ")"
}

func sumFilter(rows, value *expression.Checked, scale int) string {
	return fmt.Sprintf("SUM(CAST(%s AS DECIMAL(%d, %d))) FILTER (WHERE %s)", value.SQL(), expression.MaxDigits, scale, rows.SQL())
}
