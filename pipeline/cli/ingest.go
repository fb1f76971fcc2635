package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/run"
)

func (a *app) ingestCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "ingest",
		Short: a.t("Granska det som ligger i inkorgen och ta in det i lagret", "Check what lies in the inbox and take it into the lake"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			summary, err := p.Ingest(cmd.Context())
			if err != nil {
				return err
			}
			a.endProgress()
			if a.json {
				if err := a.printJSON(summary); err != nil {
					return err
				}
			} else {
				a.tellIngest(summary)
			}
			return rejected(summary)
		},
	}
}

// rejected is exit code 3 where some delivery was rejected, in whole or part.
func rejected(s run.IngestSummary) error {
	if s.Rejected > 0 || s.Partial > 0 {
		return &exitError{ExitRejected, errSilent}
	}
	return nil
}

// tellIngest prints what came in and what was rejected and why.
func (a *app) tellIngest(s run.IngestSummary) {
	number := func(n int64) string { return code.Number(float64(n), 0, a.lang) }
	if s.Accepted+s.Rejected+s.Partial+s.Known == 0 {
		a.say("Inkorgen är tom.", "The inbox is empty.")
		return
	}
	a.say("Leveranser: %d godkända, %d delvis godkända, %d underkända, %d redan kända. %s rader togs in (lagerversion %d).",
		"Deliveries: %d accepted, %d partly accepted, %d rejected, %d already known. %s rows taken in (lake version %d).",
		s.Accepted, s.Partial, s.Rejected, s.Known, number(s.Rows), s.LakeVersion)
	if len(s.Refusals) == 0 {
		return
	}
	fmt.Fprintln(a.Stdout)
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "  "+a.t("UNDERKÄND LEVERANS\tORSAK", "REJECTED DELIVERY\tREASON"))
	for _, r := range s.Refusals {
		fmt.Fprintf(w, "  %s\t%s\n", r.Delivery, r.Reason.In(a.lang))
	}
	_ = w.Flush() // the terminal is gone; nothing to save
	a.say("  En rapport ligger bredvid varje underkänd leverans.", "  A report lies beside each rejected delivery.")
}
