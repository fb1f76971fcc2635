package run

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/workspace"
)

// basis is what a release rests on: kept in the ledger, never published.
type basis struct {
	Format      int    `json:"format"`
	Release     string `json:"release"`
	LakeVersion int64  `json:"lake_version"`
}

const basisFormat = 1

// remember notes which lake version a release rests on, and tags it so that no
// expiry removes it.
func (p *Pipeline) remember(ctx context.Context, l *lake.Lake, version lake.Version, id string) error {
	dir := p.Workspace.Path(workspace.Ledger, "releases")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("note release: %w", err)
	}
	raw, err := json.Marshal(basis{basisFormat, id, version.Number})
	if err != nil {
		return fmt.Errorf("note release: %w", err)
	}
	if err := durable.WriteFile(filepath.Join(dir, id+".json"), append(raw, '\n'), 0o640); err != nil {
		return err
	}
	err = l.TagRelease(ctx, version.Number, id)
	if errors.Is(err, lake.ErrConflict) {
		// A candidate that was never published is made anew from a later version.
		return nil
	}
	return err
}

func (p *Pipeline) basisOf(id string) (basis, error) {
	var b basis
	raw, err := os.ReadFile(p.Workspace.Path(workspace.Ledger, "releases", id+".json"))
	if err != nil {
		return b, fmt.Errorf("read what release %s rests on: %w", id, err)
	}
	if err := json.Unmarshal(raw, &b); err != nil || b.Format != basisFormat {
		return b, fmt.Errorf("read what release %s rests on: unknown format", id)
	}
	return b, nil
}

// Verification is the outcome of VerifyRelease. From tells what the release was
// computed from again: rows (the lake) or cells (frozen, where rows are gone).
type Verification struct {
	ID       string            `json:"id"`
	Files    int               `json:"files"`
	From     string            `json:"from"`
	Problems []release.Problem `json:"problems,omitempty"`
}

// VerifyRelease proves a release: its files are whole, and computing it again
// gives the same bytes.
func (p *Pipeline) VerifyRelease(ctx context.Context, id string) (Verification, error) {
	shown, err := p.ShowRelease(id)
	if err != nil {
		return Verification{}, err
	}
	v := Verification{ID: id}
	report, err := release.Verify(ctx, shown.Dir)
	if err != nil {
		return v, err
	}
	v.Files, v.Problems = report.Files, report.Problems
	other, err := p.otherDefinitions(shown.Manifest)
	if err != nil || len(other) > 0 {
		v.Problems = append(v.Problems, other...)
		return v, err
	}
	edition := p.editionOf(shown.Manifest)
	packages, from, err := p.again(ctx, id)
	if err != nil {
		return v, err
	}
	v.From = from
	if _, err := p.fillEdition(ctx, edition, packages); err != nil {
		return v, err
	}
	dir, err := os.MkdirTemp(p.Workspace.Path(workspace.Ledger), "verify-")
	if err != nil {
		return v, fmt.Errorf("verify %s: %w", id, err)
	}
	defer os.RemoveAll(dir)
	files, err := publish.Write(ctx, dir, edition, func(_ string, done, total int) { p.Progress(stepPublish, done, total) })
	if err != nil {
		return v, err
	}
	v.Problems = append(v.Problems, compareFiles(shown.Manifest.Files, edition.Manifest(files).Files)...)
	return v, nil
}

// otherDefinitions tells when this program cannot compute a release again,
// because it or its definitions are others than the release's.
func (p *Pipeline) otherDefinitions(m release.Manifest) ([]release.Problem, error) {
	digest, err := p.definitionDigest()
	if err != nil {
		return nil, err
	}
	var problems []release.Problem
	if m.ProgramVersion != ProgramVersion {
		problems = append(problems, release.Problem{Where: release.ManifestName, Text: text2(
			"utgåvan gjordes av jamfor %s och det här är %s; kontrollera med den versionen", "the release was made by jamfor %s and this is %s; verify with that version", m.ProgramVersion, ProgramVersion)})
	}
	if m.DefinitionDigest != digest {
		problems = append(problems, release.Problem{Where: release.ManifestName, Text: text2(
			"definitioner eller röjanderegler är andra än utgåvans (%.12s mot %.12s); en ny beräkning säger inget", "definitions or disclosure rules are others than the release's (%.12s, not %.12s); computing again says nothing", digest, m.DefinitionDigest)})
	}
	return problems, nil
}

// again gives a release's cells anew: from the lake's rows where its version is
// still there, else from the frozen cells.
func (p *Pipeline) again(ctx context.Context, id string) (packages []cell.Package, from string, err error) {
	packages, err = p.fromRows(ctx, id)
	if err == nil {
		return packages, "rows", nil
	}
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, lake.ErrNoVersion) {
		return nil, "", err
	}
	packages, err = p.thawAll(p.Workspace.Path(workspace.Cells, id))
	return packages, "cells", err
}

func (p *Pipeline) fromRows(ctx context.Context, id string) ([]cell.Package, error) {
	b, err := p.basisOf(id)
	if err != nil {
		return nil, err
	}
	l, err := p.openLake(ctx, true)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return p.computeAt(ctx, l, lake.Version{Number: b.LakeVersion}, p.sets)
}

// compareFiles tells which files of a release differ from those computed again.
func compareFiles(published, again []release.FileInfo) []release.Problem {
	var problems []release.Problem
	digest := map[string]string{}
	for _, f := range again {
		digest[f.Path] = f.SHA256
	}
	for _, f := range published {
		switch d, found := digest[f.Path]; {
		case !found:
			problems = append(problems, release.Problem{Where: f.Path, Text: code.Text{SV: "filen blir inte till vid ny beräkning", EN: "the file does not come about when computed again"}})
		case d != f.SHA256:
			problems = append(problems, release.Problem{Where: f.Path, Text: code.Text{SV: "ny beräkning ger andra byte", EN: "computing it again gives other bytes"}})
		}
		delete(digest, f.Path)
	}
	for _, f := range again {
		if _, extra := digest[f.Path]; extra {
			problems = append(problems, release.Problem{Where: f.Path, Text: code.Text{SV: "filen saknas i utgåvan", EN: "the release lacks the file"}})
		}
	}
	return problems
}
