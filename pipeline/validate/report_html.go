package validate

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"sync"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

//go:embed report.html
var reportPage string

var reportTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report").Funcs(template.FuncMap{
		"number":       func(n int64) string { return code.Number(float64(n), 0, code.Swedish) },
		"municipality": municipalityName,
		"status":       statusText,
		"severity":     severityText,
		"place":        func(f table.Finding) string { return placeOf(f, code.Swedish) },
		"more":         func(t Total) bool { return t.Count > int64(t.Kept) },
		"where":        func(t Total) string { return totalPlace(t, code.Swedish) },
		"plain":        plain,
		"demand":       Demand,
		"outcome":      Evaluation.Text,
		"outcomes":     func(r Report, e Evaluation) int { return CountOutcomes(r.Outcomes, e) },
	}).Parse(reportPage))
})

// WriteHTML writes the report as one page that needs nothing else: Swedish
// first, English below each text, no script, readable by screen readers and in
// black and white.
func (r Report) WriteHTML(w io.Writer) error {
	if err := reportTemplate().Execute(w, r); err != nil {
		return fmt.Errorf("write report %s: %w", r.Delivery, err)
	}
	return nil
}
