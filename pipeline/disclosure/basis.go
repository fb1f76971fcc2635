package disclosure

// Inner cells.
//
// The true inner cells of a block are its patterns in every group: thousands
// for a handful of conditions. What matters for addition and subtraction is
// only which combinations of columns vanish, and a column that counts a form
// depends on the patterns through the 0/1 matrix "pattern matches form". So a
// group keeps as its rows a set of patterns whose matrix rows form a basis of
// the row space over all possible patterns: a combination of columns vanishes
// on the kept rows exactly when it vanishes on all of them. Linear relations
// between indicators (nested and complementary conditions, equal denominators,
// sums) are thereby all in the model, and no other ones.
//
// A model of few inner cells keeps all of them (mostWhole).
//
// Two consequences of a basis. A kept row is no true inner cell (its count is not that of
// its pattern), so methods that look at rows as persons must not be used here:
// insiders are looked for among columns instead. And the patterns that are
// possible are those that occur anywhere in the nation, less those that a zero
// known to the reader rules out in the group; assuming them known protects
// against a reader who knows the definitions and the published zeros.

// basisModulus is a prime: rank is counted modulo it. Rows independent modulo a
// prime are independent; should rank ever be lower than in fractions, the model
// knows more relations than the reader, which errs on the safe side.
const basisModulus = 1<<31 - 1

// basis picks from the patterns, in their order, a greatest set of linearly
// independent ones.
func basis(patterns []bitset, forms int) []bitset {
	var chosen []bitset
	pivots := make([][]uint64, forms) // by pivot form, 1 there
	rank := 0
	for _, p := range patterns {
		v := make([]uint64, forms)
		for i := range v {
			if p.has(i) {
				v[i] = 1
			}
		}
		lead := -1
		for i := range v {
			if v[i] == 0 {
				continue
			}
			if pivots[i] == nil {
				if lead < 0 {
					lead = i
				}
				continue
			}
			factor := basisModulus - v[i]
			for j := i; j < forms; j++ {
				v[j] = (v[j] + factor*pivots[i][j]) % basisModulus
			}
		}
		if lead < 0 {
			continue
		}
		scale := inverse(v[lead])
		for j := range v {
			v[j] = v[j] * scale % basisModulus
		}
		pivots[lead] = v
		chosen = append(chosen, p)
		if rank++; rank == forms {
			break
		}
	}
	return chosen
}

// inverse is x^(p-2) modulo the basis modulus.
func inverse(x uint64) uint64 {
	out := uint64(1)
	for e := uint64(basisModulus - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = out * x % basisModulus
		}
		x = x * x % basisModulus
	}
	return out
}

// mostWhole is how many inner cells a model may have for them to be the true
// ones: below it no basis is taken, and the interval audit counts on every inner
// cell being no less than zero, as a reader does who knows the definitions. In
// packages that consist of small numbers alone that makes a difference; larger
// ones would take too long, and have room enough.
const mostWhole = 1500

// mostAtoms is how many atoms a table may have for its inner cells to be counted.
const mostAtoms = 100_000

// whole counts the inner cells that the table would have with all patterns.
func (t *table) whole(zero []bitset) int {
	n := 0
	for _, z := range zero {
		if z != nil {
			n += len(t.patterns)
		}
	}
	return n
}

// innerCells gives the rows of every group: the patterns that the group's known
// zeros leave possible, or their basis. Groups with equal zeros share one.
func (t *table) innerCells(zero []bitset, whole bool) [][]bitset {
	cache := map[string][]bitset{}
	out := make([][]bitset, len(zero))
	for g, z := range zero {
		if z == nil {
			continue
		}
		key := z.key()
		rows, ok := cache[key]
		if !ok {
			var possible []bitset
			for _, p := range t.patterns {
				if !p.meets(z) {
					possible = append(possible, p)
				}
			}
			if rows = possible; !whole {
				rows = basis(possible, len(t.forms))
			}
			cache[key] = rows
		}
		out[g] = rows
	}
	return out
}
