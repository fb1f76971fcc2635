package lake

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/apache/iceberg-go"
	"github.com/apache/iceberg-go/table"
	"github.com/google/uuid"
)

// storedFile is a file of the lake with everything that Iceberg must know of it.
type storedFile struct {
	key      Key
	delivery string
	name     string
	part     string // the name under which it came in, where a new key gave it another
	rows     int64
	bytes    int64
	sha256   string
}

// dataFile describes the file to Iceberg. Bounds are given for the constant
// system columns only, which prunes files by collection and period and keeps
// the extremes of pseudonyms out of the metadata.
func (f storedFile) dataFile(l locations, spec iceberg.PartitionSpec, columns []Column) (iceberg.DataFile, error) {
	y, err := year(f.key.Period)
	if err != nil {
		return nil, err
	}
	b, err := iceberg.NewDataFileBuilder(spec, iceberg.EntryContentData, l.of(f.name), iceberg.ParquetFile,
		map[int]any{yearField: int32(y), municipalityField: f.key.Municipality}, nil, nil, f.rows, f.bytes)
	if err != nil {
		return nil, err
	}
	constants := map[string]string{
		"leverans": f.delivery, "insamling": f.key.Collection, "kommun": f.key.Municipality, "period": f.key.Period,
	}
	values, nulls, bounds := map[int]int64{}, map[int]int64{}, map[int][]byte{}
	for _, c := range columns {
		values[c.ID] = f.rows
		if c.Required {
			nulls[c.ID] = 0
		}
		if text, constant := constants[c.Name]; constant {
			bounds[c.ID] = []byte(text)
		}
	}
	return b.ValueCounts(values).NullValueCounts(nulls).LowerBoundValues(bounds).UpperBoundValues(bounds).Build(), nil
}

// tableHead is where a table stands in one lake version.
type tableHead struct {
	dataset    string
	snapshotID int64
	location   string // of the metadata file
}

// commitTable brings one table to the desired files. It writes metadata that
// nothing points at yet; the register makes it the head. A head that has the
// files already comes back as it is.
func (l *Lake) commitTable(ctx context.Context, version Version, before *tableHead, dataset string, desired []storedFile) (tableHead, []written, error) {
	columns, err := l.Columns(dataset)
	if err != nil {
		return tableHead{}, nil, err
	}
	builder, base, err := l.tableBuilder(before, dataset, columns)
	if err != nil {
		return tableHead{}, nil, err
	}
	spec, err := partitionSpec(columns)
	if err != nil {
		return tableHead{}, nil, err
	}
	w := &snapshotWriter{
		lake: l, dataset: dataset, id: version.Number, sequence: 1, spec: spec, schema: builder.CurrentSchema(),
	}
	var current *table.Snapshot
	if base != nil {
		w.sequence = base.LastSequenceNumber() + 1
		if current = base.CurrentSnapshot(); current != nil {
			w.parent = &current.SnapshotID
		}
	}
	if w.kept, err = l.keptSnapshots(ctx, dataset); err != nil {
		return tableHead{}, nil, err
	}
	h, err := readHead(ctx, fileIO{l.locations}, current)
	if err != nil {
		return tableHead{}, nil, err
	}
	files := map[string]iceberg.DataFile{}
	for _, f := range desired {
		if files[l.locations.of(f.name)], err = f.dataFile(l.locations, spec, columns); err != nil {
			return tableHead{}, nil, err
		}
	}
	c := difference(h, files)
	if c.empty() && before != nil {
		return *before, nil, nil
	}
	made, err := w.snapshot(builder, base, h, c, version)
	return made, w.written, err
}

// snapshot writes manifests, manifest list and metadata file.
func (w *snapshotWriter) snapshot(b *table.MetadataBuilder, base table.Metadata, h head, c *change, version Version) (tableHead, error) {
	list, err := w.list(h, c)
	if err != nil {
		return tableHead{}, err
	}
	schemaID := b.CurrentSchema().ID
	snapshot := table.Snapshot{
		SnapshotID: w.id, ParentSnapshotID: w.parent, SequenceNumber: w.sequence,
		TimestampMs:  timestamp(version.Committed, base),
		ManifestList: list, Summary: c.summary(version.Run), SchemaID: &schemaID,
	}
	if err := forgetOldest(b, base, w.kept); err != nil {
		return tableHead{}, err
	}
	if err := b.AddSnapshot(&snapshot); err != nil {
		return tableHead{}, err
	}
	if err := b.SetSnapshotRef(table.MainBranch, w.id, table.BranchRef); err != nil {
		return tableHead{}, err
	}
	metadata, err := b.Build()
	if err != nil {
		return tableHead{}, err
	}
	made, err := w.create(".metadata.json", func(out io.Writer) error { return json.NewEncoder(out).Encode(metadata) })
	return tableHead{w.dataset, w.id, w.lake.locations.of(made.name)}, err
}

// listedSnapshots is how many snapshots a metadata file lists. Each lake version
// keeps its own metadata file, so an older snapshot is still found there; without
// a limit the files would grow with the square of the number of commits.
const listedSnapshots = 100

// forgetOldest drops what only expired versions had from the list, and makes
// room for one snapshot more. The current snapshot stays. No file is removed.
func forgetOldest(b *table.MetadataBuilder, base table.Metadata, kept map[int64]bool) error {
	if base == nil {
		return nil
	}
	var listed, forgotten []int64
	for _, s := range base.Snapshots() {
		if current := base.CurrentSnapshot(); !kept[s.SnapshotID] && (current == nil || s.SnapshotID != current.SnapshotID) {
			forgotten = append(forgotten, s.SnapshotID)
		} else {
			listed = append(listed, s.SnapshotID)
		}
	}
	slices.Sort(listed)
	if n := len(listed); n >= listedSnapshots {
		forgotten = append(forgotten, listed[:n-listedSnapshots+1]...)
	}
	if len(forgotten) == 0 {
		return nil
	}
	return b.RemoveSnapshots(forgotten, false)
}

// keptSnapshots are the snapshots of a table that readable versions rest on.
func (l *Lake) keptSnapshots(ctx context.Context, dataset string) (map[int64]bool, error) {
	ids, err := collect(ctx, l.db, func(rows *sql.Rows, id *int64) error { return rows.Scan(id) }, `
		SELECT DISTINCT snapshot_id FROM version_table
		WHERE dataset = ? AND version NOT IN (SELECT version FROM expired)`, dataset)
	kept := map[int64]bool{}
	for _, id := range ids {
		kept[id] = true
	}
	return kept, err
}

// timestamp never goes back, whatever the clock does.
func timestamp(now time.Time, base table.Metadata) int64 {
	if base == nil {
		return now.UnixMilli()
	}
	return max(now.UnixMilli(), base.LastUpdatedMillis()+1)
}

// tableBuilder continues a table's metadata, with the contract's columns as
// its schema, or begins a new table.
func (l *Lake) tableBuilder(before *tableHead, dataset string, columns []Column) (*table.MetadataBuilder, table.Metadata, error) {
	if before == nil {
		b, err := l.newTable(dataset, columns)
		return b, nil, err
	}
	base, err := l.loadMetadata(before.location)
	if err != nil {
		return nil, nil, err
	}
	b, err := table.MetadataBuilderFromBase(base, before.location)
	if err != nil {
		return nil, nil, err
	}
	old, err := columnsOf(base.CurrentSchema())
	if err != nil {
		return nil, nil, err
	}
	if slices.Equal(old, columns) {
		return b, base, nil
	}
	if err := evolution(old, columns); err != nil {
		return nil, nil, fmt.Errorf("the contract does not fit the stored table: %w", err)
	}
	if err := b.AddSchema(icebergSchema(columns)); err != nil {
		return nil, nil, err
	}
	return b, base, b.SetCurrentSchemaID(-1)
}

func (l *Lake) newTable(dataset string, columns []Column) (*table.MetadataBuilder, error) {
	b, err := table.NewMetadataBuilder(icebergVersion)
	if err != nil {
		return nil, err
	}
	spec, err := partitionSpec(columns)
	if err != nil {
		return nil, err
	}
	order := table.UnsortedSortOrder
	return b, errors.Join(
		b.SetUUID(uuid.New()),
		b.AddSchema(icebergSchema(columns)),
		b.SetCurrentSchemaID(-1),
		b.AddPartitionSpec(&spec, true),
		b.SetDefaultSpecID(-1),
		b.AddSortOrder(&order),
		b.SetDefaultSortOrderID(-1),
		b.SetLoc(l.locations.of(dataset)),
		b.SetProperties(iceberg.Properties{
			"gc.enabled":          "false",
			"write.data.path":     l.locations.of(dataFolder + "/" + dataset),
			"write.metadata.path": l.locations.of(metadataFolder + "/" + dataset),
		}),
	)
}

func (l *Lake) loadMetadata(location string) (table.Metadata, error) {
	raw, err := fileIO{l.locations}.ReadFile(location)
	if err != nil {
		return nil, err
	}
	return table.ParseMetadataBytes(raw)
}
