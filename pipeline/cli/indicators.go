package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

func (a *app) indicatorsCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "indicators",
		Short: a.t("Indikatordefinitioner: kontrollera, lista, visa, beskriva, pröva", "Indicator definitions: check, list, show, describe, test"),
	}
	cmd.PersistentFlags().StringVar(&dir, "dir", "", a.t("mapp med indikatoruppsättningar (annars de som följer med)", "folder of indicator sets (else those that ship)"))
	load := func() ([]indicator.Set, error) {
		if dir != "" {
			a.Indicators = os.DirFS(dir)
		}
		sets, err := indicator.Load(a.Indicators, sql.Models())
		return sets, a.problems(err)
	}
	cmd.AddCommand(
		a.indicatorsCheck(load), a.indicatorsList(load), a.indicatorsShow(load), a.indicatorsDoc(load),
		a.indicatorsTest(load), a.indicatorsSchema(),
	)
	return cmd
}

// problems writes the mistakes of people's files in the user's language.
func (a *app) problems(err error) error {
	var problems indicator.Problems
	if errors.As(err, &problems) {
		return &exitError{ExitFailure, errors.New(problems.In(a.lang))}
	}
	return err
}

type loadSets func() ([]indicator.Set, error)

func (a *app) indicatorsCheck(load loadSets) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: a.t("Kontrollera definitionerna; alla fel på en gång", "Check the definitions; every mistake at once"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			sets, err := load()
			if err != nil {
				return err
			}
			n := 0
			for _, s := range sets {
				n += len(s.Definitions)
			}
			if a.json {
				return a.printJSON(map[string]int{"sets": len(sets), "indicators": n})
			}
			a.say("%d uppsättningar med %d indikatorer håller.", "%d sets with %d indicators hold.", len(sets), n)
			return nil
		},
	}
}

func (a *app) indicatorsList(load loadSets) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: a.t("Lista indikatorerna", "List the indicators"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			sets, err := load()
			if err != nil {
				return err
			}
			type line struct {
				ID       string    `json:"id"`
				Set      string    `json:"set"`
				Kind     string    `json:"kind"`
				Question string    `json:"question"`
				Title    code.Text `json:"title"`
				Splits   []string  `json:"splits,omitempty"`
			}
			var lines []line
			for _, s := range sets {
				for _, d := range s.Definitions {
					lines = append(lines, line{d.ID, s.Name, string(d.Kind), string(d.Question), d.Title, splitsOf(d)})
				}
			}
			if a.json {
				return a.printJSON(lines)
			}
			w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, a.t("INDIKATOR\tUPPSÄTTNING\tSLAG\tFRÅGA\tDELAS PÅ\tTITEL", "INDICATOR\tSET\tKIND\tQUESTION\tSPLIT BY\tTITLE"))
			for _, l := range lines {
				fmt.Fprintln(w, strings.Join([]string{l.ID, l.Set, l.Kind, l.Question, strings.Join(l.Splits, ","), l.Title.In(a.lang)}, "\t"))
			}
			return w.Flush()
		},
	}
}

// splitsOf names what an indicator is split by, beside its areas and periods.
func splitsOf(d *indicator.Definition) []string {
	var names []string
	for _, dimension := range d.Dimensions {
		names = append(names, string(dimension))
	}
	for _, division := range d.Divisions() {
		names = append(names, division.Name)
	}
	return names
}
