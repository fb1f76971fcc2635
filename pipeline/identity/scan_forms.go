package identity

// letters looks for the forms with letters: a date, possibly a hyphen, and
// T123, TF10 (interim numbers, no check digit by design) or four characters
// with at least one letter (reserve numbers).
func (s *scanner) letters(text []byte, groups []group) int {
	end, total := s.date(text, groups)
	if total == 0 {
		return 0
	}
	at := end
	hyphen := false
	if at < len(text) && (text[at] == '-' || text[at] == '+' || text[at] == ' ') {
		hyphen = text[at] != ' '
		at++
	}
	if len(text)-at < 4 || !boundedAlnum(text, at+4) || inUUID(text, groups[0].start) {
		return 0
	}
	tail := text[at : at+4]
	switch {
	case interimTail(tail) && (total == 8 || hyphen || at == end):
		s.add(formInterim, s.digits[:total], true)
	case reserveTail(tail) && (at == end || hyphen) && (total == 8 || hyphen && mixed(tail)):
		s.add(formReserve, s.digits[:total], true)
	default:
		return 0
	}
	return at + 4
}

// date reads a valid date of six or eight digits at the start of the groups,
// whole or in three parts, and returns its end and number of digits. The last
// part may run on into the tail's own digits (19700101A123 does not, its tail
// begins with a letter, but 19700101123A does).
func (s *scanner) date(text []byte, groups []group) (end, total int) {
	length := groups[0].end - groups[0].start
	switch {
	case length >= 8 && length <= 11:
		total = 8
		end = groups[0].start + 8
		copy(s.digits[:], text[groups[0].start:end])
	case length == 6:
		total = 6
		end = groups[0].end
		copy(s.digits[:], text[groups[0].start:end])
	case length == 4 && len(groups) >= 3 && groups[1].end-groups[1].start == 2 && groups[2].end-groups[2].start == 2:
		total = 8
		end = groups[2].end
		copy(s.digits[:], text[groups[0].start:groups[0].end])
		copy(s.digits[4:], text[groups[1].start:groups[1].end])
		copy(s.digits[6:], text[groups[2].start:groups[2].end])
	default:
		return 0, 0
	}
	if !validDate(s.digits[:total]) {
		return 0, 0
	}
	return end, total
}

// reserveTail reports whether four characters can end a reserve number: letters
// and digits, at least one letter; only letters must be in upper case, or an
// ordinary word after a date (20250301-test) would count.
func reserveTail(t []byte) bool {
	letters, lower := 0, false
	for _, c := range t {
		switch {
		case isLetter(c):
			letters++
			lower = lower || !isUpper(c)
		case !isDigit(c):
			return false
		}
	}
	return letters > 0 && (letters < 4 || !lower)
}

// mixed reports whether the tail has both letters and digits.
func mixed(t []byte) bool {
	for _, c := range t {
		if isDigit(c) {
			return true
		}
	}
	return false
}

// boundedAlnum reports whether neither letter nor digit stands at i.
func boundedAlnum(text []byte, i int) bool {
	return i >= len(text) || !isDigit(text[i]) && !isLetter(text[i])
}

// scientific looks for numbers that a spreadsheet wrote with an exponent.
// Where all twelve digits are there the number is read whole; where the end is
// lost a date at the beginning is enough.
func (s *scanner) scientific(text []byte, groups []group) int {
	i := groups[0].start
	if groups[0].end != i+1 {
		return 0
	}
	n := 1
	s.digits[0] = text[i]
	i++
	if i < len(text) && (text[i] == '.' || text[i] == ',') {
		i++
		for i < len(text) && isDigit(text[i]) {
			if n < longNumber {
				s.digits[n] = text[i]
			}
			n++
			i++
		}
	}
	whole, end := exponent(text, i)
	const fewest = 4 // year and month; fewer digits tell nothing
	if end == 0 || n > longNumber || n < fewest {
		return 0
	}
	return s.judgeScientific(min(n, longNumber), whole, end)
}

// exponent reads E+11 at i: the number of digits before the decimal mark that
// it makes, and where it ends; 0 when there is none.
func exponent(text []byte, i int) (whole, end int) {
	if i >= len(text) || text[i]|0x20 != 'e' {
		return 0, 0
	}
	i++
	if i < len(text) && text[i] == '+' {
		i++
	}
	for ; i < len(text) && isDigit(text[i]) && whole < 100; i++ {
		whole = whole*10 + int(text[i]-'0')
	}
	if whole == 0 || !boundedAlnum(text, i) {
		return 0, 0
	}
	return whole + 1, i
}

func (s *scanner) judgeScientific(known, whole, end int) int {
	if known == whole && whole == longNumber {
		return s.judgeLong(end)
	}
	shift := 0
	switch whole {
	case longNumber:
	case shortNumber:
	case shortNumber - 1:
		shift = 1
		copy(s.digits[1:], s.digits[:min(known, longNumber-1)])
		s.digits[0] = '0'
	default:
		return 0
	}
	d := s.digits[:min(known+shift, longNumber)]
	fits := datePrefix(d, whole == longNumber)
	switch {
	case whole == longNumber && fits && known >= 6:
		s.add(formDamaged, d[:6], true)
	case whole != longNumber && len(d) >= shortNumber:
		ten := d[:shortNumber]
		s.add(formBare, ten, validDate(ten[:6]) && validTail(ten))
	default:
		s.add(formCoarse, d, fits)
	}
	return end
}

// datePrefix reports whether digits can begin a birth date: a century where
// there is one, and a month 00–13 (rounding can raise it by one).
func datePrefix(d []byte, century bool) bool {
	if century {
		if len(d) < 2 || twoDigits(d) < firstCentury || twoDigits(d) > lastCentury {
			return false
		}
		d = d[2:]
	}
	return len(d) < 4 || twoDigits(d[2:]) <= 13
}
