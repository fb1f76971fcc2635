package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/observe"
)

func (a *app) indicatorsTest(load loadSets) *cobra.Command {
	var record bool
	cmd := &cobra.Command{
		Use:   "test",
		Short: a.t("Pröva definitionerna mot givna rader och väntade värden", "Hold the definitions against given rows and expected values"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sets, err := load()
			if err != nil {
				return err
			}
			files, err := indicator.LoadTests(a.Indicators, sets)
			if err != nil {
				return a.problems(err)
			}
			options := given.Options{
				Compute: compute.Options{Engine: duckdb.Engine{}}, Value: publishedValue, Derived: derivedValue,
			}
			if record {
				return a.recordTests(cmd.Context(), files, sets, options)
			}
			outcomes, err := given.Run(cmd.Context(), files, sets, options)
			if err != nil {
				return err
			}
			failed := 0
			for _, o := range outcomes {
				if len(o.Failures) == 0 {
					continue
				}
				failed++
				fmt.Fprintf(a.Stdout, "%s:%d: %s\n", o.File, o.Line, o.Name)
				for _, f := range o.Failures {
					fmt.Fprintf(a.Stdout, "  %s\n", f)
				}
			}
			a.say("%d prov, %d misslyckade.", "%d tests, %d failed.", len(outcomes), failed)
			if failed > 0 {
				return &exitError{ExitFailure, errSilent}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&record, "record", false, a.t("skriv vad de givna raderna ger, att granska och föra in som expect", "write what the given rows come to, to be reviewed and entered as expect"))
	return cmd
}

// recordTests writes an expect table per test. It changes no file: a number
// becomes an expectation only when a person has counted it.
func (a *app) recordTests(ctx context.Context, files []indicator.TestFile, sets []indicator.Set, options given.Options) error {
	recorded, err := given.Record(ctx, files, sets, options)
	if err != nil {
		return err
	}
	for _, r := range recorded {
		fmt.Fprintf(a.Stdout, "# %s:%d: %s\n%s\n", r.File, r.Line, r.Name, r.Table)
	}
	return nil
}

// publishedValue is the value a cell would be published with, were it cleared.
func publishedValue(d *indicator.Definition, _ code.Period, parts cell.Parts) (string, error) {
	estimate, err := observe.Value(observe.SpecOf(d), parts)
	if err != nil || estimate.Value == nil {
		return "", err
	}
	return strconv.FormatFloat(*estimate.Value, 'f', d.Decimals, 64), nil
}

// derivedValue is publishedValue of a gap or composite.
func derivedValue(d *indicator.Definition, parts []cell.Parts) (string, error) {
	estimate, err := observe.DeriveParts(d, parts)
	if err != nil || estimate.Value == nil {
		return "", err
	}
	return strconv.FormatFloat(*estimate.Value, 'f', d.Decimals, 64), nil
}
