package publish

import (
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// view finds a set's observations the way tables ask for them: by indicator,
// area, period and sex, and by class where an indicator is split.
type view struct {
	set *release.Set
	at  map[place]int
	// areas lists what has observations, by type in the order of code.
	areas map[area.Type][]area.ID
	// parted lists the indexes of rows that are split further.
	parted []int
}

type place struct {
	indicator string
	area      area.ID
	period    code.Period
	sex       code.Sex
	class     class
}

// class is a class of a split as observations carry it; zero for the whole.
type class struct{ age, dimension, category string }

func classOf(o *observation.Observation) class { return class{o.AgeGroup, o.Dimension, o.Category} }

func newView(s *release.Set) *view {
	v := &view{set: s, at: make(map[place]int, len(s.Observations)), areas: map[area.Type][]area.ID{}}
	seen := map[area.ID]bool{}
	for i := range s.Observations {
		o := &s.Observations[i]
		v.at[place{o.Indicator, o.Area, o.Period, o.Sex, classOf(o)}] = i
		if classOf(o) != (class{}) {
			v.parted = append(v.parted, i)
			continue
		}
		if !seen[o.Area] {
			seen[o.Area] = true
			v.areas[o.Area.Type] = append(v.areas[o.Area.Type], o.Area)
		}
	}
	for _, ids := range v.areas {
		slices.SortFunc(ids, func(a, b area.ID) int {
			if a.Code < b.Code {
				return -1
			}
			return 1
		})
	}
	return v
}

// find is the undivided observation at a place, nil when there is none.
func (v *view) find(indicator string, id area.ID, period code.Period, sex code.Sex) *observation.Observation {
	return v.findClass(indicator, id, period, sex, class{})
}

// findClass is the observation of a class at a place, nil when there is none.
func (v *view) findClass(indicator string, id area.ID, period code.Period, sex code.Sex, c class) *observation.Observation {
	i, ok := v.at[place{indicator, id, period, sex, c}]
	if !ok {
		return nil
	}
	return &v.set.Observations[i]
}

var nation = area.ID{Type: area.Nation, Code: area.NationCode}

// sexes lists the sexes an indicator is published for.
func (v *view) sexes(indicator string) []code.Sex {
	var sexes []code.Sex
	for _, sex := range code.PublishedSexes {
		if slices.ContainsFunc(v.set.Periods, func(p code.Period) bool { return v.anywhere(indicator, p, sex) }) {
			sexes = append(sexes, sex)
		}
	}
	return sexes
}

// latest is the last period in which an indicator has observations.
func (v *view) latest(indicator string) code.Period {
	for _, p := range slices.Backward(v.set.Periods) {
		if v.anywhere(indicator, p, code.TotalSex) {
			return p
		}
	}
	return v.set.Latest()
}

// anywhere reports whether an indicator has a row for the nation or, where it
// is not published that high up, for any area.
func (v *view) anywhere(indicator string, p code.Period, sex code.Sex) bool {
	for _, grain := range slices.Backward(area.Grains) {
		for _, id := range v.areas[grain] {
			if v.find(indicator, id, p, sex) != nil {
				return true
			}
		}
	}
	return false
}

// rows lists the areas in the order tables show them: the nation, then
// municipalities, counties and groups.
func (v *view) rows() []area.ID {
	return slices.Concat(v.areas[area.Nation], v.areas[area.Municipality], v.areas[area.County], v.areas[area.MunicipalityGroup])
}

// questions lists the questions that have indicators, in their fixed order.
func (v *view) questions() []code.Question {
	var list []code.Question
	for _, q := range code.Questions {
		if len(v.indicators(q)) > 0 {
			list = append(list, q)
		}
	}
	return list
}

func (v *view) indicators(q code.Question) []release.IndicatorInfo {
	var list []release.IndicatorInfo
	for _, i := range v.set.Indicators {
		if i.Question == q {
			list = append(list, i)
		}
	}
	return list
}

// partial reports whether the row rests on so few municipalities that it does
// not carry its area's own name.
func partial(o *observation.Observation) bool {
	return o.AreaName != area.Default().Name(o.Area).SV && o.Area.Type != area.Unit
}
