package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"jamfor/pipeline/schedule"
	"jamfor/pipeline/workspace"
)

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: a.t("Visa inkorg, lager, utgåvor och nästa schemalagda körning", "Show inbox, lake, releases and the next scheduled run"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := a.open()
			if err != nil {
				return err
			}
			s, err := p.Status(cmd.Context())
			if err != nil {
				return err
			}
			next, err := a.nextSlots(p.Workspace)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]any{"status": s, "next": next})
			}
			if s.Synthetic {
				a.say("SYNTETISKA DATA", "SYNTHETIC DATA")
			}
			a.say("Inkorg: %d nya, %d underkända väntar på rättelse.", "Inbox: %d new, %d rejected wait for correction.", s.New, s.WaitingRejected)
			a.say("Lager: version %d.", "Lake: version %d.", s.LakeVersion)
			w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
			for _, c := range s.Coverage {
				fmt.Fprintf(w, "  %s\t%s\t%s\n", c.Collection, c.Period, a.t(
					fmt.Sprintf("%d av 290 kommuner, varav %d nollrapporter", c.Delivered, c.Zero),
					fmt.Sprintf("%d of 290 municipalities, of which %d zero reports", c.Delivered, c.Zero)))
			}
			if err := w.Flush(); err != nil {
				return err
			}
			for _, r := range s.Releases {
				a.say("Utgåva %s, version %d: %s.", "Release %s, version %d: %s.", r.ID, r.Version, a.stateWord(r.State))
			}
			for _, n := range next {
				a.say("Nästa %s: %s.", "Next %s: %s.", n.Job, n.Slot)
			}
			return nil
		},
	}
}

// nextSlot is when a job runs next.
type nextSlot struct {
	Job  string `json:"job"`
	Slot string `json:"slot"`
}

func (a *app) nextSlots(w *workspace.Workspace) ([]nextSlot, error) {
	var next []nextSlot
	for _, job := range w.Config.Schedule {
		plan, err := schedule.ParsePlan(job.Cron)
		if err != nil {
			return nil, err
		}
		if slot, ok := plan.Next(schedule.CivilOf(a.Now())); ok {
			next = append(next, nextSlot{job.Name, slot.String()})
		}
	}
	return next, nil
}
