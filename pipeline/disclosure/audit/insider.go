package audit

import (
	"slices"

	"jamfor/pipeline/disclosure/model"
)

// remainder is what is left of a hidden column modulo the published span,
// scaled to 1 at its first row; lead is the factor taken out.
type remainder struct {
	column int
	lead   uint64
	key    uint64 // hash of rows and scaled values
	rows   []int32
	values []uint64
}

func newRemainder(f field, column int, rest pivot) remainder {
	r := remainder{column: column, lead: rest.values[0], rows: rest.rows, values: rest.values}
	scale := f.inverse(r.lead)
	r.key = 14695981039346656037
	for i := range r.values {
		r.values[i] = f.mul(r.values[i], scale)
		r.key = (r.key ^ uint64(uint32(r.rows[i]))) * 1099511628211
		r.key = (r.key ^ r.values[i]) * 0x9e3779b97f4a7c15
		r.key ^= r.key >> 29
	}
	return r
}

func (r *remainder) same(s *remainder) bool {
	return slices.Equal(r.rows, s.rows) && slices.Equal(r.values, s.values)
}

// knownToOne reports whether a hidden column has a reader who knows it because
// nobody else is in it.
func knownToOne(c *model.Column) bool { return c.Lone || c.Value == 1 }

// matchInsiders pairs every primary column with one known to one reader, whose
// remainder is proportional: who knows the one knows the other. Columns with
// the same rows hold the same person and open nothing.
func matchInsiders(f field, m *model.Model, rs []remainder, attacker model.Attacker) []Insider {
	ones := map[uint64][]*remainder{}
	for i := range rs {
		if knownToOne(&m.Columns[rs[i].column]) {
			ones[rs[i].key] = append(ones[rs[i].key], &rs[i])
		}
	}
	var out []Insider
	for i := range rs {
		h := &rs[i]
		if !m.Columns[h.column].Primary {
			continue
		}
		for _, s := range ones[h.key] {
			if s.column == h.column || !h.same(s) || slices.Equal(m.Columns[s.column].Entries, m.Columns[h.column].Entries) ||
				slices.Equal(unknownTo(attacker, things(m, s.column)), unknownTo(attacker, things(m, h.column))) {
				continue
			}
			a, b, ok := ratio(f, f.mul(h.lead, f.inverse(s.lead)))
			if !ok {
				a, b = 0, 0
			}
			out = append(out, Insider{Column: h.column, Singleton: s.column, A: a, B: b, Attacker: attacker.Name})
			break
		}
	}
	return out
}

// things are the inner cells that a column counts, in the version of them that
// columns of the same things have in common.
func things(m *model.Model, column int) []model.Entry {
	if same := m.Columns[column].Same; same > 0 {
		column = int(same) - 1
	}
	return m.Columns[column].Entries
}

// unknownTo gives the entries in rows that the attacker does not know.
func unknownTo(a model.Attacker, entries []model.Entry) []model.Entry {
	if a.Knows == nil {
		return entries
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e model.Entry) bool { return a.Knows[e.Row] })
}

// ratio finds the small fraction a/b, b > 0, that a field element stands for.
func ratio(f field, x uint64) (a, b int64, ok bool) {
	const most = 1 << 20
	for b = 1; b <= 64; b++ {
		v := f.plain(f.mul(x, f.from(b)))
		if v < most {
			return int64(v), b, true
		}
		if f.p-v < most {
			return -int64(f.p - v), b, true
		}
	}
	return 0, 0, false
}
