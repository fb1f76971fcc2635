package intake

import (
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// Rules of intake, part of the report's format: never reused, never renumbered.
// F rules are about the file, K about columns (kolumner), T about a value's
// type, X about mappings. The guard's rules begin with G.
const (
	RuleFormat     = "F01" // no format that is read, or not the one the name says
	RuleDamaged    = "F02" // empty, truncated or inconsistent
	RuleLimit      = "F03" // larger than the limits allow
	RuleForbidden  = "F04" // codecs, encryption, macros, links and other refused content
	RuleEncoding   = "F05" // characters that cannot be read, or had to be guessed
	RuleRowShape   = "F06" // a row with another number of fields than the header
	RuleQuote      = "F07" // an unbalanced quotation mark
	RuleSheet      = "F08" // a sheet that fits no dataset
	RuleNoRows     = "F09" // a header without rows
	RuleDataset    = "K01" // the dataset cannot be told
	RuleMissing    = "K02" // a required column is missing
	RuleDuplicate  = "K03" // two columns with one name
	RuleUnknown    = "K04" // a column that is not stored
	RuleNeedKommun = "K05" // kommun is needed to tell municipalities apart

	RuleIdentifier   = "T01" // an identifier that is no p1
	RuleCode         = "T02" // a code that is not in its list
	RuleNumber       = "T03" // not a number, or not a whole one
	RuleDate         = "T04" // not a date, month or year
	RuleText         = "T05" // text with characters that do not belong in it
	RuleErrorCell    = "T06" // a spreadsheet's error value
	RuleDecimals     = "T07" // more decimals than are kept: rounded
	RuleMunicipality = "T08" // the row's municipality is not the delivery's
	RulePeriod       = "T09" // the row's year, period or collection is not the delivery's

	RuleUnmapped   = "X01" // a value that the mapping does not know
	RuleMapColumn  = "X02" // a column that the mapping needs is missing
	RuleTestMap    = "X03" // the mapping holds test assignments
	RuleMapWrong   = "X04" // the mapping does not fit the delivery
	RuleMapIgnored = "X05" // source columns that the mapping leaves out
)

func text(sv, en string) code.Text { return code.Text{SV: sv, EN: en} }

func textf(sv, en string, args ...any) code.Text {
	return code.Text{SV: fmt.Sprintf(sv, args...), EN: fmt.Sprintf(en, args...)}
}

// stop, warn and note begin a finding of that severity.
func stop(rule string, message, remedy code.Text) table.Finding {
	return table.Finding{Rule: rule, Severity: table.Stop, Message: message, Remedy: remedy}
}

func warn(rule string, message, remedy code.Text) table.Finding {
	return table.Finding{Rule: rule, Severity: table.Warn, Message: message, Remedy: remedy}
}

func note(rule string, message, remedy code.Text) table.Finding {
	return table.Finding{Rule: rule, Severity: table.Note, Message: message, Remedy: remedy}
}

// refuse is the error of a file that cannot be used for one reason.
func refuse(rule string, message, remedy code.Text) *Refusal {
	return &Refusal{Findings: []table.Finding{stop(rule, message, remedy)}}
}

var saveAgain = text(
	"Spara filen på nytt från källsystemet och skicka den igen.",
	"Save the file again from the source system and send it again.")

var splitFile = text(
	"Dela upp leveransen i flera filer, till exempel en per datamängd.",
	"Split the delivery into several files, for example one per dataset.")
