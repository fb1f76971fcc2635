package feedback

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// days is how many days lie between two dates, "" where one is missing.
func days(from, to string) string {
	if from == "" || to == "" {
		return ""
	}
	return strconv.Itoa(int(day(to).Sub(day(from)).Hours()) / 24)
}

func yes(b bool) string { return strconv.FormatBool(b) }

func (s *Rows) age(born string) string {
	if born == "" {
		return ""
	}
	y, _ := strconv.Atoi(born)
	return strconv.Itoa(s.period.YearNumber() - y)
}

// with gives the named values of a case and more.
func with(c record, names string, more record) record {
	out := record{}
	for _, name := range strings.Fields(names) {
		out[name] = c[name]
	}
	for k, v := range more {
		out[k] = v
	}
	return out
}

const (
	who     = "person kommun omrade kon alder"
	caseAll = "arende person kommun omrade enhet kon fodelsear alder start slut avslutsorsak svarighetsgrad genomforandeplan sip maluppfyllelse oppen_vid_arets_slut avslutad_under_aret paborjad_under_aret"
)

// firstOf is the earliest date of the step that is not before a date.
func firstOf(steps []record, column, kind, notBefore string) string {
	first := ""
	for _, r := range steps {
		if (kind == "" || r["typ"] == kind) && r[column] >= notBefore && (first == "" || r[column] < first) {
			first = r[column]
		}
	}
	return first
}

func (s *Rows) arende() []record {
	var out []record
	for _, c := range s.cases() {
		interventions := slices.DeleteFunc(s.children("insats", c), func(r record) bool { return r["start"] > s.last() })
		steps := slices.DeleteFunc(s.children("handelse", c), func(r record) bool { return r["datum"] > s.last() })
		ended := func(status string) string {
			n := 0
			for _, r := range interventions {
				if r["status"] == status && r["slut"] != "" && r["slut"] <= s.last() {
					n++
				}
			}
			return strconv.Itoa(n)
		}
		named := 0
		for _, r := range interventions {
			if r["metod"] != "" {
				named++
			}
		}
		wait := func(from, to string) string {
			began := firstOf(steps, "datum", from, "")
			if began == "" {
				return ""
			}
			return days(began, firstOf(steps, "datum", to, began))
		}
		served := ""
		if decision := firstOf(steps, "datum", "beslut", ""); decision != "" {
			served = days(decision, firstOf(interventions, "start", "", decision))
		}
		lasted := ""
		if c["closed"] == "" {
			lasted = days(c["start"], s.last())
		}
		before, after, needs, limits := false, false, "", ""
		for _, m := range s.chosen(c) {
			before = before || m["fore"] != ""
			after = after || m["efter"] != ""
		}
		for _, m := range s.beforeOf(c) {
			if m["instrument"] == "asi" && m["skattare"] == "intervjuare" && strings.HasSuffix(m["skala"], "_intervjuare") {
				n, _ := strconv.Atoi(needs)
				if rat(m["varde"]).Cmp(rat("6")) >= 0 {
					n++
				}
				needs = strconv.Itoa(n)
			}
			if m["instrument"] == "ibic" && m["skattare"] == "personal" {
				n, _ := strconv.Atoi(limits)
				if rat(m["varde"]).Cmp(rat("3")) >= 0 {
					n++
				}
				limits = strconv.Itoa(n)
			}
		}
		out = append(out, with(c, caseAll, record{
			"antal_insatser":                  strconv.Itoa(len(interventions)),
			"antal_insatser_slutforda":        ended("slutford"),
			"antal_insatser_avbrutna":         ended("avbruten"),
			"antal_med_metod":                 strconv.Itoa(named),
			"dagar_ansokan_beslut":            wait("ansokan", "beslut"),
			"dagar_anmalan_forhandsbedomning": wait("anmalan", "forhandsbedomning"),
			"dagar_beslut_insats":             served,
			"langd_dagar":                     days(c["start"], c["closed"]),
			"har_fore":                        yes(before),
			"har_efter":                       yes(after),
			"antal_mal":                       strconv.Itoa(len(s.children("mal", c))),
			"antal_hoga_behov":                needs,
			"antal_svara_begransningar":       limits,
			"antal_uppfoljningar":             strconv.Itoa(counted(steps, "typ", "uppfoljning")),
			"langd_vid_arets_slut":            lasted,
		}))
	}
	return out
}

func (s *Rows) person() []record {
	byPerson := map[string][]record{}
	for _, c := range s.cases() {
		key := c["kommun"] + "|" + c["omrade"] + "|" + c["person"]
		byPerson[key] = append(byPerson[key], c)
	}
	var out []record
	for _, cases := range byPerson {
		slices.SortFunc(cases, func(a, b record) int {
			return -cmp.Or(cmp.Compare(a["start"], b["start"]), cmp.Compare(a["arende"], b["arende"]))
		})
		worst, open, again := "", false, false
		order := []string{"", "lindrig", "medelsvar", "svar"}
		for _, c := range cases {
			if slices.Index(order, c["svarighetsgrad"]) > slices.Index(order, worst) {
				worst = c["svarighetsgrad"]
			}
			open = open || c["closed"] == ""
			for _, later := range cases {
				again = again || c["closed"] >= s.first() && c["closed"] != "" && later["start"] > c["closed"] && later["start"] >= s.first()
			}
		}
		out = append(out, with(cases[0], who, record{
			"antal_arenden": strconv.Itoa(len(cases)), "svarighetsgrad": worst,
			"har_oppet_arende_arets_slut": yes(open), "aterkommande": yes(again),
		}))
	}
	return out
}

func (s *Rows) insats() []record {
	var out []record
	for _, c := range s.cases() {
		for _, r := range s.children("insats", c) {
			if r["start"] > s.last() || r["slut"] != "" && r["slut"] < s.first() {
				continue
			}
			ended := ""
			if r["slut"] != "" && r["slut"] <= s.last() {
				ended = r["slut"]
			}
			out = append(out, with(c, "arende "+who, record{
				"insats_kod": r["insats_kod"], "kapitel": chapter(r["insats_kod"]), "metod": r["metod"], "lagrum": r["lagrum"],
				"behovsprovad": r["behovsprovad"], "start": r["start"], "slut": r["slut"], "status": r["status"],
				"avslutad_under_aret": yes(ended != ""), "langd_dagar": days(r["start"], ended),
				"omfattning_timmar": r["omfattning_timmar"], "avslutsorsak": c["avslutsorsak"],
			}))
		}
	}
	return out
}

func (s *Rows) mal() []record {
	var out []record
	for _, c := range s.cases() {
		for _, r := range s.children("mal", c) {
			out = append(out, with(c, "arende "+who, with(r, "niva livsomrade uppfyllelse gas vikt", record{"arende_avslutat": yes(c["closed"] != ""), "avslutsorsak": c["avslutsorsak"]})))
		}
	}
	return out
}

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(fmt.Sprintf("%q is no number", text))
	}
	return r
}

func minus(a, b string) string {
	text := new(big.Rat).Sub(rat(a), rat(b)).FloatString(4)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// best gives the row that comes first by the rank; nil where no row has one.
func best(rows []record, rank func(record) []int) record {
	var winner record
	for _, r := range rows {
		if rank(r) != nil && (winner == nil || slices.Compare(rank(r), rank(winner)) < 0) {
			winner = r
		}
	}
	return winner
}

// chosen are the values before, after and during of a case, by what may never
// be mixed.
func (s *Rows) chosen(c record) []record {
	groups := map[string][]record{}
	for _, m := range s.children("matning", c) {
		if m["varde"] != "" {
			key := strings.Join([]string{m["instrument"], m["instrumentversion"], m["skala"], m["skattare"], m["mal_nr"]}, "|")
			groups[key] = append(groups[key], m)
		}
	}
	var out []record
	for _, group := range groups {
		before := best(group, func(m record) []int {
			d := number(days(c["start"], m["datum"]))
			if m["tillfalle"] != "fore" || d < -90 || d > 60 {
				return nil
			}
			return []int{abs(d), d, number(m["insats_nr"])}
		})
		after := best(group, func(m record) []int { return s.afterRank(c, m) })
		during := best(group, func(m record) []int {
			end := c["closed"]
			if end == "" {
				end = s.last()
			}
			if m["tillfalle"] != "under" || m["datum"] < c["start"] || m["datum"] > end {
				return nil
			}
			return []int{number(days(m["datum"], end)), number(m["insats_nr"])}
		})
		if before == nil && after == nil && during == nil {
			continue
		}
		out = append(out, with(group[0], "instrument instrumentversion skala skattare mal_nr", record{
			"fore": before["varde"], "fore_datum": before["datum"], "fore_nr": before["insats_nr"], "efter": after["varde"], "efter_datum": after["datum"],
			"under": during["varde"], "under_datum": during["datum"],
		}))
	}
	return out
}

func (s *Rows) afterRank(c, m record) []int {
	if c["closed"] != "" {
		d := number(days(c["closed"], m["datum"]))
		if m["tillfalle"] != "efter" || d < -90 || d > 90 {
			return nil
		}
		return []int{abs(d), -d, number(m["insats_nr"])}
	}
	followed := m["tillfalle"] == "efter" || m["tillfalle"] == "uppfoljning"
	if !followed || m["datum"] < c["start"] || m["datum"] > s.last() {
		return nil
	}
	kind := 0
	if m["tillfalle"] == "uppfoljning" {
		kind = 1
	}
	return []int{number(days(m["datum"], s.last())), kind, number(m["insats_nr"])}
}

func abs(n int) int { return max(n, -n) }

// beforeOf are the before values of a case nearest its start.
func (s *Rows) beforeOf(c record) []record {
	groups := map[string][]record{}
	for _, m := range s.chosen(c) {
		if m["fore"] != "" {
			key := strings.Join([]string{m["instrument"], m["skala"], m["skattare"]}, "|")
			groups[key] = append(groups[key], m)
		}
	}
	var out []record
	for _, group := range groups {
		slices.SortFunc(group, func(a, b record) int {
			rank := func(m record) []int {
				d := number(days(c["start"], m["fore_datum"]))
				return []int{abs(d), d, number(m["fore_nr"])}
			}
			return cmp.Or(slices.Compare(rank(a), rank(b)), cmp.Compare(a["instrumentversion"], b["instrumentversion"]), cmp.Compare(number(a["mal_nr"]), number(b["mal_nr"])))
		})
		out = append(out, with(c, "arende "+who, with(group[0], "instrument skala skattare", record{"varde": group[0]["fore"]})))
	}
	return out
}

func (s *Rows) matningFore() []record {
	var out []record
	for _, c := range s.cases() {
		out = append(out, s.beforeOf(c)...)
	}
	return out
}

func (s *Rows) matningspar() []record {
	groups := map[string][]record{}
	for _, c := range s.cases() {
		for _, m := range s.chosen(c) {
			r := with(c, "arende start closed avslutad_under_aret "+who, m)
			r["har_par"] = yes(m["fore"] != "" && m["efter"] != "" && m["fore_datum"] <= m["efter_datum"])
			key := strings.Join([]string{c["kommun"], c["omrade"], c["person"], m["instrument"], m["skala"], m["skattare"]}, "|")
			groups[key] = append(groups[key], r)
		}
	}
	var out []record
	for _, group := range groups {
		slices.SortFunc(group, func(a, b record) int {
			return cmp.Or(
				-cmp.Compare(a["har_par"], b["har_par"]), -cmp.Compare(a["avslutad_under_aret"], b["avslutad_under_aret"]),
				-cmp.Compare(a["closed"], b["closed"]), -cmp.Compare(a["start"], b["start"]), -cmp.Compare(a["arende"], b["arende"]),
				-cmp.Compare(yes(a["fore"] != ""), yes(b["fore"] != "")),
				cmp.Compare(a["instrumentversion"], b["instrumentversion"]), cmp.Compare(number(a["mal_nr"]), number(b["mal_nr"])),
			)
		})
		out = append(out, pairOf(group[0]))
	}
	return out
}

func pairOf(m record) record {
	r := with(m, "arende instrument skala skattare fore efter har_par avslutad_under_aret "+who, record{
		"version": m["instrumentversion"], "skillnad": "", "skillnad_under": "", "efter_eller_under": m["efter"],
	})
	if m["har_par"] == "true" {
		r["skillnad"] = minus(m["efter"], m["fore"])
		r["skillnad_under"] = r["skillnad"]
	}
	if m["efter"] == "" && m["under"] != "" && (m["fore"] == "" || m["fore_datum"] <= m["under_datum"]) {
		r["efter_eller_under"] = m["under"]
		if m["fore"] != "" {
			r["skillnad_under"] = minus(m["under"], m["fore"])
		}
	}
	return r
}

// chapters are the runs of two-letter beginnings that KSI 2025 groups.
var chapters = []struct{ first, last string }{
	{"SA", "SC"}, {"SE", "SG"}, {"SH", "SK"}, {"SN", "SP"}, {"SR", "SS"}, {"ST", "SV"}, {"UA", "UE"}, {"VA", "VE"}, {"WA", "WZ"},
}

// chapter is the chapter of a KSI code.
func chapter(ksi string) string {
	start := ksi[:min(2, len(ksi))]
	for _, c := range chapters {
		if c.first <= start && start <= c.last {
			return c.first + "-" + c.last
		}
	}
	return start
}
