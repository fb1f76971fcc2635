package intake

import (
	"context"
	"errors"
	"fmt"
	"io"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// job is the reading of one file.
type job struct {
	ctx        context.Context // of this one call; the job does not outlive it
	file       File
	options    Options
	contract   *contract.Contract
	collection *contract.Collection
	limits     Limits
	keys       *identity.Keyer
	known      map[string]bool // folded names that a heading may hold
	found      *collector
	summary    Summary
	rows       int64 // rows read so far
	emitted    int64 // bytes of raw cells so far
	hashDates  int   // birth dates that hashes may still be searched among
}

// hashDates is how many birth dates hashes of a file are searched among: some
// seconds' work. Of 32 hashed persons it misses all in three files of a thousand,
// and the file is refused all the same.
const hashDates = 8000

func read(ctx context.Context, file File, options Options, sink Sink) (Summary, error) {
	j, err := newJob(ctx, file, options, sink)
	if err != nil {
		return Summary{}, err
	}
	err = j.run()
	var refusal *Refusal
	if errors.As(err, &refusal) {
		for _, f := range refusal.Findings {
			j.found.add(f)
		}
		err = j.lookAgain()
	}
	if j.found.err != nil {
		err = j.found.err
	}
	if err == nil {
		err = j.found.refusal()
	}
	j.summary.Findings, j.summary.Stopped = j.found.ruleCounts(), j.found.stopped
	return j.summary, err
}

func newJob(ctx context.Context, file File, options Options, sink Sink) (*job, error) {
	c := options.Contract
	if c == nil {
		c = contract.Core()
	}
	collection := c.Collections[options.Collection]
	switch {
	case collection == nil:
		return nil, fmt.Errorf("read %s: unknown collection %q", file.Name, options.Collection)
	case options.Period.IsZero():
		return nil, fmt.Errorf("read %s: no period", file.Name)
	case options.Keys == nil:
		return nil, fmt.Errorf("read %s: no keys", file.Name)
	case options.Municipality != "" && !knownMunicipality(c, options.Municipality):
		return nil, fmt.Errorf("read %s: unknown municipality %q", file.Name, options.Municipality)
	}
	limits := options.Limits.withDefaults().forSize(file.Size)
	shown := file.Name
	if !identity.Clean(shown) {
		shown = "•••"
	}
	j := &job{
		ctx: ctx, file: file, options: options, contract: c, collection: collection, limits: limits,
		keys: options.Keys.Clone(), known: vocabulary(c, collection, options.Mapping),
		found: newCollector(sink, shown, limits.FindingsRule), hashDates: hashDates,
	}
	if m := options.Mapping; m != nil {
		j.summary.Mapping = m.Label()
	}
	return j, nil
}

func knownMunicipality(c *contract.Contract, municipality string) bool {
	_, ok := c.Lists["kommun"].Find(municipality)
	return ok
}

func (j *job) run() error {
	j.closeGuard(identity.NewGuard(identity.GuardOptions{File: j.file.Name, Allow: j.options.AllowTestIdentities}), "", "")
	format, err := Detect(j.file)
	if err != nil {
		return err
	}
	j.summary.Format = format
	if j.file.Size > j.limits.FileBytes {
		return refuse(RuleLimit, textf("Filen är större än %d byte.", "The file is larger than %d bytes.", j.limits.FileBytes), splitFile)
	}
	if err := j.checkMapping(); err != nil {
		return err
	}
	switch format {
	case XLSX:
		return j.readXLSX()
	case Parquet:
		return j.readParquet()
	case Arrow:
		return j.readArrow()
	}
	return j.readCSV()
}

// rawTable is one table of a file: a flat file, or a sheet of a workbook.
type rawTable struct {
	sheet    string // as findings may show it
	header   header
	dataset  *contract.Dataset  // nil with a mapping, and for sheets that only the guard reads
	next     func(*block) error // fills the block; io.EOF at the end
	ahead    bool               // next may work on another processor meanwhile
	serials  bool               // dates may be a spreadsheet's numbers
	from1904 bool
	guard    *identity.Guard
}

// consumer takes a table's blocks.
type consumer interface {
	take(b *block) error
	close(whole bool) // whole: the table was read to its end
}

// newGuard is the guard of one sheet; the flat file's has no sheet.
func (j *job) newGuard(sheet string) *identity.Guard {
	return identity.NewGuard(identity.GuardOptions{Sheet: sheet, Allow: j.options.AllowTestIdentities})
}

// table streams one table through its consumer and the guard.
func (j *job) table(t rawTable) error {
	if err := j.checkWidth(t.header); err != nil {
		return err
	}
	if j.options.Mapping == nil {
		return j.through(t, newAssembler(j, &t))
	}
	to, err := newMapper(j, &t)
	if err != nil {
		return err
	}
	return j.through(t, to)
}

// watch streams a table for the guard only.
func (j *job) watch(t rawTable) error {
	if err := j.checkWidth(t.header); err != nil {
		return err
	}
	return j.through(t, newWatcher(&t))
}

func (j *job) checkWidth(h header) error {
	if n := len(h.names); n > j.limits.Fields {
		return refuse(RuleLimit, textf("Tabellen har %d kolumner, fler än %d.", "The table has %d columns, more than %d.", n, j.limits.Fields), splitFile)
	}
	return nil
}

// through streams a table through its consumer and closes the guard.
func (j *job) through(t rawTable, to consumer) error {
	err := j.stream(t, to)
	to.close(err == nil)
	j.closeGuard(t.guard, t.sheet, datasetName(t.dataset))
	if err == nil {
		err = j.ctx.Err() // the search for hashes may have been ended
	}
	return err
}

// closeGuard hands over what a guard found.
func (j *job) closeGuard(g *identity.Guard, sheet, dataset string) {
	findings := g.Close()
	// Its error is ctx's, which the caller looks at.
	proof, tried, _ := g.ProveHashes(j.ctx, j.options.Period.End(), j.hashDates)
	j.hashDates -= tried
	for _, f := range append(findings, proof...) {
		f.Sheet, f.Dataset = sheet, dataset
		j.found.add(f)
	}
}

func (j *job) stream(t rawTable, to consumer) error {
	next, stop := oneByOne(t.next)
	if t.ahead {
		next, stop = readAhead(t.next)
	}
	defer stop()
	for {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		b, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, f := range b.issues {
			j.issue(t.sheet, datasetName(t.dataset), f)
		}
		if err := j.spend(b); err != nil {
			return err
		}
		if err := to.take(b); err != nil {
			return err
		}
		if j.found.err != nil {
			return j.found.err
		}
	}
}

// spend holds the rows and bytes read so far against the limits.
func (j *job) spend(b *block) error {
	j.rows += int64(b.len())
	j.emitted += int64(len(b.data))
	switch {
	case j.rows > j.limits.Rows:
		return refuse(RuleLimit, textf("Filen har fler än %d rader.", "The file has more than %d rows.", j.limits.Rows), splitFile)
	case j.emitted > j.limits.EmittedBytes:
		return refuse(RuleLimit, textf("Filens innehåll är större än %d byte när det packats upp.", "The file's content is larger than %d bytes when unpacked.", j.limits.EmittedBytes), splitFile)
	}
	return nil
}

// codeIndex is an index of a code list. Converters that work at the same time
// must not share one.
func (j *job) codeIndex(list string) *codeIndex {
	l := j.contract.Lists[list]
	if list == kommunList {
		l = inForce(l, j.options.Period)
	}
	return newCodeIndex(l)
}

// watcher lets only the guard read a table.
type watcher struct {
	guard   *identity.Guard
	handles []int
}

func newWatcher(t *rawTable) *watcher {
	w := &watcher{guard: t.guard}
	for _, name := range t.header.names {
		w.handles = append(w.handles, t.guard.Column(name, identity.Undeclared))
	}
	return w
}

func (w *watcher) take(b *block) error {
	for c, handle := range w.handles {
		watch(w.guard, handle, b, c)
	}
	return nil
}

func (w *watcher) close(bool) {}

// watch shows one column of a block to the guard.
func watch(g *identity.Guard, handle int, b *block, column int) {
	for r := range b.len() {
		if cell := b.cell(r, column); len(cell) > 0 {
			g.Cell(handle, b.row[r], cell)
		}
	}
}

// issue raises a finding about a table's structure.
func (j *job) issue(sheet, dataset string, f table.Finding) {
	f.Sheet, f.Dataset, f.Municipality = sheet, dataset, j.options.Municipality
	j.found.add(f)
}
