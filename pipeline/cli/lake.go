package cli

import (
	"time"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/run"
)

func (a *app) lakeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lake",
		Short: a.t("Pröva lagret och gallra gamla versioner", "Verify the lake and expire old versions"),
	}
	cmd.AddCommand(a.lakeVerify(), a.lakeExpire())
	return cmd
}

func (a *app) lakeVerify() *cobra.Command {
	return &cobra.Command{
		Use:     "verify",
		Short:   a.t("Läs om allt som lagrets senaste version vilar på", "Read again everything that the newest lake version rests on"),
		Example: "  jamfor lake verify",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			damages, err := p.VerifyLake(cmd.Context())
			if err != nil {
				return err
			}
			if a.json {
				list := []map[string]string{}
				for _, d := range damages {
					list = append(list, map[string]string{"file": d.File, "problem": d.Problem})
				}
				if err := a.printJSON(map[string]any{"damages": list}); err != nil {
					return err
				}
			}
			for _, d := range damages {
				a.say("%s: %s", "%s: %s", d.File, d.Problem)
			}
			if len(damages) > 0 {
				return &run.UserError{Text: code.Text{
					SV: "Lagret är skadat. Lägg tillbaka filerna ur säkerhetskopian, eller ta in leveranserna igen i en ny arbetsyta.",
					EN: "The lake is damaged. Put the files back from the backup, or take the deliveries in again in a new workspace.",
				}}
			}
			if !a.json {
				a.say("Lagret är helt.", "The lake is whole.")
			}
			return nil
		},
	}
}

func (a *app) lakeExpire() *cobra.Command {
	var before string
	var dry bool
	cmd := &cobra.Command{
		Use:   "expire",
		Short: a.t("Gallra lagerversioner gjorda före en dag", "Expire lake versions made before a day"),
		Long: a.t("Tar bort de lagerversioner som gjordes före dagen, utom den senaste och dem som en utgåva vilar på,\noch de filer som bara de hade. Versionerna kan sedan inte läsas eller räknas om.",
			"Removes the lake versions that were made before the day, except the newest and those that a release rests on,\nand the files that only they had. The versions can then not be read or computed again."),
		Example: "  jamfor lake expire --before 2025-01-01 --dry-run\n  jamfor lake expire --before 2025-01-01",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			day, err := time.ParseInLocation(time.DateOnly, before, code.Stockholm())
			if err != nil {
				return &run.UserError{Text: code.Text{SV: "Ange en dag: --before 2025-01-01.", EN: "Give a day: --before 2025-01-01."}}
			}
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			e, err := p.Expire(cmd.Context(), day, dry)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(e)
			}
			if dry {
				a.say("%d versioner skulle gallras.", "%d versions would be expired.", len(e.Versions))
				return nil
			}
			a.say("%d versioner är gallrade, %d filer borttagna (%s byte).", "%d versions are expired, %d files removed (%s bytes).",
				len(e.Versions), e.Files, code.Number(float64(e.Bytes), 0, a.lang))
			return nil
		},
	}
	cmd.Flags().StringVar(&before, "before", "", a.t("dag, till exempel 2025-01-01", "day, for example 2025-01-01"))
	cmd.Flags().BoolVar(&dry, "dry-run", false, a.t("visa bara", "only show"))
	return cmd
}
