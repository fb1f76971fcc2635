package publish

import (
	"context"
	"encoding/csv"
	"io"
	"math"
	"math/big"
	"strconv"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// Whether a county's or the nation's value is pooled or the plain mean of its
// municipalities is said by the indicator (weighting_code). The other of the two
// is asked for as well, so the plain means of all areas are published beside the
// observations, made of the municipalities' shown values alone.

const unweightedFolder = "unweighted"

var unweightedColumns = []peerColumn{
	{"indicator", "string", code.Text{SV: "Indikator", EN: "Indicator"}, true},
	{"area_type", "string", code.Text{SV: "Områdestyp", EN: "Area type"}, true},
	{"area_code", "string", code.Text{SV: "Områdeskod", EN: "Area code"}, true},
	{"period", "string", code.Text{SV: "Period", EN: "Period"}, true},
	{"sex", "string", code.Text{SV: "Kön: T alla, K kvinnor, M män", EN: "Sex: T all, K women, M men"}, true},
	{"value", "number", code.Text{SV: "Ovägt medelvärde av de kommunvärden som visas", EN: "Unweighted mean of the municipalities' shown values"}, false},
	{"municipalities", "integer", code.Text{SV: "Antal kommuner som visar ett värde", EN: "Municipalities that show a value"}, false},
	{"municipalities_of", "integer", code.Text{SV: "Antal kommuner i området på perioden", EN: "Municipalities of the area in the period"}, false},
}

// unweightedFormats are the plain means by set, one file each.
func unweightedFormats(e *release.Edition) []format {
	var list []format
	for i := range e.Sets {
		s := &e.Sets[i]
		list = append(list, format{
			path: unweightedFolder + "/" + s.Name + ".csv", mediaType: csvType,
			write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
				return 0, writeUnweighted(ctx, w, e, s)
			},
		})
	}
	return list
}

// meanPlace names a mean: an area above the municipality, period and sex.
type meanPlace struct {
	area   area.ID
	period code.Period
	sex    code.Sex
}

// writeUnweighted writes the means of a set, indicator by indicator, in the order
// of areas, periods and sexes: a row where at least leastPeers municipalities
// show a value.
func writeUnweighted(ctx context.Context, w io.Writer, e *release.Edition, s *release.Set) error {
	out := csv.NewWriter(w)
	if err := out.Write(peerHeader(unweightedColumns)); err != nil {
		return err
	}
	v := newView(s)
	divisions := divisionsOf(e, s)
	for _, info := range s.Indicators {
		if err := ctx.Err(); err != nil {
			return err
		}
		if info.Kind == "count" {
			continue // counts are added up
		}
		sexes := v.sexes(info.ID)
		for _, grain := range area.Grains[1:] {
			for _, id := range area.Default().Areas(grain) {
				for _, period := range s.Periods {
					for _, sex := range sexes {
						if err := writeMean(out, v, info, meanPlace{id, period, sex}, divisions[period]); err != nil {
							return err
						}
					}
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

// divisionsOf are the areas of the set's periods.
func divisionsOf(e *release.Edition, s *release.Set) map[code.Period]*area.Registry {
	all := map[code.Period]*area.Registry{}
	for _, p := range s.Periods {
		all[p] = area.Default().For(boundariesOf(e).Code, p, nil)
	}
	return all
}

func writeMean(out *csv.Writer, v *view, info release.IndicatorInfo, at meanPlace, areas *area.Registry) error {
	rows := areas.RowsIn(at.area)
	var m plainMean
	for _, row := range rows {
		m.add(v.find(info.ID, row, at.period, at.sex))
	}
	mean, ok := m.value()
	if !ok {
		return nil
	}
	return out.Write([]string{
		info.ID, string(at.area.Type), at.area.Code, at.period.String(), string(at.sex),
		strconv.FormatFloat(mean, 'f', info.Decimals, 64), strconv.Itoa(m.n), strconv.Itoa(len(rows)),
	})
}

// plainMean is the unweighted mean of an indicator's published values, exact in
// their decimals. Its zero value is empty.
type plainMean struct {
	sum         big.Int
	n, decimals int
}

// add takes an observation in; one without a value counts nothing.
func (m *plainMean) add(o *observation.Observation) {
	if o == nil || o.Value == nil {
		return
	}
	m.decimals = o.Decimals // the same for all values of an indicator
	m.sum.Add(&m.sum, big.NewInt(int64(math.Round(*o.Value*math.Pow10(m.decimals)))))
	m.n++
}

// value is the mean rounded as the values are, half away from zero; false where
// fewer than leastPeers have one.
func (m *plainMean) value() (float64, bool) {
	if m.n < leastPeers {
		return 0, false
	}
	n := int64(m.n)
	scaled := new(big.Int).Abs(&m.sum)
	scaled.Lsh(scaled, 1).Add(scaled, big.NewInt(n)).Div(scaled, big.NewInt(2*n)) // (2|sum| + n) / 2n, whole
	if m.sum.Sign() < 0 {
		scaled.Neg(scaled)
	}
	mean, _ := new(big.Rat).SetFrac(scaled, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(m.decimals)), nil)).Float64()
	return mean, true
}
