package feedback

// The models of economic assistance, volumes and surveys.

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// groupBy gathers rows by the named columns.
func groupBy(rows []record, columns ...string) map[string][]record {
	groups := map[string][]record{}
	for _, r := range rows {
		var key []string
		for _, c := range columns {
			key = append(key, r[c])
		}
		joined := strings.Join(key, "|")
		groups[joined] = append(groups[joined], r)
	}
	return groups
}

func months(rows []record) string {
	seen := map[string]bool{}
	for _, r := range rows {
		seen[r["manad"]] = true
	}
	return strconv.Itoa(len(seen))
}

func (s *Rows) hushall() []record {
	var out []record
	children := groupBy(s.tables["bistandsmottagare"], "kommun", "hushall")
	for key, rows := range groupBy(s.tables["bistandshushall"], "kommun", "hushall") {
		latest := slices.MaxFunc(rows, func(a, b record) int { return cmp.Compare(a["manad"], b["manad"]) })
		amount := new(big.Rat)
		withChild := slices.ContainsFunc(children[key], func(r record) bool { return r["roll"] == "barn" })
		for _, r := range rows {
			amount.Add(amount, rat(r["belopp"]))
			withChild = withChild || strings.Contains("1468", r["hushallstyp"])
		}
		out = append(out, with(latest, "kommun hushall hushallstyp", record{
			"kon": "T", "antal_manader": months(rows), "belopp": minus(amount.FloatString(4), "0"), "har_barn": yes(withChild),
		}))
	}
	return out
}

func (s *Rows) bistandsmottagare() []record {
	roles := []string{"registerledare", "medsokande", "barn"}
	var out []record
	for _, rows := range groupBy(s.tables["bistandsmottagare"], "kommun", "person") {
		slices.SortFunc(rows, func(a, b record) int {
			return cmp.Or(-cmp.Compare(a["manad"], b["manad"]),
				cmp.Compare(slices.Index(roles, a["roll"]), slices.Index(roles, b["roll"])), cmp.Compare(a["hushall"], b["hushall"]))
		})
		obstacle := ""
		for _, r := range slices.Backward(rows) {
			if r["forsorjningshinder"] != "" {
				obstacle = r["forsorjningshinder"]
			}
		}
		age := s.age(rows[0]["fodelsear"])
		out = append(out, with(rows[0], "kommun person kon roll", record{
			"alder": age, "vuxen": yes(number(age) >= 18), "antal_manader": months(rows), "forsorjningshinder": obstacle,
		}))
	}
	return out
}

// volym keeps totals and drops their parts, except that a split by sex that adds
// up to its total is kept in the total's place.
func (s *Rows) volym() []record {
	var out []record
	for _, rows := range groupBy(s.tables["volym"], "kommun", "insamling", "period", "omrade", "matt") {
		rows = totalsFirst(rows, "enhet")
		for _, unit := range groupBy(rows, "enhet") {
			var ages []record
			for _, sex := range groupBy(unit, "kon") {
				ages = append(ages, totalsFirst(sex, "alder")...)
			}
			for _, r := range bySex(ages) {
				out = append(out, with(r, "kommun omrade matt enhet varde", record{"kon": cmp.Or(r["kon"], "T")}))
			}
		}
	}
	return out
}

func totalsFirst(rows []record, column string) []record {
	totals := slices.DeleteFunc(slices.Clone(rows), func(r record) bool { return r[column] != "" })
	if len(totals) > 0 {
		return totals
	}
	return rows
}

func bySex(rows []record) []record {
	whole, split := []record(nil), []record(nil)
	difference := new(big.Rat)
	for _, r := range rows {
		if r["kon"] == "" {
			whole = append(whole, r)
			difference.Add(difference, rat(r["varde"]))
		} else {
			split = append(split, r)
			difference.Sub(difference, rat(r["varde"]))
		}
	}
	if len(whole) == 0 || len(split) > 0 && difference.Sign() == 0 {
		return split
	}
	return whole
}

func (s *Rows) enkatsvar() []record {
	var out []record
	for _, r := range s.tables["enkatsvar"] {
		out = append(out, with(r, "kommun omrade aldersgrupp svarande svarssatt fraga svar", record{"kon": cmp.Or(r["kon"], "U")}))
	}
	return out
}

func (s *Rows) befolkning() []record {
	var out []record
	for _, r := range s.tables["befolkning"] {
		out = append(out, with(r, "kommun kon alder antal", nil))
	}
	return out
}
