package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/indicator"
)

func (a *app) indicatorsShow(load loadSets) *cobra.Command {
	return &cobra.Command{
		Use:   "show INDICATOR",
		Short: a.t("Visa en indikators metodsida", "Show an indicator's method page"),
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			sets, err := load()
			if err != nil {
				return err
			}
			set, d, found := indicator.Find(sets, args[0])
			if !found {
				return usage(fmt.Sprintf("Indikatorn %q finns inte. Se jamfor indicators list.", args[0]), fmt.Sprintf("There is no indicator %q. See jamfor indicators list.", args[0]))
			}
			tests, err := indicator.LoadTests(a.Indicators, sets)
			if err != nil {
				return a.problems(err)
			}
			_, err = fmt.Fprint(a.Stdout, indicator.Page(set, d, tests, a.lang))
			return err
		},
	}
}

func (a *app) indicatorsDoc(load loadSets) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "doc",
		Short: a.t("Skriv en metodsida per indikator, på svenska och engelska", "Write a method page per indicator, in Swedish and English"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			sets, err := load()
			if err != nil {
				return err
			}
			tests, err := indicator.LoadTests(a.Indicators, sets)
			if err != nil {
				return a.problems(err)
			}
			n, err := writePages(out, sets, tests)
			if err != nil {
				return err
			}
			a.say("%d sidor skrivna i %s.", "%d pages written to %s.", n, out)
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "metod", a.t("mapp att skriva i", "folder to write to"))
	return cmd
}

// writePages writes <out>/<language>/<id>.md and tells how many.
func writePages(out string, sets []indicator.Set, tests []indicator.TestFile) (int, error) {
	n := 0
	for _, lang := range []code.Lang{code.Swedish, code.English} {
		dir := filepath.Join(out, string(lang))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return n, fmt.Errorf("write method pages: %w", err)
		}
		for i := range sets {
			for _, d := range sets[i].Definitions {
				page := indicator.Page(&sets[i], d, tests, lang)
				if err := durable.WriteFile(filepath.Join(dir, d.ID+".md"), []byte(page), 0o644); err != nil {
					return n, fmt.Errorf("write method page %s: %w", d.ID, err)
				}
				n++
			}
		}
	}
	return n, nil
}

func (a *app) indicatorsSchema() *cobra.Command {
	kinds := make([]string, len(indicator.Schemas))
	for i, s := range indicator.Schemas {
		kinds[i] = string(s)
	}
	return &cobra.Command{
		Use:       "schema " + strings.Join(kinds, "|"),
		Short:     a.t("Skriv JSON Schema för en sorts fil, för redigeringsprogram", "Write the JSON Schema of a kind of file, for editors"),
		Args:      cobra.ExactArgs(1),
		ValidArgs: kinds,
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(kinds, args[0]) {
				return usage("Välj bland "+strings.Join(kinds, ", ")+".", "Choose among "+strings.Join(kinds, ", ")+".")
			}
			schema, err := indicator.JSONSchema(indicator.Schema(args[0]))
			if err != nil {
				return err
			}
			_, err = a.Stdout.Write(schema)
			return err
		},
	}
}
