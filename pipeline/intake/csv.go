package intake

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
)

// headerLines is how many lines may stand above the headings of a table.
const headerLines = 10

// readCSV reads a delimited text file: one table.
func (j *job) readCSV() error {
	facts, err := csvPreflight(j.ctx, j.file, j.limits)
	if err != nil {
		return err
	}
	j.summary.Encoding = facts.encoding
	reader := &csvReader{in: facts.reader(j.file), limit: j.limits.Line, delimiter: ';'}
	guard := j.newGuard("")
	h, delimiter, err := j.findHeader(reader, guard)
	if err != nil {
		return err
	}
	j.noteEncoding(facts.encoding)
	j.summary.Delimit = string(delimiter)
	reader.delimiter, reader.width = delimiter, len(h.names)
	d, err := j.flatDataset(h)
	if err != nil {
		return j.lookOnly(err, reader, h, guard)
	}
	reader.ragged = func(row int, raw []byte) { guard.Text(identity.PlaceLoose, row, raw) }
	if err := j.table(rawTable{header: h, dataset: d, next: reader.next, ahead: true, guard: guard}); err != nil {
		return err
	}
	j.tellCSV(facts, delimiter, h, reader.quoted)
	if int64(reader.line) != facts.lines {
		return refuse(RuleDamaged, textf("Filen har %d rader men %d lästes.", "The file has %d lines but %d were read.", facts.lines, reader.line), saveAgain)
	}
	return nil
}

func (j *job) noteEncoding(encoding string) {
	if encoding == encoding1252 {
		j.issue("", "", note(RuleEncoding, text(
			"Filen är inte UTF-8 och har lästs som Windows-1252.", "The file is not UTF-8 and was read as Windows-1252."),
			text("Kontrollera att å, ä och ö stämmer; spara helst som CSV UTF-8.", "Check that å, ä and ö are right; preferably save as CSV UTF-8.")))
	}
}

// findHeader finds the heading row among the first lines: the first with two
// known columns, else the first that is not blank. The lines behind it are read
// again as rows; the guard looks at those above it.
func (j *job) findHeader(r *csvReader, guard *identity.Guard) (header, byte, error) {
	if m := j.options.Mapping; m != nil && len(m.Headings) > 0 {
		if h, delimiter, ok, err := j.givenHeader(r, m.Headings); ok || err != nil {
			return h, delimiter, err
		}
	}
	var seen []record
	at := -1
	for len(seen) < headerLines {
		raw, lines, err := r.record()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return header{}, 0, err
		}
		seen = append(seen, record{bytes.Clone(raw), lines})
		if _, h := pickDelimiter(raw, j.known); knownColumns(j.known, h) >= 2 {
			at = len(seen) - 1
			break
		}
	}
	if at < 0 {
		at = slices.IndexFunc(seen, func(r record) bool { return len(bytes.TrimSpace(r.raw)) > 0 })
	}
	if at < 0 {
		return header{}, 0, refuse(RuleDamaged, text("Filen innehåller inga rader.", "The file holds no rows."), saveAgain)
	}
	for _, above := range seen[:at] {
		r.line += above.lines
		guard.Text(identity.PlaceLoose, r.line, above.raw)
	}
	delimiter, h := pickDelimiter(seen[at].raw, j.known)
	for i, above := range seen[:at] {
		j.zeroLine("", i+1, splitHeader(above.raw, delimiter))
	}
	r.line += seen[at].lines
	r.pending = seen[at+1:]
	h.row = r.line
	return h, delimiter, nil
}

// givenHeader is the mapping's headings for a file without a heading row; false
// when the file's first line is one.
func (j *job) givenHeader(r *csvReader, names []string) (h header, delimiter byte, ok bool, err error) {
	raw, lines, err := r.record()
	if errors.Is(err, io.EOF) {
		return h, 0, false, nil
	}
	if err != nil {
		return h, 0, false, err
	}
	first := record{bytes.Clone(raw), lines}
	r.pending = append([]record{first}, r.pending...)
	delimiter, own := pickDelimiter(first.raw, j.known)
	if knownColumns(j.known, own) >= 2 {
		return h, 0, false, nil
	}
	cells := make([][]byte, len(names))
	for i, name := range names {
		cells[i] = []byte(name)
	}
	return newHeader(cells, 0), delimiter, true, nil
}

// flatDataset tells the dataset of a flat file; nil with a mapping.
func (j *job) flatDataset(h header) (*contract.Dataset, error) {
	switch {
	case j.options.Mapping != nil:
		return nil, nil
	case j.options.Dataset != "":
		return j.namedDataset(j.options.Dataset)
	}
	d, refusal := detectDataset(j.contract, j.collection, h)
	if refusal != nil {
		return nil, refusal
	}
	return d, nil
}

// namedDataset is the dataset of that name, if the collection has it.
func (j *job) namedDataset(name string) (*contract.Dataset, error) {
	for _, d := range j.collection.Datasets {
		if d == name {
			return j.contract.Datasets[d], nil
		}
	}
	return nil, refuse(RuleDataset, textf("Datamängden %[1]s ingår inte i insamlingen %[2]s.", "The dataset %[1]s is not part of the collection %[2]s.", name, j.collection.Name), nameDataset)
}

// lookOnly refuses a table for a reason, and still lets the guard read it:
// whether it holds identities decides what happens to the file.
func (j *job) lookOnly(reason error, r *csvReader, h header, guard *identity.Guard) error {
	var refusal *Refusal
	if !errors.As(reason, &refusal) {
		return reason
	}
	for _, f := range refusal.Findings {
		j.found.add(f)
	}
	r.ragged = func(row int, raw []byte) { guard.Text(identity.PlaceLoose, row, raw) }
	next := func(b *block) error {
		err := r.next(b)
		b.issues = nil // the reason says enough
		return err
	}
	return j.watch(rawTable{header: h, next: next, guard: guard})
}
