package canonical

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// A record is one row inside the sorter:
//
//	length of the key, length of the payload (4 bytes each, little endian), key, payload
//
// The payload holds the columns that are not in the key, each beginning with
// one byte: 0 missing, 1 text, 2 number, 3 code of its list, 4 packed p2.
const (
	payloadMissing = 0
	payloadText    = 1
	payloadNumber  = 2
	payloadCode    = 3
	payloadPacked  = 4
)

// headerBytes is the length of what comes before a record's key.
const headerBytes = 8

// ErrRow is wrapped when a row is too large or has no possible place.
var ErrRow = errors.New("row cannot be sorted")

// maxSources bounds the files and sheets of one sorter.
const maxSources = math.MaxUint16

// appendKey writes the key of a row of b, with its source.
func (l *Layout) appendKey(key []byte, in *inputColumns, row int, source uint16) ([]byte, error) {
	key, err := in.appendHome(key, row)
	if err != nil {
		return nil, err
	}
	for _, i := range l.sort {
		c := in.columns[i]
		if c == nil || !c.Valid[row] || c.Kind != table.Text {
			key = l.appendKeyValue(key, i, c, row)
			continue
		}
		last := &in.lasts[i]
		if text := c.Text[row]; last.encoded == nil || text != last.text {
			last.text, last.encoded = text, l.appendKeyValue(last.encoded[:0], i, c, row)
		}
		key = append(key, last.encoded...)
	}
	number := in.rows[row]
	if number < 0 || number > math.MaxUint32 {
		return nil, fmt.Errorf("%w: row number %d", ErrRow, number)
	}
	key = binary.BigEndian.AppendUint16(key, source)
	return binary.BigEndian.AppendUint32(key, uint32(number)), nil
}

func (l *Layout) appendPayload(p []byte, in *inputColumns, row int) []byte {
	for _, i := range l.rest {
		c := in.columns[i]
		switch {
		case c == nil || !c.Valid[row]:
			p = append(p, payloadMissing)
		case c.Kind != table.Text:
			p = binary.AppendVarint(append(p, payloadNumber), c.Int[row])
		default:
			last := &in.lasts[i]
			if text := c.Text[row]; last.encoded == nil || text != last.text {
				last.text, last.encoded = text, l.appendPayloadText(last.encoded[:0], i, text)
			}
			p = append(p, last.encoded...)
		}
	}
	return p
}

func (l *Layout) appendPayloadText(p []byte, column int, text string) []byte {
	if l.Columns[column].Type == contract.Pseudonym {
		if packed, whole := appendPacked(append(p, payloadPacked), text); whole {
			return packed
		}
	} else if place, known := l.codes[column][text]; known {
		return binary.AppendUvarint(append(p, payloadCode), uint64(place))
	}
	p = binary.AppendUvarint(append(p, payloadText), uint64(len(text)))
	return append(p, text...)
}

// inputColumns are a batch's columns in the layout's order, nil where absent.
type inputColumns struct {
	municipality *table.Column
	columns      []*table.Column
	rows         []int
	lasts        []lastText // by column
	home         lastText
}

// lastText is a column's text in the row before and what it was encoded as: in
// most columns most rows repeat it.
type lastText struct {
	text    string
	encoded []byte
}

// appendHome writes the row's municipality.
func (in *inputColumns) appendHome(key []byte, row int) ([]byte, error) {
	municipality := ""
	if c := in.municipality; c != nil && c.Valid[row] {
		municipality = c.Text[row]
	}
	if in.home.encoded == nil || municipality != in.home.text {
		encoded, err := appendMunicipality(in.home.encoded[:0], municipality)
		if err != nil {
			return nil, err
		}
		in.home.text, in.home.encoded = municipality, encoded
	}
	return append(key, in.home.encoded...), nil
}

func (l *Layout) input(b *table.Batch) inputColumns {
	in := inputColumns{
		municipality: b.Column(municipalityColumn), rows: b.Row,
		columns: make([]*table.Column, len(l.Columns)), lasts: make([]lastText, len(l.Columns)),
	}
	for i := range l.Columns {
		in.columns[i] = b.Column(l.Columns[i].Name)
	}
	return in
}
