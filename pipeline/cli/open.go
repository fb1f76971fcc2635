package cli

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/run"
	"jamfor/pipeline/workspace"
)

// open opens the workspace and its pipeline for reading.
func (a *app) open() (*run.Pipeline, error) {
	w, err := workspace.Open(a.dir)
	if err != nil {
		return nil, err
	}
	definitions := a.Indicators
	if own := w.Config.Definitions; own != "" {
		definitions = os.DirFS(filepath.Join(w.Dir, own))
	}
	return run.New(run.Config{
		Workspace: w, Indicators: definitions, Engine: duckdb.Engine{}, Worker: a.workerArgs(),
		Log: a.logger(), Now: a.Now, Progress: a.showProgress,
	})
}

// openLocked opens the workspace for a run that changes it.
func (a *app) openLocked() (p *run.Pipeline, unlock func(), err error) {
	if p, err = a.open(); err != nil {
		return nil, nil, err
	}
	if unlock, err = p.Workspace.Lock(); err != nil {
		return nil, nil, err
	}
	return p, unlock, nil
}

// logger writes one line per step under --verbose, and errors always.
func (a *app) logger() *slog.Logger {
	level := slog.LevelError
	if a.verbose {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(a.Stderr, &slog.HandlerOptions{Level: level}))
}

// workerArgs is jamfor-worker beside this program, else this program itself
// with its hidden command.
func (a *app) workerArgs() []string {
	beside := filepath.Join(filepath.Dir(a.Executable), "jamfor-worker")
	if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
		return []string{beside}
	}
	return []string{a.Executable, workerWord}
}

// printJSON answers a machine.
func (a *app) printJSON(v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	_, err = fmt.Fprintln(a.Stdout, string(raw))
	return err
}
