package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"jamfor/pipeline/engine"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/release"
)

// runQuery is the child's side: one locked-down session over the release's
// Parquet files, one SELECT.
func (a *app) runQuery(ctx context.Context, job queryJob) error {
	config, err := releasedTables(job.Release)
	if err != nil {
		return err
	}
	out, err := a.resultWriter(job.Format)
	if err != nil {
		return err
	}
	more, err := duckdb.Select(ctx, config, job.Statement, job.Rows, out.head, out.row)
	var refused *duckdb.Refused
	if errors.As(err, &refused) {
		return &exitError{ExitUsage, errors.New(refused.Reason.In(a.lang))}
	}
	if err != nil {
		return &exitError{ExitFailure, fmt.Errorf(a.t("frågan kunde inte köras: %w", "the query failed: %w"), err)}
	}
	if err := out.end(); err != nil {
		return err
	}
	if more {
		fmt.Fprintf(a.Stderr, a.t("Svaret är avkortat vid %d rader.\n", "The answer is cut at %d rows.\n"), job.Rows)
	}
	return nil
}

// releasedTables are a release's sets as tables, and all of them together as
// observations.
func releasedTables(dir string) (engine.Config, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return engine.Config{}, err
	}
	m, err := release.ReadManifest(dir)
	if err != nil {
		return engine.Config{}, err
	}
	var config engine.Config
	all := engine.Relation{Name: "observations"}
	for _, set := range m.Sets {
		file := filepath.Join(dir, "data", set.Name+".parquet")
		config.Relations = append(config.Relations, engine.Relation{Name: set.Name, Files: []string{file}})
		all.Files = append(all.Files, file)
	}
	config.Relations = append(config.Relations, all)
	return config, nil
}

// resultWriter writes rows in one format.
type resultWriter struct {
	head func(columns []string) error
	row  func(values []any) error
	end  func() error
}

func (a *app) resultWriter(format string) (resultWriter, error) {
	switch format {
	case "csv":
		w := csv.NewWriter(a.Stdout)
		return resultWriter{w.Write, func(values []any) error { return w.Write(cells(values)) }, func() error { w.Flush(); return w.Error() }}, nil
	case "json":
		return a.jsonWriter(), nil
	case "table", "":
		w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
		line := func(texts []string) error { _, err := fmt.Fprintln(w, strings.Join(texts, "\t")); return err }
		return resultWriter{line, func(values []any) error { return line(cells(values)) }, w.Flush}, nil
	}
	return resultWriter{}, usage("--format ska vara table, csv eller json.", "--format must be table, csv or json.")
}

// jsonWriter writes one object per line.
func (a *app) jsonWriter() resultWriter {
	var names []string
	encoder := json.NewEncoder(a.Stdout)
	encoder.SetEscapeHTML(false)
	return resultWriter{
		func(columns []string) error { names = columns; return nil },
		func(values []any) error {
			row := make(map[string]any, len(values))
			for i, v := range values {
				if v == nil {
					row[names[i]] = nil
					continue
				}
				row[names[i]] = plainJSON(v)
			}
			return encoder.Encode(row)
		},
		func() error { return nil },
	}
}

func plainJSON(v any) any {
	switch v.(type) {
	case bool, int64, float64, string:
		return v
	case *big.Int, engine.Number:
		return json.Number(cellText(v))
	}
	return cellText(v)
}

func cells(values []any) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = cellText(v)
	}
	return texts
}

func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}
