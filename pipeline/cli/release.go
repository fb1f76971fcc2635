package cli

import (
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
	"jamfor/pipeline/run"
)

func (a *app) releaseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "release",
		Short: a.t("Utgåvor: skapa, visa, godkänn, publicera, kontrollera", "Releases: create, show, approve, publish, verify"),
	}
	cmd.AddCommand(a.releaseCreate(), a.releaseList(), a.releaseShow(), a.releaseApprove(), a.releasePublish(), a.releaseVerify(), a.releaseAudit())
	return cmd
}

func (a *app) releaseCreate() *cobra.Command {
	var cause string
	cmd := &cobra.Command{
		Use:   "create",
		Short: a.t("Skapa en utgåvekandidat av lagrets senaste version", "Create a release candidate from the lake's latest version"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			p.Cause = cause
			summary, err := p.CreateRelease(cmd.Context())
			if err != nil {
				return err
			}
			a.endProgress()
			if a.json {
				return a.printJSON(summary)
			}
			a.tellRelease(summary)
			return nil
		},
	}
	cmd.Flags().StringVar(&cause, "cause", "", a.t("varför utgåvan ändrar en tidigare", "why the release changes an earlier one"))
	return cmd
}

func (a *app) tellRelease(s run.ReleaseSummary) {
	switch {
	case s.ID == "":
		a.say("Det finns inget att publicera ännu.", "There is nothing to publish yet.")
	case s.Unchanged:
		a.say("Utgåva %s har redan samma innehåll; inget nytt att publicera.", "Release %s already has the same content; nothing new to publish.", s.ID)
	case s.State == "released":
		a.say("Utgåva %s är publicerad: %s", "Release %s is published: %s", s.ID, s.Dir)
	default:
		a.say("Utgåva %s är en kandidat (%s): %s", "Release %s is a candidate (%s): %s", s.ID, a.stateWord(s.State), s.Dir)
		a.tellWaiting(s)
	}
}

// tellWaiting says what a candidate waits for, with the exact commands.
func (a *app) tellWaiting(s run.ReleaseSummary) {
	if s.State == "approved" {
		a.say("Publicera den: jamfor release publish %s", "Publish it: jamfor release publish %s", s.ID)
		return
	}
	accepts := ""
	if s.Unproven > 0 {
		accepts = fmt.Sprintf(" --unproven %d", s.Unproven)
		a.say("%d dolda tal har ingen bevisad bredd. Röjandeansvarig avgör om de duger, efter att ha läst granskningen (intern): %s",
			"%d hidden numbers have no proof of their width. The disclosure officer decides whether they will do, having read the audit (internal): %s", s.Unproven, s.Audit)
	}
	a.say("Den behöver två godkännanden:", "It needs two approvals:")
	a.say("  jamfor release approve %s --role owner --name NAMN", "  jamfor release approve %s --role owner --name NAME", s.ID)
	a.say("  jamfor release approve %s --role disclosure --name NAMN%s", "  jamfor release approve %s --role disclosure --name NAME%s", s.ID, accepts)
}

func (a *app) releaseList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: a.t("Lista kandidater och utgåvor", "List candidates and releases"),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			list, err := p.Releases()
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(list)
			}
			w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, a.t("UTGÅVA\tVERSION\tDATUM\tLÄGE\tUPPSÄTTNINGAR", "RELEASE\tVERSION\tDATE\tSTATE\tSETS"))
			for _, r := range list {
				fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%d\n", r.ID, r.Version, r.Created, a.stateWord(r.State), r.Sets)
			}
			return w.Flush()
		},
	}
}

func (a *app) stateWord(state string) string {
	switch state {
	case "released":
		return a.t("publicerad", "released")
	case "approved":
		return a.t("godkänd", "approved")
	}
	return a.t("väntar på godkännande", "waits for approval")
}

func (a *app) releaseShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: a.t("Visa en utgåvas innehåll", "Show what a release holds"),
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			detail, err := p.ShowRelease(args[0])
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(detail)
			}
			m := detail.Manifest
			a.say("%s, version %d, %s (%s)", "%s, version %d, %s (%s)", m.ID, m.Version, m.Created, a.stateWord(detail.State))
			if m.Synthetic {
				a.say("SYNTETISKA DATA", "SYNTHETIC DATA")
			}
			a.tellApprovals(detail)
			w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
			for _, f := range m.Files {
				fmt.Fprintf(w, "  %d\t byte\t  %s\n", f.Bytes, f.Path)
			}
			if err := w.Flush(); err != nil {
				return err
			}
			a.say("Mapp: %s", "Folder: %s", detail.Dir)
			return nil
		},
	}
}

// tellApprovals says who has approved what.
func (a *app) tellApprovals(d run.ReleaseDetail) {
	waits := d.State == "staged" && d.Unproven > 0
	for _, x := range d.Approvals {
		a.say("  godkänd av %s (%s)", "  approved by %s (%s)", x.Name, x.Role)
		if x.Unproven > 0 {
			waits = false
			a.say("    som den %s godtog %d dolda tal utan bevisad bredd", "    who on %s accepted %d hidden numbers without proof of their width",
				x.At.In(code.Stockholm()).Format(time.DateOnly), x.Unproven)
		}
	}
	if waits {
		a.say("  dolda tal utan bevisad bredd: %d", "  hidden numbers without proof of their width: %d", d.Unproven)
	}
}

func (a *app) releaseApprove() *cobra.Command {
	var role, name string
	var unproven int
	cmd := &cobra.Command{
		Use:   "approve ID --role owner|disclosure --name NAME [--unproven N]",
		Short: a.t("Godkänn en kandidat som ägare eller röjandeansvarig", "Approve a candidate as owner or disclosure officer"),
		Long: a.t(`Godkänner en utgåvekandidat, exakt så som den ligger. Två personer behövs: en ägare
och en röjandeansvarig.

Kan röjandekontrollen inte bevisa bredden hos några dolda tal måste den
röjandeansvarige läsa kandidatens granskning (ledger/disclosure/ID.html) och antingen
godta dem, med --unproven och exakt deras antal, eller låta bli att godkänna och
publicera grövre. Beslutet sparas i godkännandet. En kandidat som skapas på nytt med
andra tal eller ett annat antal måste godkännas igen.`,
			`Approves a release candidate exactly as it lies there. Two persons are needed: an
owner and a disclosure officer.

Where disclosure control cannot prove the width of some hidden numbers the
disclosure officer must read the candidate's audit (ledger/disclosure/ID.html) and
either accept them, with --unproven and exactly their number, or not approve and
publish more coarsely. The approval keeps the decision. A candidate that is created
again with other figures or another number must be approved again.`),
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			roles := map[string]release.Role{"owner": release.Owner, "disclosure": release.DisclosureOfficer}
			as, ok := roles[role]
			if !ok {
				return usage("--role ska vara owner eller disclosure.", "--role must be owner or disclosure.")
			}
			if as == release.Owner && cmd.Flags().Changed("unproven") {
				return usage("--unproven hör till --role disclosure: den röjandeansvarige avgör, inte ägaren.",
					"--unproven belongs to --role disclosure: the disclosure officer decides, not the owner.")
			}
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			detail, err := p.ApproveRelease(args[0], as, name, unproven)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(detail)
			}
			a.say("Utgåva %s: %s.", "Release %s: %s.", args[0], a.stateWord(detail.State))
			return nil
		},
	}
	cmd.Flags().StringVar(&role, "role", "", a.t("owner (ägare) eller disclosure (röjandeansvarig)", "owner or disclosure"))
	cmd.Flags().StringVar(&name, "name", "", a.t("den som godkänner", "who approves"))
	cmd.Flags().IntVar(&unproven, "unproven", 0, a.t("antalet dolda tal utan bevisad bredd som den röjandeansvarige godtar",
		"the number of hidden numbers without proof of their width that the disclosure officer accepts"))
	return cmd
}

func (a *app) releasePublish() *cobra.Command {
	return &cobra.Command{
		Use:   "publish ID",
		Short: a.t("Publicera en godkänd utgåva", "Publish an approved release"),
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, unlock, err := a.openLocked()
			if err != nil {
				return err
			}
			defer unlock()
			detail, err := p.PublishRelease(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(detail)
			}
			a.say("Utgåva %s är publicerad: %s", "Release %s is published: %s", args[0], detail.Dir)
			return nil
		},
	}
}

func (a *app) releaseVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify ID",
		Short: a.t("Bevisa att en utgåva är hel och kan räknas fram igen, byte för byte", "Prove that a release is whole and can be computed again, byte for byte"),
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			result, err := p.VerifyRelease(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			a.endProgress()
			if a.json {
				if err := a.printJSON(result); err != nil {
					return err
				}
			} else {
				a.tellVerify(result)
			}
			if len(result.Problems) > 0 {
				return &exitError{ExitFailure, errSilent}
			}
			return nil
		},
	}
}

func (a *app) tellVerify(v run.Verification) {
	for _, p := range v.Problems {
		fmt.Fprintf(a.Stdout, "  %s: %s\n", p.Where, p.Text.In(a.lang))
	}
	switch {
	case len(v.Problems) > 0:
		a.say("Utgåva %s håller INTE: %d avvikelser.", "Release %s does NOT hold: %d deviations.", v.ID, len(v.Problems))
	case v.From == "rows":
		a.say("Utgåva %s håller: %d filer är hela och lika, byte för byte, med en ny beräkning ur lagrets rader.",
			"Release %s holds: %d files are whole and equal, byte for byte, to a new computation from the lake's rows.", v.ID, v.Files)
	default:
		a.say("Utgåva %s håller: %d filer är hela och lika, byte för byte, med en ny beräkning ur de frysta cellerna (raderna finns inte kvar).",
			"Release %s holds: %d files are whole and equal, byte for byte, to a new computation from the frozen cells (the rows are gone).", v.ID, v.Files)
	}
}
