package publish

import (
	"cmp"
	"context"
	"io"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// metadataFormats are the JSON files under metadata/: what the indicators mean,
// which areas there are, and the facts of the release itself.
func metadataFormats(e *release.Edition) []format {
	return []format{
		jsonFormat("metadata/indicators.json", func() any { return indicatorsDocument(e) }),
		jsonFormat("metadata/areas.json", func() any { return areasDocument(area.Default()) }),
		jsonFormat("metadata/release.json", func() any { return releaseDocument(e) }),
	}
}

func jsonFormat(path string, document func() any) format {
	return format{
		path: path, mediaType: "application/json",
		write: func(_ context.Context, w io.Writer, _ string) (int64, error) {
			return 0, release.EncodeJSON(w, document())
		},
	}
}

type indicatorsFile struct {
	Format    int             `json:"format"`
	Release   string          `json:"release"`
	Synthetic bool            `json:"synthetic"`
	Sets      []setDefinition `json:"sets"`
}

type setDefinition struct {
	release.SetInfo
	Indicators []release.IndicatorInfo `json:"indicators"`
}

func indicatorsDocument(e *release.Edition) indicatorsFile {
	doc := indicatorsFile{Format: release.ManifestFormat, Release: e.ID, Synthetic: e.Synthetic}
	for _, s := range e.Sets {
		doc.Sets = append(doc.Sets, setDefinition{s.SetInfo, s.Indicators})
	}
	return doc
}

type areasFile struct {
	Format int         `json:"format"`
	Areas  []areaEntry `json:"areas"`
	// Former are the municipalities that are no more, Changes what became of
	// them, FormerNames the names that others had.
	Former      []areaEntry  `json:"former"`
	Changes     []areaChange `json:"changes"`
	FormerNames []areaName   `json:"former_names"`
}

type areaEntry struct {
	area.ID
	Name   code.Text `json:"name"`
	County string    `json:"county,omitempty"`
	Group  string    `json:"municipality_group,omitempty"`
	// From and To are the first and the last day of the code, where the registry
	// knows them.
	From string `json:"valid_from,omitempty"`
	To   string `json:"valid_to,omitempty"`
}

type areaChange struct {
	Date string          `json:"date"`
	Kind area.ChangeKind `json:"kind"`
	From string          `json:"from"`
	To   string          `json:"to"`
}

type areaName struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Until string `json:"until"`
}

func areasDocument(r *area.Registry) areasFile {
	doc := areasFile{Format: release.ManifestFormat}
	for _, grain := range area.Grains {
		for _, id := range r.Areas(grain) {
			entry := areaEntry{ID: id, Name: r.Name(id)}
			if m, ok := r.Lookup(id.Code); ok && grain == area.Municipality {
				entry.County, entry.Group = m.County, m.Group
				entry.From, entry.To = validity(r, id.Code)
			}
			doc.Areas = append(doc.Areas, entry)
		}
	}
	for _, f := range r.Formers() {
		id := area.ID{Type: area.Municipality, Code: f.Code}
		entry := areaEntry{ID: id, Name: r.Name(id), County: f.County}
		entry.From, entry.To = validity(r, f.Code)
		doc.Former = append(doc.Former, entry)
	}
	for _, c := range r.Changes() {
		doc.Changes = append(doc.Changes, areaChange{c.Date.Format(time.DateOnly), c.Kind, c.From, c.To})
	}
	for _, n := range r.FormerNames() {
		doc.FormerNames = append(doc.FormerNames, areaName{n.Code, n.Name, n.Until.Format(time.DateOnly)})
	}
	return doc
}

// validity writes the first and the last day of a municipality's code.
func validity(r *area.Registry, municipality string) (from, to string) {
	first, last := r.Validity(municipality)
	if !first.IsZero() {
		from = first.Format(time.DateOnly)
	}
	if !last.IsZero() {
		to = last.Format(time.DateOnly)
	}
	return from, to
}

type releaseFile struct {
	Format             int              `json:"format"`
	ID                 string           `json:"id"`
	Version            int              `json:"version"`
	Created            string           `json:"created"`
	Replaces           string           `json:"replaces,omitempty"`
	Cause              code.Text        `json:"cause,omitzero"`
	Synthetic          bool             `json:"synthetic"`
	Notice             code.Text        `json:"notice,omitzero"`
	Preliminary        bool             `json:"preliminary"`
	OfficialStatistics bool             `json:"official_statistics"`
	Publisher          string           `json:"publisher"`
	Contact            string           `json:"contact,omitempty"`
	License            string           `json:"license,omitempty"`
	ProgramVersion     string           `json:"program_version"`
	Boundaries         boundaries       `json:"boundaries"`
	Columns            []columnEntry    `json:"columns"`
	Statuses           []statusEntry    `json:"statuses"`
	Reasons            []release.Reason `json:"reasons,omitempty"`
	Sets               []setSituation   `json:"sets"`
}

// boundaries tells on which division into areas earlier periods stand.
type boundaries struct {
	Code area.Boundaries `json:"code"`
	Text code.Text       `json:"text"`
}

func boundariesOf(e *release.Edition) boundaries {
	b := cmp.Or(e.Boundaries, area.Then)
	return boundaries{b, b.Text()}
}

type columnEntry struct {
	Name    string             `json:"name"`
	Kind    release.ColumnKind `json:"kind"`
	Meaning code.Text          `json:"meaning"`
}

type statusEntry struct {
	Status code.Status `json:"status"`
	Mark   string      `json:"mark"`
	Text   code.Text   `json:"text"`
}

type setSituation struct {
	Name         string             `json:"name"`
	Title        code.Text          `json:"title"`
	Periods      []code.Period      `json:"periods"`
	Observations int                `json:"observations"`
	Coverage     []release.Coverage `json:"coverage"`
	Remarks      []release.Remark   `json:"remarks,omitempty"`
}

func releaseDocument(e *release.Edition) releaseFile {
	doc := releaseFile{
		Format: release.ManifestFormat, ID: e.ID, Version: e.Version, Created: e.Created,
		Replaces: e.Replaces, Cause: e.Cause, Synthetic: e.Synthetic, Preliminary: e.Preliminary,
		OfficialStatistics: e.OfficialStatistics, Publisher: e.Publisher, Contact: e.Contact,
		License: e.License, ProgramVersion: e.ProgramVersion, Reasons: e.Reasons,
		Boundaries: boundariesOf(e),
	}
	if e.Synthetic {
		doc.Notice = syntheticNotice
	}
	for _, c := range release.Columns() {
		doc.Columns = append(doc.Columns, columnEntry{c.Name, c.Kind, c.Meaning})
	}
	for _, s := range []code.Status{code.OK, code.Missing, code.NotApplicable, code.Suppressed} {
		doc.Statuses = append(doc.Statuses, statusEntry{s, s.Mark(), s.Text()})
	}
	for _, s := range e.Sets {
		doc.Sets = append(doc.Sets, setSituation{s.Name, s.Title, s.Periods, len(s.Observations), s.Coverage, s.Remarks})
	}
	return doc
}
