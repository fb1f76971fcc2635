package publish

import (
	"cmp"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// highlight is one thing that stands out in an area.
type highlight struct {
	Title, Set, Anchor string
	Own, Nation, Rank  string
	Change             string
	place              float64 // part of the ranked areas that are better; orders highlights
	indicator          string
}

// mostHighlights is how many things a report points out of each sort.
const mostHighlights = 5

// standOut picks what stands out: values that are better or worse than the
// nation's beyond chance, by rank, and changes that the trend calls real. What has no direction never stands out.
func (p *report) standOut(r *reporter, id area.ID) {
	for _, v := range r.views {
		for _, info := range v.set.Indicators {
			o := v.find(info.ID, id, v.latest(info.ID), code.TotalSex)
			if o == nil || o.Value == nil || info.Direction == release.None {
				continue
			}
			h := newHighlight(v, info, o)
			switch {
			case o.VsNation == "better":
				p.Better = append(p.Better, h)
			case o.VsNation == "worse":
				p.Worse = append(p.Worse, h)
			}
			switch changeSense(info, o) {
			case better:
				p.Improved = append(p.Improved, h)
			case worse:
				p.Worsened = append(p.Worsened, h)
			}
		}
	}
	first := func(list []highlight, sign float64) []highlight {
		slices.SortStableFunc(list, func(a, b highlight) int {
			return cmp.Or(cmp.Compare(sign*a.place, sign*b.place), cmp.Compare(a.indicator, b.indicator))
		})
		return list[:min(len(list), mostHighlights)]
	}
	p.Better, p.Worse = first(p.Better, 1), first(p.Worse, -1)
	p.Improved, p.Worsened = first(p.Improved, 1), first(p.Worsened, -1)
}

func newHighlight(v *view, info release.IndicatorInfo, o *observation.Observation) highlight {
	h := highlight{
		Title: info.Title.SV, Set: v.set.Title.SV, Anchor: v.set.Name + "-" + info.ID, indicator: info.ID,
		Own:    showValue(o, info).Text,
		Nation: showValue(v.find(info.ID, nation, o.Period, code.TotalSex), info).Text,
	}
	if o.Rank != nil && o.RankOf != nil && *o.RankOf > 0 {
		h.place = float64(*o.Rank) / float64(*o.RankOf)
		h.Rank = number(float64(*o.Rank), release.IndicatorInfo{}) + " av " + number(float64(*o.RankOf), release.IndicatorInfo{})
	}
	if o.Change != nil {
		h.Change, _ = showChange(*o.Change, info)
	}
	return h
}

type sense int

const (
	neither sense = iota
	better
	worse
)

// changeSense tells whether a trend that is more than chance goes the good way.
func changeSense(info release.IndicatorInfo, o *observation.Observation) sense {
	up := o.Trend == "increasing"
	if !up && o.Trend != "decreasing" {
		return neither
	}
	if up == (info.Direction == release.Higher) {
		return better
	}
	return worse
}
