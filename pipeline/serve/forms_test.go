package serve

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/parquet-go/parquet-go"

	"jamfor/pipeline/release"
)

// releasedTexts are the rows of a release as its CSV has them.
func releasedTexts(t testing.TB, id string) [][]string {
	t.Helper()
	var rows [][]string
	columns := release.Columns()
	for _, o := range published(t, id) {
		var row []string
		for _, c := range columns {
			row = append(row, c.Text(&o))
		}
		rows = append(rows, row)
	}
	return rows
}

// scaledText is a decimal as its scaled integer, so that 12.5 and 12.5000 are
// the same number.
func scaledText(t testing.TB, f field, text string) string {
	t.Helper()
	if f.kind != release.DecimalColumn || text == "" {
		return text
	}
	n, err := release.ScaledDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(n)
}

func sameTable(t *testing.T, form string, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%s: %d rows, want %d", form, len(got), len(want))
	}
	for i := range want {
		for j, f := range allFields()[:len(want[i])] {
			if got[i][j] != scaledText(t, f, want[i][j]) {
				t.Fatalf("%s: row %d, %s: %q, want %q", form, i, f.name, got[i][j], want[i][j])
			}
		}
	}
}

// Parquet and Arrow, whole, hold exactly what the released CSV holds.
func TestTablesAreTheReleasedRows(t *testing.T) {
	s := newServer(t, nil)
	want := releasedTexts(t, secondID)
	a := get(t, s, "/api/v1/observations", "Accept", arrowType)
	if a.status != 200 || a.header.Get("Content-Type") != arrowType || a.header.Get("X-Total-Count") != fmt.Sprint(len(want)) {
		t.Fatalf("%d %v", a.status, a.header)
	}
	sameTable(t, "arrow", readArrow(t, []byte(a.body)), want)
	p := get(t, s, "/api/v1/observations?format=parquet")
	if p.status != 200 || p.header.Get("Content-Type") != parquetType {
		t.Fatalf("%d %v", p.status, p.header)
	}
	sameTable(t, "parquet", readParquet(t, []byte(p.body)), want)
	again := newServer(t, nil)
	if get(t, again, "/api/v1/observations?format=parquet").body != p.body || get(t, again, "/api/v1/observations?format=arrow").body != a.body {
		t.Error("the same rows are other bytes from another server")
	}
	for _, form := range []string{"arrow", "parquet", "csv", "json"} { // no row, but a table
		if a := get(t, s, "/api/v1/observations?as_of=2020-01-01&format="+form); a.status != 200 || a.body == "" {
			t.Errorf("nothing as %s: %d", form, a.status)
		}
	}
}

func readArrow(t *testing.T, body []byte) [][]string {
	t.Helper()
	reader, err := ipc.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Release()
	if about := reader.Schema().Metadata(); about.FindKey("jamfor.releases") < 0 {
		t.Error("the schema does not name the release")
	}
	var rows [][]string
	for reader.Next() {
		batch := reader.RecordBatch()
		for i := range int(batch.NumRows()) {
			var row []string
			for _, column := range batch.Columns() {
				row = append(row, arrowText(column, i))
			}
			rows = append(rows, row)
		}
	}
	if err := reader.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func arrowText(column arrow.Array, i int) string {
	switch c := column.(type) {
	case *array.Decimal128:
		if c.IsValid(i) {
			return c.Value(i).BigInt().String()
		}
		return ""
	default:
		if column.IsValid(i) {
			return column.ValueStr(i)
		}
		return ""
	}
}

func readParquet(t *testing.T, body []byte) [][]string {
	t.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, group := range file.RowGroups() {
		reader := group.Rows()
		batch := make([]parquet.Row, 100)
		for {
			n, err := reader.ReadRows(batch)
			for _, r := range batch[:n] {
				var row []string
				for _, v := range r {
					text := v.String()
					if v.IsNull() {
						text = ""
					}
					row = append(row, text)
				}
				rows = append(rows, row)
			}
			if err != nil {
				break
			}
		}
		reader.Close()
	}
	return rows
}

func TestLimitsFollowTheForm(t *testing.T) {
	s := newServer(t, nil)
	all := len(published(t, secondID))
	for query, want := range map[string]int{"": min(all, defaultLimit), "format=csv": all, "format=csv&limit=7": 7, "format=csv&limit=50000": all} {
		a := get(t, s, "/api/v1/observations?"+query)
		got := strings.Count(a.body, "\r\n") - 1
		if query == "" {
			got = observations(t, s, query).Count
		}
		if got != want {
			t.Errorf("%q: %d rows, want %d", query, got, want)
		}
	}
	twice := get(t, s, "/api/v1/observations?format=csv&limit=1&fields=value,sex,value")
	if !strings.HasPrefix(twice.body, "value,sex\r\n") {
		t.Errorf("a field named twice: %q", twice.body)
	}
	form, found := map[string]string{"text/csv": "text/csv", parquetType: parquetType, arrowType: arrowType, "application/*": "application/json"}, 0
	for accept, want := range form {
		if a := get(t, s, "/api/v1/observations?limit=1", "Accept", accept); strings.HasPrefix(a.header.Get("Content-Type"), want) && slices.Contains(a.header.Values("Vary"), "Accept") {
			found++
		}
	}
	if found != len(form) {
		t.Errorf("%d of %d forms by Accept", found, len(form))
	}
}

// The API's Parquet begins with the columns of the release's own file, of the same
// types and in the same order, dates included.
func TestParquetAnswerHasTheReleasesColumns(t *testing.T) {
	s := newServer(t, nil)
	raw, err := os.ReadFile(filepath.Join(releasesDir(t), secondID, release.ParquetPath("missbruk")))
	if err != nil {
		t.Fatal(err)
	}
	answered := []byte(get(t, s, "/api/v1/observations?format=parquet").body)
	theirs, ours := parquetColumns(t, raw), parquetColumns(t, answered)
	if want := append(theirs, "set required STRING", "release required STRING"); !slices.Equal(ours, want) {
		t.Errorf("columns\n%v\nwant\n%v", ours, want)
	}
	released := readParquet(t, raw)
	for i, row := range readParquet(t, answered) {
		if !slices.Equal(row[:len(theirs)], released[i]) {
			t.Fatalf("row %d: %v, want %v", i, row, released[i])
		}
	}
	asked := get(t, s, "/api/v1/observations?format=csv&limit=1&period=2025&fields=period_start,period_end").body
	if asked != "period_start,period_end\r\n2025-01-01,2025-12-31\r\n" {
		t.Errorf("the days of a period: %q", asked)
	}
}

// parquetColumns tells each column's name, whether it is always filled, and type.
func parquetColumns(t *testing.T, raw []byte) []string {
	t.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range file.Schema().Fields() {
		need := "required"
		if f.Optional() {
			need = "optional"
		}
		list = append(list, f.Name()+" "+need+" "+f.Type().String())
	}
	return list
}
