package run

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

//go:embed disclosure_page.html
var auditPage string

// writeAuditPage writes the audit for a person to read.
func writeAuditPage(w io.Writer, a *DisclosureAudit, lang code.Lang) error {
	t, err := template.New("audit").Funcs(template.FuncMap{
		"t":  func(sv, en string) string { return code.Text{SV: sv, EN: en}.In(lang) },
		"in": func(text code.Text) string { return text.In(lang) },
		"share": func(part, whole int) string {
			if whole == 0 {
				return "–"
			}
			return permille(int64(part), int64(whole))
		},
		"share64": func(part, whole int64) string {
			if whole == 0 {
				return "–"
			}
			return permille(part, whole)
		},
		"less":  func(a, b int) int { return a - b },
		"grain": func(g area.Type) string { return grainName(g).In(lang) },
		"lang":  func() string { return string(lang) },
	}).Parse(auditPage)
	if err != nil {
		return fmt.Errorf("read the audit's page: %w", err)
	}
	return t.Execute(w, a)
}

// permille writes a share in per cent with one decimal, rounded down.
func permille(part, whole int64) string {
	p := part * 1000 / whole
	return fmt.Sprintf("%d,%d %%", p/10, p%10)
}

func grainName(g area.Type) code.Text {
	switch g {
	case area.Municipality:
		return code.Text{SV: "Kommun", EN: "Municipality"}
	case area.County:
		return code.Text{SV: "Län", EN: "County"}
	case area.MunicipalityGroup:
		return code.Text{SV: "Kommungrupp", EN: "Municipality group"}
	case area.Nation:
		return code.Text{SV: "Riket", EN: "Nation"}
	}
	return code.Text{SV: string(g), EN: string(g)}
}
