package run

import (
	"context"
)

// Summary tells what a whole run did.
type Summary struct {
	Ingest  IngestSummary  `json:"ingest"`
	Release ReleaseSummary `json:"release"`
}

// Run does everything once: ingest, compute, disclosure control, release. It
// ends with a candidate that waits for approval; in a synthetic workspace with
// a published release.
func (p *Pipeline) Run(ctx context.Context) (Summary, error) {
	ingest, err := p.Ingest(ctx)
	if err != nil {
		return Summary{Ingest: ingest}, err
	}
	made, err := p.CreateRelease(ctx)
	return Summary{Ingest: ingest, Release: made}, err
}
