package disclosure

import (
	"cmp"
	"math/big"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// need is one count that a measure shows or lets follow.
type need struct {
	table, form int
	shown       bool // numerator, denominator, base; else a complement
	alike       bool // a share: zero here and a small denominator tell too much
	responses   bool // what a value rests on: held to the least number of responses too
}

// plan is a package turned into tables, columns and the cells that rest on them.
type plan struct {
	pkg     *cell.Package
	rules   Rules
	grid    *grid
	tables  []*columns
	byBlock []int // block to table, -1 for public ones
	series  map[string]int
	needs   [][]need // by measure

	cells [][]cellPlan
	// rests are the columns of measures that are no table's rows: what their
	// split leaves over. They have no cells.
	rests [][]cellPlan

	// unweighted leaves the weights of places out: see Unweighted.
	unweighted bool

	// earlier are the plans of earlier releases, oldest first; release and shown
	// (by table and column) are set in those only.
	earlier []*plan
	release string
	shown   [][]bool
}

// cellPlan is one cell of a measure on its way to a status.
type cellPlan struct {
	place   place
	parts   cell.Parts
	missing bool
	columns []ref
	rule    string // of the cell itself, beside its columns' rules
	hidden  bool
	bare    bool // shown without limits
	lone    bool // one contributor stands behind its sum
	// room is what a hidden sum must have to either side, roomSquares the sum of squares;
	// nil for none.
	room, roomSquares *big.Int
}

// ref points to a column of a table.
type ref struct{ table, column int }

func newPlan(p *cell.Package, r *area.Registry, rules Rules, earlier []*plan) (*plan, error) {
	g, err := newGrid(p, r)
	if err != nil {
		return nil, err
	}
	pl := &plan{pkg: p, rules: rules, grid: g, series: map[string]int{}, earlier: slices.Clone(earlier)}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Public {
			pl.byBlock = append(pl.byBlock, -1)
			continue
		}
		pl.byBlock = append(pl.byBlock, pl.addTable(newTable(b.ID, b.Conditions, b.Atoms, g.at)))
	}
	for i := range p.Measures {
		if err := pl.addNeeds(&p.Measures[i]); err != nil {
			return nil, err
		}
	}
	pl.knownForms()
	for _, t := range pl.tables {
		t.fill()
	}
	roll := newRollup(p, g)
	for i := range p.Measures {
		pl.addCells(i, roll)
	}
	for _, t := range pl.tables {
		t.unseen()
	}
	return pl, nil
}

func (pl *plan) addTable(t *table) int {
	c := newColumns(t, pl.grid)
	c.least = pl.rules.Differences
	pl.tables = append(pl.tables, c)
	return len(pl.tables) - 1
}

// addNeeds lists the counts behind a measure. Σx and Σx² need no columns of
// their own here: see cellModel.
func (pl *plan) addNeeds(m *cell.Measure) error {
	var needs []need
	shown := func(t *cell.Term) {
		if t != nil && pl.byBlock[t.Block] >= 0 {
			k := pl.byBlock[t.Block]
			needs = append(needs, need{
				table: k, form: pl.tables[k].form(form{t.Condition, -1}), shown: m.Rest == "",
				alike: m.Rest == "" && m.Kind == cell.Share && t == m.Numerator, responses: m.Rest == "" && t == m.Denominator,
			})
		}
	}
	complement := func(part, whole *cell.Term, alike bool) {
		if part == nil || whole == nil || part.Block != whole.Block || part.Condition == whole.Condition || pl.byBlock[part.Block] < 0 {
			return
		}
		if k := pl.byBlock[part.Block]; pl.tables[k].nested(part.Condition, whole.Condition) {
			needs = append(needs, need{table: k, form: pl.tables[k].form(form{whole.Condition, part.Condition}), alike: alike && m.Rest == ""})
		}
	}
	shown(m.Denominator)
	shown(m.Numerator)
	shown(m.Base)
	if m.Kind != cell.Rate && m.Kind != cell.StandardisedRate && m.Kind != cell.StandardisedRatio {
		complement(m.Numerator, m.Denominator, m.Kind == cell.Share)
	}
	complement(m.Denominator, m.Base, false)
	if m.Kind == cell.Ratio {
		for _, pick := range []func(*cell.Sum) *big.Int{sumBelow, sumAbove} {
			k, err := pl.addSeries(m, pick)
			if err != nil {
				return err
			}
			if k >= 0 {
				needs = append(needs, need{table: k, form: pl.tables[k].form(form{0, -1}), shown: true})
			}
		}
	}
	pl.needs = append(pl.needs, needs)
	return nil
}

func sumBelow(s *cell.Sum) *big.Int { return s.SumBelow }
func sumAbove(s *cell.Sum) *big.Int { return s.Sum }

// addSeries makes a table of a ratio's lower sums, which count users where they
// are small numbers; equal series of two measures are one table. Upper sums are
// looked at only where they equal some measure's lower sums.
func (pl *plan) addSeries(m *cell.Measure, pick func(*cell.Sum) *big.Int) (int, error) {
	if len(m.Sums) == 0 || slices.ContainsFunc(m.Sums, func(s cell.Sum) bool { return pick(&s) == nil }) {
		return -1, nil
	}
	name := seriesName(m, pick)
	if k, ok := pl.series[name]; ok {
		return k, nil
	}
	isLower := slices.ContainsFunc(pl.pkg.Measures, func(o cell.Measure) bool {
		return o.Kind == cell.Ratio && len(o.Sums) == len(m.Sums) && o.Sums[0].SumBelow != nil && seriesName(&o, sumBelow) == name
	})
	if !isLower {
		return -1, nil
	}
	t, err := seriesTable(m, pick, pl.grid.at)
	if err != nil {
		return -1, err
	}
	pl.series[name] = pl.addTable(t)
	return pl.series[name], nil
}

// seriesName is the same for equal series.
func seriesName(m *cell.Measure, pick func(*cell.Sum) *big.Int) string {
	var b []byte
	for i := range m.Sums {
		s := &m.Sums[i]
		x := pick(s)
		if x == nil {
			return ""
		}
		r := new(big.Rat).SetFrac(x, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(m.Scale)), nil))
		b = append(b, s.Municipality+"|"+string(s.Sex)+"|"+s.Age+"|"+r.RatString()+"\n"...)
	}
	return string(b)
}

// addCells makes the cells of a measure and their columns.
func (pl *plan) addCells(number int, roll *rollup) {
	m := &pl.pkg.Measures[number]
	limits := pl.rules.For(m.Indicator)
	rolled := roll.measure(m)
	var cells, rests []cellPlan
	for _, at := range pl.grid.places(m) {
		c := cellPlan{place: at}
		if c.missing = len(pl.grid.inside(m, at.area)) == 0; c.missing {
			if m.Rest == "" {
				cells = append(cells, c)
			}
			continue
		}
		c.parts = rolled.parts(at)
		for _, n := range pl.needs[number] {
			t := pl.tables[n.table]
			minimum := limits.Minimum
			if n.responses {
				minimum = max(minimum, limits.Responses)
			}
			i := t.column(n.form, at, m, n.shown, minimum)
			if n.alike && c.parts.Denominator > 0 && c.parts.Denominator < limits.GroupMinimum {
				t.list[i].alike = t.list[i].value == 0
				t.list[i].least = 0
			}
			c.columns = append(c.columns, ref{n.table, i})
		}
		if m.Rest != "" {
			rests = append(rests, c)
			continue
		}
		c.rule = cellRule(m, c.parts, limits)
		if pl.rules.sumsProtected(m) {
			behind := rolled.contributors(at)
			c.lone = behind != nil && behind.N == 1
			c.rule = cmp.Or(c.rule, contributorRule(behind, limits))
			c.room, c.roomSquares = sumRoom(behind, limits), squaresRoom(behind, limits)
		}
		cells = append(cells, c)
	}
	pl.cells, pl.rests = append(pl.cells, cells), append(pl.rests, rests)
}

// cellRule judges what no count tells.
func cellRule(m *cell.Measure, p cell.Parts, limits Thresholds) string {
	beyond, ordered := tail(m)
	switch {
	case ordered && p.Denominator > 0 && beyond.Mul(beyond, big.NewRat(p.Denominator, 1)).Cmp(big.NewRat(limits.Minimum, 1)) < 0:
		return ruleMedian
	case (m.Kind == cell.Mean || m.Kind == cell.Change) && p.Denominator > 0 && p.Denominator < limits.GroupMinimum && spread(p) == 0:
		return ruleAlike
	}
	return ""
}

// tail is the smaller share of values on one side of the measure's quantile, one
// half for a median: n times it must reach the minimum, so that a published
// quantile never stands among the minimum's outermost persons. False for kinds
// without a quantile, and for a quantile that is none.
func tail(m *cell.Measure) (*big.Rat, bool) {
	half := big.NewRat(1, 2)
	if m.Kind == cell.Median {
		return half, true
	}
	p, ok := new(big.Rat).SetString(m.Quantile)
	if m.Kind != cell.Quantile || !ok || p.Sign() <= 0 || p.Cmp(big.NewRat(1, 1)) >= 0 {
		return nil, false
	}
	if p.Cmp(half) > 0 {
		p.Sub(big.NewRat(1, 1), p)
	}
	return p, true
}

// spread is n Σx² - (Σx)²: 0 where all values are alike, -1 where unknown.
func spread(p cell.Parts) int {
	if p.Sum == nil || p.SumSquares == nil {
		return -1
	}
	a := new(big.Int).Mul(big.NewInt(p.Denominator), p.SumSquares)
	return a.Sub(a, new(big.Int).Mul(p.Sum, p.Sum)).Sign()
}

// primaries applies the rules to the columns of a table. It returns the zeros
// that the reader knows, by group.
func (pl *plan) primaries(table int) []bitset {
	t := pl.tables[table]
	t.small()
	for i := range pl.pkg.Measures {
		if m := &pl.pkg.Measures[i]; m.BySex {
			pl.unknownSex(t, table, i, m)
		}
	}
	pl.zerosHidden(table)
	return t.knownZeros()
}

func (pl *plan) unknownSex(t *columns, table, number int, m *cell.Measure) {
	for _, c := range pl.cells[number] {
		if c.place.sex != code.TotalSex {
			continue
		}
		for _, r := range c.columns {
			if r.table != table {
				continue
			}
			t.unknownOnly(r.column, m)
			if pl.rules.UnknownSex == ProtectUnknown {
				t.unknownSex(r.column, m)
			}
		}
	}
	for _, c := range pl.rests[number] {
		for _, r := range c.columns {
			if c.place.sex == code.TotalSex && r.table == table && pl.rules.UnknownSex == ProtectUnknown {
				t.unknownSex(r.column, m)
			}
		}
	}
}
