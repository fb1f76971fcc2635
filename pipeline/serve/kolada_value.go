package serve

import (
	"context"
	"math/big"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// dataColumns are the places of the columns that values are made of.
type dataColumns struct {
	name, value, numerator, denominator, lower, upper, status, flags, reason int
}

func newDataColumns() dataColumns {
	return dataColumns{
		columnNumber("area_name"), columnNumber("value"), columnNumber("numerator"), columnNumber("denominator"),
		columnNumber("lower95"), columnNumber("upper95"), columnNumber("status"), columnNumber("flags"), columnNumber("reason"),
	}
}

// row makes one row of an answer.
func (d *dataReader) row(ctx context.Context, cell koladaCell) (koladaRow, error) {
	x, err := d.index(ctx, cell.kpi)
	if err != nil {
		return koladaRow{}, err
	}
	info := d.view.indicators[cell.kpi]
	r := koladaRow{
		KPI: cell.kpi, Period: cell.period, Municipality: cell.place, AreaType: string(cell.area.Type),
		Weighting: "as_defined", Release: d.view.parts[info.part].release.ID,
		Revision: d.view.parts[info.part].release.Version,
	}
	switch {
	case cell.group != nil:
		r.AreaType, r.Weighting = "group", "unweighted"
		r.Values, err = d.means(x, cell, info.Decimals)
		return r, err
	case cell.area.Type == area.Municipality:
		r.Weighting = "own"
	}
	for i, row := range cell.rows {
		if row >= 0 {
			r.Values = append(r.Values, d.value(x, row, string(code.PublishedSexes[i]), cell.area))
		}
	}
	return r, nil
}

// value makes one sex of a row from what was released.
func (d *dataReader) value(x *index, row int, gender string, where area.ID) koladaValue {
	c := x.columns(row, nil)
	v := koladaValue{
		Gender: gender, Count: 1, Status: koladaMissing,
		ObservationStatus: c[d.cols.status], StatusReason: c[d.cols.reason],
	}
	for flag := range strings.FieldsSeq(c[d.cols.flags]) {
		v.Preliminary = v.Preliminary || flag == string(code.Provisional)
		v.Revised = v.Revised || flag == string(code.Revised)
		v.Break = v.Break || flag == string(code.Break)
	}
	switch {
	case c[d.cols.value] == "":
		return v
	case where.Type != area.Municipality && c[d.cols.name] != area.Default().Name(where).SV:
		v.ObservationStatus, v.StatusReason = string(code.Missing), lowCoverage
		return v
	}
	v.Status, v.Value = "", figure(c[d.cols.value])
	v.Lower95, v.Upper95 = figure(c[d.cols.lower]), figure(c[d.cols.upper])
	v.Numerator, v.Denominator = figure(c[d.cols.numerator]), figure(c[d.cols.denominator])
	return v
}

// means makes a group's values: for each sex the unweighted mean of the members'
// published values, rounded once, halves away from zero, to the indicator's
// decimals. Count is how many members it rests on.
func (d *dataReader) means(x *index, cell koladaCell, decimals int) ([]koladaValue, error) {
	rows := d.rowsOf(x, cell.kpi)
	period := x.yearNumber(cell.period)
	var values []koladaValue
	for _, sex := range code.PublishedSexes {
		v := koladaValue{Gender: string(sex), Status: koladaMissing, ObservationStatus: string(code.Missing)}
		sum, present := new(big.Int), false
		for _, member := range cell.group.Members {
			number, known := x.numbers[area.ID{Type: area.Municipality, Code: member.ID}]
			row, there := rows[rowKey{area: number, period: period, sex: sex[0]}]
			if !known || !there {
				continue
			}
			present = true
			text := x.columns(row, nil)[d.cols.value]
			if text == "" {
				continue
			}
			scaled, err := release.ScaledDecimal(text)
			if err != nil {
				return nil, err
			}
			sum.Add(sum, big.NewInt(scaled))
			v.Count++
		}
		if v.Count > 0 {
			v.Status, v.ObservationStatus, v.Value = "", string(code.OK), mean(sum, v.Count, decimals)
		}
		if present || sex == code.TotalSex {
			values = append(values, v)
		}
	}
	return values, nil
}

// mean divides a sum scaled by 10^DecimalScale, rounding halves away from zero.
func mean(sum *big.Int, n, decimals int) figure {
	r := new(big.Rat).SetFrac(sum, new(big.Int).Mul(big.NewInt(int64(n)), big.NewInt(scale())))
	text := r.FloatString(decimals) // exact, halves away from zero
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	return figure(text)
}

// scale is 10^DecimalScale.
func scale() int64 {
	s := int64(1)
	for range release.DecimalScale {
		s *= 10
	}
	return s
}

// rowsOf finds the undivided rows of an indicator by area, period and sex.
func (d *dataReader) rowsOf(x *index, kpi string) map[rowKey]int {
	if rows, made := d.lookup[kpi]; made {
		return rows
	}
	rows := map[rowKey]int{}
	span := x.spans[kpi]
	for row := span.from; row < span.to; row++ {
		if k := x.rows[row]; !k.divided {
			rows[rowKey{area: k.area, period: k.period, sex: k.sex}] = row
		}
	}
	d.lookup[kpi] = rows
	return rows
}

// yearNumber is the number of a calendar year among the index's periods.
func (x *index) yearNumber(year int) uint16 {
	for i := range x.periods {
		if x.year(uint16(i)) == year {
			return uint16(i)
		}
	}
	return 0
}
