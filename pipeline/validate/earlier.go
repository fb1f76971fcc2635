package validate

import (
	"maps"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
)

// Earlier is what the register knows of a municipality's delivery of the same
// collection for the period before. The zero value compares nothing.
type Earlier struct {
	Period code.Period      `json:"period"`
	Rows   map[string]int64 `json:"rows,omitempty"` // by dataset
	Sketch Sketch           `json:"sketch"`         // of its persons
}

// rowBand: a dataset's row count lies within the band of last time's.
func (d Delivery) rowBand(rule *contract.Rule, municipality string, into *Findings) {
	earlier := d.Earlier[municipality]
	for _, name := range slices.Sorted(maps.Keys(earlier.Rows)) {
		into.Evaluated(rule.ID)
		now, before := d.Rows[municipality][name], earlier.Rows[name]
		factor := rule.Int("factor")
		if max(now-before, before-now) < rule.Int("difference") || now*factor >= before && now <= before*factor {
			continue
		}
		into.Add(partFinding(rule, municipality, name,
			contract.Count("now", now), contract.Count("before", before), contract.Same("period", earlier.Period.String())))
	}
}

// overlap: some of the persons were there last time; else the pseudonyms were made
// with another key.
func (d Delivery) overlap(rule *contract.Rule, municipality string, into *Findings) {
	earlier := d.Earlier[municipality]
	share, judged := Overlap(d.Persons[municipality], earlier.Sketch, float64(rule.Int("persons")))
	if !judged {
		return
	}
	into.Evaluated(rule.ID)
	if share >= rule.Numbers["least"] {
		return
	}
	word := contract.Word{Name: "share", SV: code.Number(100*share, 1, code.Swedish), EN: code.Number(100*share, 1, code.English)}
	into.Add(partFinding(rule, municipality, d.personDataset(rule, municipality), word, contract.Same("period", earlier.Period.String())))
}

// personDataset is the first of the municipality's datasets that names persons.
func (d Delivery) personDataset(rule *contract.Rule, municipality string) string {
	for _, name := range d.Contract.Collections[d.Collection].Datasets {
		if d.Contract.Datasets[name].Variable(rule.Column()) != nil && d.Rows[municipality][name] > 0 {
			return name
		}
	}
	return ""
}
