package run_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// The slow path: plain Go over the CSV, knowing nothing of mappings, lakes or
// SQL. It counts what a person with the file and a spreadsheet would count.

// patient is one row of the trials' file.
type patient struct {
	municipality                   string
	sex                            string // K, M, U
	before, during, after          int    // days with opioids of 28
	hasBefore, hasDuring, hasAfter bool
}

// tally holds one cell's sums.
type tally struct {
	persons, women, known int64 // known: of known sex
	baseN, baseSum        int64
	pairN, pairSum        int64
	latestN, latestSum    int64
}

func (p patient) into(t *tally) {
	t.persons++
	if p.sex != "U" {
		t.known++
	}
	if p.sex == "K" {
		t.women++
	}
	if p.hasBefore {
		t.baseN++
		t.baseSum += int64(p.before)
	}
	switch {
	case p.hasBefore && p.hasAfter:
		t.pairN++
		t.pairSum += int64(p.after - p.before)
		t.latestN++
		t.latestSum += int64(p.after - p.before)
	case p.hasBefore && p.hasDuring:
		t.latestN++
		t.latestSum += int64(p.during - p.before)
	}
}

// sitePattern reads the site table out of the mapping by its look, not by the
// mapping's own reader.
var sitePattern = regexp.MustCompile(`(?m)^\s+"(\d+)": "(\d{4})"`)

func readPatients(t *testing.T, path, mapping string) []patient {
	t.Helper()
	raw, err := os.ReadFile(mapping)
	if err != nil {
		t.Fatal(err)
	}
	sites := map[string]string{}
	for _, m := range sitePattern.FindAllStringSubmatch(string(raw), -1) {
		sites[m[1]] = m[2]
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	head, err := reader.Read()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range head {
		at[name] = i
	}
	var all []patient
	for {
		row, err := reader.Read()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		days := func(column string) (int, bool) {
			n, err := strconv.Atoi(row[at[column]])
			return n, err == nil
		}
		p := patient{municipality: sites[row[at["site_masked"]]], sex: row[at["sex"]]}
		if p.municipality == "" {
			t.Fatalf("site %q has no municipality", row[at["site_masked"]])
		}
		if p.sex == "" {
			p.sex = "U"
		}
		p.before, p.hasBefore = days("tlfb_opioid_days_base28")
		if row[at["observed_wk9_12"]] == "1" {
			p.during, p.hasDuring = days("tlfb_opioid_days_wk9_12")
		}
		if row[at["observed_wk21_24"]] == "1" {
			p.after, p.hasAfter = days("tlfb_opioid_days_wk21_24")
		}
		all = append(all, p)
	}
}

type cellKey struct {
	area area.ID
	sex  string
}

// tallies sums patients into every area and sex, U in the totals only.
func tallies(patients []patient) map[cellKey]*tally {
	all := map[cellKey]*tally{}
	registry := area.Default()
	for _, p := range patients {
		sexes := []string{"T"}
		if p.sex != "U" {
			sexes = append(sexes, p.sex)
		}
		for _, id := range registry.Above(p.municipality, area.Grains) {
			for _, sex := range sexes {
				key := cellKey{id, sex}
				if all[key] == nil {
					all[key] = &tally{}
				}
				p.into(all[key])
			}
		}
	}
	return all
}

// want is what an indicator must show: numerator, denominator and value =
// numerator / denominator × multiplier.
func want(indicator string, t tally) (numerator, denominator int64, multiplier int64, known bool) {
	switch indicator {
	case "J35001":
		return t.persons, 0, 1, true
	case "J35003":
		return t.women, t.known, 100, true
	case "J35034":
		return t.baseSum, t.baseN, 1, true
	case "J35023":
		return t.pairSum, t.pairN, 1, true
	case "J35025":
		return t.latestSum, t.latestN, 1, true
	}
	return 0, 0, 0, false
}

// holdAgainst compares every shown observation of the indicators above with the
// slow path and returns how many there were, by indicator.
func holdAgainst(t *testing.T, dir string, expected map[cellKey]*tally) (shown, hidden map[string]int) {
	t.Helper()
	shown, hidden = map[string]int{}, map[string]int{}
	for o, err := range release.Rows(dir, "missbruk") {
		if err != nil {
			t.Fatal(err)
		}
		if o.AgeGroup != "" || o.Dimension != "" {
			continue // the slow path counts all ages together
		}
		sums := expected[cellKey{o.Area, string(o.Sex)}]
		if sums == nil {
			sums = &tally{}
		}
		numerator, denominator, multiplier, known := want(o.Indicator, *sums)
		if !known {
			continue
		}
		where := fmt.Sprintf("%s %s %s %s", o.Indicator, o.Area.Type, o.Area.Code, o.Sex)
		small := func(n int64) bool { return n > 0 && n < 5 }
		switch o.Status {
		case code.Suppressed:
			hidden[o.Indicator]++
			if o.Value != nil || o.Numerator != "" || o.Denominator != "" || o.Lower95 != nil || o.Rank != nil {
				t.Errorf("%s: suppressed and shows something", where)
			}
			continue
		case code.OK:
			shown[o.Indicator]++
		case code.Missing:
			if sums.persons > 0 {
				t.Errorf("%s: missing, yet %d persons were delivered", where, sums.persons)
			}
			continue
		default:
			continue
		}
		if small(numerator) && denominator == 0 || small(denominator) || o.Indicator == "J35003" && (small(numerator) || small(denominator-numerator)) {
			t.Errorf("%s: %d of %d is shown", where, numerator, denominator)
		}
		if got := o.Numerator; !sameNumber(got, numerator) {
			t.Errorf("%s: numerator %s, want %d", where, got, numerator)
		}
		if denominator != 0 && !sameNumber(o.Denominator, denominator) {
			t.Errorf("%s: denominator %s, want %d", where, o.Denominator, denominator)
		}
		checkValue(t, where, o, numerator, max(denominator, 1), multiplier)
	}
	return shown, hidden
}

func sameNumber(text string, n int64) bool {
	got, ok := new(big.Rat).SetString(text)
	return ok && got.Cmp(new(big.Rat).SetInt64(n)) == 0
}

// checkValue wants the published value within half a unit of its last decimal.
func checkValue(t *testing.T, where string, o observation.Observation, numerator, denominator, multiplier int64) {
	t.Helper()
	if o.Value == nil {
		t.Errorf("%s: ok without a value", where)
		return
	}
	exact, _ := new(big.Rat).Mul(big.NewRat(numerator, denominator), big.NewRat(multiplier, 1)).Float64()
	half := 0.5
	for range o.Decimals {
		half /= 10
	}
	if d := *o.Value - exact; d > half+1e-9 || d < -half-1e-9 {
		t.Errorf("%s: value %v, want %v", where, *o.Value, exact)
	}
}

// A real data set that nobody here wrote, from its file to a release, held
// against the slow path.
func TestRealTrialsGoTheWholeWay(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "data", "real", "ctn0094_person_fore_efter.csv")
	if _, err := os.Stat(data); err != nil {
		t.Skip("the trials' file (public.ctn0094data) is not beside this repository; the sample below covers the path")
	}
	shown, hidden := wholeWay(t, data)
	t.Logf("shown %v, hidden %v", shown, hidden)
	for _, indicator := range []string{"J35001", "J35003", "J35023", "J35025", "J35034"} {
		if shown[indicator] < 25 { // the trial is small: the age classes beside J35001 cost some of J35003
			t.Errorf("%s: only %d observations are shown", indicator, shown[indicator])
		}
	}
}

// The same way with a small invented file of the same layout, always.
func TestSampleTrialsGoTheWholeWay(t *testing.T) {
	shown, hidden := wholeWay(t, filepath.Join("..", "..", "testdata", "mappings", "ctn0094_sample.csv"))
	t.Logf("shown %v, hidden %v", shown, hidden)
	if shown["J35001"] == 0 || hidden["J35001"] == 0 {
		t.Errorf("the sample shows %d and hides %d counts; want some of both", shown["J35001"], hidden["J35001"])
	}
}

// wholeWay takes a file through the mapping, the lake, the cells, disclosure
// control and the release.
func wholeWay(t *testing.T, data string) (shown, hidden map[string]int) {
	t.Helper()
	mapping := filepath.Join("..", "..", "testdata", "mappings", "ctn0094.yaml")
	p := newPipeline(t)
	inbox := filepath.Join(p.Workspace.Dir, "inbox")
	copyFile(t, data, filepath.Join(inbox, "missbruk_multi_2025_1.csv"))
	copyFile(t, mapping, filepath.Join(inbox, "missbruk_multi_2025_1.mappning.yaml"))
	summary, err := p.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if summary.Ingest.Accepted != 1 {
		report, _ := filepath.Glob(filepath.Join(inbox, "*.txt"))
		for _, name := range report {
			text, _ := os.ReadFile(name)
			t.Logf("%s", text)
		}
		t.Fatalf("ingest: %+v", summary.Ingest)
	}
	if summary.Release.State != "released" {
		t.Fatalf("release: %+v", summary.Release)
	}
	return holdAgainst(t, summary.Release.Dir, tallies(readPatients(t, data, mapping)))
}
