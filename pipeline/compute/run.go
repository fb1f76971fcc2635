package compute

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/engine"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// CheckError tells that a model broke a promise that the file of the same name
// under sql/checks holds it to: a fault of the program, never of a delivery.
type CheckError struct {
	Model  string
	Faults int64
}

func (e *CheckError) Error() string {
	return fmt.Sprintf("check of model %s: %d rows break it", e.Model, e.Faults)
}

// run computes one year in one session.
type run struct {
	session   engine.Session
	options   Options
	selection *Selection
	planned   *plan.Plan // nil: every column of every model is wanted
	order     []string
	results   []*result
	done      int
	steps     int
}

// steps counts the steps of a year.
func steps(p plan.Plan, order []string, models map[string]*sql.Model) int {
	n := len(order)
	for _, name := range order {
		if models[name].Check != "" {
			n++
		}
	}
	for _, s := range p.Sets {
		n += len(s.Blocks) + len(s.Sums) + len(s.Values) + len(s.Strata) + len(s.Contributions)
	}
	return n
}

// models makes one model after the other, asks everything that is asked of it,
// and drops it where no later one uses it.
func (r *run) models(ctx context.Context) error {
	for i, name := range r.order {
		if err := r.model(ctx, r.options.Models[name]); err != nil {
			return err
		}
		if err := r.ask(ctx, name); err != nil {
			return err
		}
		if err := r.drop(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) step(model, what string) {
	r.options.Progress(Step{Period: r.selection.Period, Model: model, What: what, Done: r.done, Total: r.steps})
	r.done++
}

func (r *run) model(ctx context.Context, m *sql.Model) error {
	r.step(m.Name, "model")
	if err := r.session.Exec(ctx, createModel(m, r.columns(m))); err != nil {
		return fmt.Errorf("make model %s: %w", m.Name, err)
	}
	if m.Check == "" {
		return nil
	}
	r.step(m.Name, "check")
	faults := int64(-1)
	err := each(ctx, r.session, m.Check, func(values []any) error {
		n, err := engine.Integer(values[0])
		if err == nil {
			faults = n.Int64()
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("check model %s: %w", m.Name, err)
	}
	if faults != 0 {
		return &CheckError{Model: m.Name, Faults: faults}
	}
	return nil
}

// columns lists the columns of a model that are read, nil for all: those of
// internal models, which other models read.
func (r *run) columns(m *sql.Model) []string {
	if m.Internal || r.planned == nil {
		return nil
	}
	return append(r.planned.Columns(m.Name), m.CheckReads...)
}

// createModel makes a model's table with the named columns, in their declared
// order; all where columns is nil. What is not made is not computed either.
func createModel(m *sql.Model, columns []string) string {
	statement := "CREATE TABLE " + plan.Table(m.Name) + " AS\n"
	if columns == nil {
		return statement + m.SQL
	}
	var kept []string
	for _, c := range m.Columns {
		if slices.Contains(columns, c.Name) {
			kept = append(kept, engine.Quote(c.Name))
		}
	}
	return statement + "SELECT " + strings.Join(kept, ", ") + " FROM (\n" + m.SQL + "\n) AS rader"
}

// ask runs every statement of every set that reads the model.
func (r *run) ask(ctx context.Context, model string) error {
	for _, result := range r.results {
		for i, b := range result.set.Blocks {
			if b.Model == model {
				r.step(model, "counts")
				if err := each(ctx, r.session, b.SQL(), func(v []any) error { return result.atom(i, v) }); err != nil {
					return fmt.Errorf("count %s for set %s: %w", model, result.set.Name, err)
				}
			}
		}
		for _, x := range result.set.Sums {
			if x.Model == model {
				r.step(model, "sums")
				if err := each(ctx, r.session, x.SQL(), func(v []any) error { return result.sum(x, v) }); err != nil {
					return fmt.Errorf("sum %s for set %s: %w", model, result.set.Name, err)
				}
			}
		}
		for _, x := range result.set.Values {
			if x.Model == model {
				r.step(model, "values")
				if err := each(ctx, r.session, x.SQL(), func(v []any) error { return result.value(x, v) }); err != nil {
					return fmt.Errorf("list values of %s for set %s: %w", model, result.set.Name, err)
				}
			}
		}
		for _, x := range result.set.Strata {
			if x.Model == model {
				r.step(model, "strata")
				if err := each(ctx, r.session, x.SQL(), func(v []any) error { return result.stratum(x, v) }); err != nil {
					return fmt.Errorf("count age bands of %s for set %s: %w", model, result.set.Name, err)
				}
			}
		}
		for _, x := range result.set.Contributions {
			if x.Model == model {
				r.step(model, "contributions")
				if err := each(ctx, r.session, x.SQL(), func(v []any) error { return result.contributors(x, v) }); err != nil {
					return fmt.Errorf("find the largest contributions of %s for set %s: %w", model, result.set.Name, err)
				}
			}
		}
	}
	return nil
}

// drop removes the models that nothing after place i uses.
func (r *run) drop(ctx context.Context, i int) error {
	needed := map[string]bool{}
	for _, later := range r.order[i+1:] {
		for _, used := range r.options.Models[later].Uses {
			needed[used] = true
		}
	}
	for _, name := range r.order[:i+1] {
		usedHere := name == r.order[i] || slices.Contains(r.options.Models[r.order[i]].Uses, name)
		if usedHere && !needed[name] {
			if err := r.session.Exec(ctx, "DROP TABLE "+plan.Table(name)); err != nil {
				return fmt.Errorf("drop model %s: %w", name, err)
			}
		}
	}
	return nil
}

// each runs a SELECT and gives every row to the function.
func each(ctx context.Context, session engine.Session, statement string, row func(values []any) error) (err error) {
	rows, err := session.Query(ctx, statement)
	if err != nil {
		return err
	}
	defer func() {
		if closing := rows.Close(); err == nil {
			err = closing
		}
	}()
	for rows.Next() {
		if err := row(rows.Values()); err != nil {
			return err
		}
	}
	return rows.Err()
}
