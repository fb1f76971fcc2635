package serve

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strconv"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// koladaRow is one indicator, area and year. The fields after values are ours.
type koladaRow struct {
	KPI          string        `json:"kpi"`
	Period       int           `json:"period"`
	Municipality string        `json:"municipality"`
	Values       []koladaValue `json:"values"`
	AreaType     string        `json:"area_type"`
	Weighting    string        `json:"weighting"` // own: a municipality; unweighted: mean of members; as_defined: as the kpi's weighting says
	Release      string        `json:"release"`
	Revision     int           `json:"revision"` // the release's version: 1 as first published
}

// koladaValue is one sex of a row. Fields after isdeleted are ours.
type koladaValue struct {
	Gender    string `json:"gender"`
	Count     int    `json:"count"` // municipalities that a group's value rests on, else 1
	Status    string `json:"status"`
	Value     figure `json:"value"`
	IsDeleted bool   `json:"isdeleted"`

	ObservationStatus string `json:"observation_status"` // ok, missing, not_applicable, suppressed
	StatusReason      string `json:"status_reason"`
	Lower95           figure `json:"lower95"`
	Upper95           figure `json:"upper95"`
	Numerator         figure `json:"numerator"`
	Denominator       figure `json:"denominator"`
	Preliminary       bool   `json:"preliminary"`
	Revised           bool   `json:"revised"`
	Break             bool   `json:"break"`
}

// figure is a number as released text; empty is null.
type figure string

// MarshalJSON writes the number digit by digit as it was released.
func (f figure) MarshalJSON() ([]byte, error) {
	if f == "" {
		return []byte("null"), nil
	}
	return []byte(f), nil
}

// koladaMissing is the status of a row without a value. Kolada's codes for
// confidentiality are not known for certain; observation_status has ours.
const koladaMissing = "Missing"

// lowCoverage is why an upper area has no value here although the files show
// one: there it carries the name "participating municipalities", which a
// client of Kolada would not see.
const lowCoverage = "low_coverage"

// koladaCell names one row of an answer before it is made.
type koladaCell struct {
	kpi    string
	place  string // Kolada's id
	period int
	rows   [3]int // T, K, M; -1 where there is none
	group  *koladaGroup
	area   area.ID
}

// koladaData finds the rows that a data request asks for, ordered by kpi, area
// and period; only those of the page shown are made. Fewer than two of its three
// parts make none.
func (s *Server) koladaData(ctx context.Context, now *state, q *koladaRequest) (koladaRows, error) {
	given := 0
	for _, what := range []string{"kpi", "municipality", "year"} {
		if len(q.ids[what]) > 0 {
			given++
		}
	}
	if given < 2 {
		return koladaRows{}, nil
	}
	current := s.data(now.current)
	if q.from != "" {
		changed, err := changedRows(ctx, current, s.data(now.before(q.from)), q)
		return listed(changed), err
	}
	cells, err := current.cells(ctx, q, now.current.ids)
	if err != nil {
		return koladaRows{}, err
	}
	return koladaRows{len(cells), func(i int) (any, error) { return current.row(ctx, cells[i]) }}, nil
}

// dataReader reads rows of one view for one request.
type dataReader struct {
	catalog *catalog
	view    *view
	cols    dataColumns
	lookup  map[string]map[rowKey]int // rows of an indicator by their key
}

func (s *Server) data(v *view) *dataReader {
	return &dataReader{catalog: s.catalog, view: v, cols: newDataColumns(), lookup: map[string]map[rowKey]int{}}
}

func (d *dataReader) index(ctx context.Context, kpi string) (*index, error) {
	return d.catalog.index(ctx, d.view.parts[d.view.indicators[kpi].part])
}

// cells finds what the request asks for among the listed indicators.
func (d *dataReader) cells(ctx context.Context, q *koladaRequest, kpis []string) ([]koladaCell, error) {
	places, groups := q.places()
	var all []koladaCell
	for _, kpi := range kpis {
		if wanted := q.ids["kpi"]; len(wanted) > 0 && !slices.Contains(wanted, kpi) {
			continue
		}
		if _, known := d.view.indicators[kpi]; !known {
			continue
		}
		x, err := d.index(ctx, kpi)
		if err != nil {
			return nil, err
		}
		all = append(all, x.cells(kpi, q, places, groups)...)
	}
	slices.SortFunc(all, func(a, b koladaCell) int {
		return cmp.Or(cmp.Compare(a.kpi, b.kpi), cmp.Compare(a.place, b.place), cmp.Compare(a.period, b.period))
	})
	return all, nil
}

// places are the areas and groups that the request asks for; all of the region
// type where it names none.
func (q *koladaRequest) places() (map[area.ID]string, []koladaGroup) {
	wanted := q.ids["municipality"]
	asked := func(id string) bool { return len(wanted) == 0 || slices.Contains(wanted, id) }
	places := map[area.ID]string{}
	for _, a := range koladaAreas() {
		if asked(a.ID) && (q.regionType == "" || q.regionType == a.Type) {
			places[a.area] = a.ID
		}
	}
	var groups []koladaGroup
	for _, g := range koladaGroups() {
		if asked(g.ID) && q.regionType == "" {
			groups = append(groups, g)
		}
	}
	return places, groups
}

// cells finds an indicator's rows. Only whole years and undivided rows have a
// place in Kolada's form.
func (x *index) cells(kpi string, q *koladaRequest, places map[area.ID]string, groups []koladaGroup) []koladaCell {
	type key struct{ area, period uint16 }
	found := map[key]int{}
	var cells []koladaCell
	years := map[int]bool{}
	span := x.spans[kpi]
	for row := span.from; row < span.to; row++ {
		k := x.rows[row]
		year := x.year(k.period)
		if k.divided || year == 0 || len(q.ids["year"]) > 0 && !slices.Contains(q.ids["year"], strconv.Itoa(year)) {
			continue
		}
		years[year] = true
		place, wanted := places[x.areas[k.area]]
		if !wanted {
			continue
		}
		at, known := found[key{k.area, k.period}]
		if !known {
			at = len(cells)
			found[key{k.area, k.period}] = at
			cells = append(cells, koladaCell{kpi: kpi, place: place, period: year, rows: [3]int{-1, -1, -1}, area: x.areas[k.area]})
		}
		cells[at].rows[sexNumber(k.sex)] = row
	}
	for i := range groups {
		for year := range years {
			cells = append(cells, koladaCell{kpi: kpi, place: groups[i].ID, period: year, group: &groups[i]})
		}
	}
	return cells
}

// year is the period's calendar year, 0 where it is no whole year.
func (x *index) year(period uint16) int {
	if p := x.periods[period]; p.IsYear() {
		return p.YearNumber()
	}
	return 0
}

// sexNumber is the order of the sexes in a row.
func sexNumber(sex byte) int {
	return slices.IndexFunc(code.PublishedSexes, func(s code.Sex) bool { return s[0] == sex })
}

// changedRows makes the rows that differ from what was public before the day,
// and those that are no longer there, as deleted.
func changedRows(ctx context.Context, now, then *dataReader, q *koladaRequest) ([]koladaRow, error) {
	kpis := slices.Concat(now.view.ids, then.view.ids)
	slices.Sort(kpis)
	kpis = slices.DeleteFunc(slices.Compact(kpis), func(id string) bool { return sameRelease(now.view, then.view, id) })
	after, err := now.rows(ctx, q, kpis)
	if err != nil {
		return nil, err
	}
	before, err := then.rows(ctx, q, kpis)
	if err != nil {
		return nil, err
	}
	type key struct {
		kpi, place string
		period     int
	}
	was := map[key]koladaRow{}
	for _, row := range before {
		was[key{row.KPI, row.Municipality, row.Period}] = row
	}
	var changed []koladaRow
	for _, row := range after {
		k := key{row.KPI, row.Municipality, row.Period}
		if old, known := was[k]; !known || !reflect.DeepEqual(old.Values, row.Values) {
			changed = append(changed, row)
		}
		delete(was, k)
	}
	for _, row := range was {
		changed = append(changed, row.deleted())
	}
	slices.SortFunc(changed, func(a, b koladaRow) int {
		return cmp.Or(cmp.Compare(a.KPI, b.KPI), cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Period, b.Period))
	})
	return changed, nil
}

func sameRelease(a, b *view, kpi string) bool {
	x, inA := a.indicators[kpi]
	y, inB := b.indicators[kpi]
	return inA && inB && a.parts[x.part].release.ID == b.parts[y.part].release.ID && a.parts[x.part].set.Name == b.parts[y.part].set.Name
}

func (d *dataReader) rows(ctx context.Context, q *koladaRequest, kpis []string) ([]koladaRow, error) {
	cells, err := d.cells(ctx, q, kpis)
	if err != nil {
		return nil, err
	}
	rows := make([]koladaRow, len(cells))
	for i, cell := range cells {
		if rows[i], err = d.row(ctx, cell); err != nil {
			return nil, err
		}
	}
	return rows, ctx.Err()
}

// deleted is the row without what it said.
func (r koladaRow) deleted() koladaRow {
	values := make([]koladaValue, len(r.Values))
	for i, v := range r.Values {
		values[i] = koladaValue{Gender: v.Gender, Count: v.Count, Status: koladaMissing, IsDeleted: true, ObservationStatus: string(code.Missing)}
	}
	r.Values = values
	return r
}
