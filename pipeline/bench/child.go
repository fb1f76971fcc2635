package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"jamfor/indicators"
	"jamfor/pipeline/area"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/engine/duckdb/baseline"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
)

const childWord = "child"

// child is one measured process: copy DELIVERY OUT, planned WORKSPACE MEGABYTES
// FIGURES, one-by-one WORKSPACE MEGABYTES FIGURES SAMPLE SEED, filters WORKSPACE
// MEGABYTES, recompute WORKSPACE MEGABYTES FIGURES, files FOLDER, publish RELEASE OUT
// FIGURES, disclosure INSTANCE FIGURES.
func child(ctx context.Context, what string, args []string) error {
	switch what {
	case "copy":
		for _, name := range []string{"arende", "matning"} {
			if err := baseline.Copy(ctx, filepath.Join(args[0], name+".csv"), filepath.Join(args[1], name+".parquet"), runtime.NumCPU()); err != nil {
				return err
			}
		}
		return nil
	case "files":
		return serveFiles(ctx, args[0], os.Stdout)
	case "disclosure":
		return controlChild(ctx, args[0], args[1])
	case "publish":
		return publishChild(ctx, args[0], args[1], args[2])
	case "planned", "one-by-one", "filters", "recompute":
		return withView(ctx, args, func(view *lake.View, sets []indicator.Set, o compute.Options) error {
			return computeChild(ctx, what, args[2:], view, sets, o)
		})
	}
	return fmt.Errorf("unknown child %q", what)
}

// computeChild computes in one of the ways; args begin with where the figures go.
func computeChild(ctx context.Context, what string, args []string, view compute.View, sets []indicator.Set, o compute.Options) error {
	var told any
	var err error
	switch what {
	case "planned":
		told, err = computePlanned(ctx, view, sets, o)
	case "filters":
		return allFilters(ctx, view, sets, o)
	case "recompute":
		told, err = recomputing(ctx, view, sets, o)
	case "one-by-one":
		n, notN := strconv.Atoi(args[1])
		seed, notSeed := strconv.ParseUint(args[2], 10, 64)
		if err := errors.Join(notN, notSeed); err != nil {
			return err
		}
		told, err = oneByOne(ctx, view, sets, o, n, seed)
	}
	if err != nil {
		return err
	}
	return writeJSON(args[0], told)
}

// computePlanned computes everything our way and rolls it up to every grain.
func computePlanned(ctx context.Context, view compute.View, sets []indicator.Set, o compute.Options) (p planned, err error) {
	for _, s := range only(sets, func(*indicator.Definition) bool { return true }) {
		p.Indicators += len(s.Definitions)
	}
	packages, err := compute.Compute(ctx, view, sets, nil, o)
	if err != nil {
		return p, err
	}
	begun := time.Now()
	for i := range packages {
		for _, cells := range rollUp(&packages[i], area.Default()) {
			p.Cells += int64(len(cells))
		}
	}
	p.RollUp = time.Since(begun).Seconds()
	return p, nil
}

// withView opens the lake of a workspace for computing; args are the workspace and
// the engine's memory in megabytes.
func withView(ctx context.Context, args []string, use func(*lake.View, []indicator.Set, compute.Options) error) error {
	workspace := args[0]
	memory, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil {
		return err
	}
	sets, err := indicators.Load()
	if err != nil {
		return err
	}
	l, err := lake.Open(ctx, filepath.Join(workspace, "lake"), contract.Core(), lake.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer l.Close()
	version, err := l.Latest(ctx)
	if err != nil {
		return err
	}
	view, err := l.Snapshot(ctx, version)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "jamfor-bench-engine-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	return use(view, sets, compute.Options{Engine: duckdb.Engine{}, Threads: runtime.NumCPU(), MemoryLimit: memory << 20, TempDir: temp})
}

// lakeRows counts the rows of the lake's latest version by dataset.
func lakeRows(ctx context.Context, workspace string) (rows map[string]int64, err error) {
	rows = map[string]int64{}
	err = withView(ctx, []string{workspace, "1024"}, func(view *lake.View, _ []indicator.Set, _ compute.Options) error {
		for _, dataset := range contract.Core().DatasetNames() {
			files, err := view.Files(ctx, dataset, lake.Selection{})
			if err != nil {
				return err
			}
			for _, f := range files {
				rows[dataset] += f.Rows
			}
		}
		return nil
	})
	return rows, err
}
