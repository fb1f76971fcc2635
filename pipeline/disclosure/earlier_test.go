package disclosure_test

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// edition is a package as it was released.
type edition struct {
	pkg   cell.Package
	cells map[cell.Key]shownCell
}

// shown tells what a release showed of a cell.
func (e *edition) shown(k cell.Key) bool { return e.cells[k].status == code.OK }

// after protects a package that follows earlier editions.
func after(t *rapid.T, p cell.Package, past []edition) (edition, *disclosure.Report, bool) {
	var earlier []disclosure.Earlier
	for i := range past {
		earlier = append(earlier, disclosure.Earlier{Release: string(rune('1' + i)), Package: past[i].pkg, Shown: past[i].shown})
	}
	cleared, report, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules(), earlier...)
	var b *disclosure.Blocked
	if errors.As(err, &b) {
		return edition{}, report, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return edition{p, cellsOf(cleared)}, report, true
}

// late takes a municipality out: it delivers to a later release.
func late(p cell.Package, municipality string) cell.Package {
	p.Blocks = slices.Clone(p.Blocks)
	p.Blocks[0].Atoms = slices.DeleteFunc(slices.Clone(p.Blocks[0].Atoms), func(a cell.Atom) bool { return a.Municipality == municipality })
	p.Coverage = slices.Clone(p.Coverage)
	for i := range p.Coverage {
		p.Coverage[i].Delivered = slices.DeleteFunc(slices.Clone(p.Coverage[i].Delivered), func(m string) bool { return m == municipality })
	}
	p.Measures = slices.Clone(p.Measures)
	for i := range p.Measures {
		m := &p.Measures[i]
		m.Sums = slices.DeleteFunc(slices.Clone(m.Sums), func(s cell.Sum) bool { return s.Municipality == municipality })
		m.Values = slices.DeleteFunc(slices.Clone(m.Values), func(s cell.ValueCount) bool { return s.Municipality == municipality })
	}
	return p
}

// corrected changes a few counts by a few things.
func corrected(t *rapid.T, p cell.Package) cell.Package {
	p.Blocks = slices.Clone(p.Blocks)
	p.Blocks[0].Atoms = slices.Clone(p.Blocks[0].Atoms)
	atoms := p.Blocks[0].Atoms
	for range rapid.IntRange(1, 3).Draw(t, "corrections") {
		if len(atoms) == 0 {
			break
		}
		a := &atoms[rapid.IntRange(0, len(atoms)-1).Draw(t, "atom")]
		a.N = max(1, a.N+int64(rapid.IntRange(-4, 6).Draw(t, "by")))
	}
	// Means and medians of a changed package are another matter: counts only.
	p.Measures = slices.DeleteFunc(slices.Clone(p.Measures), func(m cell.Measure) bool {
		return m.Kind != cell.Count && m.Kind != cell.Share
	})
	return p
}

// collector is a reader who keeps every release: the unknowns are the true
// inner cells of each, one and the same where a municipality, sex and age group
// did not change.
type collector struct {
	*oracle
	editions []edition
	at       []map[unknown]int
}

func collect(editions []edition) *collector {
	c := &collector{oracle: &oracle{}, editions: editions}
	for v, e := range editions {
		single := newOracle(&e.pkg, 0, false)
		at := map[unknown]int{}
		for _, u := range single.unknowns {
			at[u] = -1
			for w := range v {
				if i, ok := c.at[w][u]; ok && alike(&editions[w].pkg, &e.pkg, u) {
					at[u] = i
				}
			}
			if at[u] < 0 {
				at[u] = len(c.unknowns)
				c.unknowns = append(c.unknowns, u)
			}
		}
		c.at = append(c.at, at)
	}
	c.dead = make([]bool, len(c.unknowns))
	return c
}

// alike reports whether a group has the same things in two packages.
func alike(a, b *cell.Package, u unknown) bool {
	of := func(p *cell.Package) (out []cell.Atom) {
		for _, x := range p.Blocks[0].Atoms {
			if x.Municipality == u.municipality && x.Sex == u.sex && x.Age == u.age {
				out = append(out, x)
			}
		}
		return out
	}
	return slices.Equal(of(a), of(b))
}

// set selects the unknowns of a form in a cell of an edition.
func (c *collector) set(v int, m *cell.Measure, k cell.Key, f [2]int) (set []bool, value int64) {
	p := &c.editions[v].pkg
	single := newOracle(p, 0, false)
	set = make([]bool, len(c.unknowns))
	own := single.form(m, k, f[0], f[1])
	for i, in := range own {
		if in {
			set[c.at[v][single.unknowns[i]]] = true
		}
	}
	return set, single.count(own, 0)
}

// threeReleases protects three releases with a late delivery and corrections
// between them, each after what the earlier ones showed or as if they were not.
func threeReleases(t *rapid.T, alone bool) (editions []edition, known int, ok bool) {
	last := corrected(t, smallPackage(t))
	first := late(last, last.Coverage[0].Delivered[0])
	third := corrected(t, last)
	for _, p := range []cell.Package{first, last, third} {
		past := editions
		if alone {
			past = nil
		}
		e, report, ok := after(t, p, past)
		if !ok {
			return editions, known, false
		}
		for _, x := range report.Tables {
			known += len(x.Known)
		}
		editions = append(editions, e)
	}
	return editions, known, true
}

// TestReleases: a reader who keeps three releases derives no small count of
// any, and no small difference between two versions of a count. The same attack
// on releases that were protected one by one recovers numbers.
func TestReleases(t *testing.T) {
	for _, alone := range []bool{false, true} {
		var sum tally
		blocked, known := 0, 0
		rapid.Check(t, func(t *rapid.T) {
			editions, n, ok := threeReleases(t, alone)
			known += n
			if !ok {
				blocked++
				return
			}
			one := attackAll(editions)
			if !alone && len(one.recovered) > 0 {
				t.Fatal(one.recovered)
			}
			sum.add(one)
		})
		t.Logf("alone %v: %d attempts, %d of them on differences, %d recovered; %d releases blocked, %d numbers known already", alone, sum.attempts, sum.differences, len(sum.recovered), blocked, known)
		if sum.attempts == 0 || sum.differences == 0 || alone && len(sum.recovered) == 0 {
			t.Error("the attack attacks nothing")
		}
	}
}

// tally counts what an attack tried and what it recovered.
type tally struct {
	attempts, differences int
	recovered             []string
}

func (a *tally) add(b tally) {
	a.attempts, a.differences, a.recovered = a.attempts+b.attempts, a.differences+b.differences, append(a.recovered, b.recovered...)
}

// attackAll tries every count of every edition.
func attackAll(editions []edition) tally {
	c := collect(editions)
	for v := range editions {
		c.read(v)
	}
	c.solve()
	var out tally
	for v := range editions {
		out.add(c.attack(v))
	}
	return out
}

// read learns everything that an edition shows.
func (c *collector) read(v int) {
	p := &c.editions[v].pkg
	for i := range p.Measures {
		m := &p.Measures[i]
		for k, s := range c.editions[v].cells {
			if k.Indicator != m.Indicator || s.status != code.OK {
				continue
			}
			for _, f := range forms(m) {
				c.learn(c.set(v, m, k, f))
			}
		}
	}
}

// attack tries every count of an edition, and every difference from earlier
// ones.
func (c *collector) attack(v int) (out tally) {
	p := &c.editions[v].pkg
	for i := range p.Measures {
		m := &p.Measures[i]
		for k, s := range c.editions[v].cells {
			if k.Indicator != m.Indicator || s.status == code.Missing {
				continue
			}
			for _, f := range forms(m) {
				set, n := c.set(v, m, k, f)
				out.attempts++
				if derives, blank := c.derives(set); n > 0 && n < 5 && derives && !blank {
					out.recovered = append(out.recovered, fmt.Sprintf("release %d: %v form %v: %d", v+1, k, f, n))
				}
				for w := range v {
					old, y := c.set(w, m, k, f)
					if c.editions[w].cells[k].status == code.Missing || n == y || n-y >= 5 || y-n >= 5 {
						continue
					}
					out.differences++
					out.attempts++
					if c.follows(set, old) {
						out.recovered = append(out.recovered, fmt.Sprintf("release %d: %v form %v: %d less %d", v+1, k, f, n, y))
					}
				}
			}
		}
	}
	return out
}

// follows reports whether the first count less the second is known.
func (c *collector) follows(first, second []bool) bool {
	v, minus := c.vector(first), c.vector(second)
	blank := true
	for i := range v {
		v[i] = new(big.Rat).Sub(v[i], minus[i])
		blank = blank && v[i].Sign() == 0
	}
	return !blank && !slices.ContainsFunc(c.reduce(v), func(x *big.Rat) bool { return x.Sign() != 0 })
}

// TestThirdReleaseTellsNothingOfTwoEarlierOnes: two women more in the second release
// than in the first, hidden with the men beside them. The men are the same in the third
// release, which must not show them: less the second's total they would tell.
func TestThirdReleaseTellsNothingOfTwoEarlierOnes(t *testing.T) {
	of := func(women, men int64) cell.Package {
		return example(func(b *cell.Block) {
			things(b, "0305", code.Women, women)
			things(b, "0305", code.Men, men)
		}, cell.Measure{Indicator: "J10001", Kind: cell.Count, Numerator: term(everyone), BySex: true})
	}
	var past []disclosure.Earlier
	var cells map[cell.Key]shownCell
	key := func(sex code.Sex) cell.Key { return at("J10001", area.Municipality, "0305", sex) }
	for i, p := range []cell.Package{of(33, 61), of(35, 95), of(60, 95)} {
		cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules(), past...)
		if err != nil {
			t.Fatal(err)
		}
		cells = cellsOf(cleared)
		was := cells
		past = append(past, disclosure.Earlier{Release: fmt.Sprint(i + 1), Package: p, Shown: func(k cell.Key) bool { return was[k].status == code.OK }})
		switch i {
		case 0:
			wantStatus(t, cells, key(code.Women), code.OK)
		case 1:
			wantStatus(t, cells, key(code.Women), code.Suppressed)
			wantStatus(t, cells, key(code.Men), code.Suppressed)
			wantStatus(t, cells, key(code.TotalSex), code.OK)
		}
	}
	wantStatus(t, cells, key(code.Men), code.Suppressed)
}
