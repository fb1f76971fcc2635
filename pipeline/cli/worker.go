package cli

import (
	"github.com/spf13/cobra"

	"jamfor/pipeline/worker"
)

// workerWord is the hidden command under which this program reads untrusted
// files itself, where jamfor-worker does not lie beside it.
const workerWord = "worker"

func (a *app) workerCommand() *cobra.Command {
	return &cobra.Command{
		Use: workerWord, Hidden: true, DisableFlagParsing: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if exit := worker.Main(args, a.Stdin, a.Stdout, a.Stderr); exit != 0 {
				return &exitError{exit, errSilent}
			}
			return nil
		},
	}
}
