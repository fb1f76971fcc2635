package compute_test

// The slow models: what every model's rows must be, without SQL. The rows are
// made by the supplier's own feedback, in plain Go; which deliveries count for a
// year, and which of them tells a case last, is found here. So the SQL and local
// feedback are held against each other, and neither was written from the other.

import (
	"strings"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/supplier/feedback"
)

// record is one row by column.
type record = feedback.Record

// slowModels makes the rows of every model that feedback makes, from the
// deliveries that count for a year.
func slowModels(deliveries []indicator.TestDelivery, year code.Period) map[string][]record {
	tables := map[string][]record{}
	for _, d := range deliveries {
		if !counts(d, deliveries, year) {
			continue
		}
		for _, t := range d.Tables {
			for _, row := range t.Rows {
				r := record{"kommun": d.Municipality, "insamling": d.Collection, "period": d.Period.String()}
				for i, column := range t.Columns {
					r[column] = row[i]
				}
				tables[t.Dataset] = append(tables[t.Dataset], r)
			}
		}
	}
	tables["arende"] = lastTold(tables["arende"])
	for _, rows := range tables {
		for _, r := range rows {
			if r["arende"] != "" { // a case's children are those of its own delivery
				r["arende"] += ofDelivery + r["insamling"] + ofDelivery + r["period"]
			}
		}
	}
	models := feedback.NewRows(year, tables).Models()
	for _, rows := range models {
		for _, r := range rows {
			r["arende"], _, _ = strings.Cut(r["arende"], ofDelivery)
		}
	}
	return models
}

// ofDelivery stands between a case's key and the delivery that tells it; it
// sorts before everything, so that the order of keys stays.
const ofDelivery = "\x00"

// counts tells whether a delivery is read: it tells of the period, is newest of
// its key, stands in no longer one, and its municipality covers every month.
func counts(d indicator.TestDelivery, all []indicator.TestDelivery, wanted code.Period) bool {
	months := map[string]bool{}
	read := candidate(d, wanted)
	for _, o := range all {
		if o.Municipality != d.Municipality || o.Collection != d.Collection || !candidate(o, wanted) {
			continue
		}
		for day := o.Period.Start(); !day.After(o.Period.End()); day = day.AddDate(0, 1, 0) {
			months[day.Format("2006-01")] = true
		}
		longer := o.Period != d.Period && within(d.Period, o.Period)
		newer := o.Period == d.Period && o.Sequence > d.Sequence
		if longer || newer {
			read = false
		}
	}
	for day := wanted.Start(); !day.After(wanted.End()); day = day.AddDate(0, 1, 0) {
		read = read && months[day.Format("2006-01")]
	}
	return read
}

// within reports whether one period lies in another.
func within(inner, outer code.Period) bool {
	return !inner.Start().Before(outer.Start()) && !inner.End().After(outer.End())
}

// candidate tells whether a delivery can be read for a period at all: it lies in
// it, or the period lies in it and it is no longer than a year.
func candidate(d indicator.TestDelivery, wanted code.Period) bool {
	return within(d.Period, wanted) || within(wanted, d.Period) && d.Period.Start().AddDate(1, 0, 0).After(d.Period.End())
}

// endOf orders periods by their end.
func endOf(r record) string {
	p, _ := code.ParsePeriod(r["period"])
	return p.End().Format(time.DateOnly)
}

// lastTold keeps of each case the row of its latest delivery; (kommun, omrade,
// arende) is one case in all collections.
func lastTold(rows []record) []record {
	latest := map[string]record{}
	for _, r := range rows {
		key := r["kommun"] + "|" + r["insamling"] + "|" + r["arende"]
		if have := latest[key]; have == nil || endOf(r) > endOf(have) {
			latest[key] = r
		}
	}
	merged := map[string]record{}
	for _, r := range latest {
		key := r["kommun"] + "|" + r["omrade"] + "|" + r["arende"]
		have := merged[key]
		if have == nil || endOf(r) > endOf(have) || endOf(r) == endOf(have) && r["insamling"] < have["insamling"] {
			merged[key] = r
		}
	}
	var kept []record
	for _, r := range merged {
		kept = append(kept, r)
	}
	return kept
}
