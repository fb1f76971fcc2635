package run

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/workspace"
)

// ComputeSummary tells what was computed.
type ComputeSummary struct {
	LakeVersion int64  `json:"lake_version"`
	Packages    int    `json:"packages"`
	Atoms       int    `json:"atoms"` // cells with content, at the finest grain
	Dir         string `json:"dir"`
}

// Compute computes the cells of one set (all where empty) from a version of the
// lake (the latest where asOf is empty) and freezes them under cells/.
func (p *Pipeline) Compute(ctx context.Context, set, asOf string) (ComputeSummary, error) {
	sets := p.sets
	if set != "" {
		var err error
		if sets, err = chosen(p.sets, []string{set}); err != nil {
			return ComputeSummary{}, err
		}
	}
	l, err := p.openLake(ctx, true)
	if errors.Is(err, fs.ErrNotExist) {
		return ComputeSummary{}, userError("Lagret är tomt. Kör jamfor ingest först.", "The lake is empty. Run jamfor ingest first.")
	}
	if err != nil {
		return ComputeSummary{}, err
	}
	defer l.Close()
	version, err := p.versionAt(ctx, l, asOf)
	if err != nil {
		return ComputeSummary{}, err
	}
	packages, err := p.computeAt(ctx, l, version, sets)
	if err != nil {
		return ComputeSummary{}, err
	}
	summary := ComputeSummary{LakeVersion: version.Number, Packages: len(packages), Dir: p.Workspace.Path(workspace.Cells, fmt.Sprintf("lager-%d", version.Number))}
	for _, pkg := range packages {
		for _, b := range pkg.Blocks {
			summary.Atoms += len(b.Atoms)
		}
	}
	return summary, freezeAll(summary.Dir, packages)
}

// ComputeAll computes every set from the lake's latest version.
func (p *Pipeline) ComputeAll(ctx context.Context) (ComputeSummary, error) {
	return p.Compute(ctx, "", "")
}

func (p *Pipeline) versionAt(ctx context.Context, l *lake.Lake, asOf string) (lake.Version, error) {
	if asOf == "" {
		return l.Latest(ctx)
	}
	version, err := l.At(ctx, asOf)
	if errors.Is(err, lake.ErrNoVersion) {
		return version, userError("Lagret har ingen version %q.", "The lake has no version %q.", asOf)
	}
	return version, err
}

// computeAt computes the packages of the sets for every year delivered.
func (p *Pipeline) computeAt(ctx context.Context, l *lake.Lake, version lake.Version, sets []indicator.Set) ([]cell.Package, error) {
	view, err := l.Snapshot(ctx, version)
	if err != nil {
		return nil, err
	}
	options, cleanUp, err := p.computeOptions()
	if err != nil {
		return nil, err
	}
	defer cleanUp()
	packages, err := compute.Compute(ctx, view, sets, nil, options)
	if err != nil {
		return nil, fmt.Errorf("compute lake version %d: %w", version.Number, err)
	}
	p.Log.Info("compute", "lake_version", version.Number, "packages", len(packages))
	return packages, nil
}

// computeOptions bounds the engine as the configuration says and gives it a
// folder to spill into, which cleanUp removes.
func (p *Pipeline) computeOptions() (options compute.Options, cleanUp func(), err error) {
	c := p.Workspace.Config.Engine
	memory, err := c.MemoryBytes()
	if err != nil {
		return options, nil, err
	}
	ledger, err := filepath.Abs(p.Workspace.Path(workspace.Ledger))
	if err != nil {
		return options, nil, fmt.Errorf("make folder for the engine: %w", err)
	}
	temp, err := os.MkdirTemp(ledger, "engine-")
	if err != nil {
		return options, nil, fmt.Errorf("make folder for the engine: %w", err)
	}
	threads := c.Threads
	if threads == 0 {
		threads = runtime.NumCPU()
	}
	options = compute.Options{
		Engine: p.Engine, Threads: threads, MemoryLimit: memory, TempDir: temp, Contract: p.contract,
		Progress: func(s compute.Step) { p.Progress(stepCompute, s.Done, s.Total) },
	}
	return options, func() { _ = os.RemoveAll(temp) }, nil // a leftover is swept by the next run
}

func freezeAll(dir string, packages []cell.Package) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("freeze cells: %w", err)
	}
	for _, pkg := range packages {
		if _, err := compute.Freeze(dir, pkg); err != nil {
			return err
		}
	}
	return nil
}

// thawAll reads the packages that a release was made of, in the order in which
// they were computed: by set, then period.
func (p *Pipeline) thawAll(dir string) ([]cell.Package, error) {
	var packages []cell.Package
	for _, set := range p.sets {
		names, err := filepath.Glob(filepath.Join(dir, compute.FrozenFile(set.Name, "*")))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			pkg, _, err := compute.Thaw(name)
			if err != nil {
				return nil, err
			}
			packages = append(packages, pkg)
		}
	}
	if packages == nil {
		return nil, fs.ErrNotExist
	}
	return packages, nil
}

// digestOf is the digest of ordered texts.
func digestOf(texts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\n")))
	return hex.EncodeToString(sum[:])
}

// stepText names the long steps for the progress line.
var (
	stepCompute  = code.Text{SV: "räknar indikatorer", EN: "computing indicators"}
	stepDisclose = code.Text{SV: "röjandekontrollerar", EN: "controlling disclosure"}
	stepPublish  = code.Text{SV: "skriver utgåvans filer", EN: "writing the release's files"}
)
