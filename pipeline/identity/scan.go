package identity

// form is a way of writing an identity number that the scanner knows.
type form byte

const (
	formLong      form = iota // 12 digits in any grouping that ends in four
	formShort                 // six digits, - or +, four digits
	formInterim               // date and T123 or TF10
	formReserve               // date and four characters, at least one letter
	formDamaged               // 1.97001E+11: a spreadsheet ate the end
	formBare                  // 9 or 10 digits with neither - nor +: judged by column
	formCoarse                // few digits of a number in scientific form: judged by column
	formReserve99             // 12 digits that begin with 99, with check digit: needs a telling column name
)

// hit is one occurrence in a text. digits are its 12 or 10 digits (fewer for
// damaged forms) in the scanner's buffer, valid until the next scan. valid is
// false only for the forms that columns judge.
type hit struct {
	form   form
	digits []byte
	valid  bool
	time   bool // also reads as a time: YYYYMMDDHHMM or YYMMDDHHMM
}

// minDigits is the least number of digits a text must have to be worth scanning.
const minDigits = 4

const maxGroups = longNumber

// group is one run of digits and the separator before it.
type group struct {
	start, end int
	sep        byte // '-', '+', ' ', '.', '/', '_' before it; 0: nothing joins it
	tight      bool // the separator is one character
}

// scanner finds identity numbers in one text after another without allocating.
type scanner struct {
	plain   []byte
	escapes unescaper
	digits  [longNumber]byte
	groups  [maxGroups]group
	found   []hit
	store   []byte
}

// scan finds every occurrence in the text. The result is valid until the next
// call. The text may be of any encoding that normalise understands.
//
// What the text says once its escapes are taken back (&#49;, \u0031, %31 and their
// like) is looked at too, where there are any.
func (s *scanner) scan(text []byte) []hit {
	s.found, s.store = s.found[:0], s.store[:0]
	s.look(text)
	for range deepestEscape {
		plain, escaped := s.escapes.undo(text)
		if !escaped {
			break
		}
		s.look(plain)
		text = plain
	}
	return s.found
}

// deepestEscape is how many times a text is taken to be escaped (%25 31 in a URL
// of a URL).
const deepestEscape = 3

// look looks for every occurrence in one text.
func (s *scanner) look(text []byte) {
	if !isASCII(text) {
		s.plain = normalise(s.plain[:0], text)
		text = s.plain
	}
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		end := i + digitsFrom(text, i)
		i = s.at(text, i, end)
	}
}

// at looks for an identity number that begins with the run of digits at start
// and returns the end of what it found (or end).
func (s *scanner) at(text []byte, start, end int) int {
	if !boundedLeft(text, start) {
		return end
	}
	groups := s.groups[:s.collect(text, start)]
	found := s.long(text, groups)
	if found == 0 {
		found = s.short(text, groups)
	}
	if found == 0 {
		found = s.letters(text, groups)
	}
	if found == 0 {
		found = s.scientific(text, groups)
	}
	if found == 0 {
		found = s.bare(text, groups)
	}
	return max(found, end)
}

// collect gathers the runs of digits that separators join to the one at start.
func (s *scanner) collect(text []byte, start int) int {
	s.groups[0] = group{start: start, end: start + digitsFrom(text, start)}
	n := 1
	for n < maxGroups {
		at := s.groups[n-1].end
		sep, width := separator(text[at:])
		if width == 0 {
			break
		}
		at += width
		s.groups[n] = group{at, at + digitsFrom(text, at), sep, width == 1}
		n++
	}
	return n
}

// mostBlanks is how many blanks may stand on either side of what joins digits.
const mostBlanks = 4

// separator reads what joins two runs of digits: one of - + . / _ or a blank,
// with blanks on both sides; or : * ~ = with nothing beside it. Two marks may
// stand together, and brackets or quotation marks round the runs where the mark is
// - or +. Width 0 when no digit follows.
func separator(text []byte) (sep byte, width int) {
	i := blanks(text, 0)
	sep = ' '
	if i < len(text) && joinsTight(text[i]) {
		if i > 0 || len(text) < 2 || !isDigit(text[1]) {
			return 0, 0
		}
		return text[0], 1
	}
	if next := bracketed(text, i); next > 0 {
		sep, i = text[i+1], next
	} else if i < len(text) && joins(text[i]) {
		sep = text[i]
		i = blanks(text, i+1)
		if i < len(text) && joins(text[i]) {
			if sep != '-' && sep != '+' {
				sep = text[i]
			}
			i = blanks(text, i+1)
		}
	}
	if i == 0 || i >= len(text) || !isDigit(text[i]) {
		return 0, 0
	}
	return sep, i
}

// blanks is where the blanks that begin at i end, at most mostBlanks of them.
func blanks(text []byte, i int) int {
	for n := 0; n < mostBlanks && i < len(text) && text[i] == ' '; n++ {
		i++
	}
	return i
}

// bracketed reads a bracket or quotation mark, a hyphen or plus and possibly
// another such mark; 0 when that is not what stands at i.
func bracketed(text []byte, i int) (end int) {
	if i+2 >= len(text) || !encloses(text[i]) || text[i+1] != '-' && text[i+1] != '+' {
		return 0
	}
	if end = i + 2; encloses(text[end]) {
		end++
	}
	return end
}

func encloses(c byte) bool {
	switch c {
	case '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'':
		return true
	}
	return false
}

func joins(c byte) bool { return c == '-' || c == '+' || c == '.' || c == '/' || c == '_' }

// joinsTight are marks that join digits only where they stand alone between them:
// with a blank they end a phrase.
func joinsTight(c byte) bool { return c == ':' || c == '*' || c == '~' || c == '=' }

// long looks for twelve digits whose last four stand together, or as three and
// one, or in threes (as a number format groups them), in pairs, or one by one.
func (s *scanner) long(text []byte, groups []group) int {
	n, total := 0, 0
	for n < len(groups) && total < longNumber {
		length := groups[n].end - groups[n].start
		if total+length > longNumber {
			return 0
		}
		copy(s.digits[total:], text[groups[n].start:groups[n].end])
		total += length
		n++
	}
	if total != longNumber || !evenly(groups[:n]) {
		return 0
	}
	last := groups[n-1]
	if !boundedRight(text, last.end) || n > 1 && !direct(groups[:n]) && continued(text, last.end) {
		return 0
	}
	if n == 1 && isFraction(text, groups[0].start, last.end) || n == 2 && inUUID(text, groups[0].start) {
		return 0
	}
	return s.judgeLong(last.end)
}

// evenly reports whether twelve digits are grouped as people and programs do.
func evenly(g []group) bool {
	length := func(i int) int { return g[i].end - g[i].start }
	last := len(g) - 1
	switch tail := length(last); {
	case tail == 4, tail == shortNumber, tail == longNumber:
		return true
	case tail == 1 && last > 1 && length(last-1) == 3 && g[last].tight && g[last].sep != ' ':
		return true
	case tail > 3:
		return false
	}
	for i := range g {
		if length(i) != length(last) || i > 1 && length(last) == 2 && g[i].sep != g[1].sep {
			return false
		}
	}
	return true
}

func (s *scanner) judgeLong(end int) int {
	d := s.digits[:]
	switch {
	case kindOf(d) != unknownKind:
		s.add(formLong, d, true)
	case d[0] == '9' && d[1] == '9' && luhn(d[2:]):
		s.add(formReserve99, d, true)
	default:
		return 0
	}
	return end
}

// direct reports whether the groups are eight and four digits with a tight - or
// +, the one grouping that a date range cannot have by itself.
func direct(g []group) bool {
	return len(g) == 2 && g[1].tight && g[1].sep != ' ' && g[0].end-g[0].start == 8
}

// short looks for YYMMDD-NNNC and YYMMDD+NNNC, the date possibly in three parts.
func (s *scanner) short(text []byte, groups []group) int {
	n, ok := s.shortGroups(text, groups)
	if !ok {
		return 0
	}
	last := groups[n]
	if last.sep != '-' && last.sep != '+' || !boundedRight(text, last.end) {
		return 0
	}
	if continued(text, last.end) && (n > 1 || !last.tight || inUUID(text, groups[0].start)) {
		return 0
	}
	copy(s.digits[6:], text[last.start:last.end])
	ten := s.digits[:shortNumber]
	if !validDate(ten[:6]) || !validTail(ten) {
		return 0
	}
	s.add(formShort, ten, true)
	return last.end
}

// shortGroups reads six digits, whole or in pairs, and tells which group of four
// follows them.
func (s *scanner) shortGroups(text []byte, groups []group) (tail int, ok bool) {
	n, total := 0, 0
	for n < len(groups) && total < 6 {
		length := groups[n].end - groups[n].start
		if length != 6 && length != 2 || total+length > 6 {
			return 0, false
		}
		copy(s.digits[total:], text[groups[n].start:groups[n].end])
		total += length
		n++
	}
	return n, total == 6 && n < len(groups) && groups[n].end-groups[n].start == 4
}

// bare looks for what only a column can judge: ten digits, nine of which the
// leading zero was lost, a date of six and four digits with something else than a
// hyphen between.
func (s *scanner) bare(text []byte, groups []group) int {
	first := groups[0]
	length := first.end - first.start
	end := first.end
	ten := s.digits[:shortNumber]
	switch {
	case length == shortNumber:
		copy(ten, text[first.start:end])
	case length == shortNumber-1:
		ten[0] = '0'
		copy(ten[1:], text[first.start:end])
	case len(groups) > 1 && length == 5 && groups[1].sep == '-' && groups[1].end-groups[1].start == 4:
		end = groups[1].end
		ten[0] = '0'
		copy(ten[1:], text[first.start:first.end])
		copy(ten[6:], text[groups[1].start:end])
	default:
		n, ok := s.shortGroups(text, groups)
		if !ok || groups[n].sep == '-' || groups[n].sep == '+' {
			return 0
		}
		end = groups[n].end
		copy(ten[6:], text[groups[n].start:end])
	}
	if !boundedRight(text, end) || isFraction(text, first.start, end) {
		return 0
	}
	s.add(formBare, ten, validDate(ten[:6]) && validTail(ten))
	return end
}

// add keeps a hit with a copy of its digits.
func (s *scanner) add(f form, digits []byte, valid bool) {
	start := len(s.store)
	s.store = append(s.store, digits...)
	s.found = append(s.found, hit{f, s.store[start:len(s.store):len(s.store)], valid, readsAsTime(digits)})
}

// readsAsTime reports whether the digits are YYYYMMDDHHMM or YYMMDDHHMM.
func readsAsTime(d []byte) bool {
	if len(d) != longNumber && len(d) != shortNumber {
		return false
	}
	clock, date := d[len(d)-4:], d[:len(d)-4]
	if twoDigits(clock) > 23 || twoDigits(clock[2:]) > 59 {
		return false
	}
	return validDate(date) && twoDigits(date[len(date)-2:]) <= daysOfLongestMonth
}
