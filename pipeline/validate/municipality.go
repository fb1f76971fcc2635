package validate

import "slices"

// Outcomes judges every municipality that delivered rows or has a stop finding,
// sorted by code, and the delivery as a whole. rows counts by municipality and
// dataset, persons the distinct persons of each municipality.
func Outcomes(f *Findings, rows map[string]map[string]int64, persons map[string]int64) ([]Outcome, Status) {
	names := f.municipalities()
	for municipality := range rows {
		names = append(names, municipality)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	outcomes := make([]Outcome, 0, len(names))
	accepted := 0
	for _, m := range names {
		o := Outcome{
			Municipality: m, Status: Accepted, Rows: rows[m], Persons: persons[m],
			Stops: f.Stops(m), Warnings: f.Warnings(m),
		}
		if f.Stopped(m) {
			o.Status = Rejected
		} else {
			accepted++
		}
		outcomes = append(outcomes, o)
	}
	switch {
	case accepted == 0:
		return outcomes, Rejected
	case accepted < len(outcomes):
		return outcomes, Partial
	}
	return outcomes, Accepted
}
