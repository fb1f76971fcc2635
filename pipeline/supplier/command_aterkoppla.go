package supplier

import (
	"context"
	"fmt"
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
		name: "aterkoppla", synopsis: "LEVERANS … [--utgava MAPP] [--egna TABELL] [--mappning FIL|SYSTEM]",
		summary: "räkna er egen återkoppling med de nationella definitionerna",
		help: `
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
  leverera aterkoppla missbruk_1280_2025_1.xlsx --utgava utgåvor/2025-1`,
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
		return c.usage("ange minst en leverans.")
	}
	for _, path := range paths {
		exit = max(exit, feedbackOne(ctx, c, path, o))
	}
	return exit
}

type feedbackOptions struct{ release, own, mapping string }

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
		fmt.Fprintf(c.stderr, "leverera %s: %s är inte godkänd eller saknar rader; kör leverera kontrollera och rätta den först.\n", c.command.name, validate.SafeName(filepath.Base(path)))
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
	fmt.Fprintf(c.stdout, "%s\n→ %s.html\n→ %s.xlsx\n%d indikatorvärden, %d ärenderader, %d indikatorer räknas inte här.\n",
		feedback.Internal, stem, stem, len(made.Lines), len(made.Cases), len(made.Left))
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
		return nil, fmt.Errorf("läs definitionerna: %w", err)
	}
	var released feedback.Released
	name := ""
	if o.release != "" {
		if released, err = feedback.ReadReleased(os.DirFS(o.release)); err != nil {
			return nil, fmt.Errorf("läs utgåvan: %w", err)
		}
		name = filepath.Base(filepath.Clean(o.release))
	}
	title := code.Text{}
	if col := contract.Core().Collections[check.job.Collection]; col != nil {
		title = col.Title
	}
	rows := feedback.NewRows(check.job.Period, tables)
	return feedback.Make(rows, sets, check.job.Collection, title, check.job.Period, name, released)
}

// stemOf is a delivery's path without its extension.
func stemOf(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }
