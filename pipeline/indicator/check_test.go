package indicator_test

import (
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

func TestDefinitionsAreRefused(t *testing.T) {
	ratio := []edit{
		{"from: person", "from: volym"},
		{"kind: share", "kind: ratio"},
		{"unit: person", "unit: volume"},
		{"    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n", "    value: varde\n    below: {value: varde}\n"},
		{"    above_municipality: sum_of_municipalities\n", ""},
		{"    dimensions: [sex]\n", ""},
		{"interval: wilson", "interval: none"},
		{"collections: [missbruk]", "collections: [ekonomi]"},
	}
	pair := []edit{
		{"from: person", "from: matningspar"},
		{"kind: share", "kind: change"},
		{"    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n", "    value: skillnad\n    pairing: {rule: closest, limit_percent: 40}\n"},
		{"    multiplier: 100\n", ""},
		{"interval: wilson", "interval: t"},
	}
	rate := []edit{
		{"kind: share", "kind: rate"},
		{"    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n", "    population: alder >= 18\n"},
		{"multiplier: 100", "multiplier: 10000"},
		{"interval: wilson", "interval: byar"},
	}
	parts := "    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n"
	count := []edit{
		{"kind: share", "kind: count"},
		{parts, ""},
		{"    denominator_text: {sv: n, en: n}\n", ""},
		{"    multiplier: 100\n", ""},
		{"interval: wilson", "interval: none"},
	}
	quantile := []edit{
		{"kind: share", "kind: quantile"},
		{parts, "    value: antal_arenden\n    quantile: \"0.9\"\n"},
		{"    multiplier: 100\n", ""},
		{"interval: wilson", "interval: order"},
	}
	ofCases := []edit{{"from: person", "from: arende"}, {"unit: person", "unit: case"}, {"    above_municipality: sum_of_municipalities\n", ""}}
	goal := append(slices.Clone(ofCases), edit{"kind: share", "kind: goal"}, edit{parts, "    outcome: maluppfyllelse\n    attained: [helt, delvis]\n"}, edit{"direction: none", "direction: higher"})
	duration := append(slices.Clone(ofCases), edit{"kind: share", "kind: duration"}, edit{parts, "    value: langd_dagar\n"}, edit{"    multiplier: 100\n", ""}, edit{"interval: wilson", "interval: order"})
	improved := []edit{
		{"from: person", "from: matningspar"},
		{"kind: share", "kind: improved"},
		{parts, "    value: skillnad\n    threshold: \"5\"\n    pairing: {rule: closest, limit_percent: 40}\n"},
		{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'ors' AND skala = 'summa' AND skattare = 'klient'"},
		{"direction: none", "direction: higher"},
	}
	for name, c := range map[string]struct {
		base  []edit
		edits []edit
		want  string // what one line must begin with
	}{
		"rows that stand for several": {nil, []edit{{"from: person", "from: befolkning"}, {"unit: person", "unit: inhabitant"}, {"among: omrade = 'missbruk'", "among: alder >= 18"}, {"denominator: svarighetsgrad IS NOT NULL", "denominator: alder >= 18"}, {"svarighetsgrad = 'svar'", "alder >= 65"}, {"    above_municipality: sum_of_municipalities\n", "    age_at: year_end\n"}, {"collections: [missbruk]", "collections: [befolkning]"}}, "prov/d.yaml:11:11: J35004: varje rad i modellen befolkning står för flera: den kan bara stå under strecket (skriv population"},
		"grain that is none":          {rate, []edit{{"grains: [municipality, nation]", "grains: [municipality, unit]"}}, `prov/d.yaml:20:28: "unit" är inget giltigt värde (välj bland municipality, county, municipality_group, nation`},
		"unknown column":              {nil, []edit{{"svarighetsgrad = 'svar'", "svarighetgrad = 'svar'"}}, "prov/d.yaml:17:16: J35004: okänd kolumn svarighetgrad (menade du svarighetsgrad?)"},
		"unknown code":                {nil, []edit{{"= 'svar'", "= 'svår'"}}, "prov/d.yaml:17:33: J35004: koden 'svår' finns inte"},
		"position in quotes":          {nil, []edit{{"numerator: svarighetsgrad = 'svar'", `numerator: "x = 'svar'"`}}, "prov/d.yaml:17:17: J35004: okänd kolumn x"},
		"position in a block":         {nil, []edit{{"numerator: svarighetsgrad = 'svar'", "numerator: |\n      svarighetsgrad\n        = 'x'"}}, "prov/d.yaml:19:11: J35004: koden 'x'"},
		"syntax":                      {nil, []edit{{"IS NOT NULL", "/ 2"}}, "prov/d.yaml:16:33: J35004: tecknet / ingår inte"},
		"condition that is none":      {nil, []edit{{"svarighetsgrad = 'svar'", "alder"}}, "prov/d.yaml:17:16: J35004: ett villkor väntas, inte int"},
		"unknown key":                 {nil, []edit{{"numerator: svar", "numeratr: svar"}}, "prov/d.yaml:17:5: okänd nyckel numeratr (menade du numerator"},
		"missing key":                 {nil, []edit{{"    weighting: pooled\n", ""}}, "prov/d.yaml:7:5: weighting saknas"},
		"missing translation":         {nil, []edit{{"{sv: Svåra problem, en: Severe problems}", "{sv: Svåra problem}"}}, "prov/d.yaml:8:12: engelsk översättning saknas"},
		"empty key":                   {nil, []edit{{"kind: share", "kind:"}}, "prov/d.yaml:12:5: kind är tom"},
		"unknown kind":                {nil, []edit{{"kind: share", "kind: shares"}}, `prov/d.yaml:12:11: "shares" är inget giltigt värde (välj bland share`},
		"transition of nothing":       {nil, []edit{{"kind: share", "kind: transition"}}, "prov/d.yaml:7:5: J35004: en övergång har 2–5 lägen (slå ihop koder till färre lägen)"},
		"follows nobody":              {nil, []edit{{"kind: share", "kind: not_again\n    within_months: 12"}}, "prov/d.yaml:11:11: J35004: modellen person följer ingen efter avslutet"},
		"two years of a year":         {nil, []edit{{"period: year", "period: year\n    span: two_years"}}, "prov/d.yaml:15:11: J35004: två år (two_years) är för dem"},
		"status of three years":       {nil, []edit{{"period: year", "period: year_end\n    span: three_years"}}, "prov/d.yaml:15:11: J35004: läget på periodens sista dag är det samma"},
		"rate of a quarter":           {rate, []edit{{"period: year", "period: year\n    age_at: year_end\n    span: quarter"}, {"collections: [missbruk]", "collections: [befolkning, missbruk]"}}, "prov/d.yaml:16:11: J35004: befolkningen är känd den 31 december"},
		"kind without its field":      {nil, []edit{{"    numerator: svarighetsgrad = 'svar'\n", ""}}, "prov/d.yaml:12:11: J35004: slaget share behöver numerator"},
		"field of another kind":       {nil, []edit{{"    weighting", "    value: alder\n    weighting"}}, "prov/d.yaml:23:12: J35004: value hör inte till slaget share"},
		"interval of another kind":    {nil, []edit{{"interval: wilson", "interval: t"}}, "prov/d.yaml:28:15: J35004: metoden t passar inte slaget share"},
		"multiplier":                  {nil, []edit{{"multiplier: 100", "multiplier: 1000"}}, "prov/d.yaml:26:17: J35004: multiplikatorn 1000 passar inte"},
		"unit":                        {nil, []edit{{"unit: person", "unit: case"}}, "prov/d.yaml:13:11: J35004: modellen person räknar person, inte case"},
		"unknown model":               {nil, []edit{{"from: person", "from: personer"}}, "prov/d.yaml:11:11: J35004: okänd modell personer"},
		"internal model":              {nil, []edit{{"from: person", "from: arende_urval"}}, "prov/d.yaml:11:11: J35004: okänd modell arende_urval"},
		"id form":                     {nil, []edit{{"J35004", "J3504"}}, "prov/d.yaml:7:9: J3504: id ska vara J och fem siffror"},
		"id of another area":          {nil, []edit{{"J35004", "J33004"}}, "prov/d.yaml:7:9: J33004: id för missbruk ska börja med J35"},
		"all areas mixed":             {nil, []edit{{"omrade = 'missbruk'", "alder >= 18"}}, "prov/d.yaml:15:12: J35004: säg vilka värden av omrade som räknas"},
		"age without its date":        {nil, []edit{{"svarighetsgrad = 'svar'", "alder >= 18"}}, "prov/d.yaml:7:5: J35004: åldern används: säg när den tas"},
		"age not held":                {nil, []edit{{"    grains", "    age_at: start\n    grains"}}, "prov/d.yaml:21:13: J35004: modellerna har bara ålder vid årets slut"},
		"persons above the key":       {nil, []edit{{"    above_municipality: sum_of_municipalities\n", ""}}, "prov/d.yaml:7:5: J35004: personer räknas bara inom en pseudonymnyckel"},
		"no such period":              {nil, []edit{{"period: year", "period: closing"}}, "prov/d.yaml:14:13: J35004: modellen person kan inte räknas efter closing"},
		"unweighted count":            {count, []edit{{"weighting: pooled", "weighting: unweighted"}}, "prov/d.yaml:20:16: J35004: antal läggs ihop"},
		"quantile out of range":       {quantile, []edit{{`"0.9"`, `"1.0"`}}, "prov/d.yaml:17:16: J35004: kvantilen ska ligga mellan 0 och 1"},
		"quantile of words":           {quantile, []edit{{`"0.9"`, "nio"}}, "prov/d.yaml:17:15: J35004: kvantilen ska ligga mellan 0 och 1"},
		"quantile missing":            {quantile, []edit{{"    quantile: \"0.9\"\n", ""}}, "prov/d.yaml:12:11: J35004: slaget quantile behöver quantile"},
		"goal without attainment":     {goal, []edit{{"outcome: maluppfyllelse", "outcome: svarighetsgrad"}}, "prov/d.yaml:16:14: J35004: modellen arende har ingen måluppfyllelse som heter svarighetsgrad (maluppfyllelse i arende"},
		"goal not reached":            {goal, []edit{{"[helt, delvis]", "[helt, ej]"}}, "prov/d.yaml:17:15: J35004: ett mål är nått när"},
		"length in parts of days":     {duration, []edit{{"value: langd_dagar", "value: langd_dagar * 1.5"}}, "prov/d.yaml:16:12: J35004: en längd räknas i hela dagar"},
		"improved downwards":          {improved, []edit{{"direction: higher", "direction: lower"}}, "prov/d.yaml:25:16: J35004: andelen med slaget improved är bättre ju högre"},
		"threshold zero":              {improved, []edit{{`"5"`, `"0"`}}, "prov/d.yaml:17:17: J35004: tröskeln ska vara ett positivt tal"},
		"threshold negative":          {improved, []edit{{`"5"`, `"-5"`}}, "prov/d.yaml:17:17: J35004: tröskeln ska vara ett positivt tal"},
		"severity as dimension":       {nil, []edit{{"[sex]", "[severity]"}}, `prov/d.yaml:20:18: "severity" är inget giltigt värde (välj bland sex`},
		"collection of no use":        {nil, []edit{{"collections: [missbruk]", "collections: [befolkning]"}}, "prov/d.yaml:29:18: J35004: ingen av insamlingarna ger modellen person"},
		"collection not the set's":    {nil, []edit{{"collections: [missbruk]", "collections: [missbruk, enkat]"}}, "prov/d.yaml:29:18: J35004: insamlingen enkat hör inte till uppsättningen"},
		"cost with direction":         {nil, []edit{{"question: needs", "question: resources"}, {"direction: none", "direction: lower"}}, "prov/d.yaml:24:16: J35004: kostnader och volymer har ingen riktning"},
		"breaks out of order":         {nil, []edit{{"comparable_from: 2023", "comparable_from: 2023\n    breaks: [{from: 2022, text: {sv: a, en: a}}]"}}, "prov/d.yaml:31:13: J35004: brotten ska stå i ordning"},
		"quantities mixed":            {ratio, nil, "prov/d.yaml:16:12: J35004: olika mått summeras"},
		"volumes counted":             {ratio, []edit{{"kind: ratio", "kind: mean"}, {"    below: {value: varde}\n", ""}, {"    multiplier: 100\n", ""}}, "prov/d.yaml:12:11: J35004: slaget mean passar inte modellen volym"},
		"volume by sex":               {ratio, []edit{{"    grains", "    dimensions: [sex]\n    grains"}}, "prov/d.yaml:20:17: J35004: modellen volym kan inte delas på kön"},
		"below without rows":          {ratio, []edit{{"below: {value: varde}", "below: {from: befolkning, value: antal}"}}, "prov/d.yaml:17:12: J35004: säg vilka rader som summeras under strecket"},
		"rate without population":     {rate, []edit{{"    population: alder >= 18\n", ""}}, "prov/d.yaml:12:11: J35004: slaget rate behöver population"},
		"rate without reference":      {rate, []edit{{"    grains", "    age_at: year_end\n    grains"}}, "prov/d.yaml:29:18: J35004: ingen av insamlingarna ger modellen befolkning"},
		"scales mixed":                {pair, []edit{{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'asi' AND skala IN ('alkohol_intervjuare', 'narkotika_intervjuare') AND skattare = 'intervjuare'"}}, "prov/d.yaml:15:12: J35004: olika skala går inte att lägga ihop"},
		"rater missing":               {pair, []edit{{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'ors' AND skala = 'summa'"}}, "prov/d.yaml:15:12: J35004: säg vilka värden av skattare som räknas"},
		"unknown scale":               {pair, []edit{{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'ors' AND skala = 'total' AND skattare = 'klient'"}}, "prov/d.yaml:15:12: J35004: instrumentet ors har ingen skala total"},
		"rater of no scale":           {pair, []edit{{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'ors' AND skala = 'summa' AND skattare = 'larare'"}}, "prov/d.yaml:15:12: J35004: skalan summa skattas inte av larare"},
		"direction of the scale":      {pair, []edit{{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'ors' AND skala = 'summa' AND skattare = 'klient'"}, {"direction: none", "direction: lower"}}, "prov/d.yaml:24:16: J35004: på skalan summa är higher bättre"},
		"mean over MOS":               {pair, []edit{{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'mos' AND skala = 'mal' AND skattare = 'klient'"}, {"direction: none", "direction: higher"}}, "prov/d.yaml:12:11: J35004: MOS-skalor har inget gemensamt mått"},
		"mean of codes":               {pair, []edit{{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'situation' AND skala = 'boende' AND skattare = 'klient'"}, {"direction: none", "direction: higher"}}, "prov/d.yaml:12:11: J35004: skalan boende är kodad"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := loadOne(edited(t, edited(t, shareYAML, c.base...), c.edits...))
			if err == nil {
				t.Fatal("the definition was accepted")
			}
			lines := problems(t, err)
			for _, line := range lines {
				if strings.HasPrefix(line, c.want) {
					return
				}
			}
			t.Errorf("got\n%s\nwant a line that begins with\n%s", strings.Join(lines, "\n"), c.want)
		})
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	bad := edited(t, shareYAML, edit{"omrade = 'missbruk'", "omrad = 'missbruk'"}, edit{"= 'svar'", "= 'x'"}, edit{"interval: wilson", "interval: order"})
	all := files("prov/set.yaml", setYAML, "prov/d.yaml", bad, "prov/e.yaml", bad, "annan/set.yaml", "version: 2\n")
	_, err := indicator.Load(all, sql.Models())
	lines := problems(t, err)
	for _, want := range []string{"annan/set.yaml:1:10: okänd formatversion 2", "prov/d.yaml:15:12", "prov/d.yaml:17:33", "prov/d.yaml:28:15", "prov/e.yaml:7:9: J35004: id finns redan (prov/d.yaml:7)", "prov/e.yaml:15:12"} {
		found := false
		for _, line := range lines {
			found = found || strings.HasPrefix(line, want)
		}
		if !found {
			t.Errorf("no problem begins with %s in\n%s", want, strings.Join(lines, "\n"))
		}
	}
}

func TestNotYAML(t *testing.T) {
	for name, text := range map[string]string{
		"syntax":    "version: 1\ndefinitions: [\n",
		"alias":     "version: 1\ndefinitions: [&a {id: x}, *a]\n",
		"twice":     "version: 1\nversion: 1\ndefinitions: []\n",
		"empty":     "",
		"two":       "version: 1\n---\nversion: 1\n",
		"no list":   "version: 1\ndefinitions: 3\n",
		"scalar":    "version: 1\ndefinitions: [3]\n",
		"too large": strings.Repeat("# x\n", 300_000),
	} {
		if _, err := loadOne(text); err == nil {
			t.Errorf("%s: the file was accepted", name)
		} else if len(problems(t, err)) == 0 {
			t.Errorf("%s: no problem is named", name)
		}
	}
}
