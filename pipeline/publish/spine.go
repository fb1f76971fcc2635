package publish

import (
	"fmt"
	"math"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// spine is one indicator's axis of a spine chart: the nation stands in the
// middle, better values to the right of it, and the areas' own values tell how
// far out each can lie. It draws published values and nothing else.
type spine struct {
	info   release.IndicatorInfo
	centre float64
	// reach is the distance from the centre that half the width stands for.
	reach    float64
	outer    [2]float64 // 5th and 95th percentile of the areas' values
	inner    [2]float64 // 25th and 75th
	reversed bool       // lower is better
	n        int
}

// The chart's size in its own units, and the space kept at each end.
const (
	spineWidth, spineHeight, spineMargin = 130.0, 14.0, 4.0
	leastOnSpine                         = 5 // areas with a value
)

// newSpine is nil for counts, which only tell how large areas are, where the
// nation has no value, and where few areas have one.
func newSpine(v *view, info release.IndicatorInfo, period code.Period, of area.Type) *spine {
	whole := v.find(info.ID, nation, period, code.TotalSex)
	if info.Kind == "count" || whole == nil || whole.Value == nil {
		return nil
	}
	var values []float64
	for _, id := range v.areas[of] {
		if o := v.find(info.ID, id, period, code.TotalSex); o != nil && o.Value != nil {
			values = append(values, *o.Value)
		}
	}
	if len(values) < leastOnSpine {
		return nil
	}
	slices.Sort(values)
	at := func(part float64) float64 { // the value at this part of the order, none between two
		return values[int(math.Round(part*float64(len(values)-1)))]
	}
	s := &spine{
		info: info, centre: *whole.Value, n: len(values), reversed: info.Direction == release.Lower,
		outer: [2]float64{at(0.05), at(0.95)}, inner: [2]float64{at(0.25), at(0.75)},
	}
	s.reach = max(math.Abs(s.outer[0]-s.centre), math.Abs(s.outer[1]-s.centre))
	if s.reach == 0 {
		return nil
	}
	return s
}

// x is where a value lies, held to the chart's ends; beyond tells that it lies
// further out.
func (s *spine) x(value float64) (x float64, beyond bool) {
	part := (value - s.centre) / s.reach
	if s.reversed {
		part = -part
	}
	beyond = math.Abs(part) > 1
	part = max(-1, min(1, part))
	return spineWidth/2 + part*(spineWidth/2-spineMargin), beyond
}

// spineMark is what the template draws: two bars and the area's own mark.
type spineMark struct {
	OuterX, OuterWidth, InnerX, InnerWidth string
	Shape                                  string // path of the own mark
	Class                                  string // better, worse, neutral
	Label                                  string
}

func (s *spine) bar(ends [2]float64) (x, width string) {
	a, _ := s.x(ends[0])
	b, _ := s.x(ends[1])
	return fmt.Sprintf("%.1f", min(a, b)), fmt.Sprintf("%.1f", math.Abs(a-b))
}

// mark places an area's value on the spine. Its shape tells how it compares as
// well as its colour: a triangle up is surely better than the nation, one down
// surely worse, a circle neither.
func (s *spine) mark(value float64, versus, label string) *spineMark {
	m := &spineMark{Class: "n", Label: label}
	m.OuterX, m.OuterWidth = s.bar(s.outer)
	m.InnerX, m.InnerWidth = s.bar(s.inner)
	x, beyond := s.x(value)
	const middle, r = spineHeight / 2, 4.5
	switch versus {
	case "better":
		m.Class = "b"
		m.Shape = fmt.Sprintf("M%.1f %.1fl%.1f %.1fh%.1fz", x, middle-r, r, 2*r, -2*r)
	case "worse":
		m.Class = "w"
		m.Shape = fmt.Sprintf("M%.1f %.1fl%.1f %.1fh%.1fz", x, middle+r, r, -2*r, -2*r)
	default:
		m.Shape = fmt.Sprintf("M%.1f %.1fa%.1f %.1f 0 1 0 %.1f 0a%.1f %.1f 0 1 0 %.1f 0z", x-r, middle, r, r, 2*r, r, r, -2*r)
	}
	if beyond {
		m.Label += " (utanför diagrammet)"
	}
	return m
}

// trendLine is a small line over an indicator's periods for an area.
type trendLine struct {
	Own, Nation string // paths
	EndX, EndY  string // the last own value
	Label       string
}

const trendWidth, trendHeight, trendMargin = 56.0, 16.0, 3.0

// newTrend is nil where the area shows fewer than two values. A missing year
// leaves a gap in the line, and so does a break in the series.
func newTrend(v *view, info release.IndicatorInfo, id area.ID) *trendLine {
	own, national := v.series(info.ID, id), v.series(info.ID, nation)
	alone := id == nation || info.Kind == "count" // a nation's count has another scale
	if alone {
		national = make([]*float64, len(own))
	}
	low, high, n := math.Inf(1), math.Inf(-1), 0
	for i, x := range own {
		if x != nil {
			n++
		}
		for _, y := range []*float64{x, national[i]} {
			if y != nil {
				low, high = min(low, *y), max(high, *y)
			}
		}
	}
	if n < 2 {
		return nil
	}
	place := func(i int, x float64) (string, string) {
		across := trendMargin + float64(i)/float64(len(own)-1)*(trendWidth-2*trendMargin)
		up := trendHeight / 2
		if high > low {
			up = trendHeight - trendMargin - (x-low)/(high-low)*(trendHeight-2*trendMargin)
		}
		return fmt.Sprintf("%.1f", across), fmt.Sprintf("%.1f", up)
	}
	t := &trendLine{}
	draw := func(values []*float64) string {
		path, pen := "", "M"
		for i, x := range values {
			if x == nil || v.breaks(info, i) {
				pen = "M"
			}
			if x != nil {
				across, up := place(i, *x)
				path += pen + across + " " + up
				pen = "L"
			}
		}
		return path
	}
	t.Own = draw(own)
	if !alone {
		t.Nation = draw(national)
	}
	for i, x := range own {
		if x != nil {
			t.EndX, t.EndY = place(i, *x)
			if t.Label != "" {
				t.Label += ", "
			}
			t.Label += v.set.Periods[i].String() + ": " + number(*x, info)
		}
	}
	return t
}

// series is an area's values in every period of the set, nil where none shows.
func (v *view) series(indicator string, id area.ID) []*float64 {
	values := make([]*float64, len(v.set.Periods))
	for i, p := range v.set.Periods {
		if o := v.find(indicator, id, p, code.TotalSex); o != nil {
			values[i] = o.Value
		}
	}
	return values
}

// breaks tells whether the series breaks at the set's period i.
func (v *view) breaks(info release.IndicatorInfo, i int) bool {
	return slices.ContainsFunc(info.Breaks, func(b release.Break) bool { return b.Period == v.set.Periods[i] })
}
