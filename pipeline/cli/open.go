package cli

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"jamfor/pipeline/code"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/run"
	"jamfor/pipeline/validate"
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
		if definitions, err = ownDefinitions(w.Dir, own); err != nil {
			return nil, err
		}
	}
	return run.New(run.Config{
		Workspace: w, Indicators: definitions, Engine: duckdb.Engine{}, Worker: a.workerArgs(),
		Log: a.logger(), Now: a.Now, Progress: a.showProgress,
	})
}

// ownDefinitions is the folder of the workspace's own indicator sets, named from
// the workspace or from the root of the file system.
func ownDefinitions(workspace, folder string) (fs.FS, error) {
	path := folder
	if !filepath.IsAbs(path) {
		path = filepath.Join(workspace, path)
	}
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return nil, &run.UserError{Text: code.Text{
			SV: "definitions i jamfor.yaml: mappen " + folder + " finns inte. Ange en mapp med indikatoruppsättningar, räknat från arbetsytan eller som fullständig sökväg.",
			EN: "definitions in jamfor.yaml: there is no folder " + folder + ". Name a folder of indicator sets, from the workspace or as a full path.",
		}}
	}
	return os.DirFS(path), nil
}

// openLocked opens the workspace for a run that changes it.
func (a *app) openLocked() (p *run.Pipeline, unlock func(), err error) {
	if p, err = a.open(); err != nil {
		return nil, nil, err
	}
	if unlock, err = p.Workspace.Lock(); err != nil {
		return nil, nil, err
	}
	p.Lang = a.lang
	return p, unlock, nil
}

// logger writes one line per step under --verbose, and errors always.
func (a *app) logger() *slog.Logger {
	level := slog.LevelError
	if a.verbose {
		level = slog.LevelInfo
	}
	return a.loggerAt(level)
}

// loggerAt writes lines to standard error. Names that suppliers chose come into
// errors, and with them what must not be shown.
func (a *app) loggerAt(level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(a.Stderr, &slog.HandlerOptions{Level: level, ReplaceAttr: safeAttr}))
}

func safeAttr(_ []string, attr slog.Attr) slog.Attr {
	switch value := attr.Value.Any().(type) {
	case error:
		attr.Value = slog.StringValue(validate.SafeText(value.Error()))
	case string:
		attr.Value = slog.StringValue(validate.SafeText(value))
	}
	return attr
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
