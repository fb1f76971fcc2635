package release_test

import (
	"bytes"
	"encoding/csv"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// anyObservation draws an observation of any look that a row can hold.
func anyObservation(t *rapid.T) observation.Observation {
	decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
	number := func(name string) *float64 {
		if rapid.Bool().Draw(t, name+" null") {
			return nil
		}
		text := new(big.Rat).SetFrac64(rapid.Int64Range(-1e9, 1e9).Draw(t, name), int64pow10(decimals)).FloatString(decimals)
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		if v == 0 {
			v = 0 // no minus zero: it is written as zero
		}
		return &v
	}
	integer := func(name string) *int {
		if rapid.Bool().Draw(t, name+" null") {
			return nil
		}
		n := rapid.IntRange(0, 1e6).Draw(t, name)
		return &n
	}
	text := rapid.StringMatching(`[A-Za-zÅÄÖåäö "',;=-]{0,12}`)
	o := observation.Observation{
		Indicator: "J" + strconv.Itoa(rapid.IntRange(20000, 39999).Draw(t, "id")),
		Area:      area.ID{Type: rapid.SampledFrom(area.Grains).Draw(t, "grain"), Code: "0114"},
		AreaName:  "x" + text.Draw(t, "name"),
		Period:    code.Year(rapid.IntRange(2000, 2030).Draw(t, "year")),
		Sex:       rapid.SampledFrom(code.PublishedSexes).Draw(t, "sex"),
		AgeGroup:  text.Draw(t, "age"),
		Value:     number("value"), Lower95: number("lower"), Upper95: number("upper"),
		Lower998: number("lower998"), Upper998: number("upper998"), Change: number("change"),
		Numerator: rapid.SampledFrom([]string{"", "0", "118", "1204.50", "-3.5"}).Draw(t, "numerator"), Denominator: rapid.SampledFrom([]string{"", "7"}).Draw(t, "denominator"),
		Status: rapid.SampledFrom([]code.Status{code.OK, code.Missing, code.NotApplicable, code.Suppressed}).Draw(t, "status"),
		Flags:  rapid.SampledFrom([][]code.Flag{nil, {code.Provisional}, {code.Revised, code.Break}}).Draw(t, "flags"),
		Rank:   integer("rank"), RankOf: integer("of"), Quartile: integer("quartile"),
		CoverageN: integer("n"), CoverageOf: integer("of"),
		VsNation: text.Draw(t, "versus"), Method: text.Draw(t, "method"), Trend: text.Draw(t, "trend"), Reason: text.Draw(t, "reason"),
		Dimension: text.Draw(t, "dimension"), Category: text.Draw(t, "category"),
	}
	if o.Value != nil {
		o.Decimals = decimals
	} else {
		o.Lower95, o.Upper95, o.Lower998, o.Upper998, o.Change = nil, nil, nil, nil, nil
	}
	return o
}

func int64pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func TestRowsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := []observation.Observation{anyObservation(t), anyObservation(t)}
		var buffer bytes.Buffer
		if err := writeCSV(&buffer, &release.Set{Observations: want}); err != nil {
			t.Fatal(err)
		}
		var got []observation.Observation
		for o, err := range release.ReadCSV(&buffer) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, o)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(code.Period{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestColumnsBeginAsTheFormatSays(t *testing.T) {
	want := "indicator,area_code,area_name,area_type,period,sex,age_group,value,numerator,denominator,lower95,upper95,status,flags,rank,rank_of,quartile,vs_nation," +
		"persons,lower998,upper998,method,change,trend,reason,paired_share,coverage_n,coverage_of,dimension,category"
	var got []string
	for _, c := range release.Columns() {
		got = append(got, c.Name)
		if c.Meaning.SV == "" || c.Meaning.EN == "" {
			t.Errorf("column %s has no meaning", c.Name)
		}
	}
	if diff := cmp.Diff(strings.Split(want, ","), got); diff != "" {
		t.Error(diff)
	}
}

func TestNumberTexts(t *testing.T) {
	column := map[string]release.Column{}
	for _, c := range release.Columns() {
		column[c.Name] = c
	}
	for _, tt := range []struct {
		column   string
		value    float64
		decimals int
		want     string
	}{
		{"value", 12.5, 1, "12.5"},
		{"value", 12, 2, "12.00"},
		{"value", 0.1 + 0.2, 1, "0.3"},
		{"value", -0.04, 1, "0.0"},
		{"value", -1.5, 1, "-1.5"},
		{"value", 1234567, 0, "1234567"},
		{"paired_share", 87.3, 0, "87.3"},
		{"paired_share", 100, 0, "100"},
		{"paired_share", 0, 0, "0"},
		{"paired_share", 66.66666, 0, "66.6667"},
	} {
		o := observation.Observation{Value: &tt.value, PairedShare: &tt.value, Decimals: tt.decimals}
		if got := column[tt.column].Text(&o); got != tt.want {
			t.Errorf("%s %g: got %q, want %q", tt.column, tt.value, got, tt.want)
		}
	}
}

func TestScaledDecimal(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "118": 1180000, "1204.50": 12045000, "-0.5": -5000, "0.0001": 1, "99999999999999.9999": 999999999999999999,
	} {
		if got, err := release.ScaledDecimal(text); err != nil || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "-", ".5", "5.", "1e3", "+1", " 1", "1,5", "0.00001", "100000000000000", "NaN", "--1", "1.-5"} {
		if got, err := release.ScaledDecimal(text); err == nil {
			t.Errorf("%q was read as %d", text, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-999999999999999999, 999999999999999999).Draw(t, "scaled")
		text := new(big.Rat).SetFrac64(n, 10000).FloatString(4)
		if got, err := release.ScaledDecimal(text); err != nil || got != n {
			t.Fatalf("%q: got %d, want %d (%v)", text, got, n, err)
		}
	})
}

func FuzzReadCSV(f *testing.F) {
	var buffer bytes.Buffer
	e := small(1)
	e.Sets[0].Observations = e.Sets[0].Observations[:3]
	if err := writeCSV(&buffer, &e.Sets[0]); err != nil {
		f.Fatal(err)
	}
	f.Add(buffer.Bytes())
	f.Add([]byte("indicator,area_code\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		columns := release.Columns()
		for o, err := range release.ReadCSV(bytes.NewReader(raw)) {
			if err != nil {
				return
			}
			for _, c := range columns {
				if c.Kind == release.DecimalColumn && c.Text(&o) != "" {
					if _, err := release.ScaledDecimal(c.Text(&o)); err != nil {
						t.Errorf("column %s: %v", c.Name, err)
					}
				}
			}
		}
	})
}

func TestReadCSVNamesTheLine(t *testing.T) {
	var buffer bytes.Buffer
	e := small(1)
	if err := writeCSV(&buffer, &e.Sets[0]); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&buffer).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	records[3][14] = "first"
	var bad bytes.Buffer
	if err := csv.NewWriter(&bad).WriteAll(records); err != nil {
		t.Fatal(err)
	}
	var got error
	for _, err := range release.ReadCSV(&bad) {
		got = err
	}
	if got == nil || !strings.Contains(got.Error(), "line 4") || !strings.Contains(got.Error(), "rank") {
		t.Errorf("got %v", got)
	}
}
