package cli

import (
	"github.com/spf13/cobra"

	"jamfor/pipeline/run"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.t("Visa programmets version", "Show the program's version"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if a.json {
				return a.printJSON(map[string]string{"version": run.ProgramVersion})
			}
			a.say("jamfor %s", "jamfor %s", run.ProgramVersion)
			return nil
		},
	}
}
