// Package feedback computes a supplier's own figures from its own delivery, with
// the national definitions: the models' rows are made here in plain Go, and
// indicator.Evaluate and observe.Value do the rest, as they do for the nation. So
// local figures equal the released ones of the same municipality where those are
// shown and rest on the same delivery.
//
// It sees one delivery. What the nation takes from several (a case that two
// collections tell of, several periods of a year, populations) it does not know:
// rates per inhabitant and indicators over other collections are left out and
// named. Ties that the national models settle by pseudonym may fall differently.
// Nothing here is protected by disclosure control: every output is marked as
// internal.
package feedback

import (
	"cmp"
	"slices"
	"time"

	"jamfor/pipeline/code"
)

// Record is one row by column, values as text in their plain forms (dates
// YYYY-MM-DD, decimals with a point); a missing value is absent or "".
type Record = map[string]string

type record = Record

// Rows holds one delivery's rows as they were read.
type Rows struct {
	period code.Period
	tables map[string][]record            // by dataset
	index  map[string]map[string][]record // by dataset, municipality and case
	open   []record                       // the cases open in the period, once made
}

// NewRows takes the rows by dataset. Child rows that do not name their
// municipality take their case's.
func NewRows(period code.Period, tables map[string][]Record) *Rows {
	s := &Rows{period: period, tables: tables, index: map[string]map[string][]record{}}
	homes := map[string]string{}
	for _, parent := range []struct{ dataset, key string }{{"arende", "arende"}, {"bistandshushall", "hushall"}} {
		for _, r := range tables[parent.dataset] {
			homes[r[parent.key]] = r["kommun"]
		}
	}
	for dataset, rows := range tables {
		byCase := map[string][]record{}
		for _, r := range rows {
			if r["kommun"] == "" {
				r["kommun"] = homes[cmp.Or(r["arende"], r["hushall"])]
			}
			if r["arende"] != "" {
				key := r["kommun"] + "|" + r["arende"]
				byCase[key] = append(byCase[key], r)
			}
		}
		s.index[dataset] = byCase
	}
	return s
}

// Only is the rows of the cases, answers and volumes that keep accepts, with
// what belongs to the cases.
func (s *Rows) Only(keep func(dataset string, r Record) bool) *Rows {
	tables := map[string][]record{}
	cases := map[string]bool{}
	for _, r := range s.tables["arende"] {
		if keep("arende", r) {
			cases[r["kommun"]+"|"+r["arende"]] = true
		}
	}
	for dataset, rows := range s.tables {
		for _, r := range rows {
			if r["arende"] != "" && cases[r["kommun"]+"|"+r["arende"]] || r["arende"] == "" && keep(dataset, r) {
				tables[dataset] = append(tables[dataset], r)
			}
		}
	}
	return NewRows(s.period, tables)
}

// values lists the different values of a column in a dataset, sorted.
func (s *Rows) values(dataset, column string) []string {
	var all []string
	for _, r := range s.tables[dataset] {
		if r[column] != "" {
			all = append(all, r[column])
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// cases are the cases open on any day of the period, ordered by key.
func (s *Rows) cases() []record {
	if s.open != nil {
		return s.open
	}
	s.open = []record{}
	for _, r := range s.tables["arende"] {
		if r["start"] > s.last() || r["slut"] != "" && r["slut"] < s.first() {
			continue
		}
		c := record{}
		for k, v := range r {
			c[k] = v
		}
		c["closed"] = ""
		if c["slut"] != "" && c["slut"] <= s.last() {
			c["closed"] = c["slut"]
		}
		c["alder"] = s.age(c["fodelsear"])
		c["oppen_vid_arets_slut"] = yes(c["closed"] == "")
		c["avslutad_under_aret"] = yes(c["closed"] != "")
		c["paborjad_under_aret"] = yes(c["start"] >= s.first())
		s.open = append(s.open, c)
	}
	slices.SortFunc(s.open, func(a, b record) int {
		return cmp.Or(cmp.Compare(a["kommun"], b["kommun"]), cmp.Compare(a["arende"], b["arende"]))
	})
	return s.open
}

// children are a case's rows of a dataset.
func (s *Rows) children(dataset string, c record) []record {
	return slices.Clone(s.index[dataset][c["kommun"]+"|"+c["arende"]])
}

func (s *Rows) first() string { return s.period.Start().Format(time.DateOnly) }
func (s *Rows) last() string  { return s.period.End().Format(time.DateOnly) }
