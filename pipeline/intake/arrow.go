package intake

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// readArrow reads an Arrow IPC file or stream: one table. The file form is read
// as the stream that lies inside it; arrow-go sees it only after every message
// has passed our own reader.
func (j *job) readArrow() error {
	guard := j.newGuard("")
	stream, err := j.arrowPreflight(guard)
	if err != nil {
		j.closeGuard(guard, "", "")
		return err
	}
	var rows *arrowRows
	if err := arrowShield(func() (err error) { rows, err = openArrow(stream, j.limits); return err }); err != nil {
		return err
	}
	defer rows.close()
	h := header{}
	var beside []int // handles of the columns for what is no cell
	for _, f := range rows.reader.Schema().Fields() {
		h.names = append(h.names, f.Name)
		h.folded = append(h.folded, fold(f.Name))
		beside = append(beside, guard.Values(f.Name))
	}
	rows.aside = func(column int, text []byte) {
		if !identity.ValidP1(text) {
			guard.Cell(beside[column], 0, text)
		}
	}
	d, err := j.flatDataset(h)
	t := rawTable{header: h, dataset: d, guard: guard, next: func(b *block) error {
		return arrowShield(func() error { return rows.next(b) })
	}}
	var refusal *Refusal
	switch {
	case err == nil:
		return j.table(t)
	case !errors.As(err, &refusal):
		return err
	}
	for _, f := range refusal.Findings {
		j.found.add(f)
	}
	return j.watch(t)
}

// walkArrow visits the rows of an Arrow file.
func (j *job) walkArrow(visit func(SourceRow) error) error {
	return j.eachArrow(func(names []string, next func(*block) error) error { return j.walkBlocks(names, next, visit) })
}

// eachArrow hands the columns and the blocks of a checked Arrow file to use.
func (j *job) eachArrow(use func(names []string, next func(*block) error) error) error {
	stream, err := j.arrowPreflight(nil)
	if err != nil {
		return err
	}
	var rows *arrowRows
	if err := arrowShield(func() (err error) { rows, err = openArrow(stream, j.limits); return err }); err != nil {
		return err
	}
	defer rows.close()
	var names []string
	for _, f := range rows.reader.Schema().Fields() {
		names = append(names, f.Name)
	}
	return use(names, func(b *block) error { return arrowShield(func() error { return rows.next(b) }) })
}

func arrowDamaged() error {
	return refuse(RuleDamaged, text("Arrowfilen är avhuggen eller skadad.", "The Arrow file is truncated or damaged."), saveAgain)
}

func arrowShield(call func() error) error {
	err := shielded(call)
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Findings[0].Rule == RuleDamaged {
		return arrowDamaged()
	}
	return err
}

var (
	arrowMagic = []byte("ARROW1")
	arrowMark  = []byte("\xff\xff\xff\xff") // begins a message
)

// arrowPreflight walks the messages and gives the stream. The guard, if there is
// one, sees their metadata and what lies behind the stream.
func (j *job) arrowPreflight(guard *identity.Guard) (stream *io.SectionReader, err error) {
	start, end := int64(0), j.file.Size
	var head [8]byte
	if _, err := j.file.Data.ReadAt(head[:], 0); err != nil {
		return nil, arrowDamaged()
	}
	if bytes.HasPrefix(head[:], arrowMagic) {
		var tail [6]byte
		if _, err := j.file.Data.ReadAt(tail[:], end-6); err != nil && !errors.Is(err, io.EOF) || !bytes.Equal(tail[:], arrowMagic) {
			return nil, arrowDamaged()
		}
		start, end = 8, end-10
	}
	w := &arrowWalk{job: j, end: end, guard: guard}
	stop, err := w.walk(start)
	if err != nil {
		return nil, err
	}
	if guard != nil { // the file form repeats the schema in a footer
		raw := guard.Raw(identity.PlaceMetadata)
		defer raw.Close()
		rest := io.NewSectionReader(j.file.Data, stop, j.file.Size-stop)
		if _, err := io.Copy(raw, contextReader{j.ctx, rest}); err != nil {
			return nil, err
		}
	}
	return io.NewSectionReader(j.file.Data, start, stop-start), nil
}

// arrowWalk holds every message against the limits.
type arrowWalk struct {
	job   *job
	end   int64
	guard *identity.Guard // nil where nobody listens
	rows  int64
}

// walk returns where the stream ends.
func (w *arrowWalk) walk(at int64) (int64, error) {
	const perGroup = 10
	for n := 0; ; n++ {
		if err := w.job.ctx.Err(); err != nil {
			return 0, err
		}
		if n > perGroup*w.job.limits.RowGroups {
			return 0, refuse(RuleLimit, text("Filen har för många delar.", "The file has too many parts."), splitFile)
		}
		size, done, err := w.message(at, n == 0)
		if err != nil || done {
			return at + size, err
		}
		at += size
	}
}

// message checks the message at an offset and returns its whole size.
func (w *arrowWalk) message(at int64, first bool) (size int64, done bool, err error) {
	if at == w.end && !first {
		return 0, true, nil // a stream may end without a mark
	}
	var head [8]byte
	if at+8 > w.end {
		return 0, false, arrowDamaged()
	}
	if _, err := w.job.file.Data.ReadAt(head[:], at); err != nil && !errors.Is(err, io.EOF) {
		return 0, false, err
	}
	length := int64(binary.LittleEndian.Uint32(head[4:]))
	if !bytes.Equal(head[:4], arrowMark) {
		return 0, false, arrowDamaged()
	}
	if length == 0 {
		return 8, true, nil
	}
	if length > w.job.limits.FooterBytes || at+8+length > w.end {
		return 0, false, arrowDamaged()
	}
	raw := make([]byte, length)
	if _, err := w.job.file.Data.ReadAt(raw, at+8); err != nil && !errors.Is(err, io.EOF) {
		return 0, false, err
	}
	m, ok := parseArrowMessage(raw)
	if !ok || first != (m.kind == arrowSchema) || m.body > w.end-at-8-length {
		return 0, false, arrowDamaged()
	}
	w.show(m, raw)
	return 8 + length + m.body, false, w.judge(m)
}

// show shows the guard a message's metadata: its texts one by one and its bytes.
func (w *arrowWalk) show(m arrowMessage, raw []byte) {
	if w.guard == nil {
		return
	}
	for _, text := range m.metadata {
		w.guard.Text(identity.PlaceMetadata, 0, text)
	}
	bytes := w.guard.Raw(identity.PlaceMetadata)
	_, _ = bytes.Write(raw) // cannot fail
	bytes.Close()
}

// arrowBodies is how many times Limits.PageBytes one batch may take.
const arrowBodies = 4

func (w *arrowWalk) judge(m arrowMessage) error {
	w.rows += m.rows
	limits := w.job.limits
	switch {
	case m.nested:
		return refuse(RuleForbidden, text("Filen har nästlade kolumner (listor eller poster).", "The file has nested columns (lists or structs)."),
			text("Spara filen med en kolumn per uppgift.", "Save the file with one column per item."))
	case m.fields > limits.Fields:
		return errWide
	case m.body > arrowBodies*limits.PageBytes:
		return refuse(RuleLimit, textf("En del av filen är större än %d byte.", "A part of the file is larger than %d bytes.", arrowBodies*limits.PageBytes),
			text("Spara filen i mindre delar (record batches).", "Save the file in smaller record batches."))
	case m.rows > limits.Rows || w.rows > limits.Rows:
		return refuse(RuleLimit, textf("Filen har fler än %d rader.", "The file has more than %d rows.", limits.Rows), splitFile)
	}
	return nil
}

// arrowRows streams the rows of a checked stream as text.
type arrowRows struct {
	reader *ipc.Reader
	record arrow.RecordBatch // under way
	write  []arrowWriter
	at     int // next row of the record
	row    int
	// longest is the most bytes that a row may have.
	longest int
	// aside hears of texts that are no cell's: entries of dictionaries, which no row
	// need refer to, and what stands where a value is missing. nil where nobody
	// listens.
	aside  func(column int, text []byte)
	told   []arrow.ArrayData // by column: the dictionary that was told of last
	hidden []bool            // by column: a missing value may have a text
}

func openArrow(stream io.Reader, limits Limits) (*arrowRows, error) {
	budget := &arrowBudget{limit: 2 * arrowBodies * limits.PageBytes, to: memory.NewGoAllocator()}
	reader, err := ipc.NewReader(stream, ipc.WithAllocator(budget), ipc.WithDelayReadSchema(false))
	if err != nil {
		return nil, err
	}
	return &arrowRows{reader: reader, longest: limits.Line}, nil
}

func (r *arrowRows) close() { r.reader.Release() }

// next fills the block with rows. Row numbers count from 1 without a header.
func (r *arrowRows) next(b *block) error {
	b.reset(r.reader.Schema().NumFields())
	for !b.full(table.BatchRows) {
		if r.record == nil || r.at >= int(r.record.NumRows()) {
			if !r.reader.Next() {
				break
			}
			if err := r.open(r.reader.RecordBatch()); err != nil {
				return err
			}
			continue
		}
		if err := r.put(b); err != nil {
			return err
		}
	}
	if err := r.reader.Err(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if b.len() == 0 {
		return io.EOF
	}
	return nil
}

// open takes the next record; the reader keeps it until its next one.
func (r *arrowRows) open(record arrow.RecordBatch) error {
	r.record, r.at = record, 0
	r.write = r.write[:0]
	for c := range int(record.NumCols()) {
		w := arrowText(record.Column(c))
		if w == nil {
			return refuse(RuleForbidden, text("Filen har kolumner av en typ som inte läses.", "The file has columns of a type that is not read."),
				text("Spara kolumnerna som text, tal, datum eller sant/falskt.", "Save the columns as text, numbers, dates or truth values."))
		}
		r.write = append(r.write, w)
		r.tell(c, record.Column(c))
	}
	return nil
}

// tell tells of a column's dictionary, and notes whether its missing values may
// have texts.
func (r *arrowRows) tell(c int, column arrow.Array) {
	if r.aside == nil {
		return
	}
	for len(r.told) <= c {
		r.told, r.hidden = append(r.told, nil), append(r.hidden, false)
	}
	r.hidden[c] = false
	switch a := column.(type) {
	case *array.String:
		r.hidden[c] = hasOffsets(column, 4)
	case *array.LargeString:
		r.hidden[c] = hasOffsets(column, 8)
	case *array.Dictionary:
		values := a.Dictionary()
		write := arrowText(values)
		if values.Data() == r.told[c] || write == nil {
			return
		}
		r.told[c] = values.Data()
		var text []byte
		for i := range values.Len() {
			text = write(text[:0], i)
			r.aside(c, text)
		}
	}
}

// hasOffsets reports whether a text column has a place for every value, missing ones
// too; a column of nothing but missing values need not.
func hasOffsets(column arrow.Array, width int) bool {
	buffers := column.Data().Buffers()
	return len(buffers) == 3 && buffers[1] != nil && buffers[1].Len() >= width*(column.Data().Offset()+column.Len()+1)
}

func (r *arrowRows) put(b *block) error {
	r.row++
	begin := len(b.data)
	for c, write := range r.write {
		at := uint32(len(b.data))
		if !r.record.Column(c).IsNull(r.at) {
			b.data = write(b.data, r.at)
		} else if r.aside != nil && r.hidden[c] {
			if text := write(nil, r.at); len(text) > 0 {
				r.aside(c, text)
			}
		}
		if len(b.data)-begin > r.longest {
			return tooLong(r.longest)
		}
		b.start = append(b.start, at)
		b.end = append(b.end, uint32(len(b.data)))
	}
	b.row = append(b.row, r.row)
	r.at++
	return nil
}

// arrowBudget refuses memory beyond a limit; the refusal passes through the
// library as a panic that shielded turns into a finding.
type arrowBudget struct {
	limit, used int64
	to          memory.Allocator
}

func (a *arrowBudget) spend(n int) {
	if a.used += int64(n); a.used > a.limit {
		panic("arrow: beyond the memory limit")
	}
}

func (a *arrowBudget) Allocate(size int) []byte {
	a.spend(size)
	return a.to.Allocate(size)
}

func (a *arrowBudget) Reallocate(size int, b []byte) []byte {
	a.spend(size - len(b))
	return a.to.Reallocate(size, b)
}

func (a *arrowBudget) Free(b []byte) {
	a.used -= int64(len(b))
	a.to.Free(b)
}
