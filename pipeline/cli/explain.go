package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/run"
)

func (a *app) explainCommand() *cobra.Command {
	var sex, id string
	cmd := &cobra.Command{
		Use:   "explain INDICATOR AREA PERIOD",
		Short: a.t("Visa vad en publicerad siffra består av", "Show what a published number is made of"),
		Args:  cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			period, err := code.ParsePeriod(args[2])
			if err != nil {
				return usage("Perioden kan inte läsas; ange till exempel 2025.", err.Error())
			}
			p, err := a.open()
			if err != nil {
				return err
			}
			all, err := p.Explain(cmd.Context(), run.Question{Release: id, Indicator: args[0], Area: args[1], Period: period, Sex: code.Sex(sex)})
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(all)
			}
			for _, e := range all {
				a.tellExplanation(e)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&sex, "sex", "T", a.t("kön: T, K eller M", "sex: T, K or M"))
	cmd.Flags().StringVar(&id, "release", "", a.t("utgåva (annars den senaste)", "release (else the latest)"))
	return cmd
}

func (a *app) tellExplanation(e run.Explanation) {
	fmt.Fprintf(a.Stdout, "%s  %s\n", e.Indicator, e.Title.In(a.lang))
	of := code.Sex(e.Sex).Text().In(a.lang)
	if class := e.Class.In(a.lang); class != "" {
		of += ", " + class
	}
	a.say("%s, %s, %s · utgåva %s", "%s, %s, %s · release %s", e.AreaName, e.Period, of, e.Release)
	if e.Synthetic {
		a.say("SYNTETISKA DATA", "SYNTHETIC DATA")
	}
	if e.Status != code.OK {
		a.say("Inget värde: %s.", "No value: %s.", e.Status.Text().In(a.lang))
		if e.Status == code.Suppressed {
			return // that it is suppressed, nothing more
		}
	}
	line := func(sv, en, value string) {
		if value != "" {
			fmt.Fprintf(a.Stdout, "  %-16s %s\n", a.t(sv, en), value)
		}
	}
	line("Värde", "Value", join(e.Value, e.Unit.In(a.lang)))
	line("Täljare", "Numerator", join(e.Numerator, e.NumeratorText.In(a.lang)))
	line("Nämnare", "Denominator", join(e.Denominator, e.DenominatorText.In(a.lang)))
	line("95 %-intervall", "95% interval", e.Interval)
	line("Skäl", "Reason", e.Reason.In(a.lang))
	line("Täckning", "Coverage", e.Coverage.In(a.lang))
	line("Bygger på", "Counts", e.Model)
	line("Urval", "Among", e.Among)
	line("Regel", "Rule", e.Rule)
	line("Röjandekontroll", "Disclosure", e.Disclosure.In(a.lang))
	line("Källa", "Source", e.Source.In(a.lang))
	line("Att tänka på", "Caveats", e.Caveats.In(a.lang))
	line("Program", "Program", e.Program)
	if len(e.Deliveries) == 0 {
		return
	}
	a.say("  Leveranser:", "  Deliveries:")
	for i, d := range e.Deliveries {
		if i == 12 {
			a.say("    … och %d till (--json visar alla)", "    … and %d more (--json shows all)", len(e.Deliveries)-i)
			break
		}
		fmt.Fprintf(a.Stdout, "    %s  %s  %s\n", d.Municipality, d.Name, d.ID)
	}
}

func join(value, text string) string {
	if value == "" {
		return ""
	}
	return value + "  " + text
}
