package validate

import (
	"fmt"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// Earlier is what the register knows of a municipality's delivery of the same
// collection for the period before. The zero value compares nothing.
type Earlier struct {
	Period code.Period      `json:"period"`
	Rows   map[string]int64 `json:"rows,omitempty"` // by dataset
	Sketch Sketch           `json:"sketch"`         // of its persons
}

// CompareEarlier holds a municipality's row counts and persons against its
// earlier delivery and adds what is remarkable: D07 (row count outside the
// band, warn) and D08 (almost no person in common: the pseudonyms were made
// with another key, stop). The limits are the contract's.
func CompareEarlier(c *contract.Contract, into *Findings, municipality string, rows map[string]int64, persons Sketch, earlier Earlier) {
	datasets := make([]string, 0, len(earlier.Rows))
	for name := range earlier.Rows {
		datasets = append(datasets, name)
	}
	slices.Sort(datasets)
	for _, name := range datasets {
		now, before := rows[name], earlier.Rows[name]
		difference := max(now-before, before-now)
		if difference < c.Limits.RowDifference || now*c.Limits.RowFactor >= before && now <= before*c.Limits.RowFactor {
			continue
		}
		into.Add(crossFinding(ruleRowBand, table.Warn, name, municipality, bandMessage(now, before, earlier.Period)))
	}
	if share, judged := Overlap(persons, earlier.Sketch); judged && share < c.Limits.LeastOverlap {
		into.Add(crossFinding(ruleWrongKey, table.Stop, "", municipality, text2{
			sv:   fmt.Sprintf("Nästan ingen person (%s %%) finns också i leveransen för %s: pseudonymerna är gjorda med fel nyckel.", code.Number(100*share, 1, code.Swedish), earlier.Period),
			en:   fmt.Sprintf("Almost no person (%s%%) is also in the delivery for %s: the pseudonyms were made with the wrong key.", code.Number(100*share, 1, code.English), earlier.Period),
			doSV: "Pseudonymisera uttaget på nytt med samma nyckel som förra gången. Kontakta mottagaren om nyckeln har bytts.",
			doEN: "Pseudonymise the extract again with the same key as last time. Contact the recipient if the key was replaced.",
		}))
	}
}

func bandMessage(now, before int64, period code.Period) text2 {
	const thin = 0
	count := func(n int64, lang code.Lang) string { return code.Number(float64(n), thin, lang) }
	return text2{
		sv:   fmt.Sprintf("Antalet rader (%s) avviker mycket från leveransen för %s (%s).", count(now, code.Swedish), period, count(before, code.Swedish)),
		en:   fmt.Sprintf("The number of rows (%s) differs much from the delivery for %s (%s).", count(now, code.English), period, count(before, code.English)),
		doSV: "Kontrollera att uttaget är fullständigt och gäller rätt period.",
		doEN: "Check that the extract is complete and covers the right period.",
	}
}

// text2 is a message and its remedy in both languages.
type text2 struct{ sv, en, doSV, doEN string }

func crossFinding(rule string, severity table.Severity, dataset, municipality string, t text2) table.Finding {
	return table.Finding{
		Rule: rule, Severity: severity, Dataset: dataset, Municipality: municipality,
		Message: code.Text{SV: t.sv, EN: t.en}, Remedy: code.Text{SV: t.doSV, EN: t.doEN},
	}
}
