package cli

import (
	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
)

func (a *app) keysRotate() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "rotate",
		Short: a.t("Byt lagrets pseudonymnyckel och skriv om lagret", "Change the lake's pseudonym key and rewrite the lake"),
		Long: a.t("Skapar en ny nyckel och för varje pseudonym i lagrets senaste version genom den. Äldre lagerversioner tas bort\nmed sina filer; utgåvor står kvar och prövas mot sina frusna celler. Nya leveranser går genom de gamla nycklarna\noch sedan den nya: spara därför hela filen keys/lake.key, före och efter. Ett byte som avbröts fortsätter där det\nvar när kommandot ges igen; till dess tas inget emot.",
			"Makes a new key and passes every pseudonym of the newest lake version through it. Earlier lake versions are removed\nwith their files; releases stay and are proved from their frozen cells. New deliveries pass the old keys and then\nthe new one: so keep the whole file keys/lake.key, before and after. A rotation that was stopped goes on where it\nwas when the command is given again; until then nothing is taken in."),
		Example: "  jamfor keys rotate --reason \"årligt byte\"",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			r, err := p.RotateKey(cmd.Context(), reason)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(r)
			}
			if r.Resumed {
				a.say("Ett påbörjat byte fortsatte.", "A rotation under way went on.")
			}
			a.say("Lagrets nyckel är bytt: %d filer med %s rader skrevs om, %d gamla filer togs bort. Lagerversion %d, nyckel %d i kedjan, kontrollvärde %s.",
				"The lake's key is changed: %d files with %s rows were rewritten, %d old files removed. Lake version %d, key %d of the chain, check value %s.",
				r.Files, code.Number(float64(r.Rows), 0, a.lang), r.Removed, r.LakeVersion, r.Generation, r.Check)
			return nil
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", a.t("varför (står i granskningsloggen)", "why (stands in the audit log)"))
	return cmd
}
