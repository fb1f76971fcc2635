package worker

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// sent is a delivery as text: what its name says and a file per dataset.
type sent struct {
	collection, municipality string
	files                    []testFile
	change                   func(*Job)
}

// with gives a delivery in which one piece of a dataset's text is another.
func (d sent) with(t *testing.T, dataset, old, now string) sent {
	t.Helper()
	d.files = slices.Clone(d.files)
	for i, f := range d.files {
		if f.dataset == dataset {
			if !strings.Contains(f.text, old) {
				t.Fatalf("%s holds no %q", dataset, old)
			}
			d.files[i].text = strings.Replace(f.text, old, now, 1)
		}
	}
	return d
}

// without leaves datasets out and says that they are empty.
func (d sent) without(datasets ...string) sent {
	var files []testFile
	for _, f := range d.files {
		if !slices.Contains(datasets, f.dataset) {
			files = append(files, f)
		}
	}
	files[0].text = "nollrapport;" + strings.Join(datasets, ";") + "\n" + files[0].text
	d.files = files
	return d
}

func (d sent) run(t *testing.T) Result {
	t.Helper()
	job := testJob(d.municipality, d.files...)
	job.Collection = d.collection
	if d.change != nil {
		d.change(&job)
	}
	r, _ := processFiles(t, job, d.files...)
	return r
}

// lines are rows below a heading; {a} {b} {p} … become pseudonyms.
func (s supplier) lines(head string, rows ...string) string {
	text := head + "\n"
	for _, row := range rows {
		for _, id := range []string{"a", "b", "c"} {
			row = strings.ReplaceAll(row, "{"+id+"}", s.keys.Local(identity.Case, "1280", id))
			row = strings.ReplaceAll(row, "{p"+id+"}", s.keys.Local(identity.LocalPerson, "1280", id))
			row = strings.ReplaceAll(row, "{h"+id+"}", s.keys.Local(identity.Household, "1280", id))
			row = strings.ReplaceAll(row, "{s"+id+"}", s.keys.Local(identity.Answer, "1280", id))
		}
		text += row + "\n"
	}
	return text
}

// cases is a sound delivery in which every rule on cases has something to judge.
func (s supplier) cases(collection string) sent {
	return sent{collection: collection, municipality: "1280", files: []testFile{
		{"arende.csv", "arende", s.lines("arende;person;person_idtyp;enhet;omrade;kon;fodelsear;start;slut;avslutsorsak",
			"{a};{pa};lokal;Norr;"+collection+";K;1980;2025-02-01;;",
			"{b};{pb};lokal;Norr;"+collection+";M;1970;2024-02-01;2025-05-01;flyttat",
			"{c};{pa};lokal;Norr;"+collection+";K;1980;2025-03-01;;")},
		{"orsak.csv", "orsak", s.lines("arende;orsak;roll", "{a};alkohol;utsatt", "{b};narkotika;utsatt")},
		{"handelse.csv", "handelse", s.lines("arende;typ;datum", "{a};beslut;2025-02-01", "{b};beslut;2024-03-01")},
		{"insats.csv", "insats", s.lines("arende;insats_nr;insats_kod;lagrum;behovsprovad;start;slut;status;avbrottsorsak;omfattning_timmar",
			"{a};1;"+intervention()+";SoL_2025;nej;2025-08-01;;pagaende;;5",
			"{b};1;"+intervention()+";SoL_2001;ja;2024-06-01;2025-04-01;avbruten;flytt;7")},
		{"placering.csv", "placering", s.lines("arende;placering_nr;form;lagrum;start;slut", "{a};1;hvb;LVM;2025-03-01;2025-04-01")},
		{"matning.csv", "matning", s.lines(strings.TrimSpace(matningHead),
			"{a};audit;1;summa;klient;fore;2025-02-01;12;", "{a};audit;1;summa;klient;efter;2025-06-01;4;")},
	}}
}

// intervention is any code of the list.
func intervention() string { return contract.Core().Lists["insats_kod"].Entries[2].Code }

// assistance is a sound delivery on economic assistance.
func (s supplier) assistance() sent {
	return sent{collection: "ekonomiskt_bistand", municipality: "1280", files: []testFile{
		{"bistandshushall.csv", "bistandshushall", s.lines("hushall;manad;hushallstyp;belopp", "{ha};2025-01;3;8000", "{ha};2025-02;3;8000")},
		{"bistandsmottagare.csv", "bistandsmottagare", s.lines("hushall;manad;person;roll;kon;fodelsear",
			"{ha};2025-01;{pa};registerledare;K;1980", "{ha};2025-02;{pa};registerledare;K;1980")},
	}}
}

// survey and amounts are deliveries without cases.
func (s supplier) survey() sent {
	return sent{collection: "enkat", municipality: "1280", files: []testFile{{"enkatsvar.csv", "enkatsvar", s.lines(
		"svar_id;fraga;enhet;omrade;svarande;svarssatt;svar;datum", "{sa};nojd_helhet;Norr;missbruk;brukare;sjalv;positivt;2025-05-01")}}}
}

func (s supplier) replacements() sent {
	return sent{collection: "personbyte", municipality: "1280", files: []testFile{{"personbyte.csv", "personbyte", s.lines(
		"person_tidigare;person_ny;galler_fran", "{pa};{pb};2025-05-01")}}}
}

func (s supplier) amounts() sent {
	return sent{collection: "ekonomi", municipality: "1280", files: []testFile{{"volym.csv", "volym", "omrade;matt;varde\nmissbruk;brukare;12\n"}}}
}

// several is a delivery of so many municipalities, with the counts of last time
// and, in the second of them, so many cases now.
func (s supplier) several(municipalities, second int) sent {
	text := aloneHead
	earlier := map[string]validate.Earlier{}
	for i := range municipalities {
		kommun := contract.Core().Lists["kommun"].Entries[i].Code
		cases := 25 + i%3
		if i == 1 {
			cases = second
		}
		for n := range cases {
			text += s.arendeLine(kommun, fmt.Sprint(n), "2025-02-01", "", "")
		}
		earlier[kommun] = validate.Earlier{Period: year(2024), Rows: map[string]int64{"arende": 25}}
	}
	return sent{
		collection: "missbruk", municipality: Multi, files: []testFile{{"arende.csv", "arende", text}},
		change: func(j *Job) { j.Earlier = earlier },
	}
}

// many is a delivery of sixty cases, held against one of sixty by the key.
func (s supplier) many(t *testing.T, cases int, earlierKey []byte) sent {
	arende := func(s supplier, n int) sent {
		text := aloneHead
		for i := range n {
			text += s.arendeLine("1280", fmt.Sprint(i), "2025-02-01", "", "")
		}
		return sent{collection: "missbruk", municipality: "1280", files: []testFile{{"arende.csv", "arende", text}}}
	}
	before := arende(newSupplier(t, earlierKey), 60).run(t)
	d := arende(s, cases)
	d.change = func(j *Job) {
		j.Earlier = map[string]validate.Earlier{"1280": {Period: year(2024), Rows: before.Municipalities[0].Rows, Sketch: before.Sketches["1280"]}}
	}
	return d
}

// childless is a delivery of so many cases whose table of measurements is empty.
func (s supplier) childless(cases int, matning string) sent {
	text := arendeHead
	for i := range cases {
		text += s.arendeLine("1280", fmt.Sprint(i), "2025-02-01", "", "")
	}
	return sent{collection: "missbruk", municipality: "1280", files: []testFile{{"arende.csv", "arende", text}, {"matning.csv", "matning", matningHead + matning}}}
}

var (
	zeroReport = sent{collection: "missbruk", municipality: "1280", change: func(j *Job) { j.Zero = true }}
	wrongKey   = []byte("another key of thirty-two bytes!")
)

// ruleCase is a rule with a delivery that fails it and one that it cannot be
// evaluated for. Where pass is nil the sound delivery on cases passes it.
type ruleCase struct{ pass, fail, silent sent }

// ruleCases has every rule of the contract that the program does not judge itself.
func ruleCases(t *testing.T, s supplier) map[string]ruleCase {
	sound, violence := s.cases("missbruk"), s.cases("vald")
	thin := sound.without("orsak", "handelse", "insats", "placering", "matning").
		with(t, "arende", s.lines("", "{b};{pb};lokal;Norr;missbruk;M;1970;2024-02-01;2025-05-01;flyttat")[1:], "").
		with(t, "arende", s.lines("", "{c};{pa};lokal;Norr;missbruk;K;1980;2025-03-01;;")[1:], "").
		with(t, "arende", "1980", "")
	both := s.several(2, 26)
	homeless := sound
	homeless.municipality = Multi
	homeless.files = slices.Clone(sound.files)
	homeless.files[0].text = strings.NewReplacer("arende;person;", "kommun;arende;person;", "\np1-", "\n1280;p1-").Replace(homeless.files[0].text)
	twice := both
	twice.files = []testFile{{"arende.csv", "arende", aloneHead + strings.Repeat(s.arendeLine("1280", "1", "2025-02-01", "", ""), 1) +
		"0114" + strings.TrimPrefix(s.arendeLine("1280", "1", "2025-02-01", "", ""), "1280")}}
	said := sound.with(t, "arende", "arende;person;", "nollrapport;mal\narende;person;")
	return map[string]ruleCase{
		"T01": {sound, sound.with(t, "orsak", "p1-", "p1-x"), s.amounts()},
		"T02": {sound, sound.with(t, "arende", ";K;", ";Q;"), zeroReport},
		"T03": {sound, sound.with(t, "insats", ";;5\n", ";;fem\n"), thin},
		"T04": {sound, sound.with(t, "arende", ";2025-02-01;", ";2025-13-45;"), s.amounts()},
		"T05": {sound, sound.with(t, "arende", "Norr", "No\x07rr"), s.amounts()},
		"V01": {sound, sound.with(t, "arende", "lokal", ""), zeroReport},
		"V02": {sound, sound.with(t, "insats", ";;5\n", ";;10001\n"), thin},
		"V03": {sound, sound.with(t, "insats", "SoL_2025;nej;2025-08-01", "SoL_2001;nej;2025-08-01"), thin},
		"V04": {sound, sound.with(t, "arende", "Norr", strings.Repeat("Norr", 11)), s.amounts()},
		"V05": {sound, sound.with(t, "matning", "audit", "AUDIT"), thin},
		"A01": {sound, sound.with(t, "arende", "2024-02-01;2025-05-01", "2025-06-01;2025-05-01"), thin},
		"A02": {sound, sound.with(t, "arende", "2025-02-01", "2026-02-01"), zeroReport},
		"A03": {sound, sound.with(t, "arende", "2025-05-01", "2024-05-01"), thin},
		"A04": {sound, sound.with(t, "arende", "flyttat", ""), thin},
		"A05": {sound, sound.with(t, "arende", "1980", "2026"), thin},
		"A06": {sound, sound.with(t, "arende", "1980", ""), zeroReport},
		"H01": {sound, sound.with(t, "handelse", "2025-02-01", "2026-02-01"), thin},
		"I01": {sound, sound.with(t, "insats", "2025-04-01", "2024-04-01"), thin},
		"I02": {sound, sound.with(t, "insats", "pagaende", "slutford"), thin},
		"I03": {sound, sound.with(t, "insats", "2025-08-01", "2025-06-01"), thin},
		"I04": {sound, sound.with(t, "insats", "flytt", ""), thin},
		"I05": {sound, sound.with(t, "insats", "2024-06-01", "2024-01-01"), thin},
		"I06": {sound, sound.with(t, "insats", "2025-04-01;avbruten", ";pagaende"), thin},
		"P01": {sound, sound.with(t, "placering", "2025-04-01", "2025-02-01"), thin},
		"M01": {sound, sound.with(t, "matning", ";12;", ";12;X"), thin},
		"M02": {sound, sound.with(t, "matning", ";12;", ";41;"), thin},
		"O01": {violence, violence.with(t, "orsak", ";utsatt", ";"), violence.without("orsak")},
		"B01": {s.assistance(), s.assistance().with(t, "bistandshushall", "2025-02", "2024-12"), sent{collection: "ekonomiskt_bistand", municipality: "1280", change: zeroReport.change}},
		"B02": {s.assistance(), s.assistance().with(t, "bistandsmottagare", "registerledare", "medsokande"), sent{collection: "ekonomiskt_bistand", municipality: "1280", change: zeroReport.change}},
		"E01": {s.survey(), s.survey().with(t, "enkatsvar", "2025-05-01", "2024-05-01"), sent{collection: "enkat", municipality: "1280", change: zeroReport.change}},
		"Y01": {s.replacements(), s.replacements().with(t, "personbyte", s.person("1280", "b"), s.person("1280", "a")), sent{collection: "personbyte", municipality: "1280", change: zeroReport.change}},
		"D04": {sound, sound.with(t, "handelse", s.lines("", "{b};beslut;2024-03-01")[1:], s.lines("", "{a};beslut;2025-02-01")[1:]), zeroReport},
		"D05": {sound, sound.with(t, "orsak", s.lines("", "{b};")[1:len(s.lines("", "{b};"))-1], s.keys.Local(identity.Case, "1280", "x")+";"), s.amounts()},
		"D10": {sound, sound.with(t, "matning", "fore;2025-02-01", "fore;2025-07-01"), thin},
		"D15": {sound, sound.with(t, "matning", "audit;1;summa;klient;efter;2025-06-01;4;", "audit;1;summa;klient;efter;2025-06-01;4;\n"+
			s.lines("", "{a};audit;1;summa;klient;efter;2025-01-01;4;")[1:]), thin},
		"D09": {sound, sound.with(t, "arende", ";K;1980;2025-03-01", ";M;1980;2025-03-01"), thin},
		"D01": {homeless, homeless.with(t, "orsak", s.lines("", "{b};")[1:len(s.lines("", "{b};"))-1], s.keys.Local(identity.Case, "1280", "x")+";"), sound},
		"D02": {sound, sent{collection: "missbruk"}, zeroReport}, // see foreignRows
		"D03": {sound, s.childless(0, s.matningLine("1280", "1", "fore", "2025-02-01", "9")), zeroReport},
		"D06": {both, twice, sound},
		"D11": {sound, sent{sound.collection, sound.municipality, sound.files, func(j *Job) { j.Limits.Rows = 2 }}, zeroReport},
		"D12": {s.childless(20, s.matningLine("1280", "1", "fore", "2025-02-01", "9")), s.childless(20, ""), s.amounts()},
		"D17": {s.childless(19, s.matningLine("1280", "1", "fore", "2025-02-01", "9")), s.childless(19, ""), s.childless(20, "")},
		"D13": {said, said.with(t, "arende", "nollrapport;mal", "nollrapport;orsak"), sound},
		"D16": {sound, sent{collection: "missbruk", municipality: Multi, files: []testFile{{"arende.csv", "arende", strings.TrimPrefix(aloneHead, "nollrapport;insats;matning\n")}}}, zeroReport},
		"D07": {s.many(t, 100, testK1), s.many(t, 121, testK1), sound},
		"D08": {s.many(t, 60, testK1), s.many(t, 60, wrongKey), sound},
		"D14": {s.several(12, 26), s.several(12, 250), s.several(8, 250)},
	}
}

// Every rule has a delivery that passes, one that fails and one for which it
// cannot be evaluated, and every finding tells all it should.
func TestEveryRuleOfTheCatalogue(t *testing.T) {
	s := newSupplier(t, testK1)
	cases := ruleCases(t, s)
	for _, rule := range contract.Core().Rules {
		c, covered := cases[rule.ID]
		if rule.Kind.Program() {
			continue
		}
		if !covered {
			t.Errorf("rule %s has no deliveries here", rule.ID)
			continue
		}
		t.Run(rule.ID, func(t *testing.T) {
			for want, d := range map[validate.Evaluation]sent{validate.Pass: c.pass, validate.Fail: c.fail, validate.NotEvaluable: c.silent} {
				var r Result
				if d.municipality == "" {
					r = foreignRows(t, d.collection)
				} else {
					r = d.run(t)
				}
				got := outcomeOf(r, rule.ID)
				if got.Outcome != want {
					t.Errorf("want %s: %+v; findings %q", want, got, told(r))
				}
				if (want == validate.NotEvaluable) != (got.Why.SV != "" && got.Why.EN != "") {
					t.Errorf("%s: why %+v", want, got.Why)
				}
				if want == validate.Fail {
					checkFindings(t, rule, r, got)
				}
			}
		})
	}
}

// foreignRows hands over rows of a dataset that the collection does not have, which
// no reader does: the rule is a net behind the reader's own.
func foreignRows(t *testing.T, collection string) Result {
	t.Helper()
	job := testJob("1280", testFile{name: "volym.csv"})
	job.Collection = collection
	p, err := newProcess(job, Input{Keys: testKeys(t), Spill: &memory{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.takeBatch(t.Context(), &table.Batch{Dataset: "volym", File: "volym.csv", Row: []int{2}}); err != nil {
		t.Fatal(err)
	}
	return p.result()
}

func outcomeOf(r Result, id string) validate.RuleOutcome {
	for _, o := range r.Report.Outcomes {
		if o.Rule == id {
			return o
		}
	}
	return validate.RuleOutcome{}
}

// checkFindings holds a rule's findings against what every finding must tell.
func checkFindings(t *testing.T, rule *contract.Rule, r Result, outcome validate.RuleOutcome) {
	t.Helper()
	level := contract.Kinds()[rule.Kind].Level
	var n int64
	for _, f := range r.Report.Findings {
		if f.Rule != rule.ID {
			continue
		}
		n++
		if f.Severity != rule.Severity || outcome.Severity != rule.Severity {
			t.Errorf("severity %s, outcome's %s, the catalogue's %s", f.Severity, outcome.Severity, rule.Severity)
		}
		for _, text := range []string{f.Message.SV, f.Message.EN, f.Remedy.SV, f.Remedy.EN} {
			if text == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("text %q", text)
			}
		}
		inRow := level < contract.OfDelivery || rule.Kind == contract.KindHome || rule.Kind == contract.KindOneHome
		if inRow && (f.Row == 0 || f.File == "" || f.Column == "" || f.Dataset == "") {
			t.Errorf("place %+v", f)
		}
		whole := rule.Kind == contract.KindRowLimit || rule.Kind == contract.KindAnyRows || rule.Kind == contract.KindInCollection
		if !inRow && !whole && (f.Dataset == "" || f.Municipality == "") {
			t.Errorf("place %+v", f)
		}
	}
	if n == 0 || n != outcome.Findings {
		t.Errorf("%d findings, %d in the outcome", n, outcome.Findings)
	}
	if want := r.Status != validate.Accepted; rule.Severity == table.Stop && !want {
		t.Errorf("a stop was accepted")
	}
}
