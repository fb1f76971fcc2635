package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/run"
)

func (a *app) releaseAudit() *cobra.Command {
	return &cobra.Command{
		Use:   "audit ID",
		Short: a.t("Granska en utgåvas röjandekontroll: rapport för dataskyddsombudet", "Audit a release's disclosure control: a report for the data protection officer"),
		Long: a.t(`Kör röjandekontrollen igen över de celler som utgåvan gjordes av, jämför med
utgåvans rader och skriver en rapport till ledger/disclosure (JSON och en sida).
Rapporten är intern: den skiljer celler som en regel döljer från dem som döljs
för att skydda dem. Slutkod 4 betyder att ett paket inte går att skydda.`,
			`Runs disclosure control again over the cells that the release was made of,
compares with the release's rows and writes a report to ledger/disclosure (JSON
and a page). The report is internal: it tells cells that a rule hides from those
hidden to protect them. Exit code 4 means that a package cannot be protected.`),
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			audit, err := p.AuditRelease(cmd.Context(), args[0], a.lang)
			var blocked *disclosure.Blocked
			if err != nil && !errors.As(err, &blocked) {
				return err
			}
			a.endProgress()
			if a.json {
				if err := a.printJSON(audit); err != nil {
					return err
				}
			} else {
				a.tellAudit(audit)
			}
			switch {
			case blocked != nil && a.json:
				return &exitError{ExitBlocked, errSilent} // it is in what was printed
			case blocked != nil:
				return blocked
			case len(audit.Problems) > 0:
				return &exitError{ExitFailure, errSilent}
			}
			return nil
		},
	}
}

func (a *app) tellAudit(d *run.DisclosureAudit) {
	t := d.Totals()
	a.say("Utgåva %s: %d celler, %d dolda (%d av en regel, %d för att skydda dem), %d saknas.",
		"Release %s: %d cells, %d hidden (%d by a rule, %d to protect them), %d missing.", d.Release, t.Cells, t.Hidden, t.Primary, t.Hidden-t.Primary, t.Missing)
	a.say("Små tal: %d med bevisad bredd, %d i bråktal, %d obevisade, %d ej prövade med andra tabeller.",
		"Small numbers: %d proven wide, %d in fractions, %d unproven, %d not tried with second tables.", t.Wide, t.Fractional, t.Unproven, t.Untried)
	a.tellDoubts(d)
	if t.Known > 0 {
		a.say("%d tal är redan kända ur tidigare utgåvor och går inte att skydda.", "%d numbers are known already from earlier releases and cannot be protected.", t.Known)
	}
	for _, p := range d.Proposals {
		a.say("%s %s: mer än %d %% döljs av %d indikatorer. Grövre tabeller att välja mellan:", "%s %s: more than %d %% is hidden of %d indicators. Coarser tables to choose from:",
			p.Set, p.Period, p.Above, len(p.Proposals[0].Indicators))
		for _, x := range p.Proposals {
			if x.Blocked {
				a.say("  %s: går inte heller att skydda", "  %s: cannot be protected either", x.Option.Text().In(a.lang))
				continue
			}
			a.say("  %s: %d av %d celler dolda (nu %d av %d), %d celler utgår", "  %s: %d of %d cells hidden (now %d of %d), %d cells dropped",
				x.Option.Text().In(a.lang), x.Then.Hidden, x.Then.Cells, x.Now.Hidden, x.Now.Cells, x.Dropped)
		}
	}
	for _, p := range d.Problems {
		a.say("  %s: %s", "  %s: %s", p.Where, p.Text.In(a.lang))
	}
	a.say("Rapport (intern): %s", "Report (internal): %s", d.Page)
}

// tellDoubts says what a person decides, or has decided.
func (a *app) tellDoubts(d *run.DisclosureAudit) {
	switch accepted, n := d.Accepted(), d.Doubts.Total(); {
	case accepted != nil:
		a.say("Utan bevisad bredd (obevisade, nästan bevisade och ej prövade): %d. %s har godtagit %d.",
			"Without proof of their width (unproven, nearly proven and not tried): %d. %s has accepted %d.", n, accepted.Name, accepted.Unproven)
	case d.Undecided():
		a.say("Utan bevisad bredd (obevisade, nästan bevisade och ej prövade): %d. Röjandeansvarig avgör, och godkänner i så fall med --unproven %d.",
			"Without proof of their width (unproven, nearly proven and not tried): %d. The disclosure officer decides, and approves, if so, with --unproven %d.", n, n)
	}
}
