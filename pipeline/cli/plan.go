package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"jamfor/pipeline/compute"
)

func (a *app) planCommand() *cobra.Command {
	var set, asOf string
	cmd := &cobra.Command{
		Use:   "plan",
		Short: a.t("Visa vad jamfor compute skulle räkna om, och varför", "Show what jamfor compute would compute again, and why"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			summary, err := p.Plan(cmd.Context(), set, asOf)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(summary)
			}
			if summary.EarlierVersion == 0 {
				a.say("Lagerversion %d. Inga tidigare celler att bygga på.", "Lake version %d. No earlier cells to build on.", summary.LakeVersion)
			} else {
				a.say("Lagerversion %d, celler från lagerversion %d.", "Lake version %d, cells of lake version %d.", summary.LakeVersion, summary.EarlierVersion)
			}
			for _, w := range summary.Work {
				a.tellWork(w)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&set, "set", "", a.t("bara denna indikatoruppsättning", "this indicator set only"))
	cmd.Flags().StringVar(&asOf, "as-of", "", a.t("lagerversion eller tidpunkt", "lake version or time"))
	return cmd
}

// mostChanges is how many changed deliveries are listed per package.
const mostChanges = 12

func (a *app) tellWork(w compute.Work) {
	what := ""
	switch {
	case w.Extent == compute.Unchanged:
		what = a.t("räknas inte om: ingen leverans som den bygger på har ändrats", "not computed again: no delivery that it rests on has changed")
	case w.Why == compute.WhyPopulation:
		what = a.t("räknas om helt: befolkningen har ändrats", "computed whole: the population has changed")
	case w.Extent == compute.Whole:
		what = a.t("räknas helt: det finns inga tidigare celler med samma program och definitioner", "computed whole: there are no earlier cells of the same program and definitions")
	default:
		what = fmt.Sprintf(a.t("räknas om för %d kommuner: %s", "computed again for %d municipalities: %s"), len(w.Municipalities), strings.Join(w.Municipalities, " "))
	}
	fmt.Fprintf(a.Stdout, "%s %s  %s\n", w.Set, w.Period, what)
	for i, c := range w.Changes {
		if i == mostChanges {
			a.say("  … och %d till", "  … and %d more", len(w.Changes)-mostChanges)
			return
		}
		fmt.Fprintf(a.Stdout, "  %s %s %s: %s\n", c.Municipality, c.Collection, c.Period, a.changeWord(c.What))
	}
}

func (a *app) changeWord(what string) string {
	switch what {
	case compute.Added:
		return a.t("ny leverans", "new delivery")
	case compute.Replaced:
		return a.t("ersatt leverans", "replaced delivery")
	}
	return a.t("borttagen eller läses inte längre", "withdrawn, or no longer read")
}
