package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// parallelFiles is how many files are hashed or synced at a time: enough that
// the file system groups the syncs, few enough for a small machine.
const parallelFiles = 4

// Commit records deliveries and brings the lake to their content, all of it or
// nothing: one Iceberg snapshot per changed table and one transaction. The new
// version comes back, or the latest where nothing in the lake changed (all
// deliveries known, or only rejected ones). Committing the same again, also
// after an interruption, changes nothing.
//
// Errors: RefusedError, InvalidError and MismatchError leave the lake as it was
// and usable. After any other error the outcome may be either; open the lake
// anew and commit again.
func (l *Lake) Commit(ctx context.Context, run string, deliveries []Delivery) (Version, error) {
	if l.readOnly {
		return Version{}, ErrReadOnly
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	if l.broken != nil {
		return Version{}, fmt.Errorf("%w: %w", ErrBroken, l.broken)
	}
	v, err := l.commit(ctx, run, deliveries)
	if err != nil {
		return Version{}, fmt.Errorf("commit to lake: %w", err)
	}
	return v, nil
}

func (l *Lake) commit(ctx context.Context, run string, deliveries []Delivery) (Version, error) {
	var problems []string
	for i := range deliveries {
		problems = append(problems, deliveries[i].check(l.contract)...)
	}
	if problems != nil {
		return Version{}, &InvalidError{problems}
	}
	p, err := decide(ctx, l.db, deliveries)
	if err != nil {
		return Version{}, err
	}
	parent, err := latest(ctx, l.db)
	if err != nil || len(p.record) == 0 {
		return parent, err
	}
	if len(p.enter) == 0 {
		return parent, inTx(ctx, l.db, func(tx *sql.Tx) error { return record(ctx, tx, run, p.record) })
	}
	incoming, err := l.incoming(ctx, p)
	if err != nil {
		return Version{}, err
	}
	c := &commit{lake: l, run: run, plan: p, parent: parent, version: l.next(parent, run), incoming: incoming}
	if err := c.write(ctx); err != nil {
		l.broken = err
		return Version{}, err
	}
	return c.version, nil
}

// arrival is a part on its way in.
type arrival struct {
	part Part
	file storedFile
}

// incoming holds every part that comes in force against its stated digest, the
// contract and its key. The order is that of the file names.
func (l *Lake) incoming(ctx context.Context, p plan) ([]arrival, error) {
	var all []arrival
	for _, e := range p.enter {
		for _, part := range e.parts {
			name, err := part.place()
			if err != nil {
				return nil, err
			}
			all = append(all, arrival{part, storedFile{part.Key, e.delivery.ID, name, name, part.Rows, 0, part.SHA256}})
		}
	}
	slices.SortFunc(all, func(a, b arrival) int { return strings.Compare(a.file.name, b.file.name) })
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallelFiles)
	for i := range all {
		group.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			all[i].file.bytes, err = l.checkArrival(all[i])
			return err
		})
	}
	return all, group.Wait()
}

func (l *Lake) checkArrival(a arrival) (int64, error) {
	columns, err := l.Columns(a.part.Dataset)
	if err != nil {
		return 0, err
	}
	file := a.part.Path
	if _, err := os.Stat(file); err != nil {
		// An earlier, unfinished commit may have taken it in already.
		file = l.disk.path(a.file.name)
	}
	size, err := checkFile(file, a.part, a.file.delivery, columns)
	var mismatch *MismatchError
	if err != nil && !errors.As(err, &mismatch) {
		err = fmt.Errorf("read part %s: %w", a.part.Key, err)
	}
	return size, err
}

// commit is one commit under way.
type commit struct {
	lake     *Lake
	run      string
	plan     plan
	parent   Version
	version  Version
	incoming []arrival
	rewrite  *rewrite // nil but where every row gets a new pseudonym

	marked bool // this commit set the mark
	heads  map[string]tableHead
	before map[string]tableHead
	files  []written // new metadata
}

// write does the work in an order in which a stop at any point leaves either
// the old version or the new one: mark, data files, metadata, folders, register.
func (c *commit) write(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		c.mark, c.takeFiles, c.commitTables, c.syncFolders, c.register,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return c.lake.disk.step(opDone, c.run)
}

// mark notes that files are about to appear. A mark that an earlier failed
// commit left stays for the next opening.
func (c *commit) mark(ctx context.Context) error {
	if err := c.lake.disk.step(opMark, c.run); err != nil {
		return err
	}
	result, err := c.lake.db.ExecContext(ctx,
		"INSERT INTO unfinished (run) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM unfinished)", c.run)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	c.marked = n > 0
	return err
}

func (c *commit) takeFiles(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallelFiles)
	for _, a := range c.incoming {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return c.lake.disk.take(a.part.Path, a.file.name, a.file.sha256)
		})
	}
	return group.Wait()
}

func (c *commit) commitTables(ctx context.Context) error {
	var err error
	if c.before, err = tableHeads(ctx, c.lake.db, c.parent.Number); err != nil {
		return err
	}
	c.heads = maps.Clone(c.before)
	datasets, err := c.datasets(ctx)
	if err != nil {
		return err
	}
	for _, dataset := range datasets {
		if err := c.commitTable(ctx, dataset); err != nil {
			return fmt.Errorf("table %s: %w", dataset, err)
		}
	}
	return nil
}

func (c *commit) commitTable(ctx context.Context, dataset string) error {
	desired, err := c.desired(ctx, dataset)
	if err != nil {
		return err
	}
	var before *tableHead
	if h, exists := c.before[dataset]; exists {
		before = &h
	} else if len(desired) == 0 {
		return nil
	}
	after, files, err := c.lake.commitTable(ctx, c.version, before, dataset, desired)
	if err != nil {
		return err
	}
	c.heads[dataset] = after
	c.files = append(c.files, files...)
	return nil
}

// datasets lists the datasets that may change, sorted: those that come in and
// those of the deliveries that they replace.
func (c *commit) datasets(ctx context.Context) ([]string, error) {
	if c.rewrite != nil {
		return slices.Sorted(maps.Keys(c.before)), nil
	}
	changed := map[string]bool{}
	for _, a := range c.incoming {
		changed[a.part.Dataset] = true
	}
	for at := range c.plan.enter {
		old, err := collect(ctx, c.lake.db, func(rows *sql.Rows, s *string) error { return rows.Scan(s) }, `
			SELECT p.dataset FROM in_force f JOIN part p ON p.delivery = f.delivery AND p.municipality = f.municipality
			WHERE f.municipality = ? AND f.collection = ? AND f.period = ? AND f.until IS NULL`,
			at.municipality, at.collection, at.period)
		if err != nil {
			return nil, err
		}
		for _, dataset := range old {
			changed[dataset] = true
		}
	}
	return slices.Sorted(maps.Keys(changed)), nil
}

// desired lists the files that a dataset's table shall have: what is in force
// and not replaced now, and what comes in.
func (c *commit) desired(ctx context.Context, dataset string) ([]storedFile, error) {
	stored, err := filesAt(ctx, c.lake.db, dataset, c.parent.Number)
	if err != nil {
		return nil, err
	}
	if c.rewrite != nil {
		return c.rewrite.apply(stored)
	}
	desired := slices.DeleteFunc(stored, func(f storedFile) bool {
		_, replaced := c.plan.enter[slot{f.key.Municipality, f.key.Collection, f.key.Period}]
		return replaced
	})
	for _, a := range c.incoming {
		if a.part.Dataset == dataset {
			desired = append(desired, a.file)
		}
	}
	return desired, nil
}

func (c *commit) syncFolders(context.Context) error { return c.lake.disk.syncFolders() }
