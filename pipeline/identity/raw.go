package identity

import (
	"unicode/utf8"

	"jamfor/pipeline/table"
)

// Raw looks for identity numbers in bytes of which nothing is known: what stands
// between the parts of a container, or a whole file that could not be read. It
// takes every run of printable characters for a text; line ends and control
// characters part texts. Only forms that betray a number by themselves count, and
// bare ten digits where nearly all of the file's are numbers. It knows no rows and
// keeps at most some kilobytes.
type Raw struct {
	guard  *Guard
	place  Place
	text   []byte // the run under way
	digits int    // in it
	zero   bool   // a NUL stands behind it
	wide   bool   // a NUL stands behind each of its characters
	column column
}

// Raw starts a look at bytes.
func (g *Guard) Raw(place Place) *Raw { return &Raw{guard: g, place: place} }

// Bounds of a run: one that has fewer digits holds no number, a longer one is
// looked at in pieces that overlap where no number can be cut.
const (
	fewestRaw   = shortNumber - 1
	longestRun  = 32 << 10
	overlapRuns = 256
)

// Write takes the next bytes; it cannot fail.
func (r *Raw) Write(p []byte) (int, error) {
	for i := 0; i < len(p); {
		n := 0
		for i+n < len(p) && p[i+n] >= ' ' && p[i+n] != 0x7f {
			n++
		}
		switch {
		case n > 0:
			r.take(p[i : i+n])
			i += n
			continue
		case p[i] == 0 && !r.zero && len(r.text) > 0:
			r.zero = true
		default:
			r.end()
		}
		i++
	}
	return len(p), nil
}

// take takes printable bytes. Text in two bytes a character has a NUL behind each;
// elsewhere a NUL parts texts.
func (r *Raw) take(p []byte) {
	switch {
	case r.zero && len(p) == 1:
		if !r.wide { // the character before the NUL may be the first of such a text
			r.restart()
			r.wide = true
		}
	case r.zero:
		r.end()
	case r.wide: // the character before this one begins a text of one byte each
		r.restart()
	}
	r.zero = false
	r.add(p)
	if len(r.text) >= longestRun {
		r.cut()
	}
}

// restart ends the run and begins another with its last character.
func (r *Raw) restart() {
	last := r.text[len(r.text)-1]
	r.end()
	r.add([]byte{last})
}

func (r *Raw) add(p []byte) {
	for _, c := range p {
		if isDigit(c) {
			r.digits++
		}
	}
	r.text = append(r.text, p...)
}

// cut looks at a long run and keeps its end.
func (r *Raw) cut() {
	end := len(r.text)
	for n := 0; n < overlapRuns && end > 1 && partOfNumber(r.text[end-1]); n++ {
		end--
	}
	rest := r.text[end:]
	kept := len(rest)
	r.look(r.text[:end])
	r.text = r.text[:copy(r.text, rest)]
	r.digits = 0
	for _, c := range r.text[:kept] {
		if isDigit(c) {
			r.digits++
		}
	}
}

func partOfNumber(c byte) bool {
	return isDigit(c) || isLetter(c) || c == ' ' || c == '-' || c == '+' || c >= 0x80
}

// end looks at the run under way and begins another.
func (r *Raw) end() {
	r.look(r.text)
	r.text, r.digits, r.zero, r.wide = r.text[:0], 0, false, false
}

func (r *Raw) look(text []byte) {
	if len(text) < fewestRaw || r.digits < fewestRaw && !escaped(text, r.digits) {
		return
	}
	if !utf8.Valid(text) {
		oldMarks(text)
	}
	for _, h := range r.guard.scanner.scan(text) {
		if r.guard.options.Allow.holds(full(h)) {
			continue
		}
		switch h.form {
		case formBare:
			r.column.bare.add(0, h)
		case formLong, formShort, formInterim:
			r.guard.place(placeFinding(r.place, 0, h))
		}
	}
}

// oldMarks writes the dashes and the blank of Windows-1252 as ASCII.
func oldMarks(text []byte) {
	for i, c := range text {
		switch c {
		case 0x96, 0x97, 0xAD:
			text[i] = '-'
		case 0xA0:
			text[i] = ' '
		}
	}
}

// escaped reports whether a text of few digits may hold more of them in another
// script: digits take two bytes and more there.
func escaped(text []byte, digits int) bool {
	beyond := 0
	for _, c := range text {
		if c >= 0x80 {
			beyond++
		}
	}
	return digits+beyond/2 >= fewestRaw
}

// Close looks at what is left.
func (r *Raw) Close() {
	r.end()
	if r.column.bare.refused(false) {
		f := r.column.columnFinding(RuleColumn, 0)
		r.guard.place(f)
	}
}

// place keeps a finding about no cell.
func (g *Guard) place(f table.Finding) {
	g.loose++
	if len(g.places) < keepFindings {
		g.places = append(g.places, g.finding(f))
	}
}
