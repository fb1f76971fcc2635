package run

import (
	"context"
	"fmt"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/workspace"
)

// refreshCatalogue makes the files that follow from all releases together. It is
// called whenever a release may have become public, and before a new one is
// made, so that what a killed run left undone is completed.
func (p *Pipeline) refreshCatalogue(ctx context.Context, store *release.Store) error {
	var planned []publish.Announcement
	for _, entry := range p.Workspace.Config.Release.Calendar {
		at, err := time.ParseInLocation(workspace.PlannedForm, entry.At, code.Stockholm())
		if err != nil {
			return fmt.Errorf("read release calendar: %w", err)
		}
		planned = append(planned, publish.Announcement{At: at, Title: entry.Title})
	}
	files, err := publish.Catalogue(ctx, p.Workspace.Path(workspace.Releases), "", planned)
	if err != nil {
		return err
	}
	return store.PutDerived(files)
}
