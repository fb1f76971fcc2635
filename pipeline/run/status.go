package run

import (
	"context"
	"errors"
	"io/fs"

	"jamfor/pipeline/lake"
)

// Status is the workspace as it stands.
type Status struct {
	Synthetic       bool             `json:"synthetic"`
	New             int              `json:"new"`              // deliveries not yet judged
	WaitingRejected int              `json:"waiting_rejected"` // rejected, still in the inbox
	LakeVersion     int64            `json:"lake_version"`
	Coverage        []CoverageStatus `json:"coverage"`
	Releases        []ReleaseLine    `json:"releases"`
}

// CoverageStatus counts the municipalities of one collection and period.
type CoverageStatus struct {
	Collection string `json:"collection"`
	Period     string `json:"period"`
	Delivered  int    `json:"delivered"` // zero reports included
	Zero       int    `json:"zero"`
}

// Status reads the workspace without changing it.
func (p *Pipeline) Status(ctx context.Context) (Status, error) {
	s := Status{Synthetic: p.Workspace.Config.Synthetic}
	var err error
	if s.Releases, err = p.Releases(); err != nil {
		return s, err
	}
	items, err := p.scan()
	if err != nil {
		return s, err
	}
	l, err := p.openLake(ctx, true)
	if errors.Is(err, fs.ErrNotExist) {
		s.New = len(items)
		return s, nil
	}
	if err != nil {
		return s, err
	}
	defer l.Close()
	for _, it := range items {
		_, found, err := l.Delivery(ctx, it.id())
		if err != nil {
			return s, err
		}
		if found {
			s.WaitingRejected++
		} else {
			s.New++
		}
	}
	return s, s.cover(ctx, l)
}

func (s *Status) cover(ctx context.Context, l *lake.Lake) error {
	version, err := l.Latest(ctx)
	if err != nil || version.Number == 0 {
		return err
	}
	s.LakeVersion = version.Number
	view, err := l.Snapshot(ctx, version)
	if err != nil {
		return err
	}
	inForce, err := view.Deliveries(ctx, lake.Selection{})
	if err != nil {
		return err
	}
	for _, d := range inForce {
		if n := len(s.Coverage); n == 0 || s.Coverage[n-1].Collection != d.Collection || s.Coverage[n-1].Period != d.Period {
			s.Coverage = append(s.Coverage, CoverageStatus{Collection: d.Collection, Period: d.Period})
		}
		c := &s.Coverage[len(s.Coverage)-1]
		c.Delivered++
		if d.Outcome == lake.ZeroShare {
			c.Zero++
		}
	}
	return nil
}
