package lake

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// View is one version of the lake, for reading. It stays what it is while
// newer versions are committed. Close the lake only when its views are done.
type View struct {
	Version Version
	lake    *Lake
	heads   map[string]tableHead

	mu      sync.Mutex
	checked map[string]bool // datasets whose plan was held against the register
}

// Snapshot opens a version for reading. Errors: ErrNoVersion, of which
// ErrExpired is one.
func (l *Lake) Snapshot(ctx context.Context, v Version) (*View, error) {
	found, err := oneVersion(ctx, l.db, "WHERE number = ?", v.Number)
	if err == nil && found.Number != v.Number {
		err = ErrNoVersion
	}
	if err == nil {
		err = readable(ctx, l.db, v.Number)
	}
	var heads map[string]tableHead
	if err == nil {
		heads, err = tableHeads(ctx, l.db, v.Number)
	}
	if err != nil {
		return nil, fmt.Errorf("open lake version %d: %w", v.Number, err)
	}
	return &View{Version: found, lake: l, heads: heads, checked: map[string]bool{}}, nil
}

func tableHeads(ctx context.Context, q querier, version int64) (map[string]tableHead, error) {
	all, err := collect(ctx, q, func(rows *sql.Rows, h *tableHead) error {
		return rows.Scan(&h.dataset, &h.snapshotID, &h.location)
	}, "SELECT dataset, snapshot_id, metadata_location FROM version_table WHERE version = ?", version)
	heads := map[string]tableHead{}
	for _, h := range all {
		heads[h.dataset] = h
	}
	return heads, err
}

// Selection narrows a view. An empty list means all.
type Selection struct {
	Collections []string
	Periods     []string
}

func (s Selection) holds(collection, period string) bool {
	return (len(s.Collections) == 0 || slices.Contains(s.Collections, collection)) &&
		(len(s.Periods) == 0 || slices.Contains(s.Periods, period))
}

// File is one Parquet file of a dataset. Path is absolute.
type File struct {
	Key
	Delivery string
	Path     string
	Rows     int64
	SHA256   string
}

// Files lists the files of a dataset, ordered by year, municipality and digest.
// Read them by the field ids of Columns, never by name. The files are those
// that Iceberg plans for the version's snapshot, and are held against the
// register: a difference, or a delete file, is ErrDamaged.
func (v *View) Files(ctx context.Context, dataset string, s Selection) ([]File, error) {
	files, err := v.files(ctx, dataset, s)
	if err != nil {
		return nil, fmt.Errorf("plan %s of lake version %d: %w", dataset, v.Version.Number, err)
	}
	return files, nil
}

func (v *View) files(ctx context.Context, dataset string, s Selection) ([]File, error) {
	if _, err := v.lake.Columns(dataset); err != nil {
		return nil, err
	}
	stored, err := filesAt(ctx, v.lake.db, dataset, v.Version.Number)
	if err != nil {
		return nil, err
	}
	if err := v.checkPlan(ctx, dataset, stored); err != nil {
		return nil, err
	}
	files := make([]File, 0, len(stored))
	for _, f := range stored {
		if s.holds(f.key.Collection, f.key.Period) {
			files = append(files, File{f.key, f.delivery, v.lake.disk.path(f.name), f.rows, f.sha256})
		}
	}
	return files, nil
}

// filesAt lists the files that the register has for a dataset in a version.
func filesAt(ctx context.Context, q querier, dataset string, version int64) ([]storedFile, error) {
	return collect(ctx, q, func(rows *sql.Rows, f *storedFile) error {
		f.key.Dataset = dataset
		return rows.Scan(&f.key.Municipality, &f.key.Collection, &f.key.Period, &f.delivery, &f.name, &f.part, &f.rows, &f.bytes, &f.sha256)
	}, `
		SELECT f.municipality, f.collection, f.period, p.delivery, COALESCE(r.file, p.file), p.file, p.rows,
			COALESCE(r.bytes, p.bytes), COALESCE(r.sha256, p.sha256)
		FROM part p JOIN in_force f ON f.delivery = p.delivery AND f.municipality = p.municipality
		LEFT JOIN rewritten r ON r.part = p.file
			AND r.since = (SELECT MAX(x.since) FROM rewritten x WHERE x.part = p.file AND x.since <= ?2)
		WHERE p.dataset = ?1 AND f.since <= ?2 AND (f.until IS NULL OR f.until > ?2)
		ORDER BY 5`, dataset, version)
}

func (v *View) checkPlan(ctx context.Context, dataset string, stored []storedFile) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.checked[dataset] {
		return nil
	}
	planned, err := v.plan(ctx, dataset)
	if err != nil {
		return err
	}
	for _, f := range stored {
		rows, found := planned[f.name]
		if !found || rows != f.rows {
			return fmt.Errorf("%w: the table does not have %s with %d rows", ErrDamaged, f.name, f.rows)
		}
	}
	if len(planned) != len(stored) {
		return fmt.Errorf("%w: the table has %d files, the register %d", ErrDamaged, len(planned), len(stored))
	}
	v.checked[dataset] = true
	return nil
}

// plan gives the rows of every file that Iceberg has in the version's snapshot.
func (v *View) plan(ctx context.Context, dataset string) (map[string]int64, error) {
	at, exists := v.heads[dataset]
	if !exists {
		return nil, nil
	}
	metadata, err := v.lake.loadMetadata(at.location)
	if err != nil {
		return nil, err
	}
	h, err := readHead(ctx, fileIO{v.lake.locations}, metadata.SnapshotByID(at.snapshotID))
	if err != nil {
		return nil, err
	}
	planned := map[string]int64{}
	for _, entries := range h.entries {
		for _, e := range entries {
			name, err := v.lake.locations.name(e.DataFile().FilePath())
			if err != nil {
				return nil, err
			}
			if _, twice := planned[name]; twice {
				return nil, fmt.Errorf("%w: the table has %s twice", ErrDamaged, name)
			}
			planned[name] = e.DataFile().Count()
		}
	}
	return planned, nil
}

// Columns lists the columns of the version's snapshot of a dataset; the
// contract's where the version has no rows of it. A file older than a column
// lacks it: read it as missing.
func (v *View) Columns(_ context.Context, dataset string) ([]Column, error) {
	at, exists := v.heads[dataset]
	if !exists {
		return v.lake.Columns(dataset)
	}
	metadata, err := v.lake.loadMetadata(at.location)
	if err != nil {
		return nil, fmt.Errorf("read schema of %s: %w", dataset, err)
	}
	snapshot := metadata.SnapshotByID(at.snapshotID)
	if snapshot == nil || snapshot.SchemaID == nil {
		return nil, fmt.Errorf("read schema of %s: %w: no snapshot %d", dataset, ErrDamaged, at.snapshotID)
	}
	for _, schema := range metadata.Schemas() {
		if schema.ID == *snapshot.SchemaID {
			return columnsOf(schema)
		}
	}
	return nil, fmt.Errorf("read schema of %s: %w: no schema %d", dataset, ErrDamaged, *snapshot.SchemaID)
}

// MetadataFile is the path of the Iceberg metadata file of a dataset in this
// version, empty where the version has no table of it. Other Iceberg readers
// open the table from it alone.
func (v *View) MetadataFile(dataset string) (string, error) {
	at, exists := v.heads[dataset]
	if !exists {
		return "", nil
	}
	return v.lake.locations.path(at.location)
}

// InForce is a delivery in force in a version, for one municipality: accepted
// with rows, or a zero report.
type InForce struct {
	Municipality  string
	Collection    string
	Period        string
	Outcome       Outcome // AcceptedShare or ZeroShare
	Delivery      string
	Name          string
	Sequence      int
	ContentSHA256 string
	ReceivedSlot  string
	Rows          int64
}

// Deliveries lists what is in force, ordered by collection, period and
// municipality. Who is not in it did not deliver (or withdrew): zero and
// missing never look alike.
func (v *View) Deliveries(ctx context.Context, s Selection) ([]InForce, error) {
	all, err := collect(ctx, v.lake.db, func(rows *sql.Rows, d *InForce) error {
		return rows.Scan(&d.Municipality, &d.Collection, &d.Period, &d.Outcome, &d.Delivery, &d.Name, &d.Sequence, &d.ContentSHA256, &d.ReceivedSlot, &d.Rows)
	}, `
		SELECT f.municipality, f.collection, f.period, f.outcome, d.id, d.name, d.sequence, d.content_sha256, d.received_slot, s.rows
		FROM in_force f
		JOIN delivery d ON d.id = f.delivery
		JOIN share s ON s.delivery = f.delivery AND s.municipality = f.municipality
		WHERE f.since <= ? AND (f.until IS NULL OR f.until > ?) AND f.outcome <> ?
		ORDER BY f.collection, f.period, f.municipality`, v.Version.Number, v.Version.Number, WithdrawnShare)
	if err != nil {
		return nil, fmt.Errorf("list deliveries of lake version %d: %w", v.Version.Number, err)
	}
	return slices.DeleteFunc(all, func(d InForce) bool { return !s.holds(d.Collection, d.Period) }), nil
}

// ContentDigests lists the digests of the files sent that are in force, sorted
// and each once: what a release's delivery digest is made of.
func (v *View) ContentDigests(ctx context.Context, s Selection) ([]string, error) {
	all, err := v.Deliveries(ctx, s)
	if err != nil {
		return nil, err
	}
	digests := make([]string, len(all))
	for i, d := range all {
		digests[i] = d.ContentSHA256
	}
	slices.Sort(digests)
	return slices.Compact(digests), nil
}
