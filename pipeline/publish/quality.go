package publish

import (
	"context"
	_ "embed"
	"html/template"
	"io"
	"sync"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

//go:embed quality.html
var qualityText string

var qualityTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("quality").Parse(qualityText))
})

// qualityFormats are a set's quality declaration as a page and as JSON: the
// texts that people wrote, and around them figures made from the release, both
// under the concepts of the European SIMS.
func qualityFormats(e *release.Edition, s *release.Set) []format {
	return []format{
		{
			path: "quality/" + s.Name + ".html", mediaType: "text/html; charset=utf-8",
			write: func(_ context.Context, w io.Writer, _ string) (int64, error) {
				return 0, qualityTemplate().Execute(w, newDeclaration(e, s))
			},
		},
		jsonFormat("quality/"+s.Name+".json", func() any { return newDeclaration(e, s) }),
	}
}

// declaration is a set's quality declaration.
type declaration struct {
	Format    int                `json:"format"`
	Release   string             `json:"release"`
	Set       string             `json:"set"`
	Title     code.Text          `json:"title"`
	Synthetic bool               `json:"synthetic"`
	Sample    bool               `json:"sample_text,omitempty"`
	Notice    code.Text          `json:"notice,omitzero"`
	Concepts  []qualityConcept   `json:"concepts"`
	Coverage  []qualityCoverage  `json:"coverage"`
	Statuses  []qualityIndicator `json:"indicators"`
	Revisions []qualityRevision  `json:"revisions"`
	Publisher string             `json:"publisher"`
	Created   string             `json:"created"`
}

// qualityConcept is one concept of SIMS with its text. Written tells that people
// wrote it; the others are made from the release.
type qualityConcept struct {
	ID      string    `json:"sims"`
	Name    code.Text `json:"name"`
	Written bool      `json:"written_by_people"`
	Text    code.Text `json:"text"`
}

// qualityCoverage counts municipalities of a collection and period.
type qualityCoverage struct {
	Collection string      `json:"collection"`
	Title      code.Text   `json:"title"`
	Period     code.Period `json:"period"`
	Delivered  int         `json:"delivered"`
	Zero       int         `json:"of_which_zero_reports"`
	Lost       int         `json:"not_delivered"`
	Of         int         `json:"municipalities"`
}

// qualityIndicator counts the municipalities of an indicator's latest period by
// status, and its changes of status by protection.
type qualityIndicator struct {
	ID            string      `json:"indicator"`
	Title         code.Text   `json:"title"`
	Period        code.Period `json:"period"`
	Shown         int         `json:"shown"`
	Suppressed    int         `json:"suppressed"`
	Missing       int         `json:"missing"`
	NotApplicable int         `json:"not_applicable"`
	Ranked        int         `json:"ranked"`
}

// qualityRevision is a break of a series or what a release replaced.
type qualityRevision struct {
	About  string      `json:"about"` // an indicator or a release
	Period code.Period `json:"period,omitzero"`
	Text   code.Text   `json:"text"`
}

func newDeclaration(e *release.Edition, s *release.Set) declaration {
	v := newView(s)
	d := declaration{
		Format: release.ManifestFormat, Release: e.ID, Set: s.Name, Title: s.Title, Synthetic: e.Synthetic,
		Sample: s.Declaration.Sample, Publisher: e.Publisher, Created: e.Created,
		Coverage: qualityCoverages(s), Statuses: qualityIndicators(v), Revisions: qualityRevisions(e, s),
	}
	if e.Synthetic {
		d.Notice = syntheticNotice
	}
	d.Concepts = qualityConcepts(e, s, d)
	return d
}
