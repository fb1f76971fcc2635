package lake

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"
)

// KeyMark tells which chain of lake keys the rows were made with: how many keys
// it has and its check value, which tells nothing of a key.
type KeyMark struct {
	Generation int
	Check      string
}

// KeyMark is the mark that the lake bears, false where it bears none yet.
func (l *Lake) KeyMark(ctx context.Context) (m KeyMark, found bool, err error) {
	err = l.db.QueryRowContext(ctx, "SELECT generation, check_value FROM lake_key ORDER BY generation DESC LIMIT 1").Scan(&m.Generation, &m.Check)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, nil
	}
	if err != nil {
		return m, false, fmt.Errorf("read key mark: %w", err)
	}
	return m, true, nil
}

// SetKeyMark gives a lake without a mark one.
func (l *Lake) SetKeyMark(ctx context.Context, m KeyMark) error {
	if l.readOnly {
		return ErrReadOnly
	}
	if _, err := l.db.ExecContext(ctx, `
		INSERT INTO lake_key (generation, check_value, since)
		SELECT ?, ?, COALESCE((SELECT MAX(number) FROM version), 0) WHERE NOT EXISTS (SELECT 1 FROM lake_key)`, m.Generation, m.Check); err != nil {
		return fmt.Errorf("note key mark: %w", err)
	}
	return nil
}

// RewriteShare is one municipality's share of a delivery in force, with its
// files as they are.
type RewriteShare struct {
	Delivery, Municipality string
	Files                  []File
	names                  []string // of the files in the register
}

// ErrUnfinished refuses to finish a rewriting that has shares left.
var ErrUnfinished = errors.New("shares are left to rewrite")

// rewrite is the state of a rewriting that is being finished.
type rewrite struct {
	mark   KeyMark
	stands map[string]storedFile // by the name of the file that it stands for
	parts  map[string]string     // by the same name: the name it came in under
}

// RewriteLeft lists the shares of the newest version that are not rewritten yet
// under the chain of keys with the check value target, ordered by delivery and
// municipality. What was rewritten for another chain is forgotten. The caller
// holds off every other change until FinishRewriting.
func (l *Lake) RewriteLeft(ctx context.Context, target string) ([]RewriteShare, error) {
	if l.readOnly {
		return nil, ErrReadOnly
	}
	left, _, err := l.rewriteLeft(ctx, target)
	if err != nil {
		return nil, fmt.Errorf("list what to rewrite: %w", err)
	}
	return left, nil
}

func (l *Lake) rewriteLeft(ctx context.Context, target string) ([]RewriteShare, *rewrite, error) {
	for _, table := range []string{"rewriting", "rewriting_sketch"} {
		if _, err := l.db.ExecContext(ctx, "DELETE FROM "+table+" WHERE target <> ?", target); err != nil {
			return nil, nil, err
		}
	}
	done, err := l.rewritten(ctx)
	if err != nil {
		return nil, nil, err
	}
	version, err := latest(ctx, l.db)
	if err != nil {
		return nil, nil, err
	}
	heads, err := tableHeads(ctx, l.db, version.Number)
	if err != nil {
		return nil, nil, err
	}
	type shareKey struct{ delivery, municipality string }
	shares, unfinished := map[shareKey]*RewriteShare{}, map[shareKey]bool{}
	r := &rewrite{stands: map[string]storedFile{}, parts: map[string]string{}}
	for _, dataset := range slices.Sorted(maps.Keys(heads)) {
		stored, err := filesAt(ctx, l.db, dataset, version.Number)
		if err != nil {
			return nil, nil, err
		}
		for _, f := range stored {
			k := shareKey{f.delivery, f.key.Municipality}
			if shares[k] == nil {
				shares[k] = &RewriteShare{Delivery: f.delivery, Municipality: f.key.Municipality}
			}
			s := shares[k]
			s.Files = append(s.Files, File{f.key, f.delivery, l.disk.path(f.name), f.rows, f.sha256})
			s.names = append(s.names, f.name)
			stand, found := done[f.name]
			if !found {
				unfinished[k] = true
				continue
			}
			stand.key, stand.delivery, stand.rows, stand.part = f.key, f.delivery, f.rows, f.part
			r.stands[f.name], r.parts[f.name] = stand, f.part
		}
	}
	var left []RewriteShare
	for k := range unfinished {
		left = append(left, *shares[k])
	}
	slices.SortFunc(left, func(a, b RewriteShare) int {
		return cmp.Or(cmp.Compare(a.Delivery, b.Delivery), cmp.Compare(a.Municipality, b.Municipality))
	})
	return left, r, nil
}

// rewritten are the files that a rewriting under way has made, by the name of
// the file that each stands for.
func (l *Lake) rewritten(ctx context.Context) (map[string]storedFile, error) {
	type pair struct {
		old  string
		made storedFile
	}
	all, err := collect(ctx, l.db, func(rows *sql.Rows, p *pair) error {
		return rows.Scan(&p.old, &p.made.name, &p.made.bytes, &p.made.sha256)
	}, "SELECT old, file, bytes, sha256 FROM rewriting")
	done := map[string]storedFile{}
	for _, p := range all {
		done[p.old] = p.made
	}
	return done, err
}

// Rewrite takes over the files that stand for a share's, one for each, with the
// same keys and rows, and its sketch. They are durable when it returns, and in no
// version before FinishRewriting.
func (l *Lake) Rewrite(ctx context.Context, target string, s RewriteShare, parts []Part, sketch []byte) error {
	if l.readOnly {
		return ErrReadOnly
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	if l.broken != nil {
		return fmt.Errorf("%w: %w", ErrBroken, l.broken)
	}
	made, err := l.checkRewritten(s, parts)
	if err == nil {
		if err = l.takeRewritten(ctx, target, s, parts, made, sketch); err != nil {
			l.broken = err
		}
	}
	if err != nil {
		return fmt.Errorf("rewrite share %s of %s: %w", s.Municipality, s.Delivery, err)
	}
	return nil
}

func (l *Lake) checkRewritten(s RewriteShare, parts []Part) ([]storedFile, error) {
	if len(parts) != len(s.Files) {
		return nil, &InvalidError{[]string{fmt.Sprintf("%d files for %d", len(parts), len(s.Files))}}
	}
	made := make([]storedFile, len(parts))
	for i, p := range parts {
		if p.Key != s.Files[i].Key || p.Rows != s.Files[i].Rows {
			return nil, &InvalidError{[]string{fmt.Sprintf("part %s with %d rows stands for %s with %d", p.Key, p.Rows, s.Files[i].Key, s.Files[i].Rows)}}
		}
		name, err := p.place()
		if err != nil {
			return nil, err
		}
		columns, err := l.Columns(p.Dataset)
		if err != nil {
			return nil, err
		}
		size, err := checkFile(p.Path, p, s.Delivery, columns)
		if err != nil {
			return nil, err
		}
		made[i] = storedFile{key: p.Key, delivery: s.Delivery, name: name, rows: p.Rows, bytes: size, sha256: p.SHA256}
	}
	return made, nil
}

func (l *Lake) takeRewritten(ctx context.Context, target string, s RewriteShare, parts []Part, made []storedFile, sketch []byte) error {
	if err := (&commit{lake: l, run: "rewrite"}).mark(ctx); err != nil {
		return err
	}
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(parallelFiles)
	for i, p := range parts {
		group.Go(func() error {
			if err := groupCtx.Err(); err != nil {
				return err
			}
			return l.disk.take(p.Path, made[i].name, p.SHA256)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := l.disk.syncFolders(); err != nil {
		return err
	}
	if err := l.disk.step(opRegister, s.Delivery); err != nil {
		return err
	}
	return inTx(ctx, l.db, func(tx *sql.Tx) error {
		for i, f := range made {
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO rewriting (old, target, file, bytes, sha256) VALUES (?, ?, ?, ?, ?)",
				s.names[i], target, f.name, f.bytes, f.sha256); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO rewriting_sketch (delivery, municipality, target, sketch) VALUES (?, ?, ?, ?)",
			s.Delivery, s.Municipality, target, sketch)
		return err
	})
}

// FinishRewriting makes a new version of the rewritten files, gives the lake its
// new mark and gives up every earlier version, all in one transaction. The files
// of the earlier versions lie there until Purge. Errors: ErrUnfinished.
func (l *Lake) FinishRewriting(ctx context.Context, run string, mark KeyMark) (Version, error) {
	if l.readOnly {
		return Version{}, ErrReadOnly
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	if l.broken != nil {
		return Version{}, fmt.Errorf("%w: %w", ErrBroken, l.broken)
	}
	v, err := l.finishRewriting(ctx, run, mark)
	if err != nil {
		return Version{}, fmt.Errorf("finish rewriting: %w", err)
	}
	return v, nil
}

func (l *Lake) finishRewriting(ctx context.Context, run string, mark KeyMark) (Version, error) {
	left, r, err := l.rewriteLeft(ctx, mark.Check)
	if err != nil {
		return Version{}, err
	}
	if len(left) > 0 {
		return Version{}, ErrUnfinished
	}
	parent, err := latest(ctx, l.db)
	if err != nil {
		return Version{}, err
	}
	r.mark = mark
	c := &commit{lake: l, run: run, parent: parent, version: l.next(parent, run), rewrite: r}
	if err := c.write(ctx); err != nil {
		l.broken = err
		return Version{}, err
	}
	return c.version, nil
}

// apply gives the files that stand for those stored.
func (r *rewrite) apply(stored []storedFile) ([]storedFile, error) {
	made := make([]storedFile, len(stored))
	for i, f := range stored {
		stand, found := r.stands[f.name]
		if !found {
			return nil, ErrUnfinished
		}
		made[i] = stand
	}
	return made, nil
}

// insertRewritten writes a rewriting down; nothing in any other commit.
func (c *commit) insertRewritten(ctx context.Context, tx *sql.Tx) error {
	if c.rewrite == nil {
		return nil
	}
	for _, old := range slices.Sorted(maps.Keys(c.rewrite.stands)) {
		f := c.rewrite.stands[old]
		if _, err := tx.ExecContext(ctx, "INSERT INTO rewritten (part, since, file, bytes, sha256) VALUES (?, ?, ?, ?, ?)",
			c.rewrite.parts[old], c.version.Number, f.name, f.bytes, f.sha256); err != nil {
			return err
		}
	}
	// Sketches of what is not in force any more were made of the old pseudonyms.
	_, err := tx.ExecContext(ctx, `UPDATE share SET sketch =
		(SELECT s.sketch FROM rewriting_sketch s WHERE s.delivery = share.delivery AND s.municipality = share.municipality)`)
	if err != nil {
		return err
	}
	for _, statement := range []string{"DELETE FROM rewriting", "DELETE FROM rewriting_sketch"} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO expired (version) SELECT number FROM version WHERE number < ?", c.version.Number); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO lake_key (generation, check_value, since) VALUES (?, ?, ?)",
		c.rewrite.mark.Generation, c.rewrite.mark.Check, c.version.Number)
	return err
}
