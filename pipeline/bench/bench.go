// Package bench measures the pipeline's heavy steps against yardsticks in the
// same run on the same machine, and writes the figures and their ratios to a
// file: ingest against DuckDB's own COPY of the same CSV to zstd Parquet, compute
// against one SQL statement per indicator and grain, and against one per model and
// grain with all FILTER aggregates, over the same Parquet, serve against a bare
// file server with the same bytes, and, without a yardstick, the supplier's check
// of a workbook of a million cells. Each is a process tree of its own, so that
// peak memory can be told.
//
// It asserts nothing: a slow machine is no failure.
package bench

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"jamfor/pipeline/workspace"
)

// Results is what bench/results.json holds. Ratios are ours over the yardstick's
// for time and memory: 1.5 is half again as slow.
type Results struct {
	Version int        `json:"version"`
	Cores   int        `json:"cores"`
	Ingest  Ingest     `json:"ingest"`
	Check   Checking   `json:"check"`
	Compute Compute    `json:"compute"`
	Publish Publishing `json:"publish"`
	Serve   Serving    `json:"serve"`

	Disclosure Disclosure `json:"disclosure"`
}

// Ingest compares jamfor ingest (all checks on, committed) with DuckDB's COPY.
type Ingest struct {
	Rows           int64   `json:"rows"`
	MB             float64 `json:"mb"`
	Ours           Figure  `json:"ours"`
	Yardstick      Figure  `json:"yardstick"`
	RowsPerSecond  float64 `json:"rows_per_second"`
	MBPerSecond    float64 `json:"mb_per_second"`
	TimeRatio      float64 `json:"time_ratio"`
	YardstickWords string  `json:"yardstick_words"`
}

// Figure is one measured process tree.
type Figure struct {
	Seconds float64 `json:"seconds"`
	PeakMB  float64 `json:"peak_mb"`
}

const resultsVersion = 1

// options are the command line.
type options struct {
	jamfor, out string
	leverera    string
	only        string
	rows        int
	scale       float64
	served      string // a workspace with releases: only serving is measured, over these
	computed    string // a workspace with a lake: only computing is measured, over this
	sample      int    // the yardstick's statements that are measured; 0: all
	seed        uint64 // of their drawing
	memory      int    // megabytes for the engine, ours and the yardsticks' alike
	published   string // a workspace with releases: only writing the latest again is measured
	progress    io.Writer
}

// Main runs the benchmarks, or one child of theirs, and returns an exit code.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) > 1 && args[0] == childWord {
		if err := child(ctx, args[1], args[2:]); err != nil {
			fmt.Fprintln(stderr, "bench:", err)
			return 1
		}
		return 0
	}
	var o options
	flags := flag.NewFlagSet("jamfor-bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.jamfor, "jamfor", "bin/jamfor", "the program to measure")
	flags.StringVar(&o.leverera, "leverera", "bin/leverera", "the supplier's program to measure")
	flags.StringVar(&o.out, "out", "bench/results.json", "where the figures go")
	flags.IntVar(&o.rows, "rows", 10_000_000, "rows of the ingested delivery")
	flags.StringVar(&o.only, "only", "", "ingest, compute, check or disclosure: nothing else is measured")
	flags.Float64Var(&o.scale, "scale", 0.004, "scale of the computed nation")
	flags.StringVar(&o.served, "serve", "", "measure only serving, over this workspace's releases")
	flags.StringVar(&o.computed, "compute", "", "measure only computing, over this workspace's lake")
	flags.IntVar(&o.sample, "sample", 100, "so many statements of one per indicator and grain are drawn and measured, for all of them may take hours; 0: all")
	flags.Uint64Var(&o.seed, "seed", 1, "of the drawing of -sample")
	flags.IntVar(&o.memory, "memory", 1024, "megabytes the engine may use when computing, ours and the yardsticks' alike")
	flags.StringVar(&o.published, "publish", "", "measure only writing the latest release of this workspace in all formats")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if o.sample < 0 {
		fmt.Fprintln(stderr, "bench: -sample is 0 or more")
		return 2
	}
	o.progress = stderr
	results, err := run(ctx, o, stdout)
	// What was measured before a fault is kept.
	if err = errors.Join(err, write(o.out, results)); err != nil {
		fmt.Fprintln(stderr, "bench:", err)
		return 1
	}
	return 0
}

func run(ctx context.Context, o options, stdout io.Writer) (Results, error) {
	r := Results{Version: resultsVersion, Cores: runtime.NumCPU()}
	dir, err := os.MkdirTemp("", "jamfor-bench-")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(dir)
	if o.published != "" {
		r.Publish, err = publishing(ctx, o.published, dir)
		fmt.Fprintln(stdout, r.Publish)
		return r, err
	}
	if o.computed != "" {
		r.Compute, err = computing(ctx, o, o.computed, dir)
		fmt.Fprintln(stdout, r.Compute)
		return r, err
	}
	if o.served != "" {
		r.Serve, err = serving(ctx, o, o.served, dir)
		fmt.Fprintln(stdout, r.Serve)
		return r, err
	}
	if o.only == "disclosure" {
		return r, r.Disclosure.measure(ctx, dir, stdout)
	}
	demo := filepath.Join(dir, "workspace")
	if o.only == "compute" {
		if err := demoLake(ctx, o, demo); err != nil {
			return r, err
		}
		r.Compute, err = computing(ctx, o, demo, dir)
		fmt.Fprintln(stdout, r.Compute)
		return r, err
	}
	if r.Check, err = checking(ctx, o.leverera, filepath.Join(dir, "check")); err != nil {
		return r, err
	}
	fmt.Fprintln(stdout, r.Check)
	if o.only == "check" {
		return r, nil
	}
	if r.Ingest, err = ingesting(ctx, o, filepath.Join(dir, "ingest")); err != nil {
		return r, err
	}
	fmt.Fprintf(stdout, "ingest   %d rows, %.0f MB: %.1f s, %.0f MB at most; COPY alone %.1f s, %.0f MB; ratio %.2f\n",
		r.Ingest.Rows, r.Ingest.MB, r.Ingest.Ours.Seconds, r.Ingest.Ours.PeakMB, r.Ingest.Yardstick.Seconds, r.Ingest.Yardstick.PeakMB, r.Ingest.TimeRatio)
	if o.only == "ingest" {
		return r, nil
	}
	if err = demoLake(ctx, o, demo); err != nil {
		return r, err
	}
	if r.Compute, err = computing(ctx, o, demo, dir); err != nil {
		return r, err
	}
	fmt.Fprintln(stdout, r.Compute)
	if err = releasing(ctx, o, demo); err != nil {
		return r, err
	}
	if r.Publish, err = publishing(ctx, demo, dir); err != nil {
		return r, err
	}
	fmt.Fprintln(stdout, r.Publish)
	if r.Serve, err = serving(ctx, o, demo, dir); err != nil {
		return r, err
	}
	fmt.Fprintln(stdout, r.Serve)
	return r, r.Disclosure.measure(ctx, dir, stdout)
}

func ingesting(ctx context.Context, o options, dir string) (Ingest, error) {
	r := Ingest{Rows: int64(o.rows), YardstickWords: "COPY (FROM read_csv(file)) TO file (FORMAT parquet, COMPRESSION zstd) of the same files, no checks, same threads"}
	w, err := workspace.Init(filepath.Join(dir, "workspace"))
	if err != nil {
		return r, err
	}
	delivery := w.Path(workspace.Inbox, "missbruk_0180_2025_1")
	size, err := writeDelivery(delivery, o.rows)
	if err != nil {
		return r, err
	}
	r.MB = float64(size) / 1e6
	self, err := os.Executable()
	if err != nil {
		return r, err
	}
	// The yardstick first: ingest takes the file out of the inbox.
	if r.Yardstick, err = measure(exec.CommandContext(ctx, self, childWord, "copy", delivery, dir)); err != nil {
		return r, err
	}
	if r.Ours, err = measure(exec.CommandContext(ctx, o.jamfor, "ingest", "-w", w.Dir)); err != nil {
		return r, err
	}
	r.RowsPerSecond, r.MBPerSecond = float64(o.rows)/r.Ours.Seconds, r.MB/r.Ours.Seconds
	r.TimeRatio = r.Ours.Seconds / r.Yardstick.Seconds
	return r, nil
}

// demoLake makes the lake that computing is measured over.
func demoLake(ctx context.Context, o options, ws string) error {
	for _, args := range [][]string{
		{"demo", "-w", ws, "--scale", fmt.Sprint(o.scale)}, {"ingest", "-w", ws},
	} {
		cmd := exec.CommandContext(ctx, o.jamfor, args...)
		if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 3 {
			return fmt.Errorf("%v: %w\n%s", args, err, out)
		}
	}
	return nil
}

func write(path string, r Results) error {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, append(raw, '\n'), 0o644)
}

// measure runs a command with its children and tells how long it took and the
// most memory that all of them held at once (sampled every 50 ms).
func measure(cmd *exec.Cmd) (Figure, error) {
	var said tail
	cmd.Stdout, cmd.Stderr = &said, &said
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return Figure{}, err
	}
	stop, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- watch(cmd.Process.Pid, stop) }()
	err := cmd.Wait()
	seconds := time.Since(begun).Seconds()
	close(stop)
	f := Figure{Seconds: seconds, PeakMB: float64(<-peak) / 1e6}
	if err != nil {
		return f, fmt.Errorf("%v: %w\n%s", cmd.Args, err, said)
	}
	return f, nil
}

// tail keeps the end of what a command says.
type tail []byte

func (t *tail) Write(p []byte) (int, error) {
	*t = append(*t, p...)
	if n := len(*t); n > 4096 {
		*t = (*t)[n-4096:]
	}
	return len(p), nil
}
