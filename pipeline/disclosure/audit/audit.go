package audit

import (
	"context"
	"slices"
	"sync"

	"jamfor/pipeline/disclosure/model"
)

// Options steer an audit.
type Options struct {
	// Seed draws the primes; the same seed gives the same primes.
	Seed string
	// Insiders asks for the insider check.
	Insiders bool
	// Width is how far apart the bounds of a primary column must be whose own Room
	// does not say: 1 asks for two possible integers. 0 leaves bounds unchecked.
	Width int64
	// Amounts asks for the bounds of sums in place of those of counts: what is
	// never negative is Row.Amount and Column.Amount, and only columns with a Room
	// of their own are held to it. Rows are inner cells then.
	Amounts bool
	// InnerCells says that the model's rows are true inner cells, never
	// negative, with their values; a reader counts on it.
	InnerCells bool
	// What a person knows of and nothing can be done about, because earlier
	// releases gave it away: it is no finding, and all else is judged as if it
	// were not there. Open and Tight are columns: known to an attacker, and
	// without the room asked for; Pair tells of insiders.
	Open, Tight map[int]bool
	Pair        func(Insider) bool
}

// Outsider names the reader who knows what is published and nothing else.
const Outsider = "outsider"

// Disclosed is a hidden column that follows from published ones.
type Disclosed struct {
	Column   int    `json:"column"`
	Attacker string `json:"attacker"`
	// Confirmed: shown in exact fractions too.
	Confirmed bool `json:"confirmed"`
	// From are the published columns that the attack used; it lies among them.
	From []int `json:"-"`
}

// Insider is a primary column that the lone contributor of another can compute:
// B·Column - A·Singleton follows from published columns.
type Insider struct {
	Column    int    `json:"column"`
	Singleton int    `json:"singleton"`
	A         int64  `json:"a"`
	B         int64  `json:"b"`
	Attacker  string `json:"attacker"`
}

// Findings are what an audit found. None of them: the pattern passed.
type Findings struct {
	Disclosed []Disclosed `json:"disclosed,omitempty"`
	Insiders  []Insider   `json:"insiders,omitempty"`
	Narrow    []Narrow    `json:"narrow,omitempty"`

	// Open lists complementary columns that an attacker with knowledge of its
	// own can compute. They guard nothing from that attacker, and are no breach:
	// what they guard, that attacker knows anyway.
	Open []int `json:"open,omitempty"`

	Tested    int       `json:"tested"`    // hidden columns
	Published int       `json:"published"` // columns
	Rank      int       `json:"rank"`      // of the published columns
	Primes    [2]uint64 `json:"primes"`
	// Narrowest is the least width of a primary column's bounds, -1 where none
	// is bounded; Bounded counts the primary columns with two finite bounds.
	Narrowest int64 `json:"narrowest"`
	Bounded   int   `json:"bounded"`
	// What is known of the primary columns' intervals once nothing else was
	// found: Wide have a second table that shows the same numbers and differs by
	// the width; Fractional have room enough in fractions, without such a table
	// in whole numbers; Unproven have neither, and rest on bounds by
	// substitution alone.
	Wide       int `json:"wide"`
	Fractional int `json:"fractional"`
	Unproven   int `json:"unproven"`
	// Loose counts those of the unproven that can take another value in fractions:
	// the search for sums that pin them came to its end and found none.
	Loose int `json:"loose"`
	// Doubtful lists the unproven columns, rising.
	Doubtful []int `json:"-"`
	// Near lists those of the fractional that are only known to have nearly the
	// width (fractions.go): enough to tell, too little for who asks for proof.
	Near []int `json:"-"`

	whole bool // the search for pins came to its end
	still int  // doubtful columns that do not move along the kernel
}

// room is what is asked of a column's bounds; the zero value asks for nothing.
// Virtual columns, which no table shows, are held to their own room only.
func (o Options) room(c *model.Column) model.Room {
	r := c.Room
	if r == (model.Room{}) && !c.Virtual && !o.Amounts {
		r.Width = o.Width
	}
	return r
}

// number is the one that the bounds are about.
func (o Options) number(c *model.Column) int64 {
	if o.Amounts {
		return c.Amount
	}
	return c.Value
}

// Passed reports that nothing was found.
func (f *Findings) Passed() bool {
	return len(f.Disclosed) == 0 && len(f.Insiders) == 0 && len(f.Narrow) == 0
}

// Audit attacks the pattern. It stops with ctx's error when ctx ends.
//
// What the first prime found is work for a repair and another audit: the second one
// is asked only where nothing was found, and so of every pattern that passes.
func Audit(ctx context.Context, m *model.Model, p model.Pattern, o Options) (*Findings, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	out := &Findings{Primes: primes(o.Seed), Narrowest: -1}
	var published, hidden []int
	for i, s := range p.Status {
		switch s {
		case model.Published:
			published = append(published, i)
		case model.Primary, model.Secondary:
			hidden = append(hidden, i)
		}
	}
	out.Tested, out.Published = len(hidden), len(published)
	first, err := out.attack(ctx, m, p, o, published, hidden, 0)
	if err != nil {
		return nil, err
	}
	out.concede(o)
	again := func() error {
		_, err := out.attack(ctx, m, p, o, published, hidden, 1)
		out.concede(o)
		return err
	}
	if o.Width > 0 || o.Amounts {
		if err := out.bounds(m, p, o); err != nil {
			return nil, err
		}
		out.concede(o)
		if len(out.Disclosed)+len(out.Narrow) == 0 {
			if err := out.intervals(ctx, m, p, first, o, again); err != nil {
				return nil, err
			}
			return out, nil
		}
	}
	if out.Passed() {
		if err := again(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// attack lets every attacker try modulo one prime, side by side, and gives the
// outsider's span.
func (f *Findings) attack(ctx context.Context, m *model.Model, p model.Pattern, o Options, published, hidden []int, prime int) (*echelon, error) {
	attackers := append([]model.Attacker{{Name: Outsider}}, m.Attackers...)
	attacks := make([]attack, len(attackers))
	var wait sync.WaitGroup
	for i := range attacks {
		attacks[i] = attack{m: m, published: published, hidden: hidden, pattern: p, attacker: attackers[i], insiders: o.Insiders && prime == 0}
		wait.Go(func() { attacks[i].run(ctx, f.Primes[prime]) })
	}
	wait.Wait()
	for i := range attacks {
		if attacks[i].err != nil {
			return nil, attacks[i].err
		}
		f.Rank = max(f.Rank, attacks[i].rank)
		f.merge(&attacks[i])
	}
	return attacks[0].span, nil
}

// concede leaves out what the options say nothing can be done about.
func (f *Findings) concede(o Options) {
	f.Open = slices.DeleteFunc(f.Open, func(c int) bool { return o.Open[c] })
	f.Narrow = slices.DeleteFunc(f.Narrow, func(n Narrow) bool { return o.Tight[n.Column] })
	if o.Pair != nil {
		f.Insiders = slices.DeleteFunc(f.Insiders, o.Pair)
	}
}

// merge adds what one attack found, each column and attacker once.
func (f *Findings) merge(a *attack) {
	for _, d := range a.disclosed {
		if !slices.ContainsFunc(f.Disclosed, func(x Disclosed) bool { return x.Column == d.Column && x.Attacker == d.Attacker }) {
			f.Disclosed = append(f.Disclosed, d)
		}
	}
	for _, c := range a.open {
		if !slices.Contains(f.Open, c) {
			f.Open = append(f.Open, c)
		}
	}
	for _, n := range a.found {
		if !slices.ContainsFunc(f.Insiders, func(x Insider) bool { return x.Column == n.Column && x.Singleton == n.Singleton }) {
			f.Insiders = append(f.Insiders, n)
		}
	}
}
