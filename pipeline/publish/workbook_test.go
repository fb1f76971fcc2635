package publish_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// openWorkbook writes an edition and opens its workbook.
func openWorkbook(t *testing.T, e *release.Edition) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(staged(t, e), "tables", "missbruk.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// raw reads a sheet's stored values, not their display.
func raw(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func key(o observation.Observation) string {
	return strings.Join([]string{o.Indicator, string(o.Area.Type), o.Area.Code, o.Period.String(), string(o.Sex)}, " ")
}

func index(e *release.Edition) map[string]observation.Observation {
	all := map[string]observation.Observation{}
	for _, o := range e.Sets[0].Observations {
		all[key(o)] = o
	}
	return all
}

// shown is what a cell must hold for an observation.
func shown(o observation.Observation, number *float64) string {
	if number == nil {
		return o.Status.Mark()
	}
	return strconv.FormatFloat(*number, 'f', -1, 64)
}

// Every cell of the question sheets is the observation it stands for.
func TestQuestionSheetsAreTheObservations(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 60, Seed: 4})
	f := openWorkbook(t, e)
	all := index(e)
	sexes := map[string]code.Sex{"Totalt": "T", "Kvinnor": "K", "Män": "M"}
	types := map[string]area.Type{"Kommun": area.Municipality, "Län": area.County, "Kommungrupp": area.MunicipalityGroup, "Riket": area.Nation}
	checked := 0
	for _, sheet := range []string{"Behov", "Insatser", "Förändring", "Mål", "Brukarnas syn", "Arbetssätt", "Resurser"} {
		rows := raw(t, f, sheet)
		display, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		head := rows[4]
		if head[0] != "Kod" || head[2] != "Områdestyp" {
			t.Fatalf("%s: header %v", sheet, head)
		}
		if rows[5][0] != area.NationCode || rows[6][2] != "Kommun" {
			t.Errorf("%s: the nation does not stand above the municipalities", sheet)
		}
		for line, row := range rows[5:] {
			for column := 5; column < len(head); column++ {
				indicator, what, _ := strings.Cut(head[column], " ")
				sex, isValue := sexes[what]
				o := all[key(observation.Observation{Indicator: indicator, Area: area.ID{Type: types[row[2]], Code: row[0]}, Period: code.Year(2025), Sex: code.Sex(cmpOr(string(sex), "T"))})]
				want := shown(o, o.Value)
				if !isValue {
					want = shown(o, o.Change)
				}
				got := ""
				if column < len(row) {
					got = row[column]
				}
				if got != want {
					t.Errorf("%s %s %s %s: got %q, want %q", sheet, row[0], row[2], head[column], got, want)
				}
				if number, err := strconv.ParseFloat(want, 64); err == nil {
					checkDisplay(t, display[line+5][column], number)
				}
				checked++
			}
		}
	}
	if want := (60 + 31) * (4*10 - 0); checked != want {
		t.Errorf("%d cells checked, want %d", checked, want)
	}
}

// checkDisplay reads a number as people see it in a cell, signs and star aside.
func checkDisplay(t *testing.T, text string, want float64) {
	t.Helper()
	plain := strings.NewReplacer("▲", "", "●", "", "▼", "", "*", "", "+", "", ",", "", " ", "", "\u2212", "-").Replace(text)
	if got, err := strconv.ParseFloat(plain, 64); err != nil || got != want {
		t.Errorf("a cell shows %q for %v", text, want)
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func TestSeriesSheetIsTheObservations(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 25, Seed: 4})
	f := openWorkbook(t, e)
	all := index(e)
	sexes := map[string]code.Sex{"Totalt": "T", "Kvinnor": "K", "Män": "M"}
	types := map[string]area.Type{"Kommun": area.Municipality, "Län": area.County, "Kommungrupp": area.MunicipalityGroup, "Riket": area.Nation}
	rows := raw(t, f, "Tidsserie")
	seen := 0
	for _, row := range rows[4:] {
		for i, year := range []int{2023, 2024, 2025} {
			o, ok := all[key(observation.Observation{Indicator: row[0], Area: area.ID{Type: types[row[4]], Code: row[2]}, Period: code.Year(year), Sex: sexes[row[5]]})]
			if !ok {
				t.Fatalf("no observation for %v", row)
			}
			if got, want := row[6+i], shown(o, o.Value); got != want {
				t.Errorf("%s: got %q, want %q", key(o), got, want)
			}
			seen++
		}
	}
	if seen != len(e.Sets[0].Observations) {
		t.Errorf("%d values, %d observations", seen, len(e.Sets[0].Observations))
	}
}

func TestWorkbookIsPlainAndUsable(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 40, Seed: 5})
	f := openWorkbook(t, e)
	want := []string{
		"Om tabellerna", "Behov", "Insatser", "Förändring", "Mål", "Brukarnas syn", "Arbetssätt", "Resurser",
		"Tidsserie", "Rangordning", "Osäkerhet", "Definitioner", "Kvalitet", "Leveranser",
	}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %v", got)
	}
	for _, sheet := range want {
		merged, err := f.GetMergeCells(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range merged { // titles above the table may be
			if _, row, err := excelize.CellNameToCoordinates(m.GetEndAxis()); err != nil || row > 4 {
				t.Errorf("%s: merged cells %v in the data", sheet, m)
			}
		}
		rows := raw(t, f, sheet)
		if !strings.Contains(rows[1][0], "SYNTETISKA DATA") {
			t.Errorf("%s does not say that it is synthetic", sheet)
		}
		panes, err := f.GetPanes(sheet)
		if sheet != "Om tabellerna" && sheet != "Kvalitet" && (err != nil || !panes.Freeze) {
			t.Errorf("%s: panes are not frozen: %+v %v", sheet, panes, err)
		}
	}
	filters := 0
	for _, name := range f.GetDefinedName() {
		if name.Name == "_xlnm._FilterDatabase" {
			filters++
		}
	}
	if filters != 12 {
		t.Errorf("%d sheets have filters, want 12", filters)
	}
	properties, err := f.GetDocProps()
	if err != nil || properties.Created != "2026-03-01T00:00:00Z" || properties.Modified != properties.Created || properties.Creator != e.Publisher {
		t.Errorf("properties %+v %v", properties, err)
	}
}

// A value's cell is a number whose format carries the sign of its band.
func TestBandsHaveColourAndSign(t *testing.T) {
	e := releasetest.Edition(releasetest.Options{Municipalities: 60, Seed: 4})
	f := openWorkbook(t, e)
	all := index(e)
	signs := map[int]string{1: "▲", 2: "●", 3: "●", 4: "▼"}
	rows := raw(t, f, "Insatser")
	found := map[string]int{}
	for i, row := range rows[5:] {
		if row[2] != "Kommun" {
			continue
		}
		o := all[key(observation.Observation{Indicator: "J35003", Area: area.ID{Type: area.Municipality, Code: row[0]}, Period: code.Year(2025), Sex: code.TotalSex})]
		cell := "F" + strconv.Itoa(i+6)
		id, err := f.GetCellStyle("Insatser", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if o.Quartile == nil {
			if style.Fill.Pattern != 0 || style.CustomNumFmt != nil && strings.ContainsAny(*style.CustomNumFmt, "▲●▼") {
				t.Errorf("%s is coloured without a quartile", cell)
			}
			continue
		}
		sign := signs[*o.Quartile]
		if style.CustomNumFmt == nil || !strings.HasPrefix(*style.CustomNumFmt, `"`+sign+`"`) || len(style.Fill.Color) != 1 {
			t.Errorf("%s in quartile %d has format %v and fill %v", cell, *o.Quartile, style.CustomNumFmt, style.Fill.Color)
		}
		kind, err := f.GetCellType("Insatser", cell)
		if err != nil || kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset {
			t.Errorf("%s is of type %v", cell, kind)
		}
		found[sign]++
	}
	if len(found) != 3 {
		t.Errorf("bands found: %v", found)
	}
	// Without a direction there is no colour.
	id, err := f.GetCellStyle("Resurser", "F20")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.CustomNumFmt != nil && strings.ContainsAny(*style.CustomNumFmt, "▲●▼") {
		t.Error("costs are coloured", err)
	}
}
