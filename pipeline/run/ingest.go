package run

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"jamfor/pipeline/code"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
	"jamfor/pipeline/workspace"
)

// IngestSummary tells what came in. Accepted, Partial and Rejected count the
// deliveries that are new in this run; Known those that were judged before.
type IngestSummary struct {
	Accepted    int       `json:"accepted"`
	Partial     int       `json:"partial"`
	Rejected    int       `json:"rejected"`
	Known       int       `json:"known"`
	Rows        int64     `json:"rows"` // rows taken into the lake
	LakeVersion int64     `json:"lake_version"`
	Refusals    []Refusal `json:"refusals,omitempty"`
}

// Refusal is one delivery that was rejected in whole or in part, with its first
// reason; the report beside the delivery has them all.
type Refusal struct {
	Delivery string    `json:"delivery"`
	Status   string    `json:"status"`
	Reason   code.Text `json:"reason"`
	Stops    int64     `json:"stops"`
}

// Ingest judges everything in the inbox and commits what is accepted as one
// lake version. A delivery is acknowledged (receipt, original removed) only
// after its rows are durable in the lake; a stop before that leaves it in the
// inbox and the next run takes it again. A faulty delivery never stops the
// others.
func (p *Pipeline) Ingest(ctx context.Context) (IngestSummary, error) {
	l, err := p.openLake(ctx, false)
	if err != nil {
		return IngestSummary{}, err
	}
	defer l.Close()
	items, err := p.scan()
	if err != nil {
		return IngestSummary{}, err
	}
	if err := p.keys.MakeReceiptKey(); err != nil {
		return IngestSummary{}, err
	}
	in := ingest{pipeline: p, lake: l, known: map[slotKey]lake.Newest{}, earlier: map[slotKey]validate.Earlier{}}
	if err := in.prepare(ctx); err != nil {
		return in.summary, err
	}
	fresh, err := in.leaveKnown(ctx, items)
	if err != nil {
		return in.summary, err
	}
	in.total = len(fresh)
	for _, group := range groups(fresh) {
		if err := in.judge(ctx, group); err != nil {
			return in.summary, err
		}
	}
	if err := in.commit(ctx); err != nil {
		return in.summary, err
	}
	return in.summary, in.cleanUp()
}

func (p *Pipeline) openLake(ctx context.Context, readOnly bool) (*lake.Lake, error) {
	return lake.Open(ctx, p.Workspace.Path(workspace.Lake), p.contract, lake.Options{ReadOnly: readOnly, Now: p.Now, Day: code.Stockholm()})
}

// slotKey is what one delivery is in force for.
type slotKey struct{ municipality, collection, period string }

// ingest is the state of one Ingest.
type ingest struct {
	pipeline *Pipeline
	lake     *lake.Lake
	temp     string
	chain    [][]byte // the lake's keys, oldest first
	judged   []*judgement
	known    map[slotKey]lake.Newest      // newest delivery, of this run or the register
	earlier  map[slotKey]validate.Earlier // what this run took for a slot
	done     int
	total    int
	summary  IngestSummary
}

// groups splits items into those that may be judged side by side: one period
// and sequence number, in order.
func groups(items []item) [][]item {
	var all [][]item
	for i, it := range items {
		if i == 0 || cmp.Or(cmp.Compare(items[i-1].name.Period.String(), it.name.Period.String()), cmp.Compare(items[i-1].name.Sequence, it.name.Sequence)) != 0 {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], it)
	}
	return all
}

// leaveKnown settles deliveries that an earlier run has judged and returns the
// others.
func (in *ingest) leaveKnown(ctx context.Context, items []item) ([]item, error) {
	var fresh []item
	for _, it := range items {
		delivery, found, err := in.lake.Delivery(ctx, it.id())
		if err != nil {
			return nil, err
		}
		if !found {
			fresh = append(fresh, it)
			continue
		}
		in.summary.Known++
		if err := in.settleKnown(ctx, it, delivery); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

// judge runs the workers over a group and then, in the group's order, applies
// what only the register knows.
func (in *ingest) judge(ctx context.Context, group []item) error {
	results := make([]*judgement, len(group))
	work, workCtx := errgroup.WithContext(ctx)
	work.SetLimit(in.pipeline.workers())
	progress := make(chan struct{})
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		for range progress {
			in.done++
			in.pipeline.Progress(code.Text{SV: "granskar leveranser", EN: "checking deliveries"}, in.done, in.total)
		}
	}()
	for i, it := range group {
		work.Go(func() error {
			if err := workCtx.Err(); err != nil {
				return err
			}
			j, err := in.read(workCtx, it)
			if err != nil {
				return fmt.Errorf("check %s: %w", worker.SafeName(it.rel), err)
			}
			results[i] = j
			progress <- struct{}{}
			return nil
		})
	}
	err := work.Wait()
	close(progress)
	<-finished
	if err != nil {
		return err
	}
	for _, j := range results {
		if err := in.hold(ctx, j); err != nil {
			return err
		}
		in.judged = append(in.judged, j)
	}
	return nil
}

func (p *Pipeline) workers() int {
	if n := p.Workspace.Config.Intake.Workers; n > 0 {
		return n
	}
	return runtime.NumCPU()
}

// hold holds a judgement against the register: a share whose sequence number is
// below the newest, or taken with other content, is rejected.
func (in *ingest) hold(ctx context.Context, j *judgement) error {
	for _, municipality := range j.acceptedMunicipalities() {
		key := slotKey{municipality, j.item.name.Collection, j.item.name.Period.String()}
		newest, found := in.known[key]
		if !found {
			var err error
			if newest, found, err = in.lake.Newest(ctx, key.municipality, key.collection, key.period); err != nil {
				return err
			}
		}
		switch {
		case found && j.item.name.Sequence < newest.Sequence:
			j.reject(municipality, staleFinding(municipality, newest.Sequence))
			continue
		case found && j.item.name.Sequence == newest.Sequence && newest.ContentSHA256 != j.content():
			j.reject(municipality, conflictFinding(municipality, newest.Sequence))
			continue
		case found && j.item.name.Sequence == newest.Sequence && newest.Outcome == lake.WithdrawnShare:
			j.reject(municipality, withdrawnFinding(municipality, newest.Sequence))
			continue
		}
		in.known[key] = lake.Newest{Delivery: j.item.id(), Sequence: j.item.name.Sequence, ContentSHA256: j.content()}
		in.earlier[key] = j.asEarlier(municipality)
	}
	return nil
}

// commit makes the accepted rows durable, then acknowledges every delivery.
func (in *ingest) commit(ctx context.Context) error {
	if len(in.judged) == 0 {
		version, err := in.lake.Latest(ctx)
		in.summary.LakeVersion = version.Number
		return err
	}
	deliveries, drafts := make([]lake.Delivery, len(in.judged)), make([]draft, len(in.judged))
	for i, j := range in.judged {
		drafts[i] = j.draft(in.pipeline.Now(), in.pipeline.contract.Version)
		deliveries[i] = j.delivery(in.pipeline.slot())
		if err := in.writeReport(j); err != nil {
			return err
		}
	}
	if err := in.receipts().store(drafts); err != nil {
		return err
	}
	in.pipeline.Progress(code.Text{SV: "skriver till lagret", EN: "writing to the lake"}, 0, 0)
	version, err := in.lake.Commit(ctx, "ingest", deliveries)
	if err != nil {
		return err
	}
	in.summary.LakeVersion = version.Number
	in.pipeline.Log.Info("ingest", "lake_version", version.Number, "deliveries", len(deliveries))
	if err := in.receipts().finish(drafts); err != nil {
		return err
	}
	for _, j := range in.judged {
		if err := in.acknowledge(j); err != nil {
			return err
		}
	}
	slices.SortFunc(in.summary.Refusals, func(a, b Refusal) int { return strings.Compare(a.Delivery, b.Delivery) })
	return nil
}

// firstStop is the first finding that rejects, the whole delivery's before a
// municipality's.
func firstStop(findings []table.Finding) (table.Finding, bool) {
	for _, f := range findings {
		if f.Severity == table.Stop {
			return f, true
		}
	}
	return table.Finding{}, false
}
