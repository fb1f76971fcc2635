package compute

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

// AskModels makes models for a year in one session and runs a SELECT over each,
// where %s stands for its table; for tests.
func AskModels(ctx context.Context, view View, year code.Period, models []string, statement string, options Options) (answers []Answer, err error) {
	options = options.withDefaults()
	s, err := Select(ctx, view, year)
	if err != nil {
		return nil, err
	}
	order, err := sql.Order(options.Models, models)
	if err != nil {
		return nil, err
	}
	session, err := open(ctx, view, s, order, options)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	r := &run{session: session, options: options, selection: s, order: order}
	for _, name := range order {
		if err := r.model(ctx, options.Models[name]); err != nil {
			return nil, err
		}
	}
	for _, name := range models {
		answer, err := ask(ctx, session, fmt.Sprintf(statement, plan.Table(name)))
		if err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	return answers, nil
}

// Answer is a whole result.
type Answer struct {
	Columns []string
	Rows    [][]any
}

func ask(ctx context.Context, session engine.Session, statement string) (answer Answer, err error) {
	result, err := session.Query(ctx, statement)
	if err != nil {
		return answer, err
	}
	defer func() { err = errors.Join(err, result.Close()) }()
	answer.Columns = result.Columns()
	for result.Next() {
		answer.Rows = append(answer.Rows, slices.Clone(result.Values()))
	}
	return answer, result.Err()
}
