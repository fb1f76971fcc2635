package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/run"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

func (a *app) deliveriesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "deliveries",
		Short: a.t("Visa leveranser och återkalla en", "Show deliveries and withdraw one"),
	}
	cmd.AddCommand(a.deliveriesList(), a.deliveriesShow(), a.deliveriesWithdraw())
	return cmd
}

func (a *app) deliveriesList() *cobra.Command {
	var collection, period, municipality, state string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   a.t("Lista leveranser med deras läge", "List deliveries and where they stand"),
		Example: "  jamfor deliveries list --collection missbruk --period 2025\n  jamfor deliveries list --state rejected --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			all, err := p.Deliveries(cmd.Context())
			if err != nil {
				return err
			}
			chosen := []run.DeliveryLine{}
			for _, d := range all {
				if fits(collection, d.Collection) && fits(period, d.Period) && fits(municipality, d.Municipality) && fits(state, string(d.State)) {
					chosen = append(chosen, d)
				}
			}
			if a.json {
				return a.printJSON(chosen)
			}
			return a.tellDeliveries(chosen)
		},
	}
	cmd.Flags().StringVar(&collection, "collection", "", a.t("bara den insamlingen", "only that collection"))
	cmd.Flags().StringVar(&period, "period", "", a.t("bara den perioden", "only that period"))
	cmd.Flags().StringVar(&municipality, "municipality", "", a.t("bara den kommunen, eller multi", "only that municipality, or multi"))
	cmd.Flags().StringVar(&state, "state", "", a.t("bara det läget: received, checked, accepted, partial, rejected, replaced, withdrawn, repeated", "only that state: received, checked, accepted, partial, rejected, replaced, withdrawn, repeated"))
	return cmd
}

func fits(wanted, is string) bool { return wanted == "" || wanted == is }

func (a *app) tellDeliveries(lines []run.DeliveryLine) error {
	if len(lines) == 0 {
		a.say("Inga leveranser.", "No deliveries.")
		return nil
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, a.t("ID\tINSAMLING\tKOMMUN\tPERIOD\tNR\tLÄGE\tMOTTAGEN\tRADER\tNAMN", "ID\tCOLLECTION\tMUNICIPALITY\tPERIOD\tNO\tSTATE\tRECEIVED\tROWS\tNAME"))
	for _, d := range lines {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\n", d.ID[:12], orDash(d.Collection), orDash(d.Municipality), orDash(d.Period),
			d.Sequence, a.deliveryState(d.State), orDash(d.Received), code.Number(float64(d.Rows), 0, a.lang), d.Name)
	}
	return w.Flush()
}

func (a *app) deliveryState(s run.State) string {
	words := map[run.State]code.Text{
		run.Received: {SV: "mottagen", EN: "received"}, run.Checked: {SV: "granskad", EN: "checked"},
		run.Accepted: {SV: "godkänd", EN: "accepted"}, run.Partial: {SV: "delvis godkänd", EN: "partly accepted"},
		run.Rejected: {SV: "underkänd", EN: "rejected"}, run.Replaced: {SV: "ersatt", EN: "replaced"},
		run.Withdrawn: {SV: "återkallad", EN: "withdrawn"}, run.Repeated: {SV: "upprepad", EN: "repeated"},
	}
	return words[s].In(a.lang)
}

func (a *app) deliveriesShow() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   a.t("Visa allt som finns om en leverans", "Show all that is kept of a delivery"),
		Example: "  jamfor deliveries show 3f2a9c01",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			page, err := p.Delivery(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(page)
			}
			a.tellDelivery(page)
			return nil
		},
	}
}

func (a *app) tellDelivery(d run.DeliveryPage) {
	a.say("Leverans %s: %s", "Delivery %s: %s", d.ID, d.Name)
	a.say("  %s, %s, %s, löpnummer %d: %s", "  %s, %s, %s, sequence %d: %s", d.Collection, d.Municipality, d.Period, d.Sequence, a.deliveryState(d.State))
	if r := d.Receipt; r != nil {
		a.say("  Mottagen %s. Kvitto %d, nyckel %s.", "  Received %s. Receipt %d, key %s.", r.ReceivedAt, r.Number, r.Key)
		if r.Manifest != "" {
			a.say("  Leveranspaket, signerat med %s, följesedel %s.", "  Delivery package, signed with %s, manifest %s.", r.Signer, r.Manifest[:16])
		}
	}
	outcomes := map[lake.Outcome]code.Text{
		lake.AcceptedShare: {SV: "godkänd", EN: "accepted"}, lake.RejectedShare: {SV: "underkänd", EN: "rejected"},
		lake.ZeroShare: {SV: "nollrapport", EN: "zero report"}, lake.WithdrawnShare: {SV: "återkallad", EN: "withdrawn"},
	}
	for _, s := range d.Shares {
		a.say("  %s: %s, %s rader", "  %s: %s, %s rows", s.Municipality, outcomes[s.Outcome].In(a.lang), code.Number(float64(s.Rows), 0, a.lang))
	}
	if d.Report != nil {
		a.tellOutcomes(d.Report)
	}
	if d.Original {
		a.say("  Originalet sparas.", "  The original is kept.")
	}
}

// tellOutcomes tells how the delivery stands to the rules: every one that failed
// with what it demands, and which could not be evaluated.
func (a *app) tellOutcomes(r *validate.Report) {
	if len(r.Outcomes) == 0 { // of a version that did not note them
		for _, t := range r.Totals {
			a.say("  %s (%s): %d", "  %s (%s): %d", t.Rule, t.Severity, t.Count)
		}
		return
	}
	a.say("  Regler: %d uppfyllda, %d inte uppfyllda, %d kunde inte prövas.", "  Rules: %d passed, %d failed, %d not evaluable.",
		validate.CountOutcomes(r.Outcomes, validate.Pass), validate.CountOutcomes(r.Outcomes, validate.Fail), validate.CountOutcomes(r.Outcomes, validate.NotEvaluable))
	severities := map[table.Severity]code.Text{
		table.Stop: {SV: "stopp", EN: "stop"}, table.Warn: {SV: "varning", EN: "warning"}, table.Note: {SV: "upplysning", EN: "note"},
	}
	var silent []string
	for _, o := range r.Outcomes {
		switch o.Outcome {
		case validate.Fail:
			a.say("  %s (%s): %s anmärkningar. %s", "  %s (%s): %s findings. %s", o.Rule, severities[o.Severity].In(a.lang),
				code.Number(float64(o.Findings), 0, a.lang), validate.Demand(o.Rule).In(a.lang))
		case validate.NotEvaluable:
			silent = append(silent, o.Rule)
		}
	}
	if silent != nil {
		a.say("  Kunde inte prövas: %s", "  Not evaluable: %s", strings.Join(silent, ", "))
	}
}

func (a *app) deliveriesWithdraw() *cobra.Command {
	var reason string
	var municipalities []string
	cmd := &cobra.Command{
		Use:   "withdraw ID",
		Short: a.t("Ta en leverans ur nästa lagerversion", "Take a delivery out of the next lake version"),
		Long: a.t("Tar leveransens rader ur lagrets nästa version och skriver orsaken i granskningsloggen.\nÄldre lagerversioner och utgåvor ändras inte. En ny leverans med högre löpnummer får ersätta den.",
			"Takes the delivery's rows out of the lake's next version and writes the reason into the audit log.\nOlder lake versions and releases do not change. A new delivery with a higher number may replace it."),
		Example: "  jamfor deliveries withdraw 3f2a9c01 --reason \"fel nyckel hos leverantören\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			w, err := p.Withdraw(cmd.Context(), args[0], reason, municipalities)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(w)
			}
			if w.Already {
				a.say("Leveransen var redan återkallad; inget ändrades (lagerversion %d).", "The delivery was withdrawn already; nothing changed (lake version %d).", w.LakeVersion)
				return nil
			}
			a.say("Återkallad: %s rader för %s lämnar lagret från version %d.", "Withdrawn: %s rows for %s leave the lake from version %d.",
				code.Number(float64(w.Rows), 0, a.lang), strings.Join(w.Municipalities, ", "), w.LakeVersion)
			return nil
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", a.t("varför, för granskningsloggen (krävs; inga personuppgifter)", "why, for the audit log (required; no personal data)"))
	cmd.Flags().StringSliceVar(&municipalities, "municipality", nil, a.t("bara de kommunerna i en leverans för flera", "only those municipalities of a delivery of several"))
	return cmd
}
