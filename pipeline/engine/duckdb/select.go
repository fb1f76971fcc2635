package duckdb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
)

// Refused says why a statement is not run. Reason is for the person who wrote it.
type Refused struct{ Reason code.Text }

func (r *Refused) Error() string { return r.Reason.SV }

// Select opens released tables under lock-down and runs one SELECT that someone
// else wrote, giving at most maxRows rows to each; truncated tells that there
// were more. columns is called once, before the first row; the slice given to
// each is valid until it returns.
//
// Only a single SELECT over the given relations and a few harmless table
// functions is run; anything else is a *Refused. That is no sandbox (see the
// package comment): call it in a child process with limits and a deadline, and
// kill it when they pass.
func Select(ctx context.Context, config engine.Config, statement string, maxRows int,
	columns func(names []string) error, each func(values []any) error,
) (truncated bool, err error) {
	opened, err := Engine{}.Open(ctx, config)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	if err := permit(ctx, opened, config.Relations, statement); err != nil {
		return false, err
	}
	result, err := opened.Query(ctx, statement)
	if err != nil {
		return false, fmt.Errorf("run query: %w", err)
	}
	defer func() { err = errors.Join(err, result.Close()) }()
	if err := columns(result.Columns()); err != nil {
		return false, err
	}
	for n := 0; result.Next(); n++ {
		if n == maxRows {
			return true, nil
		}
		if err := each(result.Values()); err != nil {
			return false, err
		}
	}
	return false, result.Err()
}

// permit lets a statement pass that is one SELECT over the relations. DuckDB's
// own parser reads it, so that nothing hides in spelling or comments.
func permit(ctx context.Context, s engine.Session, relations []engine.Relation, statement string) error {
	tree, err := parse(ctx, s, statement)
	if err != nil {
		return err
	}
	if tree.Failed {
		return &Refused{code.Text{
			SV: "Frågan är inte en SELECT-sats som går att läsa: " + tree.Message,
			EN: "The query is not a SELECT statement that can be read: " + tree.Message,
		}}
	}
	if len(tree.Statements) != 1 {
		return &Refused{code.Text{SV: "Skriv en enda SELECT-sats.", EN: "Write a single SELECT statement."}}
	}
	reserved, err := systemNames(ctx, s)
	if err != nil {
		return err
	}
	w := walker{reserved: reserved}
	for _, r := range relations {
		w.tables = append(w.tables, r.Name)
	}
	w.collect(tree.Statements[0])
	w.walk(tree.Statements[0])
	return w.refusal
}

// parsed is what json_serialize_sql tells.
type parsed struct {
	Failed     bool   `json:"error"`
	Message    string `json:"error_message"`
	Statements []any  `json:"statements"`
}

func parse(ctx context.Context, s engine.Session, statement string) (parsed, error) {
	var tree parsed
	result, err := s.Query(ctx, "SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS VARCHAR)", statement)
	if err != nil {
		return tree, fmt.Errorf("parse query: %w", err)
	}
	defer result.Close()
	if !result.Next() {
		return tree, errors.Join(errors.New("parse query: no answer"), result.Err())
	}
	text, _ := result.Values()[0].(string)
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		return tree, fmt.Errorf("parse query: %w", err)
	}
	return tree, nil
}

// allowedFunction tells the table functions that a query may call.
func allowedFunction(name string) bool {
	switch strings.ToLower(name) {
	case "generate_series", "range", "unnest":
		return true
	}
	return false
}

// allowedTable tells the kinds of table reference that a query may hold.
func allowedTable(kind string) bool {
	switch kind {
	case "BASE_TABLE", "EMPTY", "EXPRESSION_LIST", "JOIN", "PIVOT", "SUBQUERY", "TABLE_FUNCTION":
		return true
	}
	return false
}

// allowedQuery tells the kinds of query node that a query may hold.
func allowedQuery(kind string) bool {
	switch kind {
	case "CTE_NODE", "RECURSIVE_CTE_NODE", "SELECT_NODE", "SET_OPERATION_NODE":
		return true
	}
	return false
}

// systemNames are the names of DuckDB's own views, tables and table functions.
// A common table expression must not take one: outside its scope the name would
// mean the system's, which tells of files.
func systemNames(ctx context.Context, s engine.Session) (map[string]bool, error) {
	result, err := s.Query(ctx, `
		SELECT lower(view_name) FROM duckdb_views() WHERE internal
		UNION SELECT lower(table_name) FROM duckdb_tables() WHERE internal
		UNION SELECT lower(function_name) FROM duckdb_functions() WHERE function_type IN ('table', 'table_macro', 'pragma')`)
	if err != nil {
		return nil, fmt.Errorf("read system names: %w", err)
	}
	defer result.Close()
	names := map[string]bool{}
	for result.Next() {
		name, _ := result.Values()[0].(string)
		names[name] = true
	}
	return names, result.Err()
}

// walker goes through a serialised statement and keeps the first refusal.
type walker struct {
	tables   []string // relations, then common table expressions, lower case
	reserved map[string]bool
	refusal  error
}

func (w *walker) refuse(sv, en string) {
	if w.refusal == nil {
		w.refusal = &Refused{code.Text{SV: sv, EN: en}}
	}
}

// collect gathers the names of common table expressions.
func (w *walker) collect(node any) {
	each(node, func(object map[string]any) {
		if name, ok := object["cte_name"].(string); ok {
			w.common(name)
		}
		ctes, _ := object["cte_map"].(map[string]any)
		entries, _ := ctes["map"].([]any)
		for _, entry := range entries {
			if pair, ok := entry.(map[string]any); ok {
				if name, ok := pair["key"].(string); ok {
					w.common(name)
				}
			}
		}
	})
}

// common takes note of the name of a common table expression.
func (w *walker) common(name string) {
	name = strings.ToLower(name)
	if w.reserved[name] || strings.ContainsAny(name, "./\\:'") {
		w.refuse("Byt namn på WITH-tabellen "+name+": namnet är upptaget.", "Rename the WITH table "+name+": the name is taken.")
	}
	w.tables = append(w.tables, name)
}

func (w *walker) walk(node any) {
	each(node, func(object map[string]any) {
		kind, _ := object["type"].(string)
		switch {
		case kind == "BASE_TABLE":
			w.table(object)
		case kind == "TABLE_FUNCTION":
			w.function(object)
		case isTableReference(object) && !allowedTable(kind),
			strings.HasSuffix(kind, "_NODE") && !allowedQuery(kind):
			w.refuse("Frågan innehåller något som inte är tillåtet: "+kind+".", "The query holds something that is not allowed: "+kind+".")
		}
	})
}

// isTableReference tells a table reference by the field that all of them have
// and nothing else does.
func isTableReference(object map[string]any) bool {
	_, sampled := object["sample"]
	_, aliased := object["alias"]
	_, isQuery := object["cte_map"]
	return sampled && aliased && !isQuery
}

func (w *walker) table(object map[string]any) {
	name, _ := object["table_name"].(string)
	catalog, _ := object["catalog_name"].(string)
	schema, _ := object["schema_name"].(string)
	if catalog == "" && schema == "" && slices.Contains(w.tables, strings.ToLower(name)) {
		return
	}
	w.refuse("Frågan läser något som inte är en utgiven tabell. Tabeller: "+strings.Join(w.tables, ", ")+".",
		"The query reads something that is no released table. Tables: "+strings.Join(w.tables, ", ")+".")
}

func (w *walker) function(object map[string]any) {
	function, _ := object["function"].(map[string]any)
	name, _ := function["function_name"].(string)
	if !allowedFunction(name) {
		w.refuse("Tabellfunktionen "+name+" är inte tillåten.", "The table function "+name+" is not allowed.")
	}
}

// each calls visit for every object of a JSON tree, from the top.
func each(node any, visit func(map[string]any)) {
	switch v := node.(type) {
	case map[string]any:
		visit(v)
		for _, key := range sortedKeys(v) {
			each(v[key], visit)
		}
	case []any:
		for _, item := range v {
			each(item, visit)
		}
	}
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
