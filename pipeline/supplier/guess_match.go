package supplier

import (
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/intake"
)

// otherNames are names that source systems use for a core column, in the order
// of how telling they are. Comparison leaves case, blanks and å, ä, ö out.
var otherNames = map[string][]string{
	"arende":             {"ärendenummer", "ärendeid", "ärende nr", "dossier", "aktnummer"},
	"person":             {"personnummer", "pnr", "person nr", "personid"},
	"kommun":             {"kommunkod", "kommun kod"},
	"enhet":              {"enhetsnamn", "avdelning", "grupp", "mottagning"},
	"kon":                {"kön", "sex", "gender"},
	"fodelsear":          {"födelseår", "född år"},
	"start":              {"startdatum", "inskrivningsdatum", "datum från", "inledd", "from", "from datum"},
	"slut":               {"slutdatum", "avslutsdatum", "utskrivningsdatum", "datum till", "avslutad", "tom datum"},
	"avslutsorsak":       {"orsak till avslut", "avslutsanledning"},
	"genomforandeplan":   {"plan upprättad", "genomförandeplan finns"},
	"maluppfyllelse":     {"måluppfyllelse", "uppfyllt mål"},
	"svarighetsgrad":     {"svårighetsgrad", "grad"},
	"insats_kod":         {"insats", "insatskod", "ksi", "ksi-kod"},
	"datum":              {"mätdatum", "intervjudatum", "svarsdatum", "händelsedatum"},
	"varde":              {"värde", "poäng", "resultat", "summa"},
	"tillfalle":          {"tillfälle", "mättillfälle", "intervjutyp"},
	"skattare":           {"respondent", "uppgiftslämnare", "vem skattar"},
	"livsomrade":         {"livsområde"},
	"uppfyllelse":        {"måluppfyllelse", "målet uppnått"},
	"hushall":            {"hushållsnummer", "hushållsid"},
	"svar_id":            {"svarsnummer", "svarsid", "löpnummer"},
	"antal":              {"folkmängd"},
	"alder":              {"ålder"},
	"omrade":             {"verksamhet", "verksamhetsområde"},
	"forsorjningshinder": {"försörjningshinder"},
}

// column finds the source column for a core column, -1 when none fits.
func (g *guess) column(name string, label string) int {
	for _, candidate := range append([]string{name, label}, otherNames[name]...) {
		for i, s := range g.columns {
			if s.heading != "" && intake.SameName(s.heading, candidate) {
				return i
			}
		}
	}
	return -1
}

// otherWords are words that sources write for a code.
var otherWords = map[string]string{
	"kvinna": "K", "kvinnor": "K", "man": "M", "män": "M", "okänt": "U", "annat": "U", "pojke": "M", "flicka": "K",
	"yes": "ja", "no": "nej", "helt uppnått": "helt", "delvis uppnått": "delvis", "ej uppnått": "ej", "inte alls": "ej",
	"innan": "fore", "start": "fore", "avslut": "efter", "utskrivning": "efter",
	"asi grund": "fore", "asi uppföljning": "uppfoljning",
}

// codeOf is the code of a list that a source value names, by its code or its
// wording; "" when it is none.
func codeOf(l *contract.List, value string) string {
	for _, e := range l.Entries {
		if strings.EqualFold(e.Code, value) || intake.SameName(e.Code, value) || intake.SameName(e.Text.SV, value) {
			return e.Code
		}
	}
	if meant, ok := l.Find(otherWords[strings.ToLower(value)]); ok {
		return meant.Code
	}
	return ""
}

// dataset proposes what a dataset's columns come from; found counts them and
// missing lists required ones that nothing fits.
func (g *guess) dataset(d *contract.Dataset) (sources map[string]int, missing []string) {
	sources = map[string]int{}
	for _, v := range d.Variables {
		if i := g.column(v.Name, v.Label.SV); i >= 0 {
			sources[v.Name] = i
		} else if v.Required {
			missing = append(missing, v.Name)
		}
	}
	return sources, missing
}
