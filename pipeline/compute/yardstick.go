package compute

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// OneByOne computes every indicator of a year by itself: one statement each, at
// municipality and sex, over the same Parquet, with the models inside it; the
// internal models that these rest on are made for it and dropped after it. It is
// the yardstick that Compute is measured against in benchmarks and a second
// opinion in tests; releases never use it.
//
// row hears of every row that a statement gives: municipality, sex, the numbers
// above and below the line and in the base, and the sum of the values where the
// kind has any; then, for rates and ratios, rows of municipality, sex and what
// stands below the line.
func OneByOne(ctx context.Context, view View, sets []indicator.Set, period code.Period, options Options,
	row func(d *indicator.Definition, values []any) error,
) (err error) {
	options = options.withDefaults()
	s, err := Select(ctx, view, period)
	if err != nil {
		return fmt.Errorf("compute one by one: %w", err)
	}
	all := slices.Sorted(maps.Keys(options.Models))
	session, err := open(ctx, view, s, all, options)
	if err != nil {
		return fmt.Errorf("compute one by one: %w", err)
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	y := yardstick{session: session, models: options.Models}
	for _, set := range of(sets, period) {
		for _, d := range set.Definitions {
			if d.Kind.Derived() {
				continue
			}
			if err := y.indicator(ctx, d, func(values []any) error { return row(d, values) }); err != nil {
				return fmt.Errorf("compute %s: %w", d.ID, err)
			}
		}
	}
	return nil
}

type yardstick struct {
	session engine.Session
	models  map[string]*sql.Model
}

func (y yardstick) indicator(ctx context.Context, d *indicator.Definition, row func([]any) error) error {
	columns := []string{countWhere(d.AboveLine()), countWhere(d.BelowLine()), countWhere(d.Base())}
	if value := d.ValueOf(); value != nil {
		columns = append(columns, sumWhere(d.BelowLine(), value, d.ValueScale()))
	}
	if err := y.ask(ctx, d.From, columns, row); err != nil {
		return err
	}
	if population := d.PopulationOf(); population != nil {
		column := "SUM(CASE WHEN (" + population.SQL() + ") IS TRUE THEN " + expression.QuoteIdentifier(indicator.PopulationWeight) + " END)"
		return y.ask(ctx, indicator.PopulationModel, []string{column}, row)
	}
	if model, rows, value := d.SumBelow(); model != nil {
		return y.ask(ctx, model.Name, []string{sumWhere(rows, value, d.ValueScale())}, row)
	}
	return nil
}

// ask runs one statement with the model inside it.
func (y yardstick) ask(ctx context.Context, model string, columns []string, row func([]any) error) error {
	order, err := sql.Order(y.models, y.models[model].Uses)
	if err != nil {
		return err
	}
	for _, name := range order {
		if err := y.session.Exec(ctx, createModel(y.models[name], nil)); err != nil {
			return fmt.Errorf("make model %s: %w", name, err)
		}
	}
	statement := "SELECT kommun, kon, " + strings.Join(columns, ", ") + " FROM (\n" + y.models[model].SQL + "\n) AS rader GROUP BY kommun, kon"
	if err := each(ctx, y.session, statement, row); err != nil {
		return err
	}
	for _, name := range order {
		if err := y.session.Exec(ctx, "DROP TABLE "+plan.Table(name)); err != nil {
			return fmt.Errorf("drop model %s: %w", name, err)
		}
	}
	return nil
}

func countWhere(rows *expression.Checked) string {
	return "COUNT(CASE WHEN (" + rows.SQL() + ") IS TRUE THEN 1 END)"
}

func sumWhere(rows, value *expression.Checked, scale int) string {
	return fmt.Sprintf("SUM(CASE WHEN (%s) IS TRUE THEN CAST(%s AS DECIMAL(%d, %d)) END)", rows.SQL(), value.SQL(), expression.MaxDigits, scale)
}
