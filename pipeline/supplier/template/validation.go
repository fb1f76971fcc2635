package template

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/supplier/workbook"
)

const listSheet = "Kodlistor"

// validation is the check of a column's cells, false where it has none.
func (f *form) validation(c Column) (workbook.Validation, bool) {
	v := workbook.Validation{Title: c.Label.SV, Prompt: prompt(c)}
	switch c.Type {
	case contract.Code:
		at := slices.Index(f.lists, c.List)
		letter := workbook.Letters(2 * at)
		v.Kind = workbook.List
		v.Min = fmt.Sprintf("%s!$%s$3:$%s$%d", listSheet, letter, letter, 2+len(f.contract.Lists[c.List].Entries))
		v.Error = "Välj en kod i listan. Koderna förklaras i bladet " + listSheet + "."
	case contract.Date:
		v.Kind, v.Min, v.Max = workbook.Dates, "DATE(1900,1,1)", "DATE(2100,12,31)"
		v.Error = "Skriv ett datum som 2025-03-01."
	case contract.Integer:
		v.Kind, v.Min, v.Max = workbook.Whole, c.Min, c.Max
		v.Error = "Skriv ett heltal" + rangeText(c) + "."
	case contract.Year:
		v.Kind, v.Min, v.Max = workbook.Whole, orElse(c.Min, "1800"), orElse(c.Max, "2100")
		v.Error = "Skriv ett årtal med fyra siffror, inte ett födelsedatum."
	case contract.Decimal:
		v.Kind, v.Min, v.Max = workbook.Decimals, c.Min, c.Max
		v.Error = "Skriv ett tal" + rangeText(c) + "."
	case contract.Text:
		v.Kind, v.Max = workbook.Length, fmt.Sprint(orElse(fmt.Sprint(c.MaxLength), "0"))
		v.Error = fmt.Sprintf("Högst %d tecken, ingen fritext om personer.", c.MaxLength)
		if c.MaxLength == 0 {
			return v, false
		}
	default:
		return v, false
	}
	if v.Min == "" && v.Max == "" {
		v.Min = "-1000000000000" // any number, but a number
	}
	return v, true
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func rangeText(c Column) string {
	switch {
	case c.Min != "" && c.Max != "":
		return " från " + c.Min + " till " + c.Max
	case c.Min != "":
		return " som är minst " + c.Min
	case c.Max != "":
		return " som är högst " + c.Max
	}
	return ""
}

// prompt is what a person sees in the cell.
func prompt(c Column) string {
	parts := []string{typeText(c) + rangeText(c) + "."}
	switch {
	case c.System:
		parts = append(parts, "Behövs bara i filer för flera kommuner.")
	case c.Required:
		parts = append(parts, "Måste fyllas i.")
	}
	return strings.Join(parts, " ")
}

// typeText says what a column holds.
func typeText(c Column) string {
	switch c.Type {
	case contract.Pseudonym:
		return "Ert eget nummer; byts mot en pseudonym med leverera pseudonymisera"
	case contract.Code:
		return "Kod ur listan " + c.List
	case contract.Integer:
		return "Heltal"
	case contract.Decimal:
		return "Tal"
	case contract.Date:
		return "Datum, ÅÅÅÅ-MM-DD"
	case contract.Month:
		return "Månad, ÅÅÅÅ-MM"
	case contract.Year:
		return "Årtal, fyra siffror"
	}
	if c.MaxLength > 0 {
		return fmt.Sprintf("Text, högst %d tecken", c.MaxLength)
	}
	return "Text"
}
