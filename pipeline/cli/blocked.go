package cli

import (
	"fmt"

	"jamfor/pipeline/disclosure"
)

// tellBlocked names the cells (never their values) and the choices, for the
// operator.
func (a *app) tellBlocked(b *disclosure.Blocked) {
	fmt.Fprintf(a.Stderr, a.t("jamfor: röjandekontrollen stoppar %s %s: %d celler går inte att skydda (%s).\n",
		"jamfor: disclosure control stops %s %s: %d cells cannot be protected (%s).\n"), b.Set, b.Period, len(b.Cells), b.Reason)
	for i, c := range b.Cells {
		if i == 10 {
			fmt.Fprintf(a.Stderr, "  … +%d\n", len(b.Cells)-i)
			break
		}
		fmt.Fprintf(a.Stderr, "  %s\n", c)
	}
	fmt.Fprintln(a.Stderr, a.t("Att välja mellan:", "Choices:"))
	for _, c := range b.Choices {
		fmt.Fprintf(a.Stderr, "  • %s\n", c.In(a.lang))
	}
}
