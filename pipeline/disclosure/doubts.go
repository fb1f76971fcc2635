package disclosure

// Doubts counts the hidden numbers (small counts, and sums that few stand behind) that
// passed the audit and whose width nothing proves: what is shown bounds them, and no second table tells that the
// bounds are wide enough. A person decides whether they will do.
type Doubts struct {
	// Unproven are neither proven nor refuted (audit.Findings.Unproven).
	Unproven int `json:"unproven"`
	// Near are only known to have nearly the width, in fractions
	// (audit.Findings.Near).
	Near int `json:"near"`
	// Untried were not tried with second tables (TableReport.Untried).
	Untried int `json:"untried"`
}

// Total is the number that a person accepts or not: the three exclude each other.
func (d Doubts) Total() int { return d.Unproven + d.Near + d.Untried }

// Plus adds the doubts of other tables.
func (d Doubts) Plus(o Doubts) Doubts {
	return Doubts{Unproven: d.Unproven + o.Unproven, Near: d.Near + o.Near, Untried: d.Untried + o.Untried}
}

// Doubts counts the doubts of the package's tables and measures. It is told of a
// report as Protect gives it: one that was read from JSON lacks Near.
func (r *Report) Doubts() Doubts {
	var d Doubts
	for i := range r.Tables {
		t := &r.Tables[i]
		d = d.Plus(Doubts{Unproven: t.Audit.Unproven, Near: len(t.Audit.Near), Untried: t.Untried})
	}
	for i := range r.Measures {
		f := &r.Measures[i].Audit
		d = d.Plus(Doubts{Unproven: f.Unproven, Near: len(f.Near)})
	}
	return d
}
