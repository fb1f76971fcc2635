package releasetest

import (
	"cmp"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// rank gives ranks, quartiles and the comparison with the nation to what is
// shown, per area type and sex, by the published values.
func rank(rows []observation.Observation, info release.IndicatorInfo) {
	for _, sex := range code.PublishedSexes {
		for _, grain := range []area.Type{area.Municipality, area.County} {
			rankGroup(rows, info, grain, sex)
		}
		compareWithNation(rows, info, sex)
	}
}

func rankGroup(rows []observation.Observation, info release.IndicatorInfo, grain area.Type, sex code.Sex) {
	if info.Direction == release.None {
		return
	}
	var ranked []*observation.Observation
	for i := range rows {
		o := &rows[i]
		if o.Area.Type == grain && o.Sex == sex && o.Status == code.OK && len(o.Denominator) > 1 {
			ranked = append(ranked, o)
		}
	}
	better := 1.0
	if info.Direction == release.Higher {
		better = -1
	}
	slices.SortStableFunc(ranked, func(a, b *observation.Observation) int { return cmp.Compare(better**a.Value, better**b.Value) })
	place := 1
	for i, o := range ranked {
		if i > 0 && *o.Value != *ranked[i-1].Value {
			place = i + 1
		}
		r, of, quarter := place, len(ranked), 1+4*(place-1)/len(ranked)
		o.Rank, o.RankOf, o.Quartile = &r, &of, &quarter
	}
}

func compareWithNation(rows []observation.Observation, info release.IndicatorInfo, sex code.Sex) {
	i := slices.IndexFunc(rows, func(o observation.Observation) bool { return o.Area.Type == area.Nation && o.Sex == sex })
	if i < 0 || rows[i].Value == nil {
		return
	}
	nation := *rows[i].Value
	for j := range rows {
		o := &rows[j]
		if o.Sex != sex || o.Lower95 == nil || o.Area.Type == area.Nation {
			continue
		}
		o.VsNation = versus(info.Direction, *o.Lower95 > nation, *o.Upper95 < nation)
	}
}

func versus(d release.Direction, above, below bool) string {
	switch {
	case !above && !below:
		return "similar"
	case d == release.None && above:
		return "higher"
	case d == release.None:
		return "lower"
	case above == (d == release.Higher):
		return "better"
	default:
		return "worse"
	}
}

// addChanges sets the change since the year before where both values are shown.
func addChanges(set *release.Set) {
	type place struct {
		indicator, period string
		area              area.ID
		sex               code.Sex
	}
	values := map[place]float64{}
	for _, o := range set.Observations {
		if o.Value != nil {
			values[place{o.Indicator, o.Period.String(), o.Area, o.Sex}] = *o.Value
		}
	}
	for i := range set.Observations {
		o := &set.Observations[i]
		before, ok := values[place{o.Indicator, code.Year(o.Period.YearNumber() - 1).String(), o.Area, o.Sex}]
		if o.Value == nil || !ok {
			continue
		}
		change := round(*o.Value-before, o.Decimals)
		o.Change, o.Trend = &change, "no_change"
		if change != 0 {
			o.Trend = map[bool]string{true: "increasing", false: "decreasing"}[change > 0]
		}
	}
}
