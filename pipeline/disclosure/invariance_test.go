package disclosure_test

import (
	"cmp"
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// elsewhere finds municipalities that lie to each other as those of few do: in
// the same order, and so that two share a county or a group where those of few
// do, groups in the same order too.
func elsewhere(t *testing.T) map[string]string {
	t.Helper()
	r := area.Default()
	info := func(code string) area.MunicipalityInfo {
		m, ok := r.Lookup(code)
		if !ok {
			t.Fatalf("no municipality %s", code)
		}
		return m
	}
	var found []area.MunicipalityInfo
	var search func(from int) bool
	search = func(from int) bool {
		n := len(found)
		if n == len(few) {
			return true
		}
		for i := from; i < len(r.Municipalities); i++ {
			like, next := info(few[n]), r.Municipalities[i]
			fits := !slices.Contains(few, next.Code)
			for k, f := range found {
				old := info(few[k])
				fits = fits && cmp.Compare(old.County, like.County) == cmp.Compare(f.County, next.County) &&
					cmp.Compare(old.Group, like.Group) == cmp.Compare(f.Group, next.Group)
			}
			if !fits {
				continue
			}
			found = append(found, next)
			if search(i + 1) {
				return true
			}
			found = found[:n]
		}
		return false
	}
	if !search(0) {
		t.Fatal("no municipalities of the same shape")
	}
	out := map[string]string{}
	for i, m := range found {
		old := info(few[i])
		out[old.Code] = m.Code
		out[string(area.County)+old.County] = m.County
		out[string(area.MunicipalityGroup)+old.Group] = m.Group
	}
	return out
}

// TestOtherMunicipalities: what a municipality is called decides nothing.
func TestOtherMunicipalities(t *testing.T) {
	names := elsewhere(t)
	rapid.Check(t, func(t *rapid.T) {
		p := smallPackage(t)
		q := p
		q.Blocks = slices.Clone(p.Blocks)
		q.Blocks[0].Atoms = slices.Clone(p.Blocks[0].Atoms)
		for i := range q.Blocks[0].Atoms {
			a := &q.Blocks[0].Atoms[i]
			a.Municipality = names[a.Municipality]
		}
		q.Coverage = slices.Clone(p.Coverage)
		for i := range q.Coverage {
			q.Coverage[i].Delivered = slices.Clone(q.Coverage[i].Delivered)
			for k, m := range q.Coverage[i].Delivered {
				q.Coverage[i].Delivered[k] = names[m]
			}
		}
		here, _, ok := protect(t, p)
		there, _, okToo := protect(t, q)
		if ok != okToo {
			t.Fatalf("passed %v, elsewhere %v", ok, okToo)
		}
		if !ok {
			return
		}
		want := cellsOf(there)
		here.Each(func(k cell.Key, parts cell.Parts, status code.Status) {
			at := k
			switch k.Area.Type {
			case area.Municipality:
				at.Area.Code = names[k.Area.Code]
			case area.Nation:
			default:
				at.Area.Code = names[string(k.Area.Type)+k.Area.Code]
			}
			if at.Area.Code == "" {
				return // nothing of the package lies there
			}
			if c := want[at]; c.status != status || c.parts.Denominator != parts.Denominator || c.parts.Numerator != parts.Numerator {
				t.Fatalf("%v is %s, elsewhere (%v) %s", k, status, at, c.status)
			}
		})
	})
}

// TestOrder: the order in which atoms, coverage and measures are listed decides
// nothing.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := smallPackage(t)
		q := p
		q.Blocks = slices.Clone(p.Blocks)
		if len(p.Blocks[0].Atoms) > 0 {
			q.Blocks[0].Atoms = rapid.Permutation(p.Blocks[0].Atoms).Draw(t, "atoms")
		}
		if len(p.Measures) > 0 {
			q.Measures = rapid.Permutation(p.Measures).Draw(t, "measures")
		}
		q.Coverage = slices.Clone(p.Coverage)
		slices.Reverse(q.Coverage)
		one, _, ok := protect(t, p)
		other, _, okToo := protect(t, q)
		if ok != okToo {
			t.Fatalf("passed %v, in another order %v", ok, okToo)
		}
		if ok && !reflect.DeepEqual(cellsOf(one), cellsOf(other)) {
			t.Fatal("another answer in another order")
		}
	})
}

// TestThreshold: a higher minimum hides by rule what a lower one does, and shows
// nothing that the lower one's rule hides.
func TestThreshold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := smallPackage(t)
		last := 0
		for _, minimum := range []int64{3, 5, 7} {
			rules := disclosure.DefaultRules()
			rules.Default.Minimum = minimum
			cleared, report, err := disclosure.Protect(t.Context(), p, area.Default(), rules)
			var b *disclosure.Blocked
			if errors.As(err, &b) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if report.Primary < last || report.Hidden < report.Primary {
				t.Fatalf("minimum %d: %d hidden by rule of %d hidden, %d with a lower minimum", minimum, report.Primary, report.Hidden, last)
			}
			last = report.Primary
			o := newOracle(&p, 0, false)
			for k, c := range cellsOf(cleared) {
				m := &p.Measures[slices.IndexFunc(p.Measures, func(m cell.Measure) bool { return m.Indicator == k.Indicator })]
				if c.status != code.OK {
					continue
				}
				for _, f := range forms(m) {
					if n := o.count(o.form(m, k, f[0], f[1]), 0); n > 0 && n < minimum {
						t.Fatalf("minimum %d: %v shows %d", minimum, k, n)
					}
				}
			}
		}
	})
}
