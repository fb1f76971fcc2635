package publish

import (
	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// syntheticNotice stands wherever a synthetic release shows.
var syntheticNotice = code.Text{
	SV: "SYNTETISKA DATA – uppgifterna är påhittade och beskriver ingen verklig kommun eller person.",
	EN: "SYNTHETIC DATA – the figures are made up and describe no real municipality or person.",
}

// estimateNotice stands beside rates over estimated populations.
var estimateNotice = code.Text{
	SV: "Befolkningstalen är skattade, inte SCB:s statistik.",
	EN: "Population figures are estimates, not Statistics Sweden's.",
}

// questionName is the short name of a question, for sheets and menus.
func questionName(q code.Question) code.Text {
	switch q {
	case code.Needs:
		return code.Text{SV: "Behov", EN: "Needs"}
	case code.Interventions:
		return code.Text{SV: "Insatser", EN: "Interventions"}
	case code.Change:
		return code.Text{SV: "Förändring", EN: "Change"}
	case code.Goals:
		return code.Text{SV: "Mål", EN: "Goals"}
	case code.Opinion:
		return code.Text{SV: "Brukarnas syn", EN: "Opinion"}
	case code.Equality:
		return code.Text{SV: "Jämställdhet", EN: "Equality"}
	case code.Process:
		return code.Text{SV: "Arbetssätt", EN: "Process"}
	case code.Resources:
		return code.Text{SV: "Resurser", EN: "Resources"}
	}
	return code.Text{SV: string(q), EN: string(q)}
}

func grainName(t area.Type) code.Text {
	switch t {
	case area.Municipality:
		return code.Text{SV: "Kommun", EN: "Municipality"}
	case area.County:
		return code.Text{SV: "Län", EN: "County"}
	case area.MunicipalityGroup:
		return code.Text{SV: "Kommungrupp", EN: "Municipality group"}
	case area.Nation:
		return code.Text{SV: "Riket", EN: "Nation"}
	}
	return code.Text{SV: "Enhet", EN: "Unit"}
}

// kindName names an indicator's kind; unknown kinds keep their code.
func kindName(kind string) code.Text {
	names := map[string]code.Text{
		"count":      {SV: "Antal", EN: "Count"},
		"share":      {SV: "Andel", EN: "Share"},
		"rate":       {SV: "Tal per invånare", EN: "Rate"},
		"mean":       {SV: "Medelvärde", EN: "Mean"},
		"median":     {SV: "Median", EN: "Median"},
		"quantile":   {SV: "Kvantil", EN: "Quantile"},
		"change":     {SV: "Medelförändring", EN: "Mean change"},
		"improved":   {SV: "Andel förbättrade", EN: "Share improved"},
		"transition": {SV: "Övergång", EN: "Transition"},
		"goal":       {SV: "Måluppfyllelse", EN: "Goal attainment"},
		"ratio":      {SV: "Kvot", EN: "Ratio"},
		"duration":   {SV: "Tidslängd", EN: "Duration"},
		"not_again":  {SV: "Andel utan återkomst", EN: "Share not returning"},
		"gap":        {SV: "Skillnad mellan kvinnor och män", EN: "Women–men difference"},
	}
	if t, ok := names[kind]; ok {
		return t
	}
	return code.Text{SV: kind, EN: kind}
}

// band is where a value stands among its kind: the colours of the tables.
type band int

const (
	noBand band = iota
	best
	middle
	worst
)

// bandOf maps a quartile to its band: best and worst 25 per cent, the middle half.
func bandOf(quartile *int) band {
	switch {
	case quartile == nil:
		return noBand
	case *quartile == 1:
		return best
	case *quartile == 4:
		return worst
	default:
		return middle
	}
}

// sign shows a band without colour.
func (b band) sign() string {
	return [...]string{"", "▲", "●", "▼"}[b]
}

// fill is the band's background colour, chosen so that black text on it keeps a
// contrast above 12:1.
func (b band) fill() string {
	return [...]string{"", "CFE8D5", "FBF0C9", "F6CFC6"}[b]
}

// ordered text of the marks that stand in place of a value.
var markedStatuses = []code.Status{code.Suppressed, code.Missing, code.NotApplicable}
