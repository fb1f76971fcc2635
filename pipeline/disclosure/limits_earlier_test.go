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

// scores is one municipality's part of a mean: so many, their sum and their squares'.
type scores struct{ n, sum, squares int64 }

// scored is a package of a mean over municipalities.
func scored(parts map[string]scores) cell.Package {
	mean := cell.Measure{Indicator: "J10005", Kind: cell.Mean, Denominator: term(everyone)}
	for _, m := range few {
		if x, ok := parts[m]; ok {
			mean.Sums = append(mean.Sums, cell.Sum{Municipality: m, Sex: code.Men, Sum: big.NewInt(x.sum), SumSquares: big.NewInt(x.squares)})
		}
	}
	p := example(func(b *cell.Block) {
		for _, m := range mean.Sums {
			things(b, m.Municipality, code.Men, parts[m.Municipality].n)
		}
	}, mean)
	p.Coverage[0] = cell.Coverage{Collection: "a", Delivered: few}
	spread(&p)
	return p
}

// TestLimitsOfReleases: a reader who keeps the limits of three releases derives no sum of
// squares that one of them withheld and none has shown; one who gets releases protected
// one by one does.
func TestLimitsOfReleases(t *testing.T) {
	for _, alone := range []bool{false, true} {
		attempts, recovered, blocked := 0, 0, 0
		rapid.Check(t, func(t *rapid.T) {
			parts := map[string]scores{}
			draw := func(m string) {
				n := rapid.SampledFrom([]int64{6, 8, 20, 40, 60}).Draw(t, "n")
				sum := n * rapid.Int64Range(1, 5).Draw(t, "mean")
				parts[m] = scores{n, sum, sum*3 + rapid.Int64Range(0, 50).Draw(t, "more")}
			}
			for _, m := range few {
				draw(m)
			}
			reader := newLimitsReader()
			var past []disclosure.Earlier
			for range 3 {
				p := scored(parts)
				if alone {
					past = nil
				}
				cleared, _, err := disclosure.Protect(t.Context(), p, area.Default(), disclosure.DefaultRules(), past...)
				if b := (*disclosure.Blocked)(nil); errors.As(err, &b) {
					blocked++
					break
				} else if err != nil {
					t.Fatal(err)
				}
				cells := cellsOf(cleared)
				reader.read(&p, cells)
				past = append(past, disclosure.Earlier{
					Release: fmt.Sprint(len(past) + 1), Package: p,
					Shown:  func(k cell.Key) bool { return cells[k].status == code.OK },
					Limits: func(k cell.Key) bool { return cells[k].parts.SumSquares != nil },
				})
				for range rapid.IntRange(1, 3).Draw(t, "corrections") {
					draw(rapid.SampledFrom(few).Draw(t, "corrected"))
				}
			}
			n, found := reader.attack()
			attempts += n
			if recovered += len(found); !alone && len(found) > 0 {
				t.Fatal(found)
			}
		})
		t.Logf("alone %v: %d attempts, %d recovered, %d blocked", alone, attempts, recovered, blocked)
		if attempts == 0 || alone && recovered == 0 {
			t.Error("the attack attacks nothing")
		}
	}
}

// limitsReader keeps every sum of squares that is shown: its unknowns are those of the
// municipalities, one for each content that they had.
type limitsReader struct {
	index map[string]int
	sets  [][]int
	shown map[int]bool // unknowns that a release showed
	tried map[int]bool // unknowns that a release withheld
}

func newLimitsReader() *limitsReader {
	return &limitsReader{index: map[string]int{}, shown: map[int]bool{}, tried: map[int]bool{}}
}

func (r *limitsReader) read(p *cell.Package, cells map[cell.Key]shownCell) {
	m, of := &p.Measures[0], map[string]int{}
	for i, s := range m.Sums {
		content := fmt.Sprint(s.Municipality, p.Blocks[0].Atoms[i].N, s.Sum, s.SumSquares)
		if _, ok := r.index[content]; !ok {
			r.index[content] = len(r.index)
		}
		of[s.Municipality] = r.index[content]
	}
	for k, c := range cells {
		if k.Sex != code.TotalSex || c.status == code.Missing {
			continue
		}
		var set []int
		for _, code := range area.Default().Members(k.Area) {
			if i, ok := of[code]; ok {
				set = append(set, i)
			}
		}
		switch {
		case c.parts.SumSquares != nil:
			r.sets = append(r.sets, set)
			if len(set) == 1 {
				r.shown[set[0]] = true
			}
		case len(set) == 1:
			r.tried[set[0]] = true
		}
	}
}

// attack tries everything that was withheld.
func (r *limitsReader) attack() (attempts int, recovered []int) {
	o := &oracle{unknowns: make([]unknown, len(r.index)), dead: make([]bool, len(r.index))}
	as := func(set ...int) []bool {
		out := make([]bool, len(r.index))
		for _, i := range set {
			out[i] = true
		}
		return out
	}
	for _, set := range r.sets {
		o.learn(as(set...), 1)
	}
	o.solve()
	for i := range r.index {
		i := r.index[i]
		if !r.tried[i] || r.shown[i] {
			continue
		}
		attempts++
		if derives, _ := o.derives(as(i)); derives {
			recovered = append(recovered, i)
		}
	}
	slices.Sort(recovered)
	return attempts, recovered
}
