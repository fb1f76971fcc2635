package intake

import (
	"strconv"
	"strings"
	"time"

	"jamfor/pipeline/identity"
)

// cell is a source cell; nil when it is blank or a mark of missing, and in an
// optional column that the table lacks.
func (m *mapper) cell(r, source int, marks map[string]bool) []byte {
	if source < 0 {
		return nil
	}
	cell := trim(m.block.cell(r, source))
	if len(cell) == 0 || m.missing[string(cell)] || marks[string(cell)] {
		return nil
	}
	return cell
}

func (m *mapper) holds(when []mapCondition, r int) bool {
	for _, c := range when {
		if !m.meets(c, m.cell(r, c.source, nil)) {
			return false
		}
	}
	return true
}

// meets holds one condition against a cell, nil where it is missing.
func (m *mapper) meets(c mapCondition, cell []byte) bool {
	switch {
	case c.present != nil:
		return *c.present == (cell != nil)
	case cell == nil:
		return false
	case c.in != nil:
		return c.in[lower(cell)]
	case c.notIn != nil:
		return !c.notIn[lower(cell)]
	case c.number:
		value, _, ok := parseDecimal(cell)
		return ok && c.from <= value && value < c.before
	}
	day, ok := m.day(cell)
	return ok && c.from <= day && day < c.before
}

// day reads a date, a month (its first day) or a spreadsheet's date number.
func (m *mapper) day(cell []byte) (int64, bool) {
	if day, ok := parseDate(cell); ok {
		return day, true
	}
	if month, ok := parseMonth(cell); ok {
		return parseDate([]byte(month + "-01"))
	}
	if m.table.serials {
		return parseSerial(cell, m.table.from1904)
	}
	return 0, false
}

// checkPeriod raises a finding about a row of another period.
func (m *mapper) checkPeriod(r int) {
	if m.period < 0 {
		return
	}
	cell := m.cell(r, m.period, nil)
	period := m.job.options.Period
	year, isYear := parseYear(cell)
	day, isDay := m.day(cell)
	switch {
	case cell == nil:
	case isYear && len(cell) == 4 && year == int64(period.YearNumber()):
		return
	case !isYear && isDay && !dateOf(day).Before(period.Start()) && !dateOf(day).After(period.End()):
		return
	}
	f := stop(RulePeriod, text("Raden hör till en annan period än leveransens.", "The row belongs to another period than the delivery's."),
		text("Ta bort raden, eller lämna den i den leverans där den hör hemma.", "Remove the row, or deliver it where it belongs."))
	f.Sheet, f.Row, f.Column, f.Municipality = m.table.sheet, m.block.row[r], m.table.header.shown(m.period), m.job.options.Municipality
	if cell != nil {
		f.ValueClass = valueClass(cell)
	}
	m.job.found.add(f)
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
	case v.Day != "":
		return []byte(strconv.Itoa(m.job.options.Period.YearNumber()) + "-" + v.Day)
	}
	cell := m.cell(r, v.source, v.missing)
	switch {
	case cell == nil:
		return v.orElse(nil)
	case v.LocalID != nil && (m.job.options.OwnIDs || identity.ValidP1(cell)):
		return cell
	case v.LocalID != nil:
		return m.job.keys.AppendLocal(nil, v.context, municipality, string(cell))
	case v.YearMinus != "":
		return m.yearMinus(v, r, cell, municipality)
	case v.YearOf != "":
		return m.yearOf(v, r, cell, municipality)
	case v.FirstDay != "":
		return m.firstDay(v, r, cell, municipality)
	case v.MonthOf != nil:
		return m.monthOf(v, r, cell, municipality)
	case v.Leading:
		return m.leading(v, r, cell, municipality)
	case v.table != nil:
		found, ok := v.table[string(cell)]
		if !ok {
			found = v.folded[lower(cell)]
			ok = found != ""
		}
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
	day, ok := m.day(cell)
	if !ok {
		m.unmapped(v, r, cell, municipality)
		return nil
	}
	return strconv.AppendInt(nil, int64(dateOf(day).Year()), 10)
}

// leading is the digits that a cell begins with.
func (m *mapper) leading(v *mapValue, r int, cell []byte, municipality string) []byte {
	n := 0
	for n < len(cell) && cell[n]-'0' <= 9 {
		n++
	}
	if n == 0 {
		m.unmapped(v, r, cell, municipality)
		return nil
	}
	return cell[:n]
}

// lower folds the case of a short text; long ones are no code.
func lower(cell []byte) string {
	const longest = 200
	if len(cell) > longest {
		return ""
	}
	return strings.ToLower(string(cell))
}

func (m *mapper) firstDay(v *mapValue, r int, cell []byte, municipality string) []byte {
	day, ok := m.day(cell)
	if !ok {
		m.unmapped(v, r, cell, municipality)
		return nil
	}
	date := dateOf(day)
	return date.AddDate(0, 0, 1-date.Day()).AppendFormat(nil, time.DateOnly)
}

// monthOf joins the year in cell with the month of the value's second column.
func (m *mapper) monthOf(v *mapValue, r int, cell []byte, municipality string) []byte {
	second := m.cell(r, v.second, v.missing)
	if second == nil {
		return v.orElse(nil)
	}
	year, ok := parseYear(cell)
	month, isMonth := parseInteger(second)
	if !ok || !isMonth || month < 1 || month > 12 {
		m.unmapped(v, r, second, municipality)
		return nil
	}
	return []byte(monthText(int(year), int(month)))
}

// unmapped raises the finding about a value that the mapping does not know.
func (m *mapper) unmapped(v *mapValue, r int, cell []byte, municipality string) {
	f := stop(RuleUnmapped, textf("Värdet finns inte i mappningen %[1]s.", "The value is not in the mapping %[1]s.", m.job.options.Mapping.Label()),
		text("Rätta värdet i källan, eller låt mappningens förvaltare lägga till det.", "Correct the value at its source, or let the mapping's owner add it."))
	f.Sheet, f.Row, f.Column, f.ValueClass, f.Municipality = m.table.sheet, m.block.row[r], v.shown, valueClass(cell), municipality
	m.job.found.add(f)
}
