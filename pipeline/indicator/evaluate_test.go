package indicator_test

import (
	"fmt"
	"strings"
	"testing"

	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
)

// rows reads "kommun kon column=value …" lines; a value is a text, 12 or 1.5.
func rows(t *testing.T, lines ...string) []indicator.Row {
	t.Helper()
	var all []indicator.Row
	for _, line := range lines {
		fields := strings.Fields(line)
		row := indicator.Row{"kommun": expression.TextValue(fields[0]), "kon": expression.TextValue(fields[1]), "omrade": expression.TextValue("missbruk")}
		for _, f := range fields[2:] {
			name, text, _ := strings.Cut(f, "=")
			row[name] = valueOf(t, text)
		}
		all = append(all, row)
	}
	return all
}

func valueOf(t *testing.T, text string) expression.Value {
	t.Helper()
	if text == "true" || text == "false" {
		return expression.BoolValue(text == "true")
	}
	if strings.Trim(text, "-.0123456789") != "" {
		return expression.TextValue(text)
	}
	e, err := expression.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	c, err := e.Check(nil)
	if err != nil {
		t.Fatal(err)
	}
	return c.Eval(nil)
}

func summary(parts []indicator.Part) string {
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = fmt.Sprintf("%s %s n=%d d=%d b=%d", p.Municipality, p.Sex, p.Numerator, p.Denominator, p.Base)
		if p.Sum != nil {
			lines[i] += fmt.Sprintf(" sum=%v squares=%v below=%v", p.Sum, p.SumSquares, p.SumBelow)
		}
		if p.Values != nil {
			lines[i] += fmt.Sprintf(" values=%v", p.Values)
		}
	}
	return strings.Join(lines, "\n")
}

const (
	dropsShare = "    denominator: svarighetsgrad IS NOT NULL\n    numerator: svarighetsgrad = 'svar'\n"
	dropsAbove = "    above_municipality: sum_of_municipalities\n"
)

func TestEvaluate(t *testing.T) {
	persons := rows(t,
		"1280 K svarighetsgrad=svar alder=17", "1280 K svarighetsgrad=lindrig alder=18", "1280 K alder=40",
		"1280 U svarighetsgrad=svar", "1280 M alder=30", "0180 M svarighetsgrad=svar alder=65")
	people := rows(t, "1280 K alder=17 antal=5", "1280 K alder=18 antal=70", "1280 K alder=19 antal=30", "0180 M alder=99 antal=8")
	pairs := rows(t,
		"1280 K instrument=ors skala=summa skattare=klient fore=18.5 skillnad=6.5",
		"1280 K instrument=ors skala=summa skattare=klient fore=20",
		"1280 K instrument=ors skala=summa skattare=klient fore=20 skillnad=-1",
		"1280 K instrument=ors skala=summa skattare=klient",
		"1280 K instrument=ors skala=summa skattare=barn fore=1 skillnad=9")
	volumes := rows(t,
		"1280 T matt=kostnad_brutto varde=1000.5", "1280 T matt=forsaljning varde=100", "1280 K matt=brukare varde=4",
		"1280 M matt=brukare varde=6", "1280 T matt=timmar varde=77")
	all := map[string][]indicator.Row{"person": persons, "befolkning": people, "matningspar": pairs, "volym": volumes, "arende": persons}
	for name, c := range map[string]struct {
		edits []edit
		want  string
	}{
		"share": {nil, "0180 M n=1 d=1 b=1\n1280 K n=1 d=2 b=3\n1280 M n=0 d=0 b=1\n1280 U n=1 d=1 b=1"},
		"count": {
			[]edit{{"kind: share", "kind: count"}, {dropsShare, ""}, {"    multiplier: 100\n", ""}, {"interval: wilson", "interval: byar"}},
			"0180 M n=1 d=0 b=1\n1280 K n=3 d=0 b=3\n1280 M n=1 d=0 b=1\n1280 U n=1 d=0 b=1",
		},
		"rate": {
			[]edit{{"kind: share", "kind: rate"}, {dropsShare, "    population: alder >= 18\n    age_at: year_end\n"}, {"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND alder >= 18"}, {"collections: [missbruk]", "collections: [missbruk, befolkning]"}},
			"0180 M n=1 d=8 b=1\n1280 K n=2 d=100 b=2\n1280 M n=1 d=0 b=1",
		},
		"median": {
			[]edit{{"kind: share", "kind: median"}, {dropsShare, "    value: alder\n    age_at: year_end\n"}, {"    multiplier: 100\n", ""}, {"interval: wilson", "interval: order"}},
			"0180 M n=0 d=1 b=1 values=[{65 1}]\n1280 K n=0 d=3 b=3 values=[{17 1} {18 1} {40 1}]\n1280 M n=0 d=1 b=1 values=[{30 1}]\n1280 U n=0 d=0 b=1",
		},
		"mean": {
			[]edit{{"kind: share", "kind: mean"}, {dropsShare, "    denominator: alder >= 18\n    value: alder\n    age_at: year_end\n"}, {"    multiplier: 100\n", ""}, {"interval: wilson", "interval: t"}},
			"0180 M n=0 d=1 b=1 sum=65 squares=4225 below=<nil>\n1280 K n=0 d=2 b=3 sum=58 squares=1924 below=<nil>\n1280 M n=0 d=1 b=1 sum=30 squares=900 below=<nil>\n1280 U n=0 d=0 b=1 sum=0 squares=0 below=<nil>",
		},
		"change": {
			[]edit{{"kind: share", "kind: change"}, {"from: person", "from: matningspar"}, {dropsShare, "    value: skillnad\n    pairing: {rule: closest, limit_percent: 40}\n"}, {"    multiplier: 100\n", ""}, {"interval: wilson", "interval: t"}, {"direction: none", "direction: higher"}, {"among: omrade = 'missbruk'", "among: omrade = 'missbruk' AND instrument = 'ors' AND skala = 'summa' AND skattare = 'klient' AND fore IS NOT NULL"}},
			"1280 K n=0 d=2 b=3 sum=55000 squares=4325000000 below=<nil>",
		},
		"ratio": {
			[]edit{{"kind: share", "kind: ratio"}, {"from: person", "from: volym"}, {"unit: person", "unit: volume"}, {dropsAbove, ""}, {"    dimensions: [sex]\n", ""}, {dropsShare, "    value: CASE WHEN matt = 'kostnad_brutto' THEN varde ELSE -varde END\n    below: {among: \"omrade = 'missbruk' AND matt = 'brukare'\", value: varde}\n"}, {"among: omrade = 'missbruk'\n", "among: omrade = 'missbruk' AND matt IN ('kostnad_brutto', 'forsaljning')\n"}, {"multiplier: 100", "multiplier: 1"}, {"interval: wilson", "interval: none"}, {"collections: [missbruk]", "collections: [ekonomi]"}},
			"1280 K n=0 d=0 b=0 sum=0 squares=<nil> below=40000\n1280 M n=0 d=0 b=0 sum=0 squares=<nil> below=60000\n1280 T n=0 d=2 b=2 sum=9005000 squares=<nil> below=0",
		},
	} {
		t.Run(name, func(t *testing.T) {
			parts, err := indicator.Evaluate(mustLoad(t, edited(t, shareYAML, c.edits...)), all)
			if err != nil {
				t.Fatal(err)
			}
			if got := summary(parts); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
