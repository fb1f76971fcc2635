package cli

import (
	"github.com/spf13/cobra"

	"jamfor/pipeline/workspace"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: a.t("Skapa en arbetsyta med inställningar och zoner", "Make a workspace with settings and zones"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.dir = args[0]
			}
			w, err := workspace.Init(a.dir)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]string{"workspace": w.Dir})
			}
			a.say("Arbetsytan finns i %s. Inställningar: %s/%s. Lägg leveranser i %s.",
				"The workspace is in %s. Settings: %s/%s. Put deliveries in %s.", w.Dir, w.Dir, workspace.ConfigName, w.Path(workspace.Inbox))
			return nil
		},
	}
}
