package cli

import (
	"fmt"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/run"
)

// mostBlocked is how many cells are named on a terminal; --json has all.
const mostBlocked = 10

// tellBlocked names the cells (never their values) and the choices, for the
// operator.
func (a *app) tellBlocked(b *disclosure.Blocked) {
	if a.json {
		if err := a.printJSON(run.NewBlockedPackage(b)); err != nil {
			a.tellError(err)
		}
	}
	say := func(sv, en string, args ...any) {
		fmt.Fprintf(a.Stderr, code.Text{SV: sv, EN: en}.In(a.lang)+"\n", args...)
	}
	n := max(len(b.Cells), len(b.Columns))
	say("jamfor: röjandekontrollen stoppar %s %s: %s (%d).", "jamfor: disclosure control stops %s %s: %s (%d).",
		b.Set, b.Period, b.Reason.Text().In(a.lang), n)
	for i, c := range b.Cells {
		if i == mostBlocked {
			say("  … och %d till", "  … and %d more", len(b.Cells)-i)
			break
		}
		fmt.Fprintf(a.Stderr, "  %s\n", c.Text().In(a.lang))
	}
	if len(b.Cells) == 0 {
		for _, c := range b.Columns[:min(mostBlocked, len(b.Columns))] {
			fmt.Fprintf(a.Stderr, "  %s\n", c)
		}
	}
	if all := b.Indicators(); len(b.Cells) > mostBlocked {
		say("Berörda indikatorer: %s", "Indicators concerned: %s", strings.Join(all, ", "))
	}
	say("Inget har publicerats. Att välja mellan, och sedan köra igen:", "Nothing has been published. Choose, then run again:")
	for _, c := range b.Choices {
		fmt.Fprintf(a.Stderr, "  • %s\n", c.In(a.lang))
	}
}
