package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/run"
)

func (a *app) runCommand() *cobra.Command {
	var slot string
	cmd := &cobra.Command{
		Use: "run",
		Short: a.t("Kör hela kedjan en gång: ta in, räkna, röjandekontrollera, skapa utgåva",
			"Run the whole chain once: ingest, compute, control disclosure, make a release"),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			p.Slot = slot
			summary, err := p.Run(cmd.Context())
			if err != nil {
				return err
			}
			a.endProgress()
			if a.json {
				if err := a.printJSON(summary); err != nil {
					return err
				}
			} else {
				a.tellRun(summary)
			}
			return rejected(summary.Ingest)
		},
	}
	cmd.Flags().StringVar(&slot, "slot", "", a.t("datum som utgåvan bär (ÅÅÅÅ-MM-DD)", "date that the release carries (YYYY-MM-DD)"))
	return cmd
}

func (a *app) tellRun(s run.Summary) {
	a.tellIngest(s.Ingest)
	if len(s.Release.Sets) > 0 {
		fmt.Fprintln(a.Stdout)
		w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "  "+a.t("UPPSÄTTNING\tINDIKATORER\tPERIODER\tOBSERVATIONER\tSEKRETESS\tBORTFALL", "SET\tINDICATORS\tPERIODS\tOBSERVATIONS\tSUPPRESSED\tMISSING"))
		for _, set := range s.Release.Sets {
			fmt.Fprintf(w, "  %s\t%d\t%d\t%s\t%s\t%s\n", set.Title.In(a.lang), set.Indicators, set.Periods,
				code.Number(float64(set.Observations), 0, a.lang), percent(a.lang, set.Suppressed, set.Observations), percent(a.lang, set.Missing, set.Observations))
		}
		_ = w.Flush() // the terminal is gone; nothing to save
		fmt.Fprintln(a.Stdout)
	}
	a.tellRelease(s.Release)
	if s.Release.State == "released" {
		a.say("Börja med %s/index.html och %s/tables/.", "Begin with %s/index.html and %s/tables/.", s.Release.Dir, s.Release.Dir)
	}
}

func percent(lang code.Lang, part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return code.Number(100*float64(part)/float64(whole), 1, lang) + " %"
}
