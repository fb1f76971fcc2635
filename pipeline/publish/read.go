package publish

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"jamfor/pipeline/release"
)

// Read makes an edition again from a release folder: manifest, definitions,
// facts and observations. Writing it gives the files of the folder, byte for
// byte where the program is the same, so the files say nothing but what the
// tables and the metadata say.
func Read(ctx context.Context, dir string) (*release.Edition, error) {
	m, err := release.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	definitions, err := readDefinitions(dir)
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(dir, "metadata", "release.json"))
	if err != nil {
		return nil, fmt.Errorf("read facts of the release: %w", err)
	}
	var facts releaseFile
	if err := json.Unmarshal(raw, &facts); err != nil {
		return nil, fmt.Errorf("read facts of release %s: %w", m.ID, err)
	}
	e := &release.Edition{
		ID: m.ID, Version: m.Version, Created: m.Created, Replaces: m.Replaces, Cause: m.Cause,
		Synthetic: m.Synthetic, Preliminary: m.Preliminary, OfficialStatistics: m.OfficialStatistics,
		ProgramVersion: m.ProgramVersion, DeliveryDigest: m.DeliveryDigest, DefinitionDigest: m.DefinitionDigest,
		Publisher: m.Publisher, Contact: m.Contact, License: m.License, Publication: m.Publication, Boundaries: m.Boundaries, Reasons: facts.Reasons,
	}
	for _, situation := range facts.Sets {
		known, ok := definitions[situation.Name]
		if !ok {
			return nil, fmt.Errorf("read release %s: set %s has no definitions", m.ID, situation.Name)
		}
		s := release.Set{
			SetInfo: known.SetInfo, Indicators: known.Indicators, Periods: situation.Periods,
			Coverage: situation.Coverage, Remarks: situation.Remarks,
		}
		for o, err := range release.Rows(dir, s.Name) {
			if err != nil {
				return nil, err
			}
			if len(s.Observations)%4096 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			s.Observations = append(s.Observations, o)
		}
		e.Sets = append(e.Sets, s)
	}
	return e, nil
}
