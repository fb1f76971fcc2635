package publish

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// anyRow draws an observation of any look that columns can hold.
func anyRow(t *rapid.T) observation.Observation {
	o := observation.Observation{
		Indicator: rapid.StringMatching(`J[23][0-9]{4}`).Draw(t, "indicator"),
		Area:      area.ID{Type: rapid.SampledFrom(area.Grains).Draw(t, "grain"), Code: rapid.StringMatching(`[0-9]{2,4}`).Draw(t, "code")},
		AreaName:  rapid.StringMatching(`[A-ZÅÄÖ][a-zåäö" ,;=+-]{1,10}`).Draw(t, "name"),
		Period:    code.Year(rapid.IntRange(2000, 2030).Draw(t, "year")),
		Sex:       rapid.SampledFrom(code.PublishedSexes).Draw(t, "sex"),
		AgeGroup:  rapid.SampledFrom([]string{"", "0-17"}).Draw(t, "age"),
		Status:    rapid.SampledFrom([]code.Status{code.OK, code.Suppressed, code.Missing, code.NotApplicable}).Draw(t, "status"),
		Flags:     rapid.SampledFrom([][]code.Flag{nil, {code.Provisional}, {code.Revised, code.Break}}).Draw(t, "flags"),
		Decimals:  rapid.IntRange(0, 4).Draw(t, "decimals"),
		Reason:    rapid.SampledFrom([]string{"", "liten_bas"}).Draw(t, "reason"),
		Category:  rapid.SampledFrom([]string{"", "egen bostad"}).Draw(t, "category"),
	}
	if o.Status != code.OK {
		return o
	}
	value := rapid.Float64Range(-1e9, 1e9).Draw(t, "value")
	rank, persons := rapid.IntRange(1, 290).Draw(t, "rank"), rapid.Int64Range(0, 1e10).Draw(t, "persons")
	o.Value, o.Upper95, o.Rank, o.Persons = &value, &value, &rank, &persons
	o.Numerator = rapid.SampledFrom([]string{"", "0", "118", "-7.25", "99999999999.5"}).Draw(t, "numerator")
	o.VsNation = rapid.SampledFrom([]string{"", "better"}).Draw(t, "versus")
	return o
}

// writeFormat writes one file of an edition into memory.
func writeFormat(t interface{ Fatal(...any) }, f format) []byte {
	var buffer bytes.Buffer
	if _, err := f.write(background(t), &buffer, ""); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// TestCSVAndParquetAgree holds both data files against the observations, column
// by column.
func TestCSVAndParquetAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &release.Set{SetInfo: release.SetInfo{Name: "x"}, Observations: rapid.SliceOfN(rapid.Custom(anyRow), 0, 8).Draw(t, "rows")}
		e := &release.Edition{ID: "x-1", Synthetic: rapid.Bool().Draw(t, "synthetic")}
		want := wantTexts(e, s)
		if diff := cmp.Diff(want, readCSVTexts(t, writeFormat(t, csvFormat(e, s)))); diff != "" {
			t.Fatal("CSV:", diff)
		}
		if diff := cmp.Diff(canonicalDecimals(want), canonicalDecimals(readParquetTexts(t, writeFormat(t, parquetFormat(e, s))))); diff != "" {
			t.Fatal("Parquet:", diff)
		}
	})
}

// wantTexts writes out what rows must say, apart from the code under test: the
// synthetic flag is added here anew.
func wantTexts(e *release.Edition, s *release.Set) [][]string {
	rows := [][]string{}
	for i := range s.Observations {
		var row []string
		for _, c := range release.Columns() {
			text := c.Text(&s.Observations[i])
			if c.Name == "flags" && e.Synthetic {
				text = strings.TrimSpace(text + " synthetic")
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows
}

func readCSVTexts(t interface{ Fatal(...any) }, raw []byte) [][]string {
	rows := [][]string{}
	for o, err := range release.ReadCSV(bytes.NewReader(raw)) {
		if err != nil {
			t.Fatal(err)
		}
		var row []string
		for _, c := range release.Columns() {
			row = append(row, c.Text(&o))
		}
		rows = append(rows, row)
	}
	return rows
}

func readParquetTexts(t interface{ Fatal(...any) }, raw []byte) [][]string {
	file, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	columns := release.Columns()
	rows := [][]string{}
	for _, group := range file.RowGroups() {
		reader := group.Rows()
		buffer := make([]parquet.Row, 16)
		for {
			n, err := reader.ReadRows(buffer)
			for _, row := range buffer[:n] {
				texts := make([]string, len(columns))
				for _, v := range row[:len(columns)] {
					texts[v.Column()] = parquetText(columns[v.Column()], v)
				}
				rows = append(rows, texts)
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := reader.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return rows
}

func parquetText(c release.Column, v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case c.Kind == release.DecimalColumn:
		return strconv.FormatInt(v.Int64(), 10) + "e-4"
	case v.Kind() == parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	case v.Kind() == parquet.Int32:
		return strconv.FormatInt(int64(v.Int32()), 10)
	default:
		return string(v.ByteArray())
	}
}

// canonicalDecimals brings "12.50" and "125000e-4" to one form.
func canonicalDecimals(rows [][]string) [][]string {
	for _, row := range rows {
		for i, c := range release.Columns() {
			if c.Kind != release.DecimalColumn || row[i] == "" || strings.HasSuffix(row[i], "e-4") {
				continue
			}
			whole, fraction, _ := strings.Cut(row[i], ".")
			digits := whole + fraction + strings.Repeat("0", 4-len(fraction))
			n, err := strconv.ParseInt(digits, 10, 64)
			if err != nil {
				panic(err)
			}
			row[i] = strconv.FormatInt(n, 10) + "e-4"
		}
	}
	return rows
}

func TestParquetSchema(t *testing.T) {
	e := &release.Edition{ID: "x-1", Version: 3, Synthetic: true, ProgramVersion: "0.1.0", Publisher: "Exempelmyndigheten"}
	s := &release.Set{SetInfo: release.SetInfo{Name: "x"}}
	raw := writeFormat(t, parquetFormat(e, s))
	file, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var names, types []string
	for _, f := range file.Schema().Fields() {
		names = append(names, f.Name())
		types = append(types, f.Name()+" "+f.Type().String()+map[bool]string{true: " optional"}[f.Optional()])
	}
	var want []string
	for _, c := range release.Columns() {
		want = append(want, c.Name)
	}
	want = append(want, "period_start", "period_end")
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	for _, line := range []string{"indicator STRING", "value DECIMAL(18,4) optional", "rank INT(32,true) optional", "persons INT(64,true) optional", "status STRING", "period_start DATE"} {
		if !strings.Contains(strings.Join(types, "\n"), line) {
			t.Errorf("the schema lacks %q: %v", line, types)
		}
	}
	for key, want := range map[string]string{"jamfor.release": "x-1", "jamfor.version": "3", "jamfor.synthetic": "true", "jamfor.publisher": "Exempelmyndigheten"} {
		if got, _ := file.Lookup(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := file.Metadata().CreatedBy; got != "jamfor version 0.1.0(build )" && !strings.HasPrefix(got, "jamfor version 0.1.0") {
		t.Errorf("created by %q", got)
	}
}
