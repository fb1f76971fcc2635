package feedback

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
)

// wholeMonths counts how often a month has passed, by the day of the month.
func wholeMonths(from, to string) int {
	year, _ := strconv.Atoi(from[:4])
	month, _ := strconv.Atoi(from[5:7])
	n := 0
	for {
		next := month - 1 + n + 1
		if fmt.Sprintf("%04d-%02d-%s", year+next/12, next%12+1, from[8:]) > to {
			return n
		}
		n++
	}
}

// avslut follows those who left before the last year of the period.
func (s *Rows) avslut() []record {
	lastYear := strconv.Itoa(s.period.YearNumber())
	var out []record
	for _, cases := range groupBy(s.cases(), "kommun", "omrade", "person") {
		var left []record
		for _, c := range cases {
			if c["closed"] == "" || c["closed"][:4] >= lastYear {
				continue
			}
			busy, next := false, ""
			for _, o := range cases {
				if o["arende"] == c["arende"] {
					continue
				}
				busy = busy || o["start"] <= c["closed"] && (o["closed"] == "" || o["closed"] > c["closed"])
				if o["start"] > c["closed"] && (next == "" || o["start"] < next) {
					next = o["start"]
				}
			}
			if busy {
				continue
			}
			months := ""
			if next != "" {
				months = strconv.Itoa(wholeMonths(c["closed"], next))
			}
			left = append(left, with(c, who+" avslutsorsak closed start arende", record{"manader_till_nytt": months}))
		}
		slices.SortFunc(left, func(a, b record) int {
			return cmp.Or(cmp.Compare(a["closed"], b["closed"]), cmp.Compare(b["start"], a["start"]), cmp.Compare(b["arende"], a["arende"]))
		})
		if len(left) > 0 {
			out = append(out, left[0])
		}
	}
	return out
}

// gas gives the T-score of every case, with a root of 200 binary digits.
func (s *Rows) gas() []record {
	var out []record
	for _, c := range s.cases() {
		goals, weighted, weights, squares := 0, 0, 0, 0
		for _, m := range s.children("mal", c) {
			if m["niva"] != "huvudmal" || m["gas"] == "" {
				continue
			}
			w := 1
			if m["vikt"] != "" {
				w = number(m["vikt"])
			}
			goals, weighted, weights, squares = goals+1, weighted+w*number(m["gas"]), weights+w, squares+w*w
		}
		if goals > 0 {
			out = append(out, with(c, "arende "+who+" avslutsorsak", record{
				"arende_avslutat": c["avslutad_under_aret"], "antal_mal": strconv.Itoa(goals), "gas_t": tScore(weighted, weights, squares),
			}))
		}
	}
	return out
}

// tScore is 50 + 10 Σwg / √(0.7 Σw² + 0.3 (Σw)²) to four decimals.
func tScore(weighted, weights, squares int) string {
	const bits = 200
	precise := func(n float64) *big.Float { return new(big.Float).SetPrec(bits).SetFloat64(n) }
	under := precise(0).Quo(precise(float64(7*squares+3*weights*weights)), precise(10))
	score := precise(0).Quo(precise(float64(10*weighted)), precise(0).Sqrt(under))
	score.Add(score, precise(50))
	exact, _ := score.Rat(nil)
	rounded, _ := new(big.Rat).SetString(exact.FloatString(4))
	return minus(rounded.RatString(), "0")
}
