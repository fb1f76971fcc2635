package compute

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// Yardstick computes the indicators of one period in two plain ways, over the
// same Parquet: one statement per indicator and grain (OneByOne), and one per
// model and grain with all FILTER aggregates (AllFilters). It is what Compute is
// measured against in benchmarks and a second opinion in tests; releases never
// use it. It does less than Compute: no squares, no distributions, no age bands,
// nobody behind a sum, no classes of a split; a median's values are only summed.
// Areas are those of area.Default.
type Yardstick struct {
	session engine.Session
	models  map[string]*sql.Model
	period  code.Period
}

// The table that tells which municipalities lie in an area. Its columns have
// names that no model has.
const (
	areaTable   = "matstock"
	createAreas = "CREATE TABLE " + areaTable + " (matstock_typ VARCHAR, matstock_kommun VARCHAR, matstock_omrade VARCHAR)"
	insertAreas = "INSERT INTO " + areaTable + " VALUES "
	areaRow     = "(?, ?, ?)"
)

// OpenYardstick opens a session over what Compute reads for the period. The
// caller closes it.
func OpenYardstick(ctx context.Context, view View, period code.Period, options Options) (*Yardstick, error) {
	options = options.withDefaults()
	s, err := Select(ctx, view, period)
	if err != nil {
		return nil, fmt.Errorf("open yardstick: %w", err)
	}
	session, err := open(ctx, view, s, slices.Sorted(maps.Keys(options.Models)), options)
	if err != nil {
		return nil, fmt.Errorf("open yardstick: %w", err)
	}
	if err := fillAreas(ctx, session); err != nil {
		return nil, errors.Join(fmt.Errorf("open yardstick: list areas: %w", err), session.Close())
	}
	return &Yardstick{session: session, models: options.Models, period: period}, nil
}

// Close ends the session.
func (y *Yardstick) Close() error { return y.session.Close() }

func fillAreas(ctx context.Context, session engine.Session) error {
	if err := session.Exec(ctx, createAreas); err != nil {
		return err
	}
	registry := area.Default()
	for _, grain := range area.Grains {
		var args []any
		for _, id := range registry.Areas(grain) {
			for _, municipality := range registry.Members(id) {
				args = append(args, string(grain), municipality, id.Code)
			}
		}
		rows := strings.Repeat(areaRow+", ", len(args)/3-1) + areaRow
		if err := session.Exec(ctx, insertAreas+rows, args...); err != nil {
			return err
		}
	}
	return nil
}

// OneByOne computes one indicator at one grain by a statement of its own, with
// the model inside it; the internal models that it rests on are made for it and
// dropped after it.
//
// row hears of every row that the statement gives: area, sex, the numbers above
// and below the line and in the base, and the sum of the values where the kind
// has any; then, for rates and ratios, which take a second statement, rows of
// area, sex and what stands below the line. There is no row for both sexes.
func (y *Yardstick) OneByOne(ctx context.Context, d *indicator.Definition, grain area.Type, row func(values []any) error) error {
	if err := y.indicator(ctx, d, grain, row); err != nil {
		return fmt.Errorf("compute %s by %s: %w", d.ID, grain, err)
	}
	return nil
}

func (y *Yardstick) indicator(ctx context.Context, d *indicator.Definition, grain area.Type, row func([]any) error) error {
	columns := []string{countWhere(d.AboveLine()), countWhere(d.BelowLine()), countWhere(d.Base())}
	if value := d.ValueOf(); value != nil {
		columns = append(columns, sumWhere(d.BelowLine(), value, d.ValueScale()))
	}
	if err := y.ask(ctx, d.From, grain, columns, row); err != nil {
		return err
	}
	if population := d.PopulationOf(); population != nil {
		column := "SUM(CASE WHEN (" + population.SQL() + ") IS TRUE THEN " + expression.QuoteIdentifier(indicator.PopulationWeight) + " END)"
		return y.ask(ctx, indicator.PopulationModel, grain, []string{column}, row)
	}
	if model, rows, value := d.SumBelow(); model != nil {
		return y.ask(ctx, model.Name, grain, []string{sumWhere(rows, value, d.ValueScale())}, row)
	}
	return nil
}

// ask runs one statement with the model inside it.
func (y *Yardstick) ask(ctx context.Context, model string, grain area.Type, columns []string, row func([]any) error) error {
	order, err := sql.Order(y.models, y.models[model].Uses)
	if err != nil {
		return err
	}
	for _, name := range order {
		if err := y.session.Exec(ctx, createModel(y.models[name], nil)); err != nil {
			return fmt.Errorf("make model %s: %w", name, err)
		}
	}
	if err := each(ctx, y.session, byArea("(\n"+y.models[model].SQL+"\n)", grain, columns), row); err != nil {
		return err
	}
	for _, name := range order {
		if err := y.session.Exec(ctx, "DROP TABLE "+plan.Table(name)); err != nil {
			return fmt.Errorf("drop model %s: %w", name, err)
		}
	}
	return nil
}

// byArea selects the columns from rows with kommun and kon, by area of the grain
// and sex.
func byArea(from string, grain area.Type, columns []string) string {
	place, joined := "kommun", ""
	if grain != area.Municipality {
		place = "matstock_omrade"
		joined = "\nJOIN " + areaTable + " ON matstock_kommun = kommun AND matstock_typ = " + expression.QuoteText(string(grain))
	}
	return "SELECT " + place + ", kon, " + strings.Join(columns, ", ") + " FROM " + from + " AS rader" + joined + " GROUP BY " + place + ", kon"
}

func countWhere(rows *expression.Checked) string {
	return "COUNT(CASE WHEN (" + rows.SQL() + ") IS TRUE THEN 1 END)"
}

func sumWhere(rows, value *expression.Checked, scale int) string {
	return fmt.Sprintf("SUM(CASE WHEN (%s) IS TRUE THEN CAST(%s AS DECIMAL(%d, %d)) END)", rows.SQL(), value.SQL(), expression.MaxDigits, scale)
}
