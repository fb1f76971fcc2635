package intake

import "strconv"

// cell is a source cell; nil when it is blank or a mark of missing.
func (m *mapper) cell(r, source int, marks map[string]bool) []byte {
	cell := trim(m.block.cell(r, source))
	if len(cell) == 0 || m.missing[string(cell)] || marks[string(cell)] {
		return nil
	}
	return cell
}

func (m *mapper) holds(when []mapCondition, r int) bool {
	for _, c := range when {
		cell := m.cell(r, c.source, nil)
		if c.present != nil && *c.present != (cell != nil) || c.present == nil && !c.in[string(cell)] {
			return false
		}
	}
	return true
}

// row makes one row of a target; nil when its municipality cannot be told but
// is needed to key its ids.
func (m *mapper) row(t *mapTarget, r int) [][]byte {
	m.rows = m.rows[:0]
	municipality := m.job.options.Municipality
	if first := t.values[0]; first != nil {
		mapped := m.evaluate(first, r, "")
		if found, ok := m.kommun.find(mapped); ok && municipality == "" {
			municipality = found
		}
		m.rows = append(m.rows, mapped)
	} else {
		m.rows = append(m.rows, nil)
	}
	for _, v := range t.values[1:] {
		var cell []byte
		switch {
		case v == nil:
		case v.LocalID != nil && municipality == "":
			return nil // the finding about kommun stops the file
		default:
			cell = m.evaluate(v, r, municipality)
		}
		m.rows = append(m.rows, cell)
	}
	return m.rows
}

// evaluate gives a value's text for a row; nil when it is missing.
func (m *mapper) evaluate(v *mapValue, r int, municipality string) []byte {
	switch {
	case v.Constant != "":
		return []byte(v.Constant)
	case v.cases != nil:
		for _, c := range v.cases {
			if m.holds(c.when, r) {
				return c.constant
			}
		}
		return v.orElse(nil)
	}
	cell := m.cell(r, v.source, v.missing)
	switch {
	case cell == nil:
		return v.orElse(nil)
	case v.LocalID != nil:
		return m.job.keys.AppendLocal(nil, v.context, municipality, string(cell))
	case v.YearMinus != "":
		return m.yearMinus(v, r, cell, municipality)
	case v.YearOf != "":
		return m.yearOf(v, r, cell, municipality)
	case v.table != nil:
		found, ok := v.table[string(cell)]
		if !ok && v.Rest == "" {
			m.unmapped(v, r, cell, municipality)
		}
		return v.orElse([]byte(found))
	case v.Prefix != "":
		return append([]byte(v.Prefix), cell...)
	}
	return cell
}

// orElse is the value, or what stands for a missing one.
func (v *mapValue) orElse(cell []byte) []byte {
	if len(cell) == 0 && v.IfMissing != "" {
		return []byte(v.IfMissing)
	}
	return cell
}

func (m *mapper) yearMinus(v *mapValue, r int, cell []byte, municipality string) []byte {
	n, ok := parseInteger(cell)
	if !ok {
		m.unmapped(v, r, cell, municipality)
		return nil
	}
	return strconv.AppendInt(nil, int64(m.job.options.Period.YearNumber())-n, 10)
}

func (m *mapper) yearOf(v *mapValue, r int, cell []byte, municipality string) []byte {
	day, ok := parseDate(cell)
	if !ok && m.table.serials {
		day, ok = parseSerial(cell, m.table.from1904)
	}
	if !ok {
		m.unmapped(v, r, cell, municipality)
		return nil
	}
	return strconv.AppendInt(nil, int64(dateOf(day).Year()), 10)
}

// unmapped raises the finding about a value that the mapping does not know.
func (m *mapper) unmapped(v *mapValue, r int, cell []byte, municipality string) {
	f := stop(RuleUnmapped, textf("Värdet finns inte i mappningen %[1]s.", "The value is not in the mapping %[1]s.", m.job.options.Mapping.Label()),
		text("Rätta värdet i källan, eller låt mappningens förvaltare lägga till det.", "Correct the value at its source, or let the mapping's owner add it."))
	f.Sheet, f.Row, f.Column, f.ValueClass, f.Municipality = m.table.sheet, m.block.row[r], v.shown, valueClass(cell), municipality
	m.job.found.add(f)
}
