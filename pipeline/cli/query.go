package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
)

// queryLimits bound a query's process: SQL written by people can outrun the
// engine's own memory limit and deadline, so the process is killed instead.
const (
	queryTime   = 60 * time.Second
	queryMemory = 2 << 30 // resident, bytes
	queryRows   = 100_000
)

func (a *app) queryCommand() *cobra.Command {
	var id, format string
	cmd := &cobra.Command{
		Use:   "query 'SELECT …'",
		Short: a.t("Fråga publicerade tabeller med SQL", "Query released tables with SQL"),
		Long: a.t(`Frågar den senaste utgåvans tabeller, aldrig lagret eller ofärdiga siffror.
Tabeller: observations (alla uppsättningar) och en per
uppsättning, till exempel missbruk.`,
			`Queries the latest release's tables, never the lake or unreleased figures.
Tables: observations (all sets) and one per set, such as
missbruk.`),
		Example: `  jamfor query "SELECT area_name, value FROM missbruk WHERE indicator = 'J35001' AND sex = 'T' AND area_type = 'nation'"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			dir, err := p.ReleasedDir(id)
			if err != nil {
				return err
			}
			if a.json {
				format = "json"
			}
			return a.query(cmd.Context(), queryJob{Release: dir, Statement: args[0], Format: format, Lang: a.lang, Rows: queryRows})
		},
	}
	cmd.Flags().StringVar(&id, "release", "", a.t("utgåva (annars den senaste)", "release (else the latest)"))
	cmd.Flags().StringVar(&format, "format", "table", a.t("table, csv eller json", "table, csv or json"))
	return cmd
}

// queryJob is what the child is told, as JSON on its standard input.
type queryJob struct {
	Release   string    `json:"release"`
	Statement string    `json:"statement"`
	Format    string    `json:"format"`
	Lang      code.Lang `json:"lang"`
	Rows      int       `json:"rows"`
}

// query runs the statement in a child process and kills it when it takes more
// time or memory than it may.
func (a *app) query(ctx context.Context, job queryJob) error {
	raw, err := json.Marshal(job)
	if err != nil {
		return fmt.Errorf("encode query: %w", err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, queryTime, errQueryTime)
	defer cancel()
	child := exec.CommandContext(ctx, a.Executable, queryChildWord)
	child.Stdin, child.Stdout, child.Stderr = strings.NewReader(string(raw)), a.Stdout, a.Stderr
	child.Env = []string{"LANG=" + string(job.Lang), "TMPDIR=" + os.TempDir()}
	child.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := child.Start(); err != nil {
		return fmt.Errorf("start query process: %w", err)
	}
	watch, stop := context.WithCancel(ctx)
	over := make(chan bool, 1)
	go func() { over <- watchMemory(watch, child.Process.Pid, queryMemory, child.Process.Kill) }()
	err = child.Wait()
	stop()
	switch {
	case <-over:
		return &exitError{ExitFailure, errors.New(a.t("Frågan använde mer än 2 GiB minne och avbröts. Begränsa den.", "The query used more than 2 GiB of memory and was stopped. Narrow it."))}
	case errors.Is(context.Cause(ctx), errQueryTime):
		return &exitError{ExitFailure, errors.New(a.t("Frågan tog mer än en minut och avbröts. Begränsa den.", "The query took more than a minute and was stopped. Narrow it."))}
	}
	var exit *exec.ExitError
	switch {
	case !errors.As(err, &exit):
		return err
	case exit.Exited():
		return &exitError{exit.ExitCode(), errSilent} // the child has said why
	case exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGPIPE:
		return nil // the reader has seen enough
	}
	return err
}

var errQueryTime = errors.New("query took too long")

// watchMemory kills the process when its resident memory passes the limit, and
// reports whether it did.
func watchMemory(ctx context.Context, pid int, limit int64, kill func() error) bool {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
			if resident(pid) > limit {
				return kill() == nil
			}
		}
	}
}

// resident is a process's resident memory in bytes, 0 where it cannot be read.
func resident(pid int) int64 {
	raw, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(pid), "statm"))
	if err != nil {
		return 0
	}
	var size, pages int64
	if _, err := fmt.Sscan(string(raw), &size, &pages); err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}

const queryChildWord = "query-child"

func (a *app) queryChildCommand() *cobra.Command {
	return &cobra.Command{
		Use: queryChildWord, Hidden: true, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			raw, err := io.ReadAll(io.LimitReader(a.Stdin, 1<<20))
			if err != nil {
				return err
			}
			var job queryJob
			if err := json.Unmarshal(raw, &job); err != nil {
				return fmt.Errorf("read query: %w", err)
			}
			a.lang = job.Lang
			return a.runQuery(cmd.Context(), job)
		},
	}
}
