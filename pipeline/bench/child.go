package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"jamfor/indicators"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/engine/duckdb/baseline"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
)

const childWord = "child"

// child is one measured process: copy DELIVERY OUT, planned WORKSPACE MEGABYTES,
// one-by-one WORKSPACE MEGABYTES ONE-OF, filters WORKSPACE MEGABYTES, recompute WORKSPACE
// MEGABYTES FIGURES, files FOLDER, publish RELEASE OUT FIGURES, disclosure INSTANCE FIGURES.
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
	case "planned":
		return withView(ctx, args, func(view *lake.View, sets []indicator.Set, o compute.Options) error {
			_, err := compute.Compute(ctx, view, sets, nil, o)
			return err
		})
	case "one-by-one":
		oneOf, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		return withView(ctx, args, func(view *lake.View, sets []indicator.Set, o compute.Options) error {
			years, err := compute.Years(ctx, view, reference)
			for i := 0; err == nil && i < len(years); i++ {
				err = compute.OneByOne(ctx, view, sampleOf(sets, oneOf), years[i], o, func(*indicator.Definition, []any) error { return nil })
			}
			return err
		})
	case "filters":
		return withView(ctx, args, func(view *lake.View, sets []indicator.Set, o compute.Options) error {
			years, err := compute.Years(ctx, view, reference)
			for i := 0; err == nil && i < len(years); i++ {
				err = compute.AllFilters(ctx, view, sets, years[i], o, func(*indicator.Definition, []any) error { return nil })
			}
			return err
		})
	case "recompute":
		return withView(ctx, args, func(view *lake.View, sets []indicator.Set, o compute.Options) error {
			return recomputing(ctx, view, sets, o, args[2])
		})
	}
	return fmt.Errorf("unknown child %q", what)
}

// sampleOf keeps the first of every oneOf indicators that a statement computes.
func sampleOf(sets []indicator.Set, oneOf int) []indicator.Set {
	sample, n := slices.Clone(sets), 0
	for i := range sample {
		var kept []*indicator.Definition
		for _, d := range sample[i].Definitions {
			if d.Kind.Derived() {
				continue
			}
			if n%oneOf == 0 {
				kept = append(kept, d)
			}
			n++
		}
		sample[i].Definitions = kept
	}
	return sample
}

func reference(collection string) bool {
	c := contract.Core().Collections[collection]
	return c != nil && c.Reference
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
