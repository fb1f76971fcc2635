package compute_test

import (
	"flag"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// randomDeliveries draws a small country: few municipalities, persons and cases,
// so that everything that can collide does. Dates lie close around the edges of
// the year, of cases and of the windows for measurements.
func randomDeliveries(t *rapid.T) []indicator.TestDelivery {
	var all []indicator.TestDelivery
	for _, municipality := range []string{"1280", "1281", "1480"} {
		for _, collection := range []string{"missbruk", "barn_unga"} {
			for _, period := range randomPeriods(t) {
				p, _ := code.ParsePeriod(period)
				d := indicator.TestDelivery{Municipality: municipality, Collection: collection, Period: p, Sequence: 1}
				d.Zero = rapid.IntRange(0, 9).Draw(t, "zero") == 0
				if !d.Zero {
					d.Tables = randomTables(t, collection, p)
				}
				all = append(all, d)
			}
		}
	}
	return all
}

func randomPeriods(t *rapid.T) []string {
	return rapid.SampledFrom([][]string{
		{"2025"},
		{"2024", "2025"},
		{"2025", "2026"},
		{"2023", "2024", "2025"},
		{"2024H1", "2024H2", "2025"},
		{"2024Q4", "2025H1", "2025H2"},
		{"2025H1", "2025H2"},
		{"2025Q1", "2025Q2", "2025Q3", "2025Q4"},
		{"2025Q1", "2025"},
		{"2025H1", "2025Q3", "2025-10", "2025-11", "2025-12"},
		{"2025Q1", "2025Q2", "2025Q4"},
		{},
	}).Draw(t, "periods")
}

// grid draws the rows of one table, unique by the first keys columns.
func grid(t *rapid.T, dataset string, most, keys int, columns string, draw func(column string) string) indicator.TestTable {
	table := indicator.TestTable{Dataset: dataset, Columns: strings.Fields(columns)}
	seen := map[string]bool{}
	for range rapid.IntRange(0, most).Draw(t, dataset+" rows") {
		row := make([]string, len(table.Columns))
		for i, column := range table.Columns {
			row[i] = draw(column)
		}
		key := strings.Join(row[:keys], "|")
		if !seen[key] {
			seen[key] = true
			table.Rows = append(table.Rows, row)
		}
	}
	return table
}

func pick(t *rapid.T, label, values string) string {
	text := rapid.SampledFrom(strings.Split(values, " ")).Draw(t, label)
	if text == "-" {
		return ""
	}
	return text
}

// near draws a date some days from one of the anchors.
func near(t *rapid.T, label string, anchors ...string) string {
	anchor, _ := time.Parse(time.DateOnly, rapid.SampledFrom(anchors).Draw(t, label))
	offset := rapid.SampledFrom([]int{-91, -90, -61, -60, -2, -1, 0, 1, 2, 60, 61, 90, 91}).Draw(t, label+" days")
	return anchor.AddDate(0, 0, offset).Format(time.DateOnly)
}

func randomTables(t *rapid.T, collection string, p code.Period) []indicator.TestTable {
	first, last := p.Start().Format(time.DateOnly), p.End().Format(time.DateOnly)
	anchors := []string{first, last, "2025-01-01", "2025-06-30", "2025-12-31"}
	draw := func(column string) string {
		switch column {
		case "arende":
			return pick(t, column, "a1 a2 a3 a4 a5")
		case "person":
			return pick(t, column, "p1 p2 p3")
		case "omrade":
			if rapid.IntRange(0, 5).Draw(t, "other area") == 0 {
				return "missbruk"
			}
			return collection
		case "kon":
			return pick(t, column, "K M U")
		case "fodelsear":
			return pick(t, column, "- 1950 2007 2010")
		case "slut":
			if rapid.Bool().Draw(t, "open") {
				return ""
			}
			return near(t, column, anchors...)
		case "start", "datum":
			return near(t, column, anchors...)
		case "varde":
			return pick(t, column, "0 2 5.5 6 9")
		}
		return pick(t, column, map[string]string{
			"person_idtyp": "pnr", "enhet": "E1 E2", "avslutsorsak": "- avliden behov_upphort", "svarighetsgrad": "- lindrig medelsvar svar",
			"genomforandeplan": "- ja nej", "sip": "- ja nej", "maluppfyllelse": "- helt delvis ej kan_ej_bedomas",
			"insats_nr": "1 2 3", "insats_kod": "SA1.AA.ZZ SD1 UB1 WXA XAB", "metod": "- MI ASI", "lagrum": "SoL_2025 LVM", "behovsprovad": "ja nej",
			"status": "pagaende slutford avbruten", "omfattning_timmar": "- 1.25 40",
			"typ": "ansokan anmalan forhandsbedomning beslut erbjuden uppfoljning", "mal_nr": "1 2", "niva": "huvudmal delmal", "livsomrade": "boende arbete",
			"orsak": "alkohol hot vald", "roll": "- utsatt utovare barn_som_upplevt",
			"placering_nr": "1 2", "form": "familjehem hvb", "placeringskommun": "- 1280 1281",
			"uppfyllelse": "- helt delvis ej", "gas": "- -2 0 2", "vikt": "- 1 3",
			"instrument": "asi asi asi asi audit ibic", "instrumentversion": "1 1 1 2", "skala": "alkohol_intervjuare alkohol_intervjuare psykisk_intervjuare",
			"skattare": "intervjuare intervjuare intervjuare klient personal", "tillfalle": "fore fore fore under efter efter efter uppfoljning",
		}[column])
	}
	cases := grid(t, "arende", 6, 1, "arende person person_idtyp enhet omrade kon fodelsear start slut avslutsorsak svarighetsgrad genomforandeplan sip maluppfyllelse", draw)
	for _, row := range cases.Rows { // a case ends no earlier than it begins
		if row[8] != "" && row[8] < row[7] {
			row[8] = row[7]
		}
	}
	interventions := grid(t, "insats", 6, 2, "arende insats_nr insats_kod metod lagrum behovsprovad start slut status omfattning_timmar", draw)
	for _, row := range interventions.Rows {
		if row[7] != "" && row[7] < row[6] {
			row[7] = row[6]
		}
	}
	placements := grid(t, "placering", 4, 2, "arende placering_nr form lagrum start slut placeringskommun", draw)
	for _, row := range placements.Rows {
		if row[5] != "" && row[5] < row[4] {
			row[5] = row[4]
		}
	}
	tables := []indicator.TestTable{
		cases,
		grid(t, "orsak", 5, 2, "arende orsak roll", draw),
		placements,
		grid(t, "handelse", 8, 3, "arende typ datum", draw),
		interventions,
		grid(t, "mal", 4, 2, "arende mal_nr niva livsomrade uppfyllelse gas vikt", draw),
		measurements(t, cases, draw),
	}
	return slices.DeleteFunc(tables, func(x indicator.TestTable) bool { return len(x.Rows) == 0 })
}

// measurements are drawn around the start and end of a case, so that most of
// them fall into or just outside a window.
func measurements(t *rapid.T, cases indicator.TestTable, draw func(column string) string) indicator.TestTable {
	const columns = "arende instrument instrumentversion skala skattare tillfalle datum mal_nr insats_nr varde"
	at := map[string][]string{}
	for _, row := range cases.Rows {
		at[row[0]] = []string{row[7], "2025-12-31"}
		if row[8] != "" {
			at[row[0]] = []string{row[7], row[8]}
		}
	}
	arende := ""
	return grid(t, "matning", 24, 9, columns, func(column string) string {
		switch {
		case column == "arende" && len(cases.Rows) > 0:
			arende = cases.Rows[rapid.IntRange(0, len(cases.Rows)-1).Draw(t, "of case")][0]
			return arende
		case column == "datum" && at[arende] != nil:
			return near(t, column, at[arende]...)
		case column == "mal_nr" || column == "insats_nr":
			return pick(t, column, "- - - 1 2")
		}
		return draw(column)
	})
}

// randomCountry draws deliveries of every collection that the sets rest on.
func randomCountry(t *rapid.T) []indicator.TestDelivery {
	all := randomDeliveries(t)
	year := code.Year(2025)
	for _, municipality := range []string{"1280", "1281", "1480"} {
		for _, collection := range []string{"befolkning", "ekonomi", "ekonomiskt_bistand", "enkat"} {
			if rapid.IntRange(0, 6).Draw(t, "missing") == 0 {
				continue
			}
			d := indicator.TestDelivery{Municipality: municipality, Collection: collection, Period: year, Sequence: 1}
			for _, x := range otherTables(t, collection) {
				if len(x.Rows) > 0 {
					d.Tables = append(d.Tables, x)
				}
			}
			d.Zero = len(d.Tables) == 0
			all = append(all, d)
		}
	}
	return all
}

func otherTables(t *rapid.T, collection string) []indicator.TestTable {
	draw := func(column string) string {
		return pick(t, column, map[string]string{
			"kon": "K M U", "alder": "0 17 18 64 65 80", "antal": "1 10 250", "kalla": "syntetisk",
			"enhet": "E1 E2", "omrade": "missbruk barn_unga ekonomiskt_bistand", "matt": "brukare kostnad_brutto budget intakt_intern inbjudna_enkat vardygn",
			"varde":   "0 1.5 100 123456789.0125",
			"hushall": "h1 h2 h3 h4", "manad": "2025-01 2025-02 2025-03 2025-04 2025-05 2025-06 2025-07 2025-08 2025-09 2025-10 2025-11 2025-12",
			"hushallstyp": "1 3 4 8 9", "belopp": "0 4500.5 9999.9999", "person": "p1 p2 p3 p4 p5", "roll": "registerledare medsokande barn",
			"fodelsear": "1950 1990 2007 2008", "forsorjningshinder": "- 01 02",
			"svar_id": "s1 s2 s3 s4 s5 s6 s7 s8 s9", "fraga": "nojd_helhet delaktig_planering situation_battre gott_bemotande", "aldersgrupp": "- 18-29 65+",
			"svarande": "brukare brukare anhorig ungdom", "svarssatt": "sjalv ombud", "svar": "mycket_positivt positivt varken negativt vet_ej", "datum": "2025-05-05",
		}[column])
	}
	maybe := func(column string) string { // a total has no unit, sex or age
		unit := column == "enhet" && collection == "ekonomi"
		if (column == "kon" || column == "alder" || unit) && rapid.Bool().Draw(t, "no "+column) {
			return ""
		}
		return draw(column)
	}
	switch collection {
	case "befolkning":
		return []indicator.TestTable{grid(t, "befolkning", 12, 2, "kon alder antal kalla", draw)}
	case "ekonomi":
		return []indicator.TestTable{grid(t, "volym", 12, 5, "enhet omrade matt kon alder varde", maybe)}
	case "enkat":
		return []indicator.TestTable{grid(t, "enkatsvar", 20, 2, "svar_id fraga enhet omrade kon aldersgrupp svarande svarssatt svar datum", maybe)}
	}
	return []indicator.TestTable{
		grid(t, "bistandshushall", 30, 2, "hushall manad hushallstyp belopp", draw),
		grid(t, "bistandsmottagare", 30, 3, "hushall manad person roll kon fodelsear forsorjningshinder", draw),
	}
}

// fewer lowers the number of random worlds and fixes their seed where neither was
// asked for: each world opens a database, and a test must not depend on luck.
// Give -rapid.checks and -rapid.seed to look further.
func fewer(checks string) {
	for name, value := range map[string]string{"rapid.checks": checks, "rapid.seed": "20250101"} {
		f := flag.Lookup(name)
		given := false
		flag.Visit(func(set *flag.Flag) { given = given || set.Name == name && !lowered[name] })
		if f != nil && !given {
			lowered[name] = true
			_ = flag.Set(name, value)
		}
	}
}

// lowered names the flags that fewer has set.
var lowered = map[string]bool{}
