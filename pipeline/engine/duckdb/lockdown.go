package duckdb

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/engine"
)

// openString gives the settings that must hold from the first moment on:
// nothing is ever installed or loaded.
func openString(config engine.Config) string {
	settings := url.Values{}
	settings.Set("threads", strconv.Itoa(config.Threads))
	for _, name := range []string{
		"allow_community_extensions", "allow_unsigned_extensions",
		"autoinstall_known_extensions", "autoload_known_extensions",
	} {
		settings.Set(name, "false")
	}
	return "?" + settings.Encode()
}

// limit sets what the session may use. Insertion order is not kept: every
// statement whose order matters says ORDER BY, and scans need less memory.
func (s *session) limit(ctx context.Context, config engine.Config) error {
	statements := []string{
		fmt.Sprintf("SET memory_limit = '%dB'", config.MemoryLimit),
		"SET temp_directory = " + literal(config.TempDir),
		"SET preserve_insertion_order = false",
		"SET enable_external_file_cache = false",
		"SET allow_persistent_secrets = false",
		"SET TimeZone = 'UTC'",
		// Else every IN of more than a few constants becomes a join, and a statement
		// with sixty conditions takes a second over no rows at all.
		"SET disabled_optimizers = 'in_clause'",
	}
	if config.TempDir != "" {
		statements = append(statements, fmt.Sprintf("SET max_temp_directory_size = '%dB'", config.MaxTempBytes))
	}
	return s.all(ctx, statements)
}

// define creates macros and one view per relation.
func (s *session) define(ctx context.Context, config engine.Config) error {
	if err := s.all(ctx, config.Macros); err != nil {
		return err
	}
	schemas := map[string]bool{"": true}
	for _, r := range config.Relations {
		if !schemas[r.Schema] {
			schemas[r.Schema] = true
			if err := s.Exec(ctx, "CREATE SCHEMA "+engine.Quote(r.Schema)); err != nil {
				return err
			}
		}
		if err := s.Exec(ctx, view(r)); err != nil {
			return fmt.Errorf("create view %s.%s: %w", r.Schema, r.Name, err)
		}
	}
	return nil
}

// lockDown permits exactly the files of the relations, turns every other access
// off, locks the settings and reads them back.
func (s *session) lockDown(ctx context.Context, config engine.Config) error {
	var paths []string
	for _, r := range config.Relations {
		paths = append(paths, r.Files...)
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	err := s.all(ctx, []string{
		"SET allowed_directories = []",
		"SET allowed_paths = " + literals(paths),
		"SET enable_external_access = false",
		"SET lock_configuration = true",
	})
	if err != nil {
		return err
	}
	return s.verify(ctx, config, len(paths))
}

func (s *session) all(ctx context.Context, statements []string) error {
	for _, statement := range statements {
		if err := s.Exec(ctx, statement); err != nil {
			return fmt.Errorf("prepare session: %w", err)
		}
	}
	return nil
}

// verify reads every flag back: a session that is not locked is not opened.
func (s *session) verify(ctx context.Context, config engine.Config, paths int) error {
	want := map[string]string{
		"allow_community_extensions":   "false",
		"allow_persistent_secrets":     "false",
		"allow_unsigned_extensions":    "false",
		"allowed_configs":              "[]",
		"autoinstall_known_extensions": "false",
		"autoload_known_extensions":    "false",
		"enable_external_access":       "false",
		"enable_external_file_cache":   "false",
		"lock_configuration":           "true",
		"preserve_insertion_order":     "false",
		"temp_directory":               config.TempDir,
		"threads":                      strconv.Itoa(config.Threads),
	}
	result, err := s.Query(ctx, "SELECT name, value FROM duckdb_settings()")
	if err != nil {
		return err
	}
	defer result.Close()
	var problems []error
	for result.Next() {
		name, _ := result.Values()[0].(string)
		value, _ := result.Values()[1].(string)
		if expected, checked := want[name]; checked && value != expected {
			problems = append(problems, fmt.Errorf("setting %s is %q, want %q", name, value, expected))
		}
		delete(want, name)
	}
	for name := range want {
		problems = append(problems, fmt.Errorf("setting %s is unknown to this DuckDB", name))
	}
	problems = append(problems, result.Err(), s.verifyPaths(ctx, config, paths))
	if err := errors.Join(problems...); err != nil {
		return fmt.Errorf("verify lock-down: %w", err)
	}
	return nil
}

// verifyPaths holds the permitted paths against the configuration: as many
// files, and no folder but the one for spilling.
func (s *session) verifyPaths(ctx context.Context, config engine.Config, paths int) error {
	result, err := s.Query(ctx, "SELECT len(current_setting('allowed_paths')), array_to_string(current_setting('allowed_directories'), chr(10))")
	if err != nil {
		return err
	}
	defer result.Close()
	if !result.Next() {
		return errors.Join(errors.New("no answer about permitted paths"), result.Err())
	}
	if n, _ := result.Values()[0].(int64); n != int64(paths) {
		return fmt.Errorf("%d paths are permitted, want %d", n, paths)
	}
	folders, _ := result.Values()[1].(string)
	for folder := range strings.SplitSeq(folders, "\n") {
		own := config.TempDir != "" && strings.TrimRight(folder, "/") == strings.TrimRight(config.TempDir, "/")
		if folder != "" && !own {
			return errors.New("a folder is permitted that is not the one for spilling")
		}
	}
	return nil
}

// view writes the view of a relation: its files read by field id, or an empty
// typed result where there are none.
func view(r engine.Relation) string {
	name := engine.Quote(r.Name)
	if r.Schema != "" {
		name = engine.Quote(r.Schema) + "." + name
	}
	if len(r.Files) == 0 {
		columns := make([]string, len(r.Fields))
		for i, f := range r.Fields {
			columns[i] = fmt.Sprintf("CAST(NULL AS %s) AS %s", f.Type, engine.Quote(f.Name))
		}
		return fmt.Sprintf("CREATE VIEW %s AS SELECT %s WHERE FALSE", name, strings.Join(columns, ", "))
	}
	if len(r.Fields) == 0 {
		return fmt.Sprintf("CREATE VIEW %s AS SELECT * FROM read_parquet(%s)", name, literals(r.Files))
	}
	fields := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		fields[i] = fmt.Sprintf("%d: {'name': %s, 'type': %s, 'default_value': NULL}", f.ID, literal(f.Name), literal(string(f.Type)))
	}
	return fmt.Sprintf("CREATE VIEW %s AS SELECT * FROM read_parquet(%s, schema = MAP {%s})",
		name, literals(r.Files), strings.Join(fields, ", "))
}

// literal writes a text as SQL. Only paths and names of the lake's own schema
// come here: values travel as arguments.
func literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func literals(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = literal(t)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
