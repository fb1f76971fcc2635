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
	municipality := ""
	if c := in.municipality; c != nil && c.Valid[row] {
		municipality = c.Text[row]
	}
	key, err := appendMunicipality(key, municipality)
	if err != nil {
		return nil, err
	}
	for _, i := range l.sort {
		key = l.appendKeyValue(key, i, in.columns[i], row)
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
			p = l.appendPayloadText(p, i, c.Text[row])
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
}

func (l *Layout) input(b *table.Batch) inputColumns {
	in := inputColumns{municipality: b.Column(municipalityColumn), rows: b.Row, columns: make([]*table.Column, len(l.Columns))}
	for i := range l.Columns {
		in.columns[i] = b.Column(l.Columns[i].Name)
	}
	return in
}
