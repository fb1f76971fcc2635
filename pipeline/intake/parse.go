package intake

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"jamfor/pipeline/table"
)

// trim cuts blanks of every kind, no-break ones included, off both ends.
func trim(cell []byte) []byte {
	if n := len(cell); n > 0 && cell[0] > ' ' && cell[0] < 0x80 && cell[n-1] > ' ' && cell[n-1] < 0x80 {
		return cell
	}
	return bytes.TrimSpace(cell)
}

// parseInteger reads a whole number: digits with an optional sign, thousands
// set apart by blanks, a fraction of zeros (spreadsheets write 3.0).
func parseInteger(cell []byte) (int64, bool) {
	value, scale, ok := parseDigits(cell)
	for ok && scale > 0 {
		if value%10 != 0 {
			return 0, false
		}
		value /= 10
		scale--
	}
	return value, ok
}

// parseDecimal reads a number with decimal comma or point as an integer scaled
// by 10^table.Scale. More decimals are rounded half to even; rounded tells.
func parseDecimal(cell []byte) (value int64, rounded, ok bool) {
	value, scale, ok := parseDigits(cell)
	if !ok {
		return 0, false, false
	}
	for ; scale < table.Scale; scale++ {
		if value > math.MaxInt64/10 || value < math.MinInt64/10 {
			return 0, false, false
		}
		value *= 10
	}
	if scale == table.Scale {
		return value, false, true
	}
	unit := int64(1)
	for ; scale > table.Scale; scale-- {
		unit *= 10
	}
	whole, rest := value/unit, value%unit
	if rest == 0 {
		return whole, false, true
	}
	sign := int64(1)
	if rest < 0 {
		sign, rest = -1, -rest
	}
	if 2*rest > unit || 2*rest == unit && whole%2 != 0 {
		whole += sign
	}
	return whole, true, true
}

// maxScale is the most decimals that parseDigits keeps apart; further ones are
// beyond any use and only decide nothing: text with more is no number here.
const maxScale = 17

// parseDigits reads sign, digits and one decimal mark. Thousands may be set
// apart by blanks in groups of three.
func parseDigits(cell []byte) (value int64, scale int, ok bool) {
	negative := false
	switch {
	case len(cell) > 0 && (cell[0] == '-' || cell[0] == '+'):
		negative = cell[0] == '-'
		cell = cell[1:]
	case bytes.HasPrefix(cell, minusSign):
		negative = true
		cell = cell[len(minusSign):]
	}
	digits, mark, sinceBlank := 0, false, -1
	for i := 0; i < len(cell); i++ {
		c := cell[i]
		switch {
		case c-'0' <= 9:
			if value > (math.MaxInt64-9)/10 {
				return 0, 0, false
			}
			value = value*10 + int64(c-'0')
			digits++
			if mark {
				scale++
			}
			if sinceBlank >= 0 && !mark {
				sinceBlank++
			}
		case (c == '.' || c == ',') && !mark && digits > 0:
			mark = true
		default:
			width := blankWidth(cell[i:])
			if width == 0 || mark || digits == 0 || sinceBlank < 0 && digits > 3 || sinceBlank >= 0 && sinceBlank != 3 {
				return 0, 0, false
			}
			sinceBlank = 0
			i += width - 1
		}
	}
	if digits == 0 || sinceBlank >= 0 && sinceBlank != 3 || scale > maxScale || mark && scale == 0 {
		return 0, 0, false
	}
	if negative {
		value = -value
	}
	return value, scale, true
}

var (
	minusSign   = []byte("\u2212")
	thousandGap = [][]byte{[]byte(" "), []byte("\u00a0"), []byte("\u202f"), []byte("\u2009")}
)

// blankWidth is the length of the blank that the text begins with, 0 for none.
func blankWidth(text []byte) int {
	for _, gap := range thousandGap {
		if bytes.HasPrefix(text, gap) {
			return len(gap)
		}
	}
	return 0
}

// The years that a date may lie in: before them and after them it is a typing
// error (or a number that only looks like a date).
const (
	firstYear = 1900
	lastYear  = 2100
)

// parseDate reads a date as days since 1970-01-01. Only forms that nobody reads
// in two ways count:
//
//	2025-03-01  2025-3-1  2025/03/01  2025.03.01  20250301
//	1.3.2025  1/3 2025  1 mars 2025  1 mar. 2025
//	any of the first line with the clock at midnight
//
// 01/03/2025 and 250301 do not.
func parseDate(cell []byte) (int64, bool) {
	if len(cell) > 10 {
		if cut := bytes.IndexAny(cell, "T "); cut >= 8 && isMidnight(cell[cut+1:]) {
			cell = cell[:cut]
		}
	}
	if len(cell) == 10 && cell[4] == '-' && cell[7] == '-' {
		return days(number(cell[:4]), number(cell[5:7]), number(cell[8:]))
	}
	if len(cell) == 8 {
		if y := number(cell); y > 0 {
			return days(y/10000, y/100%100, y%100)
		}
	}
	if len(cell) < 8 || len(cell) > 20 {
		return 0, false
	}
	return parseLooseDate(cell)
}

// parseLooseDate reads the forms whose parts vary in length.
func parseLooseDate(cell []byte) (int64, bool) {
	for _, sep := range []byte("-/.") {
		parts := bytes.Split(cell, []byte{sep})
		if len(parts) != 3 {
			continue
		}
		if len(parts[0]) == 4 {
			return days(number(parts[0]), number(parts[1]), number(parts[2]))
		}
		if sep == '.' && len(parts[2]) == 4 {
			return days(number(parts[2]), number(parts[1]), number(parts[0]))
		}
		return 0, false
	}
	words := bytes.Fields(cell)
	switch len(words) {
	case 2: // 1/3 2025
		if day, month, ok := bytes.Cut(words[0], []byte{'/'}); ok && len(words[1]) == 4 {
			return days(number(words[1]), number(month), number(day))
		}
	case 3: // 1 mars 2025
		if len(words[2]) == 4 {
			return days(number(words[2]), monthByName(words[1]), number(words[0]))
		}
	}
	return 0, false
}

var monthNames = []string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}

// monthByName is the number of a Swedish month, whole or its first three
// letters; -1 when it is none.
func monthByName(word []byte) int {
	name := string(bytes.ToLower(bytes.TrimSuffix(word, []byte{'.'})))
	for i, full := range monthNames {
		if name == full || name == full[:3] {
			return i + 1
		}
	}
	return -1
}

// isMidnight reports whether a clock says midnight, possibly with a zone of UTC.
func isMidnight(clock []byte) bool {
	clock = bytes.TrimSuffix(clock, []byte{'Z'})
	if len(clock) < 5 {
		return false
	}
	for _, c := range clock {
		if c != '0' && c != ':' && c != '.' {
			return false
		}
	}
	return true
}

// number reads a few digits; -1 when there are others or none.
func number(text []byte) int {
	if len(text) == 0 || len(text) > 9 {
		return -1
	}
	n := 0
	for _, c := range text {
		if c-'0' > 9 {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

const secondsPerDay = 86400

// days is a calendar date as days since 1970-01-01; false when there is none.
func days(year, month, day int) (int64, bool) {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if d.Day() != day {
		return 0, false
	}
	return d.Unix() / secondsPerDay, true
}

// parseSerial reads a spreadsheet's date number (days since 1899-12-30, or
// since 1904-01-01 where the workbook says so).
func parseSerial(cell []byte, from1904 bool) (int64, bool) {
	n, ok := parseInteger(cell)
	if !ok || n < 1 || n > 80_000 {
		return 0, false
	}
	const unixOf1899, unixOf1904 = -25569, -24107
	if from1904 {
		return n + unixOf1904, true
	}
	return n + unixOf1899, true
}

// parseMonth reads YYYY-MM or YYYYMM and gives YYYY-MM.
func parseMonth(cell []byte) (string, bool) {
	var year, month int
	switch {
	case len(cell) == 7 && cell[4] == '-':
		year, month = number(cell[:4]), number(cell[5:])
	case len(cell) == 6:
		year, month = number(cell[:4]), number(cell[4:])
	default:
		return "", false
	}
	if year < firstYear || year > lastYear || month < 1 || month > 12 {
		return "", false
	}
	return monthText(year, month), true
}

func monthText(year, month int) string {
	text := strconv.AppendInt(nil, int64(year), 10)
	return string(append(text, '-', byte('0'+month/10), byte('0'+month%10)))
}

// parseYear reads four digits.
func parseYear(cell []byte) (int64, bool) {
	n, ok := parseInteger(cell)
	return n, ok && n >= 1800 && n <= lastYear
}
