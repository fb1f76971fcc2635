package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Damage is one thing that is not as the register has it. File is relative to
// the lake's folder.
type Damage struct {
	File    string
	Problem string
}

// Verify re-reads everything that a version rests on: it hashes every data file
// in force and every metadata file written up to it, holds each table's plan
// against the register, and recomputes the chain of version digests. It lists
// what is broken, by file; none is a sound version. The error is for what
// kept it from looking; ErrExpired where the version's rows were removed.
func (l *Lake) Verify(ctx context.Context, v Version) ([]Damage, error) {
	damages, err := l.verify(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("verify lake version %d: %w", v.Number, err)
	}
	slices.SortFunc(damages, func(a, b Damage) int { return strings.Compare(a.File+a.Problem, b.File+b.Problem) })
	return damages, nil
}

func (l *Lake) verify(ctx context.Context, v Version) ([]Damage, error) {
	if err := readable(ctx, l.db, v.Number); err != nil {
		return nil, err
	}
	damages, err := l.verifyRegister(ctx, v.Number)
	if err != nil {
		return nil, err
	}
	files, err := l.digestsAt(ctx, v.Number)
	if err != nil {
		return nil, err
	}
	broken, err := l.verifyFiles(ctx, files)
	if err != nil {
		return nil, err
	}
	damages = append(damages, broken...)
	if len(damages) > 0 {
		return damages, nil // plans would only fail again
	}
	return l.verifyPlans(ctx, v)
}

// named is a file with the digest that it had.
type named struct{ name, sha256 string }

func (l *Lake) digestsAt(ctx context.Context, version int64) ([]named, error) {
	return collect(ctx, l.db, func(rows *sql.Rows, f *named) error { return rows.Scan(&f.name, &f.sha256) }, `
		SELECT COALESCE(r.file, p.file), COALESCE(r.sha256, p.sha256) FROM part p
		JOIN in_force f ON f.delivery = p.delivery AND f.municipality = p.municipality
		LEFT JOIN rewritten r ON r.part = p.file
			AND r.since = (SELECT MAX(x.since) FROM rewritten x WHERE x.part = p.file AND x.since <= ?1)
		WHERE f.since <= ?1 AND (f.until IS NULL OR f.until > ?1)
		UNION ALL
		SELECT file, sha256 FROM metadata_file WHERE version <= ?1 AND file NOT IN (SELECT file FROM gone)
		ORDER BY 1`, version)
}

func (l *Lake) verifyFiles(ctx context.Context, files []named) ([]Damage, error) {
	var mu sync.Mutex
	var damages []Damage
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallelFiles)
	for _, f := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			problem, err := l.verifyFile(f)
			if err != nil || problem == "" {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			damages = append(damages, Damage{f.name, problem})
			return nil
		})
	}
	return damages, group.Wait()
}

func (l *Lake) verifyFile(f named) (problem string, err error) {
	digest, _, err := hashFile(l.disk.path(f.name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the file is missing", nil
	case err != nil:
		return "", err
	case digest != f.sha256:
		return "the content has changed", nil
	}
	return "", nil
}

// verifyRegister recomputes the digest of every version up to the given one,
// and looks for a delivery whose time in force does not end where the next
// begins.
func (l *Lake) verifyRegister(ctx context.Context, number int64) ([]Damage, error) {
	versions, err := collect(ctx, l.db, scanVersion, versionColumns+"WHERE number <= ? ORDER BY number", number)
	if err != nil {
		return nil, err
	}
	var damages []Damage
	bad := func(format string, args ...any) {
		damages = append(damages, Damage{registerFile, fmt.Sprintf(format, args...)})
	}
	if int64(len(versions)) != number {
		bad("%d of %d versions are there", len(versions), number)
	}
	parent := ""
	for _, v := range versions {
		digest, err := versionDigest(ctx, l.db, v.Number, parent)
		if err != nil {
			return nil, err
		}
		if digest != v.Digest {
			bad("the rows of version %d have changed", v.Number)
		}
		parent = v.Digest
	}
	var gaps int
	err = l.db.QueryRowContext(ctx, `
		SELECT count(*) FROM in_force f WHERE f.until IS NOT (
			SELECT min(g.since) FROM in_force g
			WHERE g.municipality = f.municipality AND g.collection = f.collection AND g.period = f.period AND g.since > f.since)`).Scan(&gaps)
	if gaps > 0 {
		bad("%d deliveries do not end where the next begins", gaps)
	}
	return damages, err
}

func (l *Lake) verifyPlans(ctx context.Context, v Version) ([]Damage, error) {
	view, err := l.Snapshot(ctx, v)
	if err != nil {
		return nil, err
	}
	var damages []Damage
	for _, dataset := range l.contract.DatasetNames() {
		_, err := view.Files(ctx, dataset, Selection{})
		switch {
		case errors.Is(err, ErrDamaged):
			damages = append(damages, Damage{metadataFolder + "/" + dataset, err.Error()})
		case err != nil:
			return nil, err
		}
	}
	return damages, nil
}
