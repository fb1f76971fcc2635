package validate

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// WriteText writes the report for a terminal in one language. Control
// characters in names are replaced, so that no file can drive the terminal.
func (r Report) WriteText(w io.Writer, lang code.Lang) error {
	b := bufio.NewWriter(w)
	word := func(sv, en string) string { return code.Text{SV: sv, EN: en}.In(lang) }
	fmt.Fprintf(b, "%s: %s\n", plain(r.Name), r.Verdict().In(lang))
	if r.Synthetic {
		fmt.Fprintln(b, word("Syntetiska uppgifter.", "Synthetic data."))
	}
	for _, o := range r.Municipalities {
		fmt.Fprintf(b, "  %-24s %s, %s %s\n", municipalityName(o.Municipality), statusText(o.Status).In(lang),
			code.Number(float64(o.RowCount()), 0, lang), outcomeRows(o, lang))
	}
	for _, f := range r.Files {
		writeFile(b, f, lang)
	}
	if len(r.Findings) > 0 {
		fmt.Fprintln(b)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(b, "%s %s  %s\n", severityText(f.Severity).In(lang), f.Rule, placeOf(f, lang))
		fmt.Fprintf(b, "    %s\n", plain(f.Message.In(lang)))
		if f.ValueClass != "" {
			fmt.Fprintf(b, "    %s: %s\n", word("Värdet är", "The value is"), plain(f.ValueClass))
		}
		if !f.Remedy.Empty() {
			fmt.Fprintf(b, "    %s: %s\n", word("Gör så här", "What to do"), plain(f.Remedy.In(lang)))
		}
	}
	for _, t := range r.Totals {
		if t.Count > int64(t.Kept) {
			fmt.Fprintf(b, word("%s %s: visar %d av %s\n", "%s %s: shows %d of %s\n"), severityText(t.Severity).In(lang), totalPlace(t, lang), t.Kept, code.Number(float64(t.Count), 0, lang))
		}
	}
	writeOutcomes(b, r.Outcomes, lang)
	return b.Flush()
}

// writeOutcomes tells how many rules passed and failed, and names those that could
// not be evaluated, by their reason.
func writeOutcomes(w io.Writer, outcomes []RuleOutcome, lang code.Lang) {
	if len(outcomes) == 0 {
		return
	}
	fmt.Fprintf(w, code.Text{
		SV: "\nRegler: %d uppfyllda, %d inte uppfyllda, %d kunde inte prövas.\n",
		EN: "\nRules: %d passed, %d failed, %d not evaluable.\n",
	}.In(lang), CountOutcomes(outcomes, Pass), CountOutcomes(outcomes, Fail), CountOutcomes(outcomes, NotEvaluable))
	var reasons []string
	byReason := map[string][]string{}
	for _, o := range outcomes {
		if o.Outcome != NotEvaluable {
			continue
		}
		why := plain(o.Why.In(lang))
		if byReason[why] == nil {
			reasons = append(reasons, why)
		}
		byReason[why] = append(byReason[why], o.Rule)
	}
	for _, why := range reasons {
		fmt.Fprintf(w, "  %s: %s\n", strings.Join(byReason[why], ", "), why)
	}
}

// writeFile tells how a file was read.
func writeFile(w io.Writer, f FileNote, lang code.Lang) {
	if f.Format == "" {
		return
	}
	parts := []string{f.Format}
	for _, h := range f.Habits {
		parts = append(parts, plain(h.In(lang)))
	}
	if f.Lines > 0 {
		parts = append(parts, code.Number(float64(f.Lines), 0, lang)+code.Text{SV: " rader i filen, alla lästa", EN: " lines in the file, all read"}.In(lang))
	}
	if f.Mapping != "" {
		parts = append(parts, code.Text{SV: "mappning ", EN: "mapping "}.In(lang)+plain(f.Mapping))
	}
	fmt.Fprintf(w, "  %s: %s\n", plain(f.Name), strings.Join(parts, ", "))
}

func outcomeRows(o Outcome, lang code.Lang) string {
	if o.Zero {
		return code.Text{SV: "rader (nollrapport)", EN: "rows (zero report)"}.In(lang)
	}
	return code.Text{SV: "rader", EN: "rows"}.In(lang)
}

// placeOf is where a finding lies: municipality, file, sheet, row, column.
func placeOf(f table.Finding, lang code.Lang) string {
	var parts []string
	add := func(sv, en, value string) {
		if value != "" {
			parts = append(parts, strings.TrimSpace(code.Text{SV: sv, EN: en}.In(lang)+" "+plain(value)))
		}
	}
	if f.Municipality != "" {
		add("", "", municipalityName(f.Municipality))
	}
	add("", "", f.File)
	add("blad", "sheet", f.Sheet)
	if f.File == "" {
		add("datamängd", "dataset", f.Dataset)
	}
	if f.Row > 0 {
		add("rad", "row", strconv.Itoa(f.Row))
	}
	add("kolumn", "column", f.Column)
	if len(parts) == 0 {
		return code.Text{SV: "hela leveransen", EN: "the whole delivery"}.In(lang)
	}
	return strings.Join(parts, ", ")
}

func totalPlace(t Total, lang code.Lang) string {
	return t.Rule + " " + placeOf(table.Finding{Municipality: t.Municipality, Dataset: t.Dataset, Column: t.Column}, lang)
}

// plain replaces what is not printable: control characters and the marks that
// turn the direction of text.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) && r != '\u202f' && r != '\u00a0' {
			return '\ufffd'
		}
		return r
	}, text)
}
