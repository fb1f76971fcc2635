package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// Report is what Verify found.
type Report struct {
	Manifest Manifest
	Files    int
	Rows     int64
	Problems []Problem
}

// Err is nil where the release holds, a *ProblemsError otherwise.
func (r Report) Err() error {
	if len(r.Problems) == 0 {
		return nil
	}
	return &ProblemsError{Problems: r.Problems}
}

// Verify holds a release folder against its manifest: every listed file is
// there with its digest and size, nothing else lies in the folder, and the rows
// of each CSV are as many as the manifest says, keep their order and say
// nothing where they must be silent. The error is one of reading; what does not
// hold is in the report.
//
// It proves that the folder is whole, not that it is right; recomputing it from
// the cells is the orchestrator's part.
func Verify(ctx context.Context, dir string) (Report, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return Report{}, err
	}
	r := Report{Manifest: m}
	if err := r.compareFiles(ctx, dir); err != nil {
		return r, err
	}
	if err := r.findUnlisted(dir); err != nil {
		return r, err
	}
	for _, set := range m.Sets {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		r.checkRows(dir, set)
	}
	return r, nil
}

func (r *Report) problem(where, sv, en string) {
	r.Problems = append(r.Problems, Problem{where, code.Text{SV: sv, EN: en}})
}

func (r *Report) compareFiles(ctx context.Context, dir string) error {
	for _, f := range r.Manifest.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		info, err := os.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			r.problem(f.Path, "filen saknas", "the file is missing")
			continue
		case err != nil:
			return fmt.Errorf("verify %s: %w", f.Path, err)
		case !info.Mode().IsRegular():
			r.problem(f.Path, "är inte en vanlig fil", "is not a regular file")
			continue
		}
		digest, n, err := fileDigest(name)
		if err != nil {
			return fmt.Errorf("verify %s: %w", f.Path, err)
		}
		if digest != f.SHA256 || n != f.Bytes {
			r.problem(f.Path, "innehållet skiljer sig från manifestet", "the content differs from the manifest")
		}
		r.Files++
		r.Rows += f.Rows
	}
	return nil
}

func (r *Report) findUnlisted(dir string) error {
	listed := map[string]bool{ManifestName: true}
	for _, f := range r.Manifest.Files {
		listed[f.Path] = true
	}
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if path := filepath.ToSlash(relative); !listed[path] {
			r.problem(path, "filen finns inte i manifestet", "the file is not listed")
		}
		return nil
	})
}

// checkRows reads a set's CSV back and checks what every row must keep.
func (r *Report) checkRows(dir string, set SetDigest) {
	path := CSVPath(set.Name)
	var found problems
	c := observationCheck{problems: &found, periods: set.Periods}
	var n int64
	var last observation.Observation
	for o, err := range Rows(dir, set.Name) {
		if err != nil {
			r.problem(path, "filen kan inte läsas: "+err.Error(), "cannot be read: "+err.Error())
			return
		}
		n++
		c.checkRow(&o)
		if n > 1 && observation.Compare(last, o) >= 0 {
			found.add(where(&o), "raden står i fel ordning eller finns två gånger", "the row is out of order or occurs twice")
		}
		last = o
	}
	for _, f := range r.Manifest.Files {
		if f.Path == path && f.Rows != n {
			r.problem(path, "antalet rader är "+strconv.FormatInt(n, 10)+", manifestet säger "+strconv.FormatInt(f.Rows, 10),
				"has "+strconv.FormatInt(n, 10)+" rows, the manifest says "+strconv.FormatInt(f.Rows, 10))
		}
	}
	for _, p := range found.Problems {
		p.Where = path + ": " + p.Where
		r.Problems = append(r.Problems, p)
	}
}
