package serve

import (
	"fmt"
	"math"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
)

type dataValue struct {
	Gender            string   `json:"gender"`
	Count             int      `json:"count"`
	Status            string   `json:"status"`
	Value             *float64 `json:"value"`
	IsDeleted         bool     `json:"isdeleted"`
	ObservationStatus string   `json:"observation_status"`
	StatusReason      string   `json:"status_reason"`
}

type dataRow struct {
	KPI          string      `json:"kpi"`
	Period       int         `json:"period"`
	Municipality string      `json:"municipality"`
	Weighting    string      `json:"weighting"`
	Values       []dataValue `json:"values"`
}

func dataRows(t testing.TB, s *Server, target string) []dataRow {
	t.Helper()
	a := get(t, s, target)
	if a.status != 200 {
		t.Fatalf("%s: %d %s", target, a.status, a.body)
	}
	var e struct {
		Values []dataRow `json:"values"`
		Count  int       `json:"count"`
	}
	a.into(t, &e)
	if e.Count != len(e.Values) {
		t.Errorf("%s: count %d of %d", target, e.Count, len(e.Values))
	}
	return e.Values
}

// published reads a release's observations as the files say.
func published(t testing.TB, id string) []observation.Observation {
	t.Helper()
	var all []observation.Observation
	for o, err := range release.Rows(filepath.Join(releasesDir(t), id), "missbruk") {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
	return all
}

func TestKoladaDataIsWhatTheFilesSay(t *testing.T) {
	s := newServer(t, nil)
	rows := map[string]dataRow{}
	for _, kpi := range s.catalog.now.Load().current.ids {
		for _, row := range dataRows(t, s, "/v3/data/kpi/"+kpi+"/year/2024,2025") {
			rows[fmt.Sprint(row.KPI, row.Municipality, row.Period)] = row
		}
	}
	seen := 0
	for _, o := range published(t, secondID) {
		place, partial := o.Area.Code, false
		if o.Area.Type == area.MunicipalityGroup {
			continue
		}
		if o.Area.Type != area.Municipality {
			place, partial = "00"+place, o.AreaName != area.Default().Name(o.Area).SV
		}
		row := rows[fmt.Sprint(o.Indicator, place, o.Period.YearNumber())]
		at := slices.IndexFunc(row.Values, func(v dataValue) bool {
			return v.Gender == string(o.Sex)
		})
		if at < 0 {
			t.Fatalf("%s %s %s %s is not served", o.Indicator, place, o.Period, o.Sex)
		}
		v := row.Values[at]
		switch {
		case partial && o.Value != nil:
			if v.Value != nil || v.StatusReason != lowCoverage || v.Status != koladaMissing {
				t.Errorf("a row of participating municipalities is served as %s: %+v", place, v)
			}
		case o.Value == nil:
			if v.Value != nil || v.Status != koladaMissing || v.ObservationStatus != string(o.Status) {
				t.Errorf("%s %s: a hidden or missing value is %+v", o.Indicator, place, v)
			}
		case v.Value == nil || *v.Value != *o.Value || v.Status != "" || v.Count != 1:
			t.Errorf("%s %s %s: %+v, want %v", o.Indicator, place, o.Sex, v, *o.Value)
		}
		seen++
	}
	if seen == 0 {
		t.Fatal("nothing was compared")
	}
}

// Group means against plain arithmetic over the released rows.
func TestGroupsAreUnweightedMeans(t *testing.T) {
	s := newServer(t, nil)
	all := published(t, secondID)
	kpi := all[0].Indicator
	info := s.catalog.now.Load().current.indicators[kpi]
	compared := 0
	for _, row := range dataRows(t, s, "/v3/data/?kpi_id="+kpi+"&year=2025") {
		if !strings.HasPrefix(row.Municipality, "G") {
			continue
		}
		id := area.ID{Type: area.County, Code: row.Municipality[3:]}
		if strings.HasPrefix(row.Municipality, "GJS") {
			id.Type = area.MunicipalityGroup
		}
		members := area.Default().Members(id)
		if town, similar := strings.CutPrefix(row.Municipality, "GJM"); similar {
			members = publish.Peers(town)
			if len(members) != 7 || slices.Contains(members, town) {
				t.Errorf("%s is like %v", town, members)
			}
		}
		sum, n := new(big.Rat), 0
		for _, o := range all {
			if o.Indicator == kpi && o.Period == code.Year(2025) && o.Sex == code.TotalSex && o.Value != nil &&
				o.Area.Type == area.Municipality && slices.Contains(members, o.Area.Code) {
				value, _ := new(big.Rat).SetString(fmt.Sprintf("%.4f", *o.Value))
				sum.Add(sum, value)
				n++
			}
		}
		v := row.Values[0]
		if v.Gender != "T" || v.Count != n || row.Weighting != "unweighted" {
			t.Errorf("%s: %+v, want %d members", row.Municipality, v, n)
		}
		if n == 0 {
			if v.Value != nil || v.Status != koladaMissing {
				t.Errorf("%s without members: %+v", row.Municipality, v)
			}
			continue
		}
		exact, _ := sum.Quo(sum, big.NewRat(int64(n), 1)).Float64()
		if v.Value == nil || math.Abs(*v.Value-exact) > 0.5000001*math.Pow10(-info.Decimals) {
			t.Errorf("%s: %v, want about %v", row.Municipality, v.Value, exact)
		}
		compared++
	}
	if compared < 5 {
		t.Fatalf("only %d groups compared", compared)
	}
}

func TestMeanRoundsHalvesAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		sum         int64
		n, decimals int
		want        figure
	}{{5000, 1, 0, "1"}, {-5000, 1, 0, "-1"}, {10000, 3, 2, "0.33"}, {-4, 1, 2, "0.00"}, {10500, 1, 1, "1.1"}, {-10500, 1, 1, "-1.1"}, {0, 4, 0, "0"}} {
		if got := mean(big.NewInt(c.sum), c.n, c.decimals); got != c.want {
			t.Errorf("mean of %d over %d: %s, want %s", c.sum, c.n, got, c.want)
		}
	}
}

func TestChangesSinceADay(t *testing.T) {
	s := newServer(t, nil)
	first := published(t, firstID)
	gone, corrected := first[len(first)-1].Indicator, first[0].Indicator
	if rows := dataRows(t, s, "/v3/data/kpi/"+gone+","+corrected+"/year/2024,2025?from_date=2026-04-02"); len(rows) != 0 {
		t.Errorf("nothing has changed since the last release: %d rows", len(rows))
	}
	rows := dataRows(t, s, "/v3/data/kpi/"+corrected+"/year/2024,2025?from_date=2026-04-01")
	var moved []dataRow
	for _, row := range rows {
		if !strings.HasPrefix(row.Municipality, "G") {
			moved = append(moved, row)
		}
	}
	if len(moved) != 1 || moved[0].Values[0].IsDeleted || moved[0].Values[0].Value == nil {
		t.Errorf("one municipality was corrected: %+v", moved)
	}
	deleted := dataRows(t, s, "/v3/data/kpi/"+gone+"/year/2024,2025?from_date=2026-03-02")
	if len(deleted) == 0 {
		t.Fatal("an indicator that is gone has no deleted rows")
	}
	for _, row := range deleted {
		for _, v := range row.Values {
			if !v.IsDeleted || v.Value != nil {
				t.Errorf("%s: %+v", row.Municipality, v)
			}
		}
	}
	if all := dataRows(t, s, "/v3/data/kpi/"+corrected+"/year/2025?from_date=2020-01-01"); len(all) != len(dataRows(t, s, "/v3/data/kpi/"+corrected+"/year/2025")) {
		t.Errorf("since before the first release: %d rows", len(all))
	}
}

// The request lines that real clients send are all understood.
// Metadata rows have the keys that real rows have.
