package run

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

//go:embed disclosure_page.html
var auditPage string

// writeAuditPage writes the audit for a person to read.
func writeAuditPage(w io.Writer, a *DisclosureAudit, lang code.Lang) error {
	t, err := template.New("audit").Funcs(template.FuncMap{
		"t":  func(sv, en string) string { return code.Text{SV: sv, EN: en}.In(lang) },
		"in": func(text code.Text) string { return text.In(lang) },
		"n":  func(n int) string { return code.Number(float64(n), 0, lang) },
		"share": func(part, whole int) string {
			return permille(int64(part), int64(whole), lang)
		},
		"share64": func(part, whole int64) string { return permille(part, whole, lang) },
		"less":    func(a, b int) int { return a - b },
		"plus":    func(a, b int) int { return a + b },
		"grain":   func(g area.Type) string { return grainName(g).In(lang) },
		"rule":    func(name string) string { return disclosure.RuleText(name).In(lang) },
		"rules":   rulesTable,
		"state":   func(state string) string { return stateName(state).In(lang) },
		"day":     func(at time.Time) string { return at.In(code.Stockholm()).Format(time.DateOnly) },
		"lang":    func() string { return string(lang) },
	}).Parse(auditPage)
	if err != nil {
		return fmt.Errorf("read the audit's page: %w", err)
	}
	return t.Execute(w, a)
}

// permille writes a share in per cent with one decimal, rounded down.
func permille(part, whole int64, lang code.Lang) string {
	if whole == 0 {
		return "–"
	}
	p := part * 1000 / whole
	text := fmt.Sprintf("%d,%d %%", p/10, p%10)
	if lang == code.English {
		text = strings.Replace(text, ",", ".", 1)
	}
	return text
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

func stateName(state string) code.Text {
	switch state {
	case stateStopped:
		return code.Text{SV: "stoppad av röjandekontrollen, inget har publicerats", EN: "stopped by disclosure control, nothing has been published"}
	case "released":
		return code.Text{SV: "publicerad", EN: "released"}
	case "approved":
		return code.Text{SV: "godkänd, inte publicerad", EN: "approved, not released"}
	}
	return code.Text{SV: "kandidat, väntar på godkännande", EN: "candidate, waits for approval"}
}
