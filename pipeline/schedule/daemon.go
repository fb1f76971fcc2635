package schedule

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"jamfor/pipeline/workspace"
)

// Do runs one job for one slot. Its error is logged and the slot stays due.
type Do func(ctx context.Context, job workspace.Job, slot Civil) error

// Daemon runs the jobs of a workspace as their slots come.
type Daemon struct {
	Jobs   []workspace.Job
	Ledger *Ledger
	Do     Do
	Log    *slog.Logger
	// Now is the clock; Started is when the daemon first counts slots from for
	// a job that has never run.
	Now     func() time.Time
	Started Civil
}

// Tick runs every slot that is due now, oldest first, one at a time.
func (d *Daemon) Tick(ctx context.Context) error {
	for _, job := range d.Jobs {
		plan, err := ParsePlan(job.Cron)
		if err != nil {
			return fmt.Errorf("job %s: %w", job.Name, err)
		}
		last, ok, err := d.Ledger.Last(job.Name)
		if err != nil {
			return err
		}
		if !ok {
			last = d.Started
		}
		for _, slot := range plan.Due(last, d.Now(), max(1, job.CatchUp)) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			outcome := "done"
			if err := d.Do(ctx, job, slot); err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				d.Log.Error("job failed", "job", job.Name, "slot", slot.String(), "error", err)
				break // stays due; the next tick tries again
			}
			d.Log.Info("job done", "job", job.Name, "slot", slot.String())
			if err := d.Ledger.Record(job.Name, slot, d.Now(), outcome); err != nil {
				return err
			}
		}
	}
	return nil
}

// Run ticks once and then every minute until the context ends. The cron
// library only wakes it, in UTC.
func (d *Daemon) Run(ctx context.Context) error {
	wake := make(chan struct{}, 1)
	trigger := cron.New(cron.WithLocation(time.UTC))
	if _, err := trigger.AddFunc("* * * * *", func() {
		select {
		case wake <- struct{}{}:
		default: // a tick is already waiting
		}
	}); err != nil {
		return fmt.Errorf("start trigger: %w", err)
	}
	trigger.Start()
	defer trigger.Stop()
	for {
		if err := d.Tick(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wake:
		}
	}
}
