package indicator_test

import (
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

// split adds lines to the fixture, after its line with the dimensions.
func split(lines ...string) edit {
	return edit{"    dimensions: [sex]\n", "    dimensions: [sex]\n    " + strings.Join(lines, "\n    ") + "\n"}
}

func TestSplitsAreRefused(t *testing.T) {
	count := []edit{
		{"kind: share", "kind: count"},
		{"    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n", ""},
		{"    denominator_text: {sv: n, en: n}\n", ""},
		{"    multiplier: 100\n", ""},
		{"interval: wilson", "interval: none"},
	}
	mean := []edit{
		{"kind: share", "kind: mean"},
		{"    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n", "    value: antal_arenden\n"},
		{"    multiplier: 100\n", ""},
		{"interval: wilson", "interval: none"},
	}
	rate := []edit{
		{"kind: share", "kind: rate"},
		{"    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n", "    population: alder >= 18\n"},
		{"multiplier: 100", "multiplier: 10000"},
		{"interval: wilson", "interval: byar"},
		{"collections: [missbruk]", "collections: [befolkning, missbruk]"},
	}
	goal := []edit{
		{"kind: share", "kind: goal"},
		{"from: person", "from: arende"},
		{"unit: person", "unit: case"},
		{"    above_municipality: sum_of_municipalities\n", ""},
		{"    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n", "    outcome: maluppfyllelse\n    attained: [helt]\n"},
		{"direction: none", "direction: higher"},
	}
	const at = "age_at: year_end"
	severity := "splits: [{column: svarighetsgrad, title: {sv: Svårighetsgrad, en: Severity}"
	for name, c := range map[string]struct {
		base []edit
		add  []string
		want string
	}{
		"no age group":           {count, []string{at, "age_groups: [18-24, vuxna]"}, ":19:25: J35004: vuxna är ingen åldersgrupp (skriv gränser som 18-24 eller 65+"},
		"bounds turned round":    {count, []string{at, "age_groups: [24-18]"}, ":19:18: J35004: 24-18 är ingen åldersgrupp"},
		"a leading nought":       {count, []string{at, "age_groups: [018-24]"}, ":19:18: J35004: 018-24 är ingen åldersgrupp"},
		"overlap":                {count, []string{at, "age_groups: [18-24, 24-44]"}, ":19:25: J35004: 24-44 överlappar gruppen före (låt gruppen före sluta på 23)"},
		"overlap of the open":    {count, []string{at, "age_groups: [18+, 65+]"}, ":19:23: J35004: 65+ överlappar"},
		"not rising":             {count, []string{at, "age_groups: [25-44, 18-24]"}, ":19:25: J35004: grupperna ska stå i stigande ordning"},
		"age without its date":   {count, []string{"age_groups: [18-24]"}, ": J35004: åldern används: säg när den tas"},
		"ages of no rows":        {rate, []string{at, "age_groups: [0-17, 18-64]"}, ":21:18: J35004: ingen i urvalet kan vara 0–17 år"},
		"grains without groups":  {count, []string{at, "age_grains: [nation]"}, ":19:17: J35004: åldersgrupperna saknas"},
		"grain not published":    {count, []string{at, "age_groups: [18-24]", "age_grains: [county]"}, ":20:17: J35004: indikatorn publiceras inte för county"},
		"grain twice":            {count, []string{at, "age_groups: [18-24]", "age_grains: [nation, nation]"}, ":20:17: J35004: indikatorn publiceras inte för nation, eller så står den två gånger"},
		"a kind of sums":         {mean, []string{at, "age_groups: [18-24]"}, ": J35004: slaget mean kan inte delas upp ytterligare (ta bort age_groups)"},
		"unknown column":         {count, []string{"splits: [{column: svarighet, title: {sv: a, en: a}}]"}, ":18:23: J35004: svarighet är ingen kodkolumn som modellen person kan delas på (välj bland svarighetsgrad)"},
		"a column of areas":      {count, []string{"splits: [{column: omrade, title: {sv: a, en: a}}]"}, ":18:23: J35004: omrade är ingen kodkolumn"},
		"unknown code":           {count, []string{severity + ", categories: [svar, svår]}]"}, "J35004: svår är ingen kod i listan svarighetsgrad (välj bland lindrig, medelsvar, svar)"},
		"code twice":             {count, []string{severity + ", categories: [svar, svar]}]"}, "J35004: svar står två gånger"},
		"column twice":           {count, []string{severity + "}, {column: svarighetsgrad, title: {sv: a, en: a}}]"}, "J35004: svarighetsgrad delas redan"},
		"missing translation":    {count, []string{"splits: [{column: svarighetsgrad, title: {sv: Svårighetsgrad}}]"}, ":18:46: engelsk översättning saknas"},
		"missing heading":        {count, []string{"splits: [{column: svarighetsgrad}]"}, ":18:14: title saknas"},
		"itself of the column":   {nil, []string{severity + "}]"}, "J35004: indikatorn räknar själv bara vissa värden av svarighetsgrad"},
		"population by severity": {rate, []string{at, severity + "}]"}, "J35004: befolkningen kan inte delas på svarighetsgrad"},
		"unweighted above":       {append(slices.Clone(count), edit{"kind: count", "kind: share\n    numerator: antal_arenden > 1"}, edit{"weighting: pooled", "weighting: unweighted\n    multiplier: 100\n    denominator_text: {sv: n, en: n}"}), []string{at, "age_groups: [18-24]"}, "J35004: oviktade medelvärden behöver kommunernas egna värden"},
		"too many":               {count, []string{at, "age_groups: [0-1, 2-3, 4-5, 6-7, 8-9, 10-11, 12-13, 14-15, 16-17, 18-19, 20-21]"}, "J35004: en uppdelning har högst 10 klasser"},
		"more than a table":      {goal, []string{at, "age_groups: [0-9, 10-19, 20-29, 30-39, 40-49, 50-59, 60-69, 70-79, 80-89, 90+]", severity + "}, {column: avslutsorsak, title: {sv: a, en: a}}]"}, "villkor, en tabell rymmer 62"},
		"municipalities only":    {append(slices.Clone(count), edit{"grains: [municipality, nation]", "grains: [municipality]"}, edit{"    above_municipality: sum_of_municipalities\n", ""}), []string{at, "age_groups: [18-24]"}, "J35004: indikatorn finns bara för kommuner, och uppdelade tal visas från länet och uppåt"},
	} {
		t.Run(name, func(t *testing.T) {
			text := edited(t, shareYAML, append(slices.Clone(c.base), split(c.add...))...)
			_, err := indicator.Load(files("prov/set.yaml", setYAML, "prov/d.yaml", text), sql.Models())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got:\n%v\nwant a line with\n%s", err, c.want)
			}
		})
	}
}

// plain is a canonical text without its brackets.
func plain(text string) string { return strings.NewReplacer("(", "", ")", "").Replace(text) }

func TestMembersAreTheDefinitionWithOneMoreCondition(t *testing.T) {
	text := edited(t, shareYAML,
		edit{"numerator: svarighetsgrad = 'svar'", "numerator: antal_arenden > 1"},
		split("age_at: year_end", "age_groups: [18-24, 65+]", "splits: [{column: svarighetsgrad, title: {sv: Svårighetsgrad, en: Severity}, categories: [svar, lindrig], grains: [municipality, nation]}]"))
	sets, err := indicator.Load(files("prov/set.yaml", setYAML, "prov/d.yaml", text), sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	d := sets[0].Definitions[0]
	var got []string
	for _, m := range d.Members {
		got = append(got, strings.Join([]string{m.ID, m.Member.Code(), m.Member.Rest, plain(m.AboveLine().Canonical())}, "|"))
	}
	const whole = "omrade = 'missbruk' AND svarighetsgrad IS NOT NULL AND antal_arenden > 1 AND "
	want := []string{
		"J35004|18-24||" + whole + "alder >= 18 AND alder <= 24",
		"J35004|65+||" + whole + "alder >= 65",
		"J35004||age_group|" + whole + "alder IS NULL OR NOT alder >= 18 AND alder <= 24 OR alder >= 65",
		"J35004|svar||" + whole + "svarighetsgrad = 'svar'",
		"J35004|lindrig||" + whole + "svarighetsgrad = 'lindrig'",
		"J35004||svarighetsgrad|" + whole + "svarighetsgrad IS NULL OR NOT svarighetsgrad = 'svar' OR svarighetsgrad = 'lindrig'",
	}
	if !slices.Equal(got, want) {
		t.Errorf("members:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	divisions := d.Divisions()
	if len(divisions) != 2 || divisions[0].Name != indicator.AgeSplit || divisions[1].Name != "svarighetsgrad" {
		t.Fatalf("divisions: %+v", divisions)
	}
	if title := divisions[1].Classes[0].Title; title.SV != "Svår" || title.EN != "Severe" {
		t.Errorf("the class is named %v", title)
	}
	if !slices.Equal(divisions[0].Grains, []area.Type{area.Nation}) || !slices.Equal(divisions[1].Grains, []area.Type{area.Municipality, area.Nation}) {
		t.Errorf("published for %v and %v", divisions[0].Grains, divisions[1].Grains)
	}
}

func TestAModelWithoutAgeIsNotSplitByIt(t *testing.T) {
	text := edited(
		t, shareYAML,
		edit{"from: person", "from: hushall"},
		edit{"unit: person", "unit: household"},
		edit{"    above_municipality: sum_of_municipalities\n", ""},
		edit{"among: omrade = 'missbruk'", "among: antal_manader > 0"},
		edit{"    denominator: svarighetsgrad IS NOT NULL\n", ""},
		edit{"numerator: svarighetsgrad = 'svar'", "numerator: har_barn"},
		edit{"    dimensions: [sex]\n", "    age_at: year_end\n    age_groups: [18-24]\n"},
		edit{"collections: [missbruk]", "collections: [ekonomiskt_bistand]"},
	)
	set := edited(t, setYAML, edit{"collections: [missbruk,", "collections: [ekonomiskt_bistand, missbruk,"})
	_, err := indicator.Load(files("prov/set.yaml", set, "prov/d.yaml", text), sql.Models())
	const want = "prov/d.yaml:20:17: J35004: modellen hushall har ingen ålder (räkna på en modell som har alder)"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestSurveysAreSplitByTheCodesOfTheirList(t *testing.T) {
	text := edited(
		t, shareYAML,
		edit{"from: person", "from: enkatsvar"},
		edit{"unit: person", "unit: response"},
		edit{"    above_municipality: sum_of_municipalities\n", ""},
		edit{"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND svarande = 'brukare' AND fraga = 'nojd_helhet'"},
		edit{"denominator: svarighetsgrad IS NOT NULL", "denominator: svar IS NOT NULL"},
		edit{"numerator: svarighetsgrad = 'svar'", "numerator: svar = 'positivt'"},
		edit{"collections: [missbruk]", "collections: [enkat]"},
		split("age_groups: [18-29, 65+]"),
	)
	set := edited(t, setYAML, edit{"collections: [missbruk,", "collections: [enkat, missbruk,"})
	sets, err := indicator.Load(files("prov/set.yaml", set, "prov/d.yaml", text), sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	if got := plain(sets[0].Definitions[0].Members[0].BelowLine().Canonical()); !strings.HasSuffix(got, " AND aldersgrupp = '18-29'") {
		t.Errorf("the class counts %s", got)
	}
	text = edited(t, text, edit{"[18-29, 65+]", "[18-24]"})
	const want = "J35004: 18-24 är ingen kod i listan aldersgrupp (0-12, 13-17, 18-29"
	if _, err := indicator.Load(files("prov/set.yaml", set, "prov/d.yaml", text), sql.Models()); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v", err)
	}
}

func TestASetSplitsATemplateThatItTakesIn(t *testing.T) {
	areas := "version: 1\nareas:\n  missbruk: {digits: \"35\", words: {}}\n"
	template := strings.NewReplacer("definitions:\n  - id: J35004", "templates:\n  - template: svara\n    id: \"J{digits}004\"", "svarighetsgrad = 'svar'", "antal_arenden > 1").Replace(shareYAML)
	load := func(use string) ([]indicator.Set, error) {
		return indicator.Load(files("prov/set.yaml", setYAML+"templates:\n  - use: svara\n"+use, "areas.yaml", areas, "templates/t.yaml", template), sql.Models())
	}
	sets, err := load("    age_at: year_end\n    age_groups: [18-24, 65+]\n    splits: [{column: svarighetsgrad, title: {sv: a, en: a}}]\n")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(sets[0].Definitions[0].Members); n != 2+1+3+1 {
		t.Errorf("%d members", n)
	}
	whole, err := load("")
	if err != nil || len(whole[0].Definitions[0].Members) != 0 || indicator.Digest(whole) == indicator.Digest(sets) {
		t.Errorf("the template itself is split (%v), or its digest is that of the split one", err)
	}
	_, err = load("    age_at: year_end\n    age_groups: [18-24, 20+]\n")
	const want = "prov/set.yaml:16:25: J35004: 20+ överlappar gruppen före"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
