package intake

import (
	"bytes"
	"fmt"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
)

// habits are ways of writing values that a column was found to have.
type habits struct {
	comma  bool // a decimal comma
	dates  bool // dates in other forms than YYYY-MM-DD
	serial bool // dates as a spreadsheet's numbers
}

// see notes how a cell that was read is written.
func (h *habits) see(t contract.Type, cell []byte, serials bool) {
	const iso = len("2025-03-01")
	switch t {
	case contract.Decimal:
		h.comma = h.comma || bytes.IndexByte(cell, ',') >= 0
	case contract.Date:
		if len(cell) == iso && cell[4] == '-' {
			return
		}
		if _, ok := parseDate(cell); !ok && serials {
			h.serial = true
		} else {
			h.dates = true
		}
	}
}

// habit tells one habit of the file, once.
func (j *job) habit(t code.Text) {
	if !slices.Contains(j.summary.Habits, t) {
		j.summary.Habits = append(j.summary.Habits, t)
	}
}

// tell tells a column's habits.
func (h habits) tell(j *job) {
	if h.comma {
		j.habit(text("decimalkomma", "decimal comma"))
	}
	if h.dates {
		j.habit(text("datum i andra former än ÅÅÅÅ-MM-DD", "dates in other forms than YYYY-MM-DD"))
	}
	if h.serial {
		j.habit(text("datum som tal (Excels dagnummer)", "dates as numbers (a spreadsheet's day numbers)"))
	}
}

func (j *job) tellCSV(f csvFacts, delimiter byte, h header, quoted bool) {
	encoding := map[string]string{encodingUTF8: "UTF-8", encoding1252: "Windows-1252", encodingUTF16LE: "UTF-16 (LE)", encodingUTF16BE: "UTF-16 (BE)"}[f.encoding]
	switch {
	case f.bom > 0:
		j.habit(textf("%s med BOM", "%s with byte order mark", encoding))
	case f.encoding == encodingUTF8:
		j.habit(text("UTF-8 utan BOM", "UTF-8 without byte order mark"))
	default:
		j.habit(text(encoding, encoding))
	}
	names := map[byte]code.Text{';': text("semikolon mellan fälten", "semicolons between fields"), ',': text("komma mellan fälten", "commas between fields"), '\t': text("tabb mellan fälten", "tabs between fields")}
	j.habit(names[delimiter])
	if quoted {
		j.habit(text("citattecken runt fält", "quotation marks round fields"))
	}
	j.tellHeader("", h)
	j.summary.Lines = f.lines
}

// tellHeader tells where the headings were found, unless in the first row.
func (j *job) tellHeader(sheet string, h header) {
	where := code.Text{}
	if sheet != "" {
		where = text("bladet "+sheet+": ", "sheet "+sheet+": ")
	}
	switch {
	case h.row == 0:
		j.habit(text("ingen rubrikrad; kolumnerna läses efter plats", "no heading row; columns are read by position"))
	case h.row > 1:
		j.habit(text(where.SV+fmt.Sprintf("rubriker på rad %d", h.row), where.EN+fmt.Sprintf("headings on row %d", h.row)))
	}
}
