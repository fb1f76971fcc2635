package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"

	"github.com/apache/iceberg-go"
	"github.com/apache/iceberg-go/table"
	"github.com/google/uuid"
)

// icebergVersion is the Iceberg format version of the tables: 2 is what every
// engine reads.
const icebergVersion = 2

// head is a table's newest snapshot: its manifests and their live entries.
type head struct {
	manifests []iceberg.ManifestFile
	entries   [][]iceberg.ManifestEntry // beside manifests
}

// errDeletes: the lake replaces files and never writes delete files, so one in
// a table would mean rows that a plain reader of the files still sees.
var errDeletes = fmt.Errorf("%w: the table has delete files", ErrDamaged)

// readHead reads a snapshot's manifests; nil is an empty table.
func readHead(ctx context.Context, files fileIO, s *table.Snapshot) (h head, err error) {
	if s == nil {
		return h, nil
	}
	if h.manifests, err = s.Manifests(files); err != nil {
		return h, err
	}
	for _, m := range h.manifests {
		entries, err := readManifest(ctx, files, m)
		if err != nil {
			return h, err
		}
		h.entries = append(h.entries, entries)
	}
	return h, nil
}

func readManifest(ctx context.Context, files fileIO, m iceberg.ManifestFile) ([]iceberg.ManifestEntry, error) {
	if m.ManifestContent() != iceberg.ManifestContentData {
		return nil, errDeletes
	}
	var entries []iceberg.ManifestEntry
	for entry, err := range m.Entries(files, true) {
		if err != nil {
			return nil, fmt.Errorf("read manifest %s: %w", path.Base(m.FilePath()), err)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if entry.DataFile().ContentType() != iceberg.EntryContentData {
			return nil, errDeletes
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// entryYear is the partition year of an entry.
func entryYear(e iceberg.ManifestEntry) string {
	return fmt.Sprint(e.DataFile().Partition()[yearField])
}

// change is what a snapshot does to a table, by partition year.
type change struct {
	add    map[string][]iceberg.DataFile
	remove map[string]bool // locations
	// What the snapshot's summary tells.
	added, removed         int
	addedRows, removedRows int64
	totalFiles             int
	totalRows              int64
}

func (c *change) empty() bool { return c.added == 0 && c.removed == 0 }

// difference compares the head with the files that the table shall have.
func difference(h head, desired map[string]iceberg.DataFile) *change {
	c := &change{add: map[string][]iceberg.DataFile{}, remove: map[string]bool{}}
	present := map[string]bool{}
	for _, entries := range h.entries {
		for _, e := range entries {
			location := e.DataFile().FilePath()
			if _, wanted := desired[location]; wanted && !present[location] {
				present[location] = true
				continue
			}
			c.remove[location] = true
			c.removed++
			c.removedRows += e.DataFile().Count()
		}
	}
	for _, location := range slices.Sorted(maps.Keys(desired)) {
		file := desired[location]
		c.totalFiles++
		c.totalRows += file.Count()
		if !present[location] || c.remove[location] {
			y := fmt.Sprint(file.Partition()[yearField])
			c.add[y] = append(c.add[y], file)
			c.added++
			c.addedRows += file.Count()
		}
	}
	return c
}

// snapshotWriter writes the files of one new snapshot of one table.
type snapshotWriter struct {
	lake     *Lake
	dataset  string
	id       int64 // snapshot id and lake version
	sequence int64
	parent   *int64
	spec     iceberg.PartitionSpec
	schema   *iceberg.Schema
	kept     map[int64]bool // snapshots that readable versions rest on
	written  []written
}

func (w *snapshotWriter) name(suffix string) string {
	return path.Join(metadataFolder, w.dataset, fmt.Sprintf("%05d-%s%s", w.id, uuid.New(), suffix))
}

func (w *snapshotWriter) create(suffix string, write func(io.Writer) error) (written, error) {
	made, err := w.lake.disk.create(w.name(suffix), write)
	if err == nil {
		w.written = append(w.written, made)
	}
	return made, err
}

// list writes the manifests that changed and the manifest list, and gives its
// location. There is one manifest per partition year, so a commit rewrites the
// manifests of the years it touches and carries the others over.
func (w *snapshotWriter) list(h head, c *change) (string, error) {
	kept := map[string][]iceberg.ManifestEntry{}
	var manifests []iceberg.ManifestFile
	for i, m := range h.manifests {
		if !touched(h.entries[i], c) {
			manifests = append(manifests, m)
			continue
		}
		for _, e := range h.entries[i] {
			y := entryYear(e)
			kept[y] = append(kept[y], e)
		}
	}
	years := slices.Concat(slices.Collect(maps.Keys(kept)), slices.Collect(maps.Keys(c.add)))
	slices.Sort(years)
	for _, y := range slices.Compact(years) {
		m, err := w.manifest(kept[y], c.add[y], c.remove)
		if err != nil {
			return "", err
		}
		manifests = append(manifests, m)
	}
	made, err := w.create("-list.avro", func(out io.Writer) error {
		return iceberg.WriteManifestList(icebergVersion, out, w.id, w.parent, &w.sequence, 0, manifests)
	})
	return w.lake.locations.of(made.name), err
}

// touched reports whether a manifest must be rewritten. One without live
// entries is: that drops it.
func touched(entries []iceberg.ManifestEntry, c *change) bool {
	for _, e := range entries {
		if c.remove[e.DataFile().FilePath()] || c.add[entryYear(e)] != nil {
			return true
		}
	}
	return len(entries) == 0
}

func (w *snapshotWriter) manifest(kept []iceberg.ManifestEntry, add []iceberg.DataFile, remove map[string]bool) (iceberg.ManifestFile, error) {
	var out *iceberg.ManifestWriter
	made, err := w.create("-manifest.avro", func(to io.Writer) (err error) {
		if out, err = iceberg.NewManifestWriter(icebergVersion, to, w.spec, w.schema, w.id); err != nil {
			return err
		}
		return errors.Join(w.fill(out, kept, add, remove), out.Close())
	})
	if err != nil {
		return nil, err
	}
	return out.ToManifestFile(w.lake.locations.of(made.name), made.size)
}

func (w *snapshotWriter) fill(out *iceberg.ManifestWriter, kept []iceberg.ManifestEntry, add []iceberg.DataFile, remove map[string]bool) error {
	for _, e := range kept {
		write := out.Existing
		if remove[e.DataFile().FilePath()] {
			write = out.Delete
		}
		if err := write(e); err != nil {
			return err
		}
	}
	for _, file := range add {
		if err := out.Add(iceberg.NewManifestEntry(iceberg.EntryStatusADDED, &w.id, nil, nil, file)); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) summary(run string) *table.Summary {
	operation := table.OpOverwrite
	switch {
	case c.removed == 0:
		operation = table.OpAppend
	case c.added == 0:
		operation = table.OpDelete
	}
	number := func(n int) string { return strconv.Itoa(n) }
	rows := func(n int64) string { return strconv.FormatInt(n, 10) }
	return &table.Summary{Operation: operation, Properties: iceberg.Properties{
		"jamfor.run":         run,
		"added-data-files":   number(c.added),
		"added-records":      rows(c.addedRows),
		"deleted-data-files": number(c.removed),
		"deleted-records":    rows(c.removedRows),
		"total-data-files":   number(c.totalFiles),
		"total-records":      rows(c.totalRows),
	}}
}
