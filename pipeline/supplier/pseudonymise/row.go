package pseudonymise

import (
	"bytes"
	"strings"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
)

// worker turns rows into output rows. It is used by one goroutine.
type worker struct {
	options Options
	keyer   *identity.P1Keyer
	layout  layout
	at      time.Time
	out     [][]byte // of the row under way, in the layout's order
	arena   []byte
	number  identity.Number // of the row's person, zero where there is none
	local   bool            // the person is a local id
	tally   Tally
}

// Tally counts what was done to one table.
type Tally struct {
	Rows      int64 // written
	Persons   int64 // identity numbers keyed
	LocalIDs  int64 // other ids keyed
	Already   int64 // cells that were pseudonyms already
	Restored  int64 // numbers that a spreadsheet had damaged and that could be made good
	SexDiffer int64 // rows whose given sex is not the number's
}

// Faults of a cell. None holds anything of the cell.
var (
	errNoNumber     = code.Problem("är inget giltigt personnummer, samordningsnummer eller tillfälligt nummer (datum eller kontrollsiffra stämmer inte, eller så har kalkylarket tappat siffror)", "is no valid identity number, coordination number or temporary number (its date or check digit is wrong, or a spreadsheet has lost digits)")
	errNoPlace      = code.Problem("saknar kommunkod på raden: id:n är unika bara inom en kommun", "lacks a municipality code on its row: ids are unique only within a municipality")
	errPlace        = code.Problem("har en kommunkod som inte finns", "has a municipality code that does not exist")
	errBadPseudonym = code.Problem("ser ut som en pseudonym men är avskriven fel", "looks like a pseudonym but is miscopied")
	errLongID       = code.Problem("är längre än 200 tecken", "is longer than 200 characters")
)

func newWorker(o Options, l layout) *worker {
	return &worker{options: o, keyer: o.Keyer.Clone(), layout: l, at: o.Period.End(), out: make([][]byte, len(l.columns))}
}

// fault is a cell that cannot be pseudonymised.
type fault struct {
	column int // source column
	err    error
}

// row works one row out. The output is valid until the next call.
func (w *worker) row(cells [][]byte) (out [][]byte, faults []fault) {
	w.arena, w.number, w.local = w.arena[:0], identity.Number{}, false
	if w.isZero(cells) {
		return w.pass(cells), nil
	}
	for i, c := range w.layout.columns {
		if c.source < 0 {
			w.out[i] = nil
			continue
		}
		w.out[i] = bytes.TrimSpace(cells[c.source])
		if c.role == "" || len(w.out[i]) == 0 {
			continue
		}
		text, err := w.key(c.role, w.out[i], cells)
		if err != nil {
			faults = append(faults, fault{c.source, err})
			text = nil
		}
		w.out[i] = text
	}
	for i, c := range w.layout.columns {
		if c.derive != "" {
			w.derive(i, c.derive)
		}
	}
	w.tally.Rows++
	return w.out, faults
}

// isZero reports a row that says nollrapport and nothing else but kommun.
func (w *worker) isZero(cells [][]byte) bool {
	found := false
	for i, cell := range cells {
		switch text := bytes.TrimSpace(cell); {
		case len(text) == 0 || i == w.layout.municipality:
		case intake.Fold(string(text)) == zeroWord:
			found = true
		default:
			return false
		}
	}
	return found
}

const zeroWord = "nollrapport"

// pass takes a row as it is.
func (w *worker) pass(cells [][]byte) [][]byte {
	for i, c := range w.layout.columns {
		if w.out[i] = nil; c.source >= 0 {
			w.out[i] = bytes.TrimSpace(cells[c.source])
		}
	}
	return w.out
}

// key makes the pseudonym of one cell.
func (w *worker) key(role Role, text []byte, cells [][]byte) ([]byte, error) {
	if bytes.HasPrefix(text, []byte(identity.P1Prefix)) {
		if !identity.ValidP1(text) {
			return nil, errBadPseudonym
		}
		w.tally.Already++
		return text, nil
	}
	if role == PersonRole || role == FormerRole || role == NewRole {
		return w.person(text, cells)
	}
	return w.localID(role, tidyID(text), cells)
}

func (w *worker) person(text []byte, cells [][]byte) ([]byte, error) {
	n, restored, err := identity.RestoreNumber(string(text), w.at)
	kind := w.idKind(cells)
	switch {
	case err == nil && kind != "lokal":
		w.number = n
		if restored {
			w.tally.Restored++
		}
		if n.Kind == identity.InterimNumber { // unique only where it was given
			return w.localID(PersonRole, []byte(n.Digits), cells)
		}
		w.tally.Persons++
		return w.append(func(dst []byte) []byte { return w.keyer.AppendPerson(dst, n.Digits) }), nil
	case kind == "lokal" || kind == "tillfallig" || w.options.LocalIDs && kind == "":
		w.local = true
		return w.localID(PersonRole, tidyID(text), cells)
	}
	return nil, errNoNumber
}

// idKind is the kind of identity that the row itself tells, empty where none.
func (w *worker) idKind(cells [][]byte) string {
	if w.layout.idType < 0 {
		return ""
	}
	return strings.ToLower(string(bytes.TrimSpace(cells[w.layout.idType])))
}

func (w *worker) localID(role Role, id []byte, cells [][]byte) ([]byte, error) {
	if len(id) > 200 {
		return nil, errLongID
	}
	municipality, err := w.municipality(cells)
	if err != nil {
		return nil, err
	}
	w.tally.LocalIDs++
	return w.append(func(dst []byte) []byte {
		return w.keyer.AppendLocal(dst, role.context(), municipality, string(id))
	}), nil
}

// append puts a pseudonym into the row's arena.
func (w *worker) append(make func([]byte) []byte) []byte {
	start := len(w.arena)
	w.arena = make(w.arena)
	return w.arena[start:len(w.arena):len(w.arena)]
}

// municipality is the row's own, else the delivery's. A spreadsheet may have
// taken its leading zero.
func (w *worker) municipality(cells [][]byte) (string, error) {
	if w.layout.municipality >= 0 {
		if text := string(bytes.TrimSpace(cells[w.layout.municipality])); text != "" {
			if len(text) == 3 {
				text = "0" + text
			}
			if _, known := w.options.Contract.Lists["kommun"].Find(text); !known {
				return "", errPlace
			}
			return text, nil
		}
	}
	if w.options.Municipality == "" {
		return "", errNoPlace
	}
	return w.options.Municipality, nil
}

// derive fills a blank column from the row's identity number.
func (w *worker) derive(i int, name string) {
	given := w.out[i]
	var value string
	switch {
	case w.local && name == "person_idtyp":
		value = "lokal"
	case w.number.Digits == "":
		return
	case name == "person_idtyp":
		value = string(w.number.Kind)
	case name == "fodelsear":
		value = w.number.Digits[:4]
	case name == "kon":
		value = w.number.Sex()
		if len(given) == 1 && (given[0] == 'K' || given[0] == 'M') && value != "U" && string(given) != value {
			w.tally.SexDiffer++
		}
	}
	if len(given) == 0 {
		w.out[i] = w.append(func(dst []byte) []byte { return append(dst, value...) })
	}
}

// tidyID writes a local id in the one form that is keyed: no blanks around it,
// Unicode dashes and blanks as ASCII, and a whole number without the decimals
// that a spreadsheet gives it. Case and leading zeros are kept: they may tell
// ids apart.
func tidyID(text []byte) []byte {
	tidy := strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
			return '-'
		case r == 0x00a0 || r == 0x202f || r == 0x2007:
			return ' '
		case r == 0x200b || r == 0xfeff || r == 0x00ad:
			return -1
		}
		return r
	}, string(text))
	tidy = strings.TrimSpace(tidy)
	for _, end := range []string{".0", ",0"} {
		if whole, found := strings.CutSuffix(tidy, end); found && whole != "" && strings.Trim(whole, "0123456789") == "" {
			tidy = whole
		}
	}
	return []byte(tidy)
}
