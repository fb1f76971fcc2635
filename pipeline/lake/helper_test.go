package lake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"jamfor/pipeline/contract"
)

// node is the Parquet column that the contract's writer must make.
func node(c Column) parquet.Node {
	var n parquet.Node
	switch c.Type {
	case String:
		n = parquet.String()
	case Long:
		n = parquet.Leaf(parquet.Int64Type)
	case Int:
		n = parquet.Leaf(parquet.Int32Type)
	case Decimal:
		n = parquet.Decimal(scale, precision, parquet.Int64Type)
	case Date:
		n = parquet.Date()
	}
	if c.Required {
		n = parquet.Required(n)
	} else {
		n = parquet.Optional(n)
	}
	return parquet.FieldID(n, c.ID)
}

// sheet writes Parquet files for tests; the fields let a test break one thing.
type sheet struct {
	columns  []Column
	key      Key
	delivery string
	rows     int
	value    func(c Column, row int) (parquet.Value, bool) // overrides, if it says so
}

func newSheet(t testing.TB, key Key, delivery string, rows int) *sheet {
	t.Helper()
	columns, err := Schema(contract.Core(), key.Dataset)
	if err != nil {
		t.Fatal(err)
	}
	return &sheet{columns: columns, key: key, delivery: delivery, rows: rows}
}

func (s *sheet) bytes(t testing.TB) []byte {
	t.Helper()
	columns := append([]Column{}, s.columns...)
	sort.Slice(columns, func(i, j int) bool { return columns[i].Name < columns[j].Name })
	group := parquet.Group{}
	for _, c := range columns {
		group[c.Name] = node(c)
	}
	var out bytes.Buffer
	w := parquet.NewWriter(&out, parquet.NewSchema(s.key.Dataset, group), parquet.CreatedBy("jamfor", "test", ""))
	for i := range s.rows {
		row := make(parquet.Row, len(columns))
		for n, c := range columns {
			v := s.cell(t, c, i)
			level := 0
			if !c.Required && !v.IsNull() {
				level = 1
			}
			row[n] = v.Level(0, level, n)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func (s *sheet) cell(t testing.TB, c Column, row int) parquet.Value {
	if s.value != nil {
		if v, mine := s.value(c, row); mine {
			return v
		}
	}
	y, err := year(s.key.Period)
	if err != nil {
		t.Fatal(err)
	}
	switch c.Name {
	case "leverans":
		return parquet.ByteArrayValue([]byte(s.delivery))
	case "insamling":
		return parquet.ByteArrayValue([]byte(s.key.Collection))
	case "kommun":
		return parquet.ByteArrayValue([]byte(s.key.Municipality))
	case "period":
		return parquet.ByteArrayValue([]byte(s.key.Period))
	case "ar":
		return parquet.Int32Value(int32(y))
	}
	if !c.Required {
		return parquet.NullValue()
	}
	switch c.Type {
	case Long, Decimal:
		return parquet.Int64Value(int64(row))
	case Int, Date:
		return parquet.Int32Value(int32(row))
	}
	return parquet.ByteArrayValue(fmt.Appendf(nil, "%s-%06d", c.Name, row))
}

// part stages the sheet as a part.
func (s *sheet) part(t testing.TB, dir string) Part {
	t.Helper()
	content := s.bytes(t)
	sum := sha256.Sum256(content)
	digest := hex.EncodeToString(sum[:])
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, digest+".staged")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return Part{Key: s.key, Path: path, Rows: int64(s.rows), SHA256: digest}
}

// clock is a clock that moves a second at a time.
func clock() func() time.Time {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Second); return now }
}

func open(t testing.TB, dir string, o Options) *Lake {
	t.Helper()
	if o.Now == nil {
		o.Now = clock()
	}
	l, err := Open(context.Background(), dir, contract.Core(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// workspace is a lake with a staging folder.
type workspace struct {
	*Lake
	dir, staged string
}

func newWorkspace(t testing.TB) *workspace {
	t.Helper()
	dir := t.TempDir()
	w := &workspace{dir: filepath.Join(dir, "lake"), staged: filepath.Join(dir, "staged")}
	w.Lake = open(t, w.dir, Options{})
	return w
}

func (w *workspace) commit(t testing.TB, all ...sent) Version {
	t.Helper()
	v, err := w.try(t, all...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (w *workspace) try(t testing.TB, all ...sent) (Version, error) {
	t.Helper()
	deliveries := make([]Delivery, len(all))
	for i, s := range all {
		deliveries[i] = s.delivery(t, w.staged)
	}
	return w.Commit(context.Background(), "run", deliveries)
}

// content is the state of a version as text: rows by key, from the files
// themselves, and who reported zero.
func content(t testing.TB, l *Lake, v Version) map[string]string {
	t.Helper()
	ctx := context.Background()
	view, err := l.Snapshot(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	state := map[string]string{}
	for _, dataset := range contract.Core().DatasetNames() {
		files, err := view.Files(ctx, dataset, Selection{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if _, twice := state[f.Key.String()]; twice {
				t.Fatalf("%s occurs twice", f.Key)
			}
			state[f.Key.String()] = fmt.Sprintf("%s %d", f.Delivery, countRows(t, f.Path))
		}
	}
	standing, err := view.Deliveries(ctx, Selection{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range standing {
		if d.Outcome == ZeroShare {
			state[d.Municipality+"/"+d.Collection+"/"+d.Period] = "zero " + d.Delivery
		}
	}
	return state
}

func countRows(t testing.TB, path string) int64 {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	pf, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	return pf.NumRows()
}

// sound fails the test where Verify finds anything.
func sound(t testing.TB, l *Lake) {
	t.Helper()
	ctx := context.Background()
	v, err := l.Latest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	damages, err := l.Verify(ctx, v)
	if err != nil || len(damages) > 0 {
		t.Fatalf("verify: %v %v", damages, err)
	}
}

// errStop is what a test's Step returns to stop the work.
var errStop = errors.New("stopped by the test")
