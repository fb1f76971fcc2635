package supplier

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"jamfor/indicators"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/supplier/feedback"
	"jamfor/pipeline/validate"
)

func feedbackCommand() command {
	return command{
		name:     "aterkoppla",
		synopsis: code.Text{SV: "LEVERANS … [--utgava MAPP] [--egna TABELL] [--mappning FIL|SYSTEM]", EN: "DELIVERY … [--utgava FOLDER] [--egna TABLE] [--mappning FILE|SYSTEM]"},
		summary:  code.Text{SV: "räkna er egen återkoppling med de nationella definitionerna", EN: "compute your own feedback with the national definitions"},
		help: code.Text{SV: `
Räknar indikatorerna ur er egen leverans, på den här datorn: varje ärendes
utveckling, tabeller per enhet och kommun, och bredvid dem de publicerade värdena
för kommunen, länet, kommungruppen och riket. Inget hämtas eller skickas.

Skriver bredvid leveransen:
  LEVERANS.aterkoppling.html
  LEVERANS.aterkoppling.xlsx
Båda är INTERNA: siffrorna är inte skyddade mot röjande.

  --utgava MAPP     en publicerad utgåva (mappen med data/*.csv)
  --egna TABELL     tabellen över egna id:n från leverera pseudonymisera; utan
                    flaggan används LEVERANS.egna-id.csv om den finns
  --mappning        som i leverera kontrollera

Leveransen måste vara godkänd av leverera kontrollera.

Exempel:
  leverera aterkoppla missbruk_1280_2025_1.xlsx --utgava utgåvor/2025-1`, EN: `
Computes the indicators from your own delivery, on this machine: each case's
trajectory, tables by unit and municipality, and beside them the released figures
for municipality, county, group and nation. Nothing is fetched or sent.

Writes beside the delivery, in Swedish:
  DELIVERY.aterkoppling.html
  DELIVERY.aterkoppling.xlsx
Both are INTERNAL: the figures are not protected against disclosure.

  --utgava FOLDER   a published release (the folder with data/*.csv)
  --egna TABLE      the table of own ids from leverera pseudonymisera; without the
                    flag DELIVERY.egna-id.csv is used if it is there
  --mappning        as in leverera kontrollera

The delivery must be accepted by leverera kontrollera.

Example:
  leverera aterkoppla missbruk_1280_2025_1.xlsx --utgava releases/2025-1`},
		run: runFeedback,
	}
}

func runFeedback(ctx context.Context, c *call) int {
	flags := c.flags()
	var o feedbackOptions
	flags.StringVar(&o.release, "utgava", "", "")
	flags.StringVar(&o.own, "egna", "", "")
	flags.StringVar(&o.mapping, "mappning", "", "")
	paths, exit, done := c.parse(flags)
	if done {
		return exit
	}
	if len(paths) == 0 {
		return c.usage("ange minst en leverans.", "name at least one delivery.")
	}
	if o.release != "" {
		var err error
		if o.released, err = feedback.ReadReleased(os.DirFS(o.release)); err != nil {
			return c.fail(code.Problem("läs utgåvan: %v", "read the release: %v", plainError(err)))
		}
	}
	for _, path := range paths {
		exit = max(exit, feedbackOne(ctx, c, path, o))
	}
	return exit
}

type feedbackOptions struct {
	release, own, mapping string
	released              feedback.Released // nil without a release
}

func feedbackOne(ctx context.Context, c *call, path string, o feedbackOptions) int {
	check, err := newCheck(path, o.mapping)
	if err != nil {
		return c.fail(err)
	}
	report, err := check.run(ctx)
	if err != nil {
		return c.fail(err)
	}
	if report.Status != validate.Accepted || check.job.Zero {
		c.complain("leverera aterkoppla: %s är inte godkänd eller saknar rader; kör leverera kontrollera och rätta den först.",
			"leverera aterkoppla: %s is not accepted or has no rows; run leverera kontrollera and correct it first.", safePath(path))
		return exitRejected
	}
	made, err := makeFeedback(ctx, check, path, o)
	if err != nil {
		return c.fail(err)
	}
	stem := path + ".aterkoppling"
	if err := replaceFile(stem+".html", made.WriteHTML); err != nil {
		return c.fail(err)
	}
	if err := replaceFile(stem+".xlsx", made.WriteXLSX); err != nil {
		return c.fail(err)
	}
	c.say("%s\n→ %[2]s.html\n→ %[2]s.xlsx\n%[3]d indikatorvärden, %[4]d ärenderader, %[5]d indikatorer räknas inte här.",
		"%s\n→ %[2]s.html\n→ %[2]s.xlsx\n%[3]d values, %[4]d rows of cases, %[5]d indicators are not computed here.",
		c.t(feedback.Internal, "INTERNAL – must not be handed out or published. The figures are not protected against disclosure."), stem, len(made.Lines), len(made.Cases), len(made.Left))
	return exitDone
}

func makeFeedback(ctx context.Context, check *check, path string, o feedbackOptions) (*feedback.Report, error) {
	own, err := readOwnIDs(path, o.own)
	if err != nil {
		return nil, err
	}
	tables, err := check.readRows(ctx, own)
	if err != nil {
		return nil, err
	}
	sets, err := indicators.Load()
	if err != nil {
		return nil, code.Problem("läs definitionerna: %v", "read the definitions: %v", err)
	}
	name := ""
	if o.release != "" {
		name = filepath.Base(filepath.Clean(o.release))
	}
	title := code.Text{}
	if col := contract.Core().Collections[check.job.Collection]; col != nil {
		title = col.Title
	}
	rows := feedback.NewRows(check.job.Period, tables)
	return feedback.Make(rows, sets, check.job.Collection, title, check.job.Period, name, o.released)
}

// stemOf is a delivery's path without its extension.
func stemOf(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }
