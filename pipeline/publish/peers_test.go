package publish_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release/releasetest"
)

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// The published means follow from the published rows and the published groups.
func TestTheFiguresOfSimilarMunicipalitiesFollowFromThoseShown(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 200, Years: 2, Seed: 4})
	dir := staged(t, e)
	set := &e.Sets[0]
	groups := map[string][]string{}
	for _, row := range readCSV(t, filepath.Join(dir, "peers", "municipalities.csv")) {
		if row[0] == string(set.ServiceArea) {
			groups[row[1]] = append(groups[row[1]], row[4])
		}
	}
	if len(groups) != 290 {
		t.Fatalf("%d municipalities have similar ones", len(groups))
	}
	for m, peers := range groups {
		if len(peers) != 7 || slices.Contains(peers, m) {
			t.Errorf("%s is like %v", m, peers)
		}
	}
	shown := map[string]*observation.Observation{}
	for i := range set.Observations {
		if o := &set.Observations[i]; o.Area.Type == area.Municipality && o.Sex == code.TotalSex && o.AgeGroup == "" && o.Dimension == "" && o.Value != nil {
			shown[o.Indicator+" "+o.Area.Code+" "+o.Period.String()] = o
		}
	}
	got := map[string]string{}
	for _, row := range readCSV(t, filepath.Join(dir, "peers", set.Name+".csv")) {
		got[row[0]+" "+row[1]+" "+row[2]] = row[4] + " " + row[5] + "/" + row[6]
	}
	want := map[string]string{}
	for _, info := range set.Indicators {
		for _, p := range set.Periods {
			for m, peers := range groups {
				sum, n := new(big.Rat), 0
				for _, peer := range peers {
					if o := shown[info.ID+" "+peer+" "+p.String()]; o != nil {
						value, _ := new(big.Rat).SetString(fmt.Sprintf("%.*f", info.Decimals, *o.Value))
						sum, n = sum.Add(sum, value), n+1
					}
				}
				if n >= 4 && info.Kind != "count" {
					// FloatString rounds half away from zero.
					want[info.ID+" "+m+" "+p.String()] = sum.Quo(sum, big.NewRat(int64(n), 1)).FloatString(info.Decimals) + fmt.Sprintf(" %d/7", n)
				}
			}
		}
	}
	if len(want) == 0 || len(got) != len(want) {
		t.Errorf("%d means, want %d", len(got), len(want))
	}
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s: %q, want %q", key, got[key], value)
			break
		}
	}
	var method struct {
		Method    code.Text
		Variables []struct{ Name code.Text }
		Weights   []struct{ Weights []float64 }
	}
	raw, err := os.ReadFile(filepath.Join(dir, "metadata", "peers.json"))
	if err == nil {
		err = json.Unmarshal(raw, &method)
	}
	if err != nil || method.Method.SV == "" || method.Method.EN == "" || len(method.Variables) != 4 || len(method.Weights) == 0 {
		t.Errorf("the method is not published: %+v, %v", method, err)
	}
}

// Services for the young and the old have other similar municipalities, and a
// large city is like none of the small ones.
func TestSimilarMunicipalitiesDependOnTheService(t *testing.T) {
	if got := publish.Peers("0180"); !slices.Contains(got, "1480") || !slices.Contains(got, "1280") {
		t.Errorf("Stockholm is like %v", got)
	}
	if publish.Peers("9999") != nil {
		t.Error("what is no municipality is like some")
	}
}

// Plain means of counties and the nation follow from the municipalities' shown
// values, whatever the indicator's own weighting.
func TestUnweightedMeansFollowFromTheMunicipalities(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 120, Years: 1, Seed: 9})
	dir := staged(t, e)
	set := &e.Sets[0]
	type place struct{ indicator, area, sex string }
	sums, counts := map[place]*big.Rat{}, map[place]int{}
	decimals := map[string]int{}
	for i := range set.Observations {
		o := &set.Observations[i]
		if o.Area.Type != area.Municipality || o.AgeGroup != "" || o.Dimension != "" || o.Value == nil {
			continue
		}
		decimals[o.Indicator] = o.Decimals
		for _, id := range area.Default().Above(o.Area.Code, area.Grains[1:]) {
			at := place{o.Indicator, id.Code, string(o.Sex)}
			if sums[at] == nil {
				sums[at] = new(big.Rat)
			}
			value, _ := new(big.Rat).SetString(fmt.Sprintf("%.*f", o.Decimals, *o.Value))
			sums[at].Add(sums[at], value)
			counts[at]++
		}
	}
	rows := readCSV(t, filepath.Join(dir, "unweighted", set.Name+".csv"))
	if len(rows) == 0 {
		t.Fatal("no means")
	}
	for _, row := range rows {
		at := place{row[0], row[2], row[4]}
		if n := counts[at]; n < 4 || row[6] != fmt.Sprint(n) || row[5] != new(big.Rat).Quo(sums[at], big.NewRat(int64(n), 1)).FloatString(decimals[at.indicator]) {
			t.Errorf("%v: %v", at, row)
			break
		}
	}
}
