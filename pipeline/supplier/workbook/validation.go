package workbook

import (
	"fmt"
	"strings"
)

// Kind is what a validation asks of a cell.
type Kind string

// The kinds: a value of a list, a date, a whole or decimal number, a text no
// longer than Max, or a formula that must be true.
const (
	List     Kind = "list"
	Dates    Kind = "date"
	Whole    Kind = "whole"
	Decimals Kind = "decimal"
	Length   Kind = "textLength"
	Formula  Kind = "custom"
)

// Validation checks the cells of one column while they are typed. Min and Max
// are formulas (numbers, DATE(…)); one of them may be empty. A List and a
// Formula stand in Min.
type Validation struct {
	Kind        Kind
	Min, Max    string
	Column      int // counted from 0
	First, Last int // rows
	Title       string
	Prompt      string // shown when the cell is chosen
	Error       string // shown when the value is refused
	Lenient     bool   // ask instead of refusing
}

// Excel's limits in characters.
const (
	maxTitle = 32
	maxHint  = 255
)

func (v Validation) xml() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<dataValidation type="%s" allowBlank="1" showInputMessage="1" showErrorMessage="1"`, v.Kind)
	if v.Lenient {
		b.WriteString(` errorStyle="warning"`)
	}
	first, second, operator := v.Min, v.Max, "between"
	switch {
	case v.Kind == List || v.Kind == Formula:
		operator = ""
	case v.Min == "":
		first, second, operator = v.Max, "", "lessThanOrEqual"
	case v.Max == "":
		operator = "greaterThanOrEqual"
	}
	if operator != "" {
		fmt.Fprintf(&b, ` operator="%s"`, operator)
	}
	attribute := func(name, text string, most int) {
		if runes := []rune(text); len(runes) > most {
			text = string(runes[:most])
		}
		if text != "" {
			fmt.Fprintf(&b, ` %s="%s"`, name, escape(text))
		}
	}
	attribute("errorTitle", v.Title, maxTitle)
	attribute("error", v.Error, maxHint)
	attribute("promptTitle", v.Title, maxTitle)
	attribute("prompt", v.Prompt, maxHint)
	column := Letters(v.Column)
	fmt.Fprintf(&b, ` sqref="%s%d:%s%d"><formula1>%s</formula1>`, column, v.First, column, v.Last, escape(first))
	if second != "" {
		fmt.Fprintf(&b, `<formula2>%s</formula2>`, escape(second))
	}
	b.WriteString(`</dataValidation>`)
	return b.String()
}
