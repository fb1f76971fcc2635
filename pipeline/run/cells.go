package run

import (
	"cmp"
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
	"jamfor/pipeline/engine"
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
	// Work tells what was computed and what was taken from an earlier lake
	// version's cells.
	Work []compute.Work `json:"work"`
}

// Compute computes the cells of one set (all where empty) from a version of the
// lake (the latest where asOf is empty) and freezes them under cells/. What no
// changed delivery touches is taken from the cells of an earlier lake version,
// unless full asks for everything.
func (p *Pipeline) Compute(ctx context.Context, set, asOf string, full bool) (ComputeSummary, error) {
	sets, l, version, err := p.forCells(ctx, set, asOf)
	if err != nil {
		return ComputeSummary{}, err
	}
	defer l.Close()
	packages, work, err := p.recomputeAt(ctx, l, version, sets, full)
	if err != nil {
		return ComputeSummary{}, err
	}
	summary := ComputeSummary{LakeVersion: version.Number, Packages: len(packages), Dir: p.cellsDir(version.Number), Work: work}
	for _, pkg := range packages {
		for _, b := range pkg.Blocks {
			summary.Atoms += len(b.Atoms)
		}
	}
	if err := freezeAll(summary.Dir, packages); err != nil {
		return ComputeSummary{}, err
	}
	return summary, p.writeGround(version.Number)
}

// ComputeAll computes every set from the lake's latest version.
func (p *Pipeline) ComputeAll(ctx context.Context) (ComputeSummary, error) {
	return p.Compute(ctx, "", "", false)
}

// forCells finds what a computation of cells needs; the lake is open on success.
func (p *Pipeline) forCells(ctx context.Context, set, asOf string) (sets []indicator.Set, l *lake.Lake, version lake.Version, err error) {
	sets = p.sets
	if set != "" {
		if sets, err = chosen(p.sets, []string{set}); err != nil {
			return nil, nil, version, err
		}
	}
	l, err = p.openLake(ctx, true)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, version, userError("Lagret är tomt. Kör jamfor ingest först.", "The lake is empty. Run jamfor ingest first.")
	}
	if err != nil {
		return nil, nil, version, err
	}
	if version, err = p.versionAt(ctx, l, asOf); err != nil {
		return nil, nil, version, errors.Join(err, l.Close())
	}
	return sets, l, version, nil
}

func (p *Pipeline) versionAt(ctx context.Context, l *lake.Lake, asOf string) (lake.Version, error) {
	if asOf == "" {
		return l.Latest(ctx)
	}
	version, err := l.At(ctx, asOf)
	if errors.Is(err, lake.ErrExpired) {
		return version, userError("Raderna i lagerversion %q är borttagna (gallring eller nyckelbyte).", "The rows of lake version %q were removed (expiry or a change of key).", asOf)
	}
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
		return nil, fmt.Errorf("compute lake version %d: %w", version.Number, p.tooLarge(err))
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
		Aliases: func(s compute.AliasShare) {
			p.Log.Info("replaced person keys", "period", s.Period.String(), "persons", s.Persons, "replaced", s.Replaced)
		},
	}
	return options, func() { _ = os.RemoveAll(temp) }, nil // a leftover is swept by the next run
}

// tooLarge tells what to do where the engine had too little memory. Another error
// passes unchanged.
func (p *Pipeline) tooLarge(err error) error {
	if !errors.Is(err, engine.ErrMemory) {
		return err
	}
	p.Log.Error("compute", "error", err)
	c := p.Workspace.Config.Engine
	memory := cmp.Or(c.Memory, "1GB")
	return userError(
		"Beräkningen ryms inte i motorns minne (engine.memory: %s), inte ens med en kommun i taget. Skriv ett större tal under engine: i jamfor.yaml, till exempel memory: 4GB, eller färre trådar (threads: 1), och se till att disken har plats. Kör sedan kommandot igen; inget är halvgjort.",
		"The computation does not fit into the engine's memory (engine.memory: %s), not even one municipality at a time. Write a larger number under engine: in jamfor.yaml, for example memory: 4GB, or fewer threads (threads: 1), and make sure that the disk has room. Then run the command again; nothing is half done.",
		memory)
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
