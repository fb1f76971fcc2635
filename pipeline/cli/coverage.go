package cli

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"jamfor/pipeline/run"
)

func (a *app) coverageCommand() *cobra.Command {
	var s run.CoverageSelection
	var format string
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: a.t("Visa vilka som har lämnat och vilka som är sena", "Show who has delivered and who is late"),
		Long: a.t("Visar per insamling och period vilka kommuner som har lämnat, sagt noll, underkänts,\nåterkallat eller saknas. Sena är de som intake.expected i jamfor.yaml ger en dag.",
			"Shows, per collection and period, which municipalities have delivered, reported zero, were rejected,\nwithdrew or are missing. Late are those that intake.expected in jamfor.yaml gives a day."),
		Example: "  jamfor coverage --collection missbruk --period 2025\n  jamfor coverage --format csv > tackning.csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "table" && format != "csv" {
				return usage("--format: table eller csv.", "--format: table or csv.")
			}
			p, err := a.open()
			if err != nil {
				return err
			}
			groups, err := p.Coverage(cmd.Context(), s)
			if err != nil {
				return err
			}
			switch {
			case a.json:
				return a.printJSON(groups)
			case format == "csv":
				return a.coverageCSV(groups)
			}
			return a.tellCoverage(groups)
		},
	}
	cmd.Flags().StringVar(&s.Collection, "collection", "", a.t("bara den insamlingen", "only that collection"))
	cmd.Flags().StringVar(&s.Period, "period", "", a.t("bara den perioden", "only that period"))
	cmd.Flags().StringVar(&format, "format", "table", a.t("table eller csv (en rad per kommun)", "table or csv (one row per municipality)"))
	return cmd
}

func (a *app) tellCoverage(groups []run.CoverageGroup) error {
	if len(groups) == 0 {
		a.say("Inga leveranser, och inga väntas enligt jamfor.yaml.", "No deliveries, and none expected by jamfor.yaml.")
		return nil
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, a.t("INSAMLING\tPERIOD\tSISTA DAG\tSKA LÄMNA\tLÄMNAT\tNOLL\tUNDERKÄNDA\tÅTERKALLADE\tSAKNAS\tSENA",
		"COLLECTION\tPERIOD\tDUE\tEXPECTED\tDELIVERED\tZERO\tREJECTED\tWITHDRAWN\tMISSING\tLATE"))
	for _, g := range groups {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", g.Collection, g.Period, orDash(g.Due), g.Expected,
			g.Delivered, g.Zero, g.Rejected, g.Withdrawn, g.Missing, g.LateCount)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, g := range groups {
		if names := late(g); len(names) > 0 {
			a.say("Sena, %s %s: %s", "Late, %s %s: %s", g.Collection, g.Period, strings.Join(names, ", "))
		}
	}
	return nil
}

// mostNames is how many late municipalities the table names; the CSV has all.
const mostNames = 20

func late(g run.CoverageGroup) []string {
	var names []string
	for _, l := range g.Lines {
		if l.Late {
			names = append(names, l.Name)
		}
	}
	if n := len(names) - mostNames; n > 0 {
		names = append(names[:mostNames], fmt.Sprintf("+%d", n))
	}
	return names
}

func (a *app) coverageCSV(groups []run.CoverageGroup) error {
	w := csv.NewWriter(a.Stdout)
	w.Comma = ';'
	_ = w.Write([]string{"insamling", "period", "kommun", "kommunnamn", "lage", "sen", "sista_dag", "leverans", "lopnummer", "mottagen", "rader"})
	for _, g := range groups {
		for _, l := range g.Lines {
			sequence := ""
			if l.Sequence > 0 {
				sequence = strconv.Itoa(l.Sequence)
			}
			_ = w.Write([]string{
				l.Collection, l.Period, l.Municipality, l.Name, coverageWord(l.State), yesNo(l.Late),
				l.Due, l.Delivery, sequence, l.Received, strconv.FormatInt(l.Rows, 10),
			})
		}
	}
	w.Flush()
	return w.Error() // the writes' too
}

// coverageWord is the state's code in the CSV, the same in every language.
func coverageWord(s run.CoverageState) string {
	return map[run.CoverageState]string{
		run.Delivered: "lamnad", run.ZeroReported: "nollrapport", run.TurnedDown: "underkand",
		run.TakenBack: "aterkallad", run.MissingStill: "saknas", run.Late: "sen",
	}[s]
}

func yesNo(b bool) string {
	if b {
		return "ja"
	}
	return "nej"
}
