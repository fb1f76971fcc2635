package compute

import (
	"context"
	"strings"

	"jamfor/pipeline/engine"
	"jamfor/pipeline/plan"
)

// The tables that models find beside the datasets: urval, one row that says
// which period is computed (ar is the year it ends in), and leveranser, the deliveries that are read.
const (
	createSchema     = "CREATE SCHEMA " + plan.Schema
	createUrval      = "CREATE TABLE urval (ar INTEGER, period_start DATE, period_slut DATE)"
	insertUrval      = "INSERT INTO urval VALUES (CAST(? AS INTEGER), CAST(? AS DATE), CAST(? AS DATE))"
	createLeveranser = `CREATE TABLE leveranser (
    nr BIGINT, kommun VARCHAR, insamling VARCHAR, period VARCHAR, ordning BIGINT, ensam BOOLEAN
)`
	insertLeveranser = "INSERT INTO leveranser VALUES "
	leveransRow      = "(?, ?, ?, ?, ?, ?)"
)

// insertRows is how many rows one INSERT brings.
const insertRows = 500

func prepare(ctx context.Context, session engine.Session, s *Selection) error {
	for _, statement := range []string{createSchema, createUrval, createLeveranser} {
		if err := session.Exec(ctx, statement); err != nil {
			return err
		}
	}
	if err := session.Exec(ctx, insertUrval, int64(s.Period.YearNumber()), s.Period.Start(), s.Period.End()); err != nil {
		return err
	}
	for first := 0; first < len(s.Deliveries); first += insertRows {
		batch := s.Deliveries[first:min(first+insertRows, len(s.Deliveries))]
		var args []any
		for _, d := range batch {
			args = append(args, d.Number, d.Municipality, d.Collection, d.Period.String(), d.Order, d.Single)
		}
		rows := strings.Repeat(leveransRow+", ", len(batch)-1) + leveransRow
		if err := session.Exec(ctx, insertLeveranser+rows, args...); err != nil {
			return err
		}
	}
	return nil
}
