package supplier

import (
	"context"
	"fmt"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

func checkCommand() command {
	return command{
		name:     "kontrollera",
		synopsis: code.Text{SV: "[--mappning FIL|SYSTEM] LEVERANS …", EN: "[--mappning FILE|SYSTEM] DELIVERY …"},
		summary:  code.Text{SV: "kontrollera leveranser så som mottagaren gör det", EN: "check deliveries as the recipient does"},
		help: code.Text{SV: `
Kontrollerar leveranser så som mottagaren gör det, utan att något lämnar datorn.
En leverans är en fil eller en mapp med namnet
<insamling>_<kommun eller multi>_<period>_<löpnummer>.

För varje leverans skrivs bredvid den:
  LEVERANS.rapport.html   rapporten att läsa
  LEVERANS.rapport.xlsx   en kopia av era filer med felen markerade och
                          kommenterade; celler med personnummer är tömda

Exempel:
  leverera kontrollera missbruk_1280_2025_1.xlsx
  leverera kontrollera --mappning asi missbruk_1280_2025_1.csv
  leverera kontrollera --mappning mitt_system.yaml "Mina filer/missbruk_1280_2025_1.csv"`, EN: `
Checks deliveries as the recipient does, without anything leaving the machine. A
delivery is a file or a folder called
<collection>_<municipality or multi>_<period>_<number>.

For each delivery there are written beside it:
  DELIVERY.rapport.html   the report to read, in Swedish and English
  DELIVERY.rapport.xlsx   a copy of your files with the faults marked and
                          commented; cells with identity numbers are emptied

Examples:
  leverera kontrollera missbruk_1280_2025_1.xlsx --lang en
  leverera kontrollera --mappning asi missbruk_1280_2025_1.csv
  leverera kontrollera --mappning my_system.yaml "My files/missbruk_1280_2025_1.csv"`},
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
		return c.usage("ange minst en leverans att kontrollera.", "name at least one delivery to check.")
	}
	for _, path := range paths {
		exit = max(exit, checkOne(ctx, c, path, *mapping))
	}
	return exit
}

// checkOne checks a delivery and tells what came of it.
func checkOne(ctx context.Context, c *call, path, mapping string) int {
	check, err := newCheck(path, mapping)
	if err != nil {
		return c.fail(err)
	}
	report, err := check.run(ctx)
	if err != nil {
		return c.fail(err)
	}
	if err := summary(report).WriteText(c.stdout, c.lang); err != nil {
		return exitFailure
	}
	if len(check.job.Mapping) == 0 && slices.ContainsFunc(report.Findings, func(f table.Finding) bool { return f.Rule == intake.RuleDataset }) {
		c.say("Kommer filen ur ett källsystem, till exempel ASI: ange --mappning. Se leverera hjälp mappning.",
			"If the file comes from a source system, for example ASI: give --mappning. See leverera help mappning.")
	}
	written, err := check.writeReports(ctx, path, report)
	if err != nil {
		return c.fail(err)
	}
	for _, name := range written {
		fmt.Fprintln(c.stdout, "→", name)
	}
	if report.Status != validate.Accepted {
		return exitRejected
	}
	return exitDone
}

// onScreen is how many findings of a kind the terminal shows.
const onScreen = 5

// summary is the report with the first findings of each kind only; the totals
// still tell all.
func summary(r validate.Report) validate.Report {
	type kind struct{ rule, dataset, column, municipality string }
	shown := map[kind]int{}
	kept := r.Findings[:0:0]
	for _, f := range r.Findings {
		k := kind{f.Rule, f.Dataset, f.Column, f.Municipality}
		if shown[k]++; shown[k] <= onScreen {
			kept = append(kept, f)
		}
	}
	totals := r.Totals[:0:0]
	for _, t := range r.Totals {
		t.Kept = min(t.Kept, onScreen)
		totals = append(totals, t)
	}
	r.Findings, r.Totals = kept, totals
	return r
}
