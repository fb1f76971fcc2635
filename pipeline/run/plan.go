package run

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/workspace"
)

// PlanSummary tells what jamfor compute would compute, and from what.
type PlanSummary struct {
	LakeVersion int64 `json:"lake_version"`
	// EarlierVersion is the lake version whose cells would be built on; 0: none.
	EarlierVersion int64          `json:"earlier_version"`
	Work           []compute.Work `json:"work"`
}

// Plan tells which cells Compute would compute and why. It computes nothing and
// writes nothing.
func (p *Pipeline) Plan(ctx context.Context, set, asOf string) (PlanSummary, error) {
	sets, l, version, err := p.forCells(ctx, set, asOf)
	if err != nil {
		return PlanSummary{}, err
	}
	defer l.Close()
	view, err := l.Snapshot(ctx, version)
	if err != nil {
		return PlanSummary{}, err
	}
	number, earlier, err := p.earlier(ctx, l, version.Number)
	if err != nil {
		return PlanSummary{}, err
	}
	work, err := compute.PlanWork(ctx, view, sets, earlier, compute.Options{Engine: p.Engine, Contract: p.contract})
	return PlanSummary{LakeVersion: version.Number, EarlierVersion: number, Work: work}, err
}

// recomputeAt computes the packages of the sets from a lake version, building on
// the cells of an earlier one unless full.
func (p *Pipeline) recomputeAt(ctx context.Context, l *lake.Lake, version lake.Version, sets []indicator.Set, full bool) ([]cell.Package, []compute.Work, error) {
	view, err := l.Snapshot(ctx, version)
	if err != nil {
		return nil, nil, err
	}
	var earlier *compute.Earlier
	if !full {
		if _, earlier, err = p.earlier(ctx, l, version.Number); err != nil {
			return nil, nil, err
		}
	}
	options, cleanUp, err := p.computeOptions()
	if err != nil {
		return nil, nil, err
	}
	defer cleanUp()
	packages, work, err := compute.Recompute(ctx, view, sets, earlier, options)
	if err != nil {
		return nil, nil, fmt.Errorf("compute lake version %d: %w", version.Number, p.tooLarge(err))
	}
	p.Log.Info("compute", "lake_version", version.Number, "packages", len(packages))
	return packages, work, nil
}

// ground is what a folder of cells rests on, format 1: the lake version, and
// the digest of everything beside the deliveries that decides the numbers. It is
// written last, so a folder without it is not whole.
type ground struct {
	Format      int    `json:"format"`
	LakeVersion int64  `json:"lake_version"`
	Definitions string `json:"definitions"`
}

const (
	groundFile   = "grund.json"
	groundFormat = 1
	cellsPrefix  = "lager-"
)

func (p *Pipeline) cellsDir(version int64) string {
	return p.Workspace.Path(workspace.Cells, fmt.Sprintf("%s%d", cellsPrefix, version))
}

// groundDigest covers program, models and definitions.
func (p *Pipeline) groundDigest() (string, error) {
	definitions, err := p.definitionDigest()
	if err != nil {
		return "", err
	}
	return digestOf([]string{ProgramVersion, definitions}), nil
}

func (p *Pipeline) writeGround(version int64) error {
	digest, err := p.groundDigest()
	if err != nil {
		return err
	}
	raw, err := json.Marshal(ground{groundFormat, version, digest})
	if err != nil {
		return fmt.Errorf("write ground of cells: %w", err)
	}
	return durable.WriteFile(filepath.Join(p.cellsDir(version), groundFile), append(raw, '\n'), 0o600)
}

// earlier finds the newest cells, of this lake version or one before it, that
// were computed by the same program with the same definitions and whose lake
// version can still be read; nil where there are none.
func (p *Pipeline) earlier(ctx context.Context, l *lake.Lake, version int64) (int64, *compute.Earlier, error) {
	digest, err := p.groundDigest()
	if err != nil {
		return 0, nil, err
	}
	number := p.newestGround(version, digest)
	if number == 0 {
		return 0, nil, nil
	}
	view, err := l.Snapshot(ctx, lake.Version{Number: number})
	if errors.Is(err, lake.ErrNoVersion) {
		return 0, nil, nil
	}
	if err != nil {
		return 0, nil, err
	}
	dir := p.cellsDir(number)
	return number, &compute.Earlier{View: view, Package: func(set string, period code.Period) (cell.Package, bool) {
		// Cells that are missing or damaged are computed again.
		pkg, _, err := compute.Thaw(filepath.Join(dir, compute.FrozenFile(set, period.String())))
		return pkg, err == nil
	}}, nil
}

// newestGround is the newest lake version, no later than the given one, with
// cells on the same ground; 0 where there is none.
func (p *Pipeline) newestGround(version int64, digest string) int64 {
	names, err := filepath.Glob(filepath.Join(p.Workspace.Path(workspace.Cells), cellsPrefix+"*", groundFile))
	if err != nil {
		return 0
	}
	newest := int64(0)
	for _, name := range names {
		g, err := readGround(name)
		if err != nil || g.Format != groundFormat || g.Definitions != digest || !strings.HasSuffix(filepath.Dir(name), fmt.Sprintf("%s%d", cellsPrefix, g.LakeVersion)) {
			continue
		}
		if g.LakeVersion <= version {
			newest = max(newest, g.LakeVersion)
		}
	}
	return newest
}

func readGround(name string) (g ground, err error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return g, err
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return g, errors.Join(fs.ErrInvalid, err)
	}
	return g, nil
}
