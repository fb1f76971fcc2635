package area

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"jamfor/pipeline/code"
)

// ChangeKind is what happened to municipalities on a day.
type ChangeKind string

// The kinds. From and To are two of the municipalities concerned; one that was
// made of three stands in three changes of one date.
const (
	// Split: To was formed out of a part of From, which goes on.
	Split ChangeKind = "split"
	// Merged: From ended and To, which is new, was formed of it and others.
	Merged ChangeKind = "merged"
	// Joined: From ended and went into To, which was there already. A
	// municipality that was dissolved went into several.
	Joined ChangeKind = "joined"
	// Code: From goes on as To, for example in another county.
	Code ChangeKind = "code"
	// Part: a part of From moved to To; both go on.
	Part ChangeKind = "part"
)

// Change is one thing that happened to two municipalities on a day.
type Change struct {
	Date     time.Time
	Kind     ChangeKind
	From, To string
}

// ends tells that the change's From is no more, begins that its To is new.
func (c Change) ends() bool   { return c.Kind == Merged || c.Kind == Joined || c.Kind == Code }
func (c Change) begins() bool { return c.Kind == Split || c.Kind == Merged || c.Kind == Code }

// Former is a municipality code that is no more. Its county is the one it lay in.
type Former struct{ Code, Name, County string }

// FormerName is the name that a municipality had up to a day, and that goes on
// under its code with another.
type FormerName struct {
	Code, Name string
	Until      time.Time
}

// Changes lists what happened to municipalities, by date. The slice is the
// caller's.
func (r *Registry) Changes() []Change { return slices.Clone(r.changes) }

// Formers lists the codes that are no more, by code.
func (r *Registry) Formers() []Former {
	var all []Former
	for _, f := range r.former {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b Former) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// FormerNames lists the names that municipalities had before, by code.
func (r *Registry) FormerNames() []FormerName { return slices.Clone(r.renamed) }

// Validity is the first and the last day of a municipality code; zero where it
// has been there as long as the registry goes back, or still is.
func (r *Registry) Validity(municipality string) (from, to time.Time) {
	for _, c := range r.changes {
		if c.begins() && c.To == municipality {
			from = c.Date
		}
		if c.ends() && c.From == municipality {
			to = c.Date.AddDate(0, 0, -1)
		}
	}
	return from, to
}

// Judgement says whether a municipality code goes with a period. Instead names
// the codes that do, where it does not.
type Judgement struct {
	Valid   bool
	Instead []string
}

// Judge tells whether something of a period can be told under a municipality's
// code: it can if the code was there on the period's last day. A municipality
// that was formed of a part of another may tell of earlier periods too: then its
// figures are kept apart from the other's. An unknown code goes with no period.
func (r *Registry) Judge(municipality string, p code.Period) Judgement {
	from, to := r.Validity(municipality)
	_, today := r.byCode[municipality]
	_, before := r.former[municipality]
	switch end := p.End(); {
	case !today && !before:
		return Judgement{}
	case !to.IsZero() && end.After(to):
		return Judgement{Instead: r.around(municipality, end, func(c Change) (string, string) { return c.From, c.To })}
	case end.Before(from) && !r.formedApart(municipality):
		return Judgement{Instead: r.around(municipality, end, func(c Change) (string, string) { return c.To, c.From })}
	}
	return Judgement{Valid: true}
}

// formedApart reports whether a municipality was formed of a part of another.
func (r *Registry) formedApart(municipality string) bool {
	return slices.ContainsFunc(r.changes, func(c Change) bool { return c.Kind == Split && c.To == municipality })
}

// around follows changes from a code to those that were there on a day.
func (r *Registry) around(municipality string, day time.Time, step func(Change) (of, to string)) []string {
	found, seen := []string{}, map[string]bool{municipality: true}
	next := []string{municipality}
	for len(next) > 0 {
		at := next[0]
		next = next[1:]
		for _, c := range r.changes {
			of, to := step(c)
			if of != at || seen[to] || !c.ends() && !c.begins() {
				continue
			}
			seen[to] = true
			if first, last := r.Validity(to); !day.Before(first) && (last.IsZero() || !day.After(last)) {
				found = append(found, to)
			} else {
				next = append(next, to)
			}
		}
	}
	slices.Sort(found)
	return found
}

// readHistory reads what was before.
func (r *Registry) readHistory(from fs.FS) error {
	r.former = map[string]Former{}
	rows, err := read(from, "former.csv", 3)
	if err != nil {
		return err
	}
	for _, row := range rows {
		f := Former{row[0], row[1], row[2]}
		if _, today := r.byCode[f.Code]; today || f.Name == "" || r.former[f.Code] != (Former{}) {
			return fmt.Errorf("former municipality %q: nameless, or in use today", f.Code)
		}
		r.former[f.Code] = f
		r.names[ID{Municipality, f.Code}] = code.Text{SV: f.Name, EN: f.Name}
	}
	if rows, err = read(from, "changes.csv", 4); err != nil {
		return err
	}
	for _, row := range rows {
		c := Change{Kind: ChangeKind(row[1]), From: row[2], To: row[3]}
		if c.Date, err = time.Parse(time.DateOnly, row[0]); err != nil {
			return fmt.Errorf("change of %s: %w", c.From, err)
		}
		r.changes = append(r.changes, c)
	}
	slices.SortStableFunc(r.changes, func(a, b Change) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	if rows, err = read(from, "names.csv", 3); err != nil {
		return err
	}
	for _, row := range rows {
		until, err := time.Parse(time.DateOnly, row[2])
		if err != nil {
			return fmt.Errorf("former name of %s: %w", row[0], err)
		}
		r.renamed = append(r.renamed, FormerName{row[0], row[1], until})
	}
	return r.checkHistory()
}

// checkHistory refuses changes that do not lead from the former codes to those
// of today.
func (r *Registry) checkHistory() error {
	for _, c := range r.changes {
		for _, m := range []string{c.From, c.To} {
			_, today := r.byCode[m]
			if _, before := r.former[m]; !today && !before {
				return fmt.Errorf("change of %s: unknown municipality %q", c.Date.Format(time.DateOnly), m)
			}
		}
		if !slices.Contains([]ChangeKind{Split, Merged, Joined, Code, Part}, c.Kind) || c.From == c.To {
			return fmt.Errorf("change of %s: %q from %s to %s", c.Date.Format(time.DateOnly), c.Kind, c.From, c.To)
		}
		if _, today := r.byCode[c.From]; today && c.ends() {
			return fmt.Errorf("change of %s: %s ended and is in use today", c.Date.Format(time.DateOnly), c.From)
		}
	}
	for m := range r.former {
		if _, to := r.Validity(m); to.IsZero() {
			return fmt.Errorf("former municipality %s: nothing says when it ended", m)
		}
	}
	return nil
}
