package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// Compute compares the planned computation, rolled up to every grain, with the
// two plain ways of compute.Yardstick. Each is a process of its own, which holds
// one session at a time with the same memory and threads.
type Compute struct {
	LakeRows   int64            `json:"lake_rows"`
	Rows       map[string]int64 `json:"rows"` // by dataset
	Indicators int              `json:"indicators"`
	MemoryMB   int              `json:"engine_memory_mb"`
	// Ours is the whole; RollUp the seconds of it that rolling up takes, and Cells
	// how many cells (indicator or class of it, area, sex and period) that gives.
	Ours   Figure  `json:"ours"`
	RollUp float64 `json:"roll_up_seconds"`
	Cells  int64   `json:"cells"`
	// Yardstick is one statement per indicator and grain: its seconds are what the
	// sample says of all of them, its peak that of the statements measured.
	Yardstick      Figure  `json:"yardstick"`
	Sample         Sample  `json:"sample"`
	TimesFaster    float64 `json:"times_faster"`
	YardstickWords string  `json:"yardstick_words"`
	// Filters is one statement per model and grain with all FILTER aggregates.
	Filters            Figure    `json:"filters"`
	FiltersTimesFaster float64   `json:"filters_times_faster"`
	Recompute          Recompute `json:"recompute"`
}

const yardstickWords = "one SQL statement per indicator and grain (municipality, county, municipality group, nation) and period over the same Parquet, models inside, a second for what stands below a rate or ratio; without squares, distributions, age bands, contributors and classes, which ours has"

// planned is what the child that computes our way tells beside its own figures.
type planned struct {
	Indicators int
	RollUp     float64
	Cells      int64
}

// computing measures over the lake of a workspace and keeps nothing in it.
func computing(ctx context.Context, o options, ws, dir string) (Compute, error) {
	r := Compute{YardstickWords: yardstickWords, MemoryMB: o.memory}
	self, err := os.Executable()
	if err != nil {
		return r, err
	}
	if r.Rows, err = lakeRows(ctx, ws); err != nil {
		return r, err
	}
	for _, n := range r.Rows {
		r.LakeRows += n
	}
	told := filepath.Join(dir, "told.json")
	one := func(into any, what string, more ...string) (Figure, error) {
		args := append([]string{childWord, what, ws, strconv.Itoa(o.memory), told}, more...)
		f, err := measure(exec.CommandContext(ctx, self, args...))
		if err != nil {
			return f, err
		}
		fmt.Fprintf(o.progress, "compute: %s took %.0f s, %.0f MB at most\n", what, f.Seconds, f.PeakMB)
		if into == nil {
			return f, nil
		}
		return f, readJSON(told, into)
	}
	var ours planned
	if r.Ours, err = one(&ours, "planned"); err != nil {
		return r, err
	}
	r.Indicators, r.RollUp, r.Cells = ours.Indicators, ours.RollUp, ours.Cells
	peak, err := one(&r.Recompute, "recompute")
	if r.Recompute.PeakMB = peak.PeakMB; err != nil {
		return r, err
	}
	if r.Yardstick, err = one(&r.Sample, "one-by-one", strconv.Itoa(o.sample), strconv.FormatUint(o.seed, 10)); err != nil {
		return r, err
	}
	r.Yardstick.Seconds = r.Sample.Total
	r.TimesFaster = r.Yardstick.Seconds / r.Ours.Seconds
	// Last, for over a large nation it takes longest.
	r.Filters, err = one(nil, "filters")
	r.FiltersTimesFaster = r.Filters.Seconds / r.Ours.Seconds
	return r, err
}

// String tells the figures in a few lines.
func (c Compute) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "compute  %d lake rows, %d indicators, %d cells at all grains: %.1f s (%.1f s of it rolling up), %.0f MB at most",
		c.LakeRows, c.Indicators, c.Cells, c.Ours.Seconds, c.RollUp, c.Ours.PeakMB)
	fmt.Fprintf(&b, "\n         (a) one statement per indicator and grain: %.0f s, %.0f MB at most, %.1f times as long; %s",
		c.Yardstick.Seconds, c.Yardstick.PeakMB, c.TimesFaster, c.Sample)
	fmt.Fprintf(&b, "\n         (b) one statement per model and grain with all FILTER aggregates: %.1f s, %.0f MB at most, %.1f times as long",
		c.Filters.Seconds, c.Filters.PeakMB, c.FiltersTimesFaster)
	fmt.Fprintf(&b, "\n         %s", c.Recompute)
	return b.String()
}

// writeJSON writes what a child tells.
func writeJSON(name string, told any) error {
	raw, err := json.Marshal(told)
	if err != nil {
		return err
	}
	return os.WriteFile(name, raw, 0o600)
}

// readJSON reads what a child told.
func readJSON(name string, into any) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read figures %s: %w", name, err)
	}
	return nil
}
