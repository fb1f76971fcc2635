package supplier

import (
	"context"
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/validate"
)

func checkCommand() command {
	return command{
		name: "kontrollera", synopsis: "[--mappning FIL] LEVERANS …",
		summary: "kontrollera leveranser så som mottagaren gör det",
		help: `
Kontrollerar leveranser så som mottagaren gör det, utan att något lämnar datorn.
En leverans är en fil eller en mapp med namnet
<insamling>_<kommun eller multi>_<period>_<löpnummer>.

För varje leverans skrivs en rapport bredvid: LEVERANS.rapport.html

Exempel:
  leverera kontrollera missbruk_1280_2025_1.xlsx
  leverera kontrollera --mappning mitt_system.yaml "Mina filer/missbruk_1280_2025_1.csv"`,
		run: runCheck,
	}
}

func runCheck(ctx context.Context, c *call) int {
	flags := c.flags()
	mapping := flags.String("mappning", "", "")
	paths, exit, done := c.parse(flags)
	if done {
		return exit
	}
	if len(paths) == 0 {
		return c.usage("ange minst en leverans att kontrollera.")
	}
	for _, path := range paths {
		report, err := Check(ctx, path, *mapping)
		if err != nil {
			exit = max(exit, c.fail(err))
			continue
		}
		if err := report.WriteText(c.stdout, code.Swedish); err != nil {
			return exitFailure
		}
		if err := writePage(path, report); err != nil {
			fmt.Fprintf(c.stderr, "leverera: %v\n", err)
			exit = max(exit, exitFailure)
		}
		if report.Status != validate.Accepted {
			exit = exitRejected
		}
	}
	return exit
}
