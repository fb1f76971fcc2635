package publish

import (
	"fmt"
	"math"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// pageRow is one indicator's national figures.
type pageRow struct {
	Info              release.IndicatorInfo
	Period            string // where it is not the set's
	Total, Women, Men pageValue
	Interval          string
	Change, Direction string // with sign; "upp", "ned" or "oförändrat"
	Partial           string // name of the row where it is not the nation
	Spread            *spread
}

// pageValue is a value or the mark of its absence, with its reason in words.
type pageValue struct{ Text, Reason string }

func newPageRow(v *view, info release.IndicatorInfo) pageRow {
	period := v.latest(info.ID)
	row := pageRow{Info: info}
	if period != v.set.Latest() {
		row.Period = period.String()
	}
	total := v.find(info.ID, nation, period, code.TotalSex)
	row.Total = showValue(total, info)
	row.Women = showValue(v.find(info.ID, nation, period, code.Women), info)
	row.Men = showValue(v.find(info.ID, nation, period, code.Men), info)
	row.Spread = newSpread(v, info, period)
	if total == nil {
		return row
	}
	if total.Lower95 != nil && total.Upper95 != nil {
		row.Interval = interval(*total.Lower95, *total.Upper95, info)
	}
	if total.Change != nil {
		row.Change, row.Direction = showChange(*total.Change, info)
	}
	if partial(total) {
		row.Partial = total.AreaName
	}
	return row
}

// interval joins two limits by a dash, or by a word where a minus sign would
// meet it.
func interval(lower, upper float64, info release.IndicatorInfo) string {
	between := "–"
	if lower < 0 || upper < 0 {
		between = " till "
	}
	return number(lower, info) + between + number(upper, info)
}

func number(v float64, info release.IndicatorInfo) string {
	return code.Number(v, info.Decimals, code.Swedish)
}

func showValue(o *observation.Observation, info release.IndicatorInfo) pageValue {
	switch {
	case o == nil:
		return pageValue{}
	case o.Value == nil:
		return pageValue{o.Status.Mark(), o.Status.Text().SV}
	default:
		return pageValue{Text: number(*o.Value, info)}
	}
}

func showChange(v float64, info release.IndicatorInfo) (text, direction string) {
	text = number(v, info)
	switch {
	case strings.Trim(text, "0,") == "":
		return text, "oförändrat"
	case v > 0:
		return "+" + text, "upp"
	default:
		return text, "ned"
	}
}

// spread draws how the shown municipalities' values lie: one fine line each and
// a mark for the nation. It draws published values, it computes none.
type spread struct {
	Lines        string // SVG path
	NationX      string
	HasNation    bool
	Lowest, High string
	N            int
}

const spreadWidth, spreadHeight = 160.0, 16.0

// newSpread is nil where fewer than ten municipalities are shown, and for
// counts, which only tell how large the municipalities are.
func newSpread(v *view, info release.IndicatorInfo, period code.Period) *spread {
	if info.Kind == "count" {
		return nil
	}
	var values []float64
	for _, id := range v.areas[area.Municipality] {
		if o := v.find(info.ID, id, period, code.TotalSex); o != nil && o.Value != nil {
			values = append(values, *o.Value)
		}
	}
	if len(values) < 10 {
		return nil
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range values {
		low, high = min(low, x), max(high, x)
	}
	s := &spread{Lowest: number(low, info), High: number(high, info), N: len(values)}
	at := func(x float64) string {
		if high == low {
			return fmt.Sprintf("%.1f", spreadWidth/2)
		}
		return fmt.Sprintf("%.1f", 2+(x-low)/(high-low)*(spreadWidth-4))
	}
	var lines strings.Builder
	for _, x := range values {
		fmt.Fprintf(&lines, "M%s 3v10", at(x))
	}
	s.Lines = lines.String()
	o := v.find(info.ID, nation, period, code.TotalSex)
	if o != nil && o.Value != nil && *o.Value >= low && *o.Value <= high {
		s.NationX, s.HasNation = at(*o.Value), true
	}
	return s
}
