package intake

import (
	"encoding/binary"
	"errors"
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// walkParquet visits the rows of a Parquet file.
func (j *job) walkParquet(visit func(SourceRow) error) error {
	return j.eachParquet(func(names []string, next func(*block) error) error { return j.walkBlocks(names, next, visit) })
}

// eachParquet hands the columns and the blocks of a checked Parquet file to use.
func (j *job) eachParquet(use func(names []string, next func(*block) error) error) error {
	f, err := j.parquetPreflight(nil)
	if err != nil {
		return err
	}
	var rows *parquetRows
	if problem := shielded(func() (err error) { rows, err = openParquet(j.file, f, j.limits); return err }); problem != nil {
		return problem
	}
	defer rows.close()
	return use(f.columns, func(b *block) error { return shielded(func() error { return rows.next(b) }) })
}

// readParquet reads a Parquet file: one table. parquet-go sees the file only
// after the footer and every page header have passed our own reader.
func (j *job) readParquet() error {
	guard := j.newGuard("")
	f, err := j.parquetPreflight(guard)
	if err != nil {
		j.closeGuard(guard, "", "")
		return err
	}
	h := header{names: f.columns}
	for _, name := range f.columns {
		h.folded = append(h.folded, fold(name))
	}
	d, err := j.flatDataset(h)
	if err != nil {
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			return err
		}
		for _, f := range refusal.Findings {
			j.found.add(f)
		}
	}
	var rows *parquetRows
	if problem := shielded(func() (err error) { rows, err = openParquet(j.file, f, j.limits); return err }); problem != nil {
		return problem
	}
	defer rows.close()
	t := rawTable{header: h, dataset: d, guard: guard, next: func(b *block) error {
		return shielded(func() error { return rows.next(b) })
	}}
	if err != nil {
		return j.watch(t)
	}
	return j.table(t)
}

// shielded runs a call into a library that parses foreign bytes: a panic or an
// error of its own becomes a refusal; io.EOF passes.
func shielded(call func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = parquetDamaged()
		}
	}()
	err = call()
	var refusal *Refusal
	if err == nil || errors.Is(err, io.EOF) || errors.As(err, &refusal) {
		return err
	}
	return parquetDamaged()
}

// parquetPreflight reads and judges footer and pages, and shows the guard, if there
// is one, everything in the file that is no cell.
func (j *job) parquetPreflight(guard *identity.Guard) (*footer, error) {
	const tail = 8 // length and magic
	if j.file.Size < 12 {
		return nil, parquetDamaged()
	}
	var end [tail]byte
	if _, err := j.file.Data.ReadAt(end[:], j.file.Size-tail); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(end[4:]) == "PARE" {
		return nil, refuse(RuleForbidden, text("Filen är krypterad.", "The file is encrypted."), saveAgain)
	}
	length := int64(binary.LittleEndian.Uint32(end[:4]))
	if string(end[4:]) != "PAR1" || length > j.file.Size-12 {
		return nil, parquetDamaged()
	}
	if length > j.limits.FooterBytes {
		return nil, refuse(RuleLimit, textf("Filens metadata är större än %d byte.", "The file's metadata is larger than %d bytes.", j.limits.FooterBytes), splitFile)
	}
	raw := make([]byte, length)
	start := j.file.Size - tail - length
	if _, err := j.file.Data.ReadAt(raw, start); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	f, err := readFooter(raw, j.limits)
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return nil, err
	case err != nil:
		return nil, parquetDamaged()
	}
	if err := f.judge(j.limits, start); err != nil {
		return nil, err
	}
	if guard == nil {
		return f, walkPages(j.ctx, j.file, f, j.limits, nil)
	}
	aside := newParquetAside(guard, f)
	aside.footer(f, raw)
	if err := walkPages(j.ctx, j.file, f, j.limits, aside.value); err != nil {
		return nil, err
	}
	return f, aside.between(j, f, start)
}

// parquetRows streams the rows of a checked file as text.
type parquetRows struct {
	groups []parquet.RowGroup
	rows   parquet.Rows
	write  []textWriter
	buf    []parquet.Row
	ready  []parquet.Row // of buf, not yet put
	width  int
	row    int
	ended  bool // the group under way has no more rows
	// longest is the most bytes that a row may have.
	longest int
}

func openParquet(file File, checked *footer, limits Limits) (*parquetRows, error) {
	width := len(checked.columns)
	f, err := parquet.OpenFile(file.Data, file.Size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(64<<10))
	if err != nil {
		return nil, err
	}
	leaves := f.Root().Columns()
	if len(leaves) != width {
		return nil, parquetDamaged()
	}
	r := &parquetRows{groups: f.RowGroups(), buf: make([]parquet.Row, 256), width: width, longest: limits.Line}
	for i, leaf := range leaves {
		// A logical type that its physical type cannot carry would make the
		// library read one kind of bytes as another.
		if int64(leaf.Type().Kind()) != checked.physical[i] {
			return nil, parquetDamaged()
		}
		r.write = append(r.write, parquetText(leaf.Type()))
	}
	return r, nil
}

func (r *parquetRows) close() {
	if r.rows != nil {
		_ = r.rows.Close() // reading is over; nothing to lose
		r.rows = nil
	}
}

// next fills the block with rows. Row numbers count from 1 without a header.
func (r *parquetRows) next(b *block) error {
	b.reset(r.width)
	for !b.full(table.BatchRows) {
		if len(r.ready) == 0 {
			more, err := r.read()
			if err != nil {
				return err
			}
			if !more {
				break
			}
			continue
		}
		r.row++
		if err := r.put(b, r.ready[0]); err != nil {
			return err
		}
		r.ready = r.ready[1:]
	}
	if b.len() == 0 {
		return io.EOF
	}
	return nil
}

// read reads some rows; false behind the last. They may lie in the group's own
// memory, which goes back when the next group is opened.
func (r *parquetRows) read() (more bool, err error) {
	if r.rows == nil || r.ended {
		r.close()
		if len(r.groups) == 0 {
			return false, nil
		}
		r.rows, r.groups, r.ended = r.groups[0].Rows(), r.groups[1:], false
	}
	n, err := r.rows.ReadRows(r.buf)
	r.ready = r.buf[:n]
	if errors.Is(err, io.EOF) || err == nil && n == 0 {
		r.ended, err = true, nil
	}
	return true, err
}

// tooLong refuses a row, or one value of it, beyond the limit: a dictionary can
// hold a long text once and refer to it from every row.
func tooLong(limit int) error {
	return refuse(RuleLimit, textf("En rad är större än %d byte.", "A row is larger than %d bytes.", limit), saveAgain)
}

func (r *parquetRows) put(b *block, row parquet.Row) error {
	if len(row) != r.width {
		return parquetDamaged()
	}
	begin := len(b.data)
	for c, v := range row {
		at := uint32(len(b.data))
		if !v.IsNull() {
			b.data = r.write[c](b.data, v)
		}
		if len(b.data)-begin > r.longest {
			return tooLong(r.longest)
		}
		b.start = append(b.start, at)
		b.end = append(b.end, uint32(len(b.data)))
	}
	b.row = append(b.row, r.row)
	return nil
}

// parquetText is how values of a type are written as text that the contract's
// types read.
func parquetText(t parquet.Type) textWriter {
	if write := logicalText(t); write != nil {
		return write
	}
	switch t.Kind() {
	case parquet.Boolean:
		return func(dst []byte, v parquet.Value) []byte { return appendBool(dst, v.Boolean()) }
	case parquet.Int32:
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendInt(dst, int64(v.Int32()), 10) }
	case parquet.Int64:
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendInt(dst, v.Int64(), 10) }
	case parquet.Int96:
		return func(dst []byte, v parquet.Value) []byte { return appendInt96(dst, v.Int96()) }
	case parquet.Float:
		return func(dst []byte, v parquet.Value) []byte { return appendFloat(dst, float64(v.Float()), 32) }
	case parquet.Double:
		return func(dst []byte, v parquet.Value) []byte { return appendFloat(dst, v.Double(), 64) }
	}
	return func(dst []byte, v parquet.Value) []byte { return append(dst, v.ByteArray()...) }
}

func appendInt96(dst []byte, v deprecated.Int96) []byte {
	const julianOfUnix = 2440588
	nanos := int64(v[0]) | int64(v[1])<<32
	return appendTime(dst, (int64(v[2])-julianOfUnix)*secondsPerDay+nanos/1e9)
}
