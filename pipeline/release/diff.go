package release

import (
	"context"
	"iter"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// ChangeKind tells how an observation differs between two releases.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Change is one observation that differs between two releases.
type Change struct {
	Set       string        `json:"set"`
	Kind      ChangeKind    `json:"kind"`
	Indicator string        `json:"indicator"`
	Area      area.ID       `json:"area"`
	Period    code.Period   `json:"period"`
	Sex       code.Sex      `json:"sex"`
	AgeGroup  string        `json:"age_group,omitempty"`
	Dimension string        `json:"dimension,omitempty"`
	Category  string        `json:"category,omitempty"`
	Columns   []ColumnDelta `json:"columns,omitempty"` // of a changed observation
}

// ColumnDelta is one column's text in the older and the newer release.
type ColumnDelta struct {
	Column string `json:"column"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// Diff compares two release folders, older first, and yields every observation
// that differs, by set in the order of name and in published order within it.
// It reads both sides in step and holds two rows. After an error nothing follows.
func Diff(ctx context.Context, older, newer string) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		a, err := ReadManifest(older)
		if err != nil {
			yield(Change{}, err)
			return
		}
		b, err := ReadManifest(newer)
		if err != nil {
			yield(Change{}, err)
			return
		}
		for _, set := range unionOfSets(a, b) {
			if err := ctx.Err(); err != nil {
				yield(Change{}, err)
				return
			}
			d := differ{set: set, columns: Columns(), yield: yield}
			if !d.run(rowsOf(a, older, set), rowsOf(b, newer, set)) {
				return
			}
		}
	}
}

func unionOfSets(a, b Manifest) []string {
	var names []string
	for _, s := range slices.Concat(a.Sets, b.Sets) {
		names = append(names, s.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func rowsOf(m Manifest, dir, set string) iter.Seq2[observation.Observation, error] {
	if slices.ContainsFunc(m.Sets, func(s SetDigest) bool { return s.Name == set }) {
		return Rows(dir, set)
	}
	return func(func(observation.Observation, error) bool) {}
}

type differ struct {
	set     string
	columns []Column
	yield   func(Change, error) bool
}

// run merges two ordered sequences; it returns false once the consumer stopped
// or an error was yielded.
func (d differ) run(older, newer iter.Seq2[observation.Observation, error]) bool {
	nextOld, stopOld := iter.Pull2(older)
	defer stopOld()
	nextNew, stopNew := iter.Pull2(newer)
	defer stopNew()
	a, errA, moreA := nextOld()
	b, errB, moreB := nextNew()
	for moreA || moreB {
		for _, err := range []error{errA, errB} {
			if err != nil {
				d.yield(Change{}, err)
				return false
			}
		}
		order := compareEnds(a, b, moreA, moreB)
		if c, differs := d.compare(&a, &b, order); differs && !d.yield(c, nil) {
			return false
		}
		if order <= 0 {
			a, errA, moreA = nextOld()
		}
		if order >= 0 {
			b, errB, moreB = nextNew()
		}
	}
	return true
}

func compareEnds(a, b observation.Observation, moreA, moreB bool) int {
	switch {
	case !moreA:
		return 1
	case !moreB:
		return -1
	default:
		return observation.Compare(a, b)
	}
}

func (d differ) compare(a, b *observation.Observation, order int) (Change, bool) {
	switch {
	case order < 0:
		return d.change(Removed, a), true
	case order > 0:
		return d.change(Added, b), true
	}
	c := d.change(Changed, b)
	for _, column := range d.columns {
		if before, after := column.Text(a), column.Text(b); before != after {
			c.Columns = append(c.Columns, ColumnDelta{column.Name, before, after})
		}
	}
	return c, len(c.Columns) > 0
}

func (d differ) change(kind ChangeKind, o *observation.Observation) Change {
	return Change{
		Set: d.set, Kind: kind, Indicator: o.Indicator, Area: o.Area, Period: o.Period,
		Sex: o.Sex, AgeGroup: o.AgeGroup, Dimension: o.Dimension, Category: o.Category,
	}
}
