package cli

import (
	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
)

func (a *app) computeCommand() *cobra.Command {
	var set, asOf string
	var full bool
	cmd := &cobra.Command{
		Use:   "compute",
		Short: a.t("Räkna indikatorernas celler (hemliga tills de röjandekontrollerats)", "Compute the indicators' cells (secret until disclosure control)"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			summary, err := p.Compute(cmd.Context(), set, asOf, full)
			if err != nil {
				return err
			}
			a.endProgress()
			if a.json {
				return a.printJSON(summary)
			}
			a.say("Lagerversion %d: %d paket (uppsättning och period), %s celler med innehåll, frysta i %s.",
				"Lake version %d: %d packages (set and period), %s cells with content, frozen in %s.",
				summary.LakeVersion, summary.Packages, code.Number(float64(summary.Atoms), 0, a.lang), summary.Dir)
			return nil
		},
	}
	cmd.Flags().BoolVar(&full, "full", false, a.t("räkna allt på nytt, även det som ingen ändrad leverans rör", "compute everything again, also what no changed delivery touches"))
	cmd.Flags().StringVar(&set, "set", "", a.t("bara denna indikatoruppsättning", "this indicator set only"))
	cmd.Flags().StringVar(&asOf, "as-of", "", a.t("lagerversion eller tidpunkt", "lake version or time"))
	return cmd
}
