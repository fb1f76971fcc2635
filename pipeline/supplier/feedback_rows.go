package supplier

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/supplier/feedback"
	"jamfor/pipeline/table"
)

// maxFeedbackRows bounds what feedback keeps in memory: a supplier's own
// delivery, not the nation's.
const maxFeedbackRows = 5_000_000

var errTooMuch = code.Problem("leveransen har fler än %d rader; räkna återkoppling per kommun", "the delivery has more than %d rows; compute feedback by municipality", maxFeedbackRows)

// rowSink keeps the rows of an accepted delivery as texts.
type rowSink struct {
	tables map[string][]feedback.Record
	own    map[string]string // pseudonym → own id
	rows   int
}

// Finding is left alone: the delivery has been accepted.
func (s *rowSink) Finding(table.Finding) error { return nil }

// Batch keeps rows.
func (s *rowSink) Batch(b *table.Batch) error {
	if s.rows += b.Len(); s.rows > maxFeedbackRows {
		return errTooMuch
	}
	for row := range b.Row {
		r := feedback.Record{}
		for i := range b.Columns {
			if c := &b.Columns[i]; c.Valid[row] {
				r[c.Name] = s.text(c, row)
			}
		}
		s.tables[b.Dataset] = append(s.tables[b.Dataset], r)
	}
	return nil
}

func (s *rowSink) text(c *table.Column, row int) string {
	switch c.Kind {
	case table.Text:
		if own, ok := s.own[c.Text[row]]; ok {
			return own
		}
		return c.Text[row]
	case table.Date:
		return time.Unix(c.Int[row]*86400, 0).UTC().Format(time.DateOnly)
	case table.Decimal:
		return decimalText(c.Int[row])
	}
	return strconv.FormatInt(c.Int[row], 10)
}

// decimalText writes a scaled number without needless zeros.
func decimalText(scaled int64) string {
	sign := ""
	if scaled < 0 {
		sign, scaled = "-", -scaled
	}
	const unit = 10_000 // 10^table.Scale
	text := strconv.FormatInt(scaled/unit, 10)
	if rest := scaled % unit; rest > 0 {
		text += strings.TrimRight(fmt.Sprintf(".%0*d", table.Scale, rest), "0")
	}
	return sign + text
}

// readRows reads the delivery's rows with their ids as they stand in the files,
// and own ids in place of pseudonyms where the table knows them.
func (c *check) readRows(ctx context.Context, own map[string]string) (map[string][]feedback.Record, error) {
	sink := &rowSink{tables: map[string][]feedback.Record{}, own: own}
	keys, err := identity.NewKeyer(make([]byte, identity.MinKeyLength)) // not used: ids stay
	if err != nil {
		return nil, err
	}
	o := intake.Options{
		Collection: c.job.Collection, Municipality: c.job.Municipality, Period: c.job.Period, Keys: keys, OwnIDs: true,
	}
	if len(c.job.Mapping) > 0 {
		if o.Mapping, err = intake.ParseMapping(c.job.Mapping, nil); err != nil {
			return nil, err
		}
	}
	for i, path := range c.paths {
		o.Dataset = c.job.Files[i].Dataset
		if err := readSource(ctx, path, o, sink); err != nil {
			return nil, err
		}
	}
	return sink.tables, nil
}

func readSource(ctx context.Context, path string, o intake.Options, sink intake.Sink) error {
	file, err := os.Open(path)
	if err != nil {
		return code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	_, err = intake.Read(ctx, intake.File{Name: filepath.Base(path), Data: file, Size: info.Size()}, o, sink)
	return err
}

// readOwnIDs reads the private table of own ids (slag;kommun;eget_id;pseudonym)
// that pseudonymisation left; nil where there is none.
func readOwnIDs(delivery, path string) (map[string]string, error) {
	if path == "" {
		path = stemOf(delivery) + ".egna-id.csv"
		if _, err := os.Stat(path); err != nil {
			return nil, nil
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, code.Problem("öppna tabellen över egna id:n: %v", "open the table of own ids: %v", plainError(err))
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.Comma = ';'
	rows, err := in.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, code.Problem("%s är ingen tabell över egna id:n från leverera pseudonymisera", "%s is no table of own ids from leverera pseudonymisera", safePath(path))
	}
	id, pseudonym := slices.Index(rows[0], "eget_id"), slices.Index(rows[0], "pseudonym")
	if id < 0 || pseudonym < 0 {
		return nil, code.Problem("tabellen över egna id:n saknar kolumnerna eget_id och pseudonym", "the table of own ids lacks the columns eget_id and pseudonym")
	}
	own := map[string]string{}
	for _, row := range rows[1:] {
		own[row[pseudonym]] = row[id]
	}
	return own, nil
}
