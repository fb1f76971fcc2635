package publish_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jamfor/pipeline/area"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// cellKey names a value of the cubes and the workbook: area type, area, sex,
// indicator, period. A cube has no area type: codes are unique in it.
type cellKey struct{ area, sex, indicator, period string }

// cellText is a value as scaled integer text ("" for none), its mark, and the name
// of a cell that is of participating municipalities only.
type cellText struct{ value, mark, name string }

// TestEveryFormatIsTheParquet draws releases and reads every format back: each
// says exactly what the release's Parquet says.
func TestEveryFormatIsTheParquet(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		opt := rapid.Custom(func(t *rapid.T) releasetest.Options {
			return releasetest.Options{
				Municipalities: rapid.IntRange(2, 10).Draw(t, "municipalities"),
				Years:          rapid.IntRange(1, 3).Draw(t, "years"), Seed: rapid.Uint64().Draw(t, "seed"),
			}
		}).Example(int(seed))
		dir := staged(t, releasetest.Edition(opt))
		want := readFile(t, dir, "data/missbruk.parquet")
		rows := publish.CanonicalDecimals(publish.ReadParquetTexts(t, want))
		if len(rows) == 0 {
			t.Fatalf("%+v: no rows", opt)
		}
		if diff := cmp.Diff(rows, readCSVRows(t, readFile(t, dir, "data/missbruk.csv"), ',')); diff != "" {
			t.Errorf("%+v: CSV: %s", opt, diff)
		}
		excel, _ := bytes.CutPrefix(readFile(t, dir, "tables/missbruk.excel.csv"), []byte("\ufeff"))
		if diff := cmp.Diff(rows, readCSVRows(t, excel, ';')); diff != "" {
			t.Errorf("%+v: Excel CSV: %s", opt, diff)
		}
		cells := cellsOf(rows)
		named := slices.ContainsFunc(slices.Collect(maps.Values(cells)), func(c cellText) bool { return c.name != "" })
		if opt.Municipalities < 5 && !named {
			t.Errorf("%+v: no row is of participating municipalities only", opt)
		}
		for format, got := range map[string]map[cellKey]cellText{
			"JSON-stat": jsonstatCells(t, dir), "PX": pxCells(t, dir), "workbook": workbookCells(t, dir),
		} {
			for key, cell := range cells {
				if format == "workbook" { // its sheet of all periods marks the cell instead
					cell.name = ""
				}
				if got[key] != cell {
					t.Errorf("%+v: %s: %v is %v, want %v", opt, format, key, got[key], cell)
				}
				delete(got, key)
			}
			for key, extra := range got { // a cube's combinations that are not published
				if extra.value != "" || extra.name != "" || extra.mark != "." && extra.mark != "" {
					t.Errorf("%+v: %s has %v at %v, which is not published", opt, format, extra, key)
				}
			}
		}
	}
}

func readFile(t *testing.T, dir, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// readCSVRows reads a CSV of either spelling, without the columns that only the
// Excel variant has.
func readCSVRows(t *testing.T, raw []byte, comma rune) [][]string {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(raw))
	reader.Comma = comma
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := release.Columns()
	rows = rows[1:]
	for n, row := range rows {
		for i, c := range columns {
			if c.Kind == release.DecimalColumn && comma == ';' {
				row[i] = strings.Replace(row[i], ",", ".", 1)
			}
			row[i] = strings.TrimPrefix(row[i], "'")
		}
		rows[n] = row[:len(columns)]
	}
	return publish.CanonicalDecimals(rows)
}

// cellsOf picks the rows that cubes and the workbook's series hold.
func cellsOf(rows [][]string) map[cellKey]cellText {
	at := func(name string) int {
		return slices.IndexFunc(release.Columns(), func(c release.Column) bool { return c.Name == name })
	}
	marks := map[string]string{"ok": "", "suppressed": "..", "missing": "-", "not_applicable": "."}
	cells := map[cellKey]cellText{}
	for _, row := range rows {
		if row[at("age_group")] != "" || row[at("dimension")] != "" {
			continue
		}
		key := cellKey{row[at("area_code")], row[at("sex")], row[at("indicator")], row[at("period")]}
		cell := cellText{value: row[at("value")], mark: marks[row[at("status")]]}
		if name := row[at("area_name")]; name != area.Default().Name(area.ID{Type: area.Type(row[at("area_type")]), Code: row[at("area_code")]}).SV {
			cell.name = name
		}
		cells[key] = cell
	}
	return cells
}

// scaled brings plain decimal text to the form of the Parquet's texts.
func scaled(t *testing.T, text string) string {
	t.Helper()
	if text == "" {
		return ""
	}
	n, err := release.ScaledDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(n, 10) + "e-4"
}

func jsonstatCells(t *testing.T, dir string) map[cellKey]cellText {
	t.Helper()
	var d jsonStat
	if err := json.Unmarshal(readFile(t, dir, "jsonstat/missbruk.json"), &d); err != nil {
		t.Fatal(err)
	}
	cells := map[cellKey]cellText{}
	for at, v := range d.Value {
		codes := position(d, at)
		cell := cellText{mark: d.Status[strconv.Itoa(at)], name: d.Extension.AreaName[strconv.Itoa(at)]}
		if v != nil {
			cell.value = scaled(t, v.String())
		}
		cells[cellKey{codes[0], codes[1], codes[2], codes[3]}] = cell
	}
	return cells
}

func pxCells(t *testing.T, dir string) map[cellKey]cellText {
	t.Helper()
	keywords, data := readPX(t, filepath.Join(dir, "px", "missbruk.px"))
	marks := map[string]string{`".."`: "..", `"..."`: "-", `"."`: "."}
	cells, at := map[cellKey]cellText{}, 0
	names := func(variable string) []string { return keywords[`VALUES("`+variable+`")`] }
	for a, place := range keywords[`CODES("område")`] {
		for s, sex := range keywords[`CODES("kön")`] {
			for i, indicator := range keywords[`CODES("indikator")`] {
				for _, period := range keywords[`CODES("period")`] {
					cell := cellText{mark: marks[data[at]]}
					for _, sexes := range []string{"*", names("kön")[s]} {
						if note := keywords[`CELLNOTE("`+names("område")[a]+`","`+sexes+`","`+names("indikator")[i]+`","`+period+`")`]; len(note) == 1 {
							cell.name = note[0]
						}
					}
					if cell.mark == "" {
						cell.value = scaled(t, data[at])
					}
					cells[cellKey{place, sex, indicator, period}] = cell
					at++
				}
			}
		}
	}
	return cells
}

// workbookCells reads the sheet of all periods.
func workbookCells(t *testing.T, dir string) map[cellKey]cellText {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(dir, "tables", "missbruk.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := raw(t, f, "Tidsserie")
	sexes := map[string]string{"Totalt": "T", "Kvinnor": "K", "Män": "M"}
	cells := map[cellKey]cellText{}
	periods := rows[3][6 : len(rows[3])-2]
	for _, row := range rows[4:] {
		for i, period := range periods {
			if 6+i >= len(row) || row[6+i] == "" {
				continue
			}
			cell := cellText{}
			if text := row[6+i]; text == ".." || text == "-" || text == "." {
				cell.mark = text
			} else {
				cell.value = scaled(t, text)
			}
			cells[cellKey{row[2], sexes[row[5]], row[0], period}] = cell
		}
	}
	return cells
}
