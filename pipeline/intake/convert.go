package intake

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// converter types one column of raw cells by its contract variable, a block at a
// time. Converters of other columns may work meanwhile.
type converter struct {
	variable *contract.Variable
	source   int    // column of the block, -1 when the file lacks it
	shown    string // its heading as findings show it
	guard    *identity.Guard
	handle   int // of the column in the guard
	codes    *codeIndex
	keys     *identity.Keyer
	ready    bool     // the column already holds p2, made by a mapping
	from1904 bool     // the workbook counts its dates from 1904
	serials  bool     // dates may be a spreadsheet's numbers
	remarks  []remark // about the block under way

	own      bool // identifiers stay as they stand
	habits   habits
	names    map[string]string // strings handed out before: units and codes repeat
	lastName string            // the one of the row before
	arena    []byte            // pseudonyms of the block
	lastP1   []byte            // the row before: cases repeat
	lastP2   [identity.P2Length]byte
	rounded  int // values rounded so far
}

// remark is a finding about a row of the block.
type remark struct {
	row     int
	finding table.Finding
}

// maxNames bounds the strings that a converter keeps.
const maxNames = 4096

// column types the block's cells into dst.
func (c *converter) column(b *block, dst *table.Column) {
	n := b.len()
	dst.Name, dst.Kind = c.variable.Name, c.variable.Type.Kind()
	dst.Valid = make([]bool, n)
	if dst.Kind == table.Text {
		dst.Text = make([]string, n)
	} else {
		dst.Int = make([]int64, n)
	}
	if c.source < 0 {
		return
	}
	if c.variable.Type == contract.Pseudonym {
		c.pseudonyms(b, dst)
		return
	}
	for r := range n {
		cell := trim(b.cell(r, c.source))
		if len(cell) == 0 {
			continue
		}
		dst.Valid[r] = c.value(b, r, cell, dst)
	}
}

// value types one cell that is not empty; false when it is missing after all.
func (c *converter) value(b *block, r int, cell []byte, dst *table.Column) bool {
	switch c.variable.Type {
	case contract.Code:
		entry, ok := c.codes.find(cell)
		if !ok {
			c.bad(b, r, cell, RuleCode)
			return false
		}
		dst.Text[r] = entry
	case contract.Text:
		c.guard.Cell(c.handle, b.row[r], cell)
		if !plainText(cell) {
			c.bad(b, r, cell, RuleText)
			return false
		}
		dst.Text[r] = c.name(cell)
	case contract.Month:
		month, ok := c.month(cell)
		if !ok {
			c.bad(b, r, cell, RuleDate)
			return false
		}
		dst.Text[r] = c.name([]byte(month))
	default:
		return c.number(b, r, cell, dst)
	}
	return true
}

// number types a cell of a numeric or date variable.
func (c *converter) number(b *block, r int, cell []byte, dst *table.Column) (ok bool) {
	var value int64
	rule := RuleNumber
	switch c.variable.Type {
	case contract.Integer:
		value, ok = parseInteger(cell)
	case contract.Decimal:
		var rounded bool
		value, rounded, ok = parseDecimal(cell)
		if rounded {
			c.rounded++
		}
	case contract.Year:
		rule = RuleDate
		value, ok = parseYear(cell)
	case contract.Date:
		rule = RuleDate
		value, ok = parseDate(cell)
		if !ok && c.serials {
			value, ok = parseSerial(cell, c.from1904)
		}
	}
	if !ok {
		c.bad(b, r, cell, rule)
		return false
	}
	c.habits.see(c.variable.Type, cell, c.serials)
	// A number without a range could be an identity number, whole as it is.
	if len(cell) >= 9 && c.variable.Type != contract.Date {
		c.guard.Cell(c.handle, b.row[r], cell)
	}
	dst.Int[r] = value
	return true
}

func (c *converter) month(cell []byte) (string, bool) {
	if month, ok := parseMonth(cell); ok || !c.serials {
		return month, ok
	}
	day, ok := parseSerial(cell, c.from1904)
	if !ok {
		return "", false
	}
	date := dateOf(day)
	return monthText(date.Year(), int(date.Month())), date.Day() == 1
}

// pseudonyms turns p1 into p2, all of a block into one string.
func (c *converter) pseudonyms(b *block, dst *table.Column) {
	if c.own {
		c.ownIDs(b, dst)
		return
	}
	c.arena = c.arena[:0]
	for r := range b.len() {
		cell := trim(b.cell(r, c.source))
		if len(cell) == 0 {
			continue
		}
		if !bytes.Equal(cell, c.lastP1) {
			if !c.pseudonym(cell) {
				c.bad(b, r, cell, RuleIdentifier)
				continue
			}
		}
		dst.Valid[r] = true
		c.arena = append(c.arena, c.lastP2[:]...)
	}
	all := string(c.arena)
	for r := range dst.Valid {
		if dst.Valid[r] {
			dst.Text[r], all = all[:identity.P2Length], all[identity.P2Length:]
		}
	}
}

// ownIDs keeps identifiers as they stand; the guard looks at each.
func (c *converter) ownIDs(b *block, dst *table.Column) {
	for r := range b.len() {
		if cell := trim(b.cell(r, c.source)); len(cell) > 0 {
			c.guard.Cell(c.handle, b.row[r], cell)
			dst.Valid[r], dst.Text[r] = true, string(cell)
		}
	}
}

// pseudonym puts the cell's p2 into lastP2; false when it is no pseudonym.
func (c *converter) pseudonym(cell []byte) bool {
	switch {
	case c.ready && identity.ValidP2(cell):
		copy(c.lastP2[:], cell)
	case identity.ValidP1(cell):
		c.keys.AppendP2(c.lastP2[:0], cell)
	default:
		return false
	}
	c.lastP1 = append(c.lastP1[:0], cell...)
	return true
}

// name is the cell as a string, the same one for cells that are alike.
func (c *converter) name(cell []byte) string {
	if c.lastName == string(cell) {
		return c.lastName
	}
	s, known := c.names[string(cell)]
	if known {
		c.lastName = s
		return s
	}
	s = string(cell)
	if c.names == nil {
		c.names = map[string]string{}
	}
	if len(c.names) < maxNames {
		c.names[s] = s
	}
	c.lastName = s
	return s
}

// bad raises a finding about a cell; the guard looks at it, since it matched
// no schema.
func (c *converter) bad(b *block, r int, cell []byte, rule string) {
	c.guard.Cell(c.handle, b.row[r], cell)
	f := badValue(rule, c.variable, cell)
	f.Column = c.shown
	c.remarks = append(c.remarks, remark{r, f})
}

// plainText reports whether a text is valid and has no control characters.
func plainText(cell []byte) bool {
	for i := 0; i < len(cell); {
		if cell[i] < utf8.RuneSelf {
			if cell[i] < ' ' || cell[i] == 0x7f {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(cell[i:])
		if r == utf8.RuneError || unicode.IsControl(r) {
			return false
		}
		i += size
	}
	return true
}
