package intake

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// dateOf is the day that is so many days after 1970-01-01.
func dateOf(day int64) time.Time { return time.Unix(day*secondsPerDay, 0).UTC() }

// errorCells are a spreadsheet's error values in Swedish and English.
var errorCells = map[string]bool{
	"#N/A": true, "#SAKNAS!": true, "#VALUE!": true, "#VÄRDEFEL!": true, "#REF!": true, "#REFERENS!": true,
	"#DIV/0!": true, "#DIVISION/0!": true, "#NAME?": true, "#NAMN?": true, "#NUM!": true, "#OGILTIGT!": true, "#NULL!": true, "#SKÄRNING!": true,
}

// valueClass describes a value without telling it.
func valueClass(cell []byte) string {
	n := utf8.RuneCount(cell)
	digits := 0
	for _, c := range cell {
		if c-'0' <= 9 {
			digits++
		}
	}
	_, isDate := parseDate(cell)
	_, _, isNumber := parseDigits(cell)
	switch {
	case errorCells[strings.ToUpper(string(cell))]:
		return "felvärde från kalkylprogram"
	case isDate:
		return "datum"
	case digits == n:
		return fmt.Sprintf("sifferföljd, %d siffror", n)
	case isNumber:
		return "tal"
	case digits == 0:
		return fmt.Sprintf("text, %d tecken", n)
	}
	return fmt.Sprintf("text med siffror, %d tecken", n)
}

// badValue is the finding about a cell that does not fit its variable.
func badValue(rule string, v *contract.Variable, cell []byte) table.Finding {
	message, remedy := valueMessages(rule, v)
	if errorCells[strings.ToUpper(string(cell))] {
		rule = RuleErrorCell
		message = text("Cellen innehåller ett felvärde från kalkylprogrammet.", "The cell holds a spreadsheet's error value.")
		remedy = text("Rätta formeln i arbetsboken, eller töm cellen om värdet saknas.", "Correct the formula in the workbook, or empty the cell if the value is missing.")
	}
	f := stop(rule, message, remedy)
	f.ValueClass = valueClass(cell)
	return f
}

func valueMessages(rule string, v *contract.Variable) (message, remedy code.Text) {
	switch rule {
	case RuleIdentifier:
		return text("Värdet är ingen giltig pseudonym (p1-…).", "The value is no valid pseudonym (p1-…)."),
			text("Pseudonymisera kolumnen med leverera och ändra inte pseudonymerna efteråt.", "Pseudonymise the column with leverera and do not change the pseudonyms afterwards.")
	case RuleCode:
		return textf("Värdet finns inte i kodlistan %[1]s.", "The value is not in the code list %[1]s.", v.List),
			text("Använd en kod ur kodlistan i mallen.", "Use a code from the template's code list.")
	case RuleDate:
		return dateMessages(v.Type)
	case RuleText:
		return text("Texten innehåller styrtecken eller går inte att läsa.", "The text holds control characters or cannot be read."),
			text("Ta bort radbrytningar och specialtecken ur texten.", "Remove line breaks and special characters from the text.")
	}
	if v.Type == contract.Integer {
		return text("Värdet är inget heltal.", "The value is no whole number."),
			text("Skriv ett heltal utan enhet, till exempel 12.", "Write a whole number without unit, for example 12.")
	}
	return text("Värdet är inget tal.", "The value is no number."),
		text("Skriv talet med decimalkomma och utan enhet, till exempel 12,5.", "Write the number without unit, for example 12.5.")
}

func dateMessages(t contract.Type) (message, remedy code.Text) {
	switch t {
	case contract.Year:
		return text("Värdet är inget årtal.", "The value is no year."),
			text("Skriv året med fyra siffror, till exempel 1985. Födelsedatum ska inte lämnas.", "Write the year with four digits, for example 1985. Dates of birth are not to be delivered.")
	case contract.Month:
		return text("Värdet är ingen månad.", "The value is no month."),
			text("Skriv månaden som ÅÅÅÅ-MM, till exempel 2025-03.", "Write the month as YYYY-MM, for example 2025-03.")
	}
	return text("Värdet är inget datum som går att läsa på bara ett sätt.", "The value is no date that reads in only one way."),
		text("Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2025-03-01.", "Write dates as YYYY-MM-DD, for example 2025-03-01.")
}
