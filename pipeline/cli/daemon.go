package cli

import (
	"context"
	"errors"
	"log/slog"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/schedule"
	"jamfor/pipeline/workspace"
)

func (a *app) daemonCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "daemon",
		Short: a.t("Kör schemalagda jobb tills processen avbryts", "Run scheduled jobs until the process is stopped"),
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.daemon(cmd.Context()) },
	}
}

func (a *app) daemon(ctx context.Context) error {
	w, err := workspace.Open(a.dir)
	if err != nil {
		return err
	}
	unlock, err := w.LockDaemon()
	if err != nil {
		return err
	}
	defer unlock()
	ledger, err := schedule.OpenLedger(w.Path(workspace.Ledger, "slots"))
	if err != nil {
		return err
	}
	log := a.loggerAt(slog.LevelInfo)
	d := &schedule.Daemon{
		Jobs: w.Config.Schedule, Ledger: ledger, Log: log, Now: a.Now, Started: schedule.CivilOf(a.Now()),
		Do: a.scheduledJob,
	}
	for _, job := range d.Jobs {
		log.Info("job", "job", job.Name, "do", job.Do, "cron", job.Cron)
	}
	err = d.Run(ctx)
	if errors.Is(err, context.Canceled) {
		a.sayErr(code.Text{SV: "Tjänsten är stoppad.", EN: "The daemon has stopped."})
	}
	return err
}

// scheduledJob does one job for its slot, with the workspace locked.
func (a *app) scheduledJob(ctx context.Context, job workspace.Job, slot schedule.Civil) error {
	p, unlock, err := a.openLocked()
	if err != nil {
		return err
	}
	defer unlock()
	p.Slot = slot.Date()
	switch job.Do {
	case "ingest":
		_, err = p.Ingest(ctx)
	case "compute":
		_, err = p.ComputeAll(ctx)
	default:
		_, err = p.Run(ctx)
	}
	return err
}
