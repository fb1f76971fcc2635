package worker

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/validate"
)

func TestSoundDeliveryBecomesSortedParts(t *testing.T) {
	s := newSupplier(t, testK1)
	arende, matning := arendeHead, matningHead
	for i := range 50 {
		id := fmt.Sprint(49 - i)
		arende += s.arendeLine("1280", id, "2025-02-01", "", "")
		matning += s.matningLine("1280", id, "efter", "2025-06-01", "4") + s.matningLine("1280", id, "fore", "2025-02-01", "12,5")
	}
	files := []testFile{{"arende.csv", "arende", arende}, {"matning.csv", "matning", matning}}
	r, staging := processFiles(t, testJob("1280", files...), files...)
	if r.Status != validate.Accepted || len(r.Report.Findings) > 0 {
		t.Fatalf("status %s, findings %q", r.Status, told(r))
	}
	if got, want := partsOf(r), []string{"arende 1280 50", "matning 1280 100"}; !slices.Equal(got, want) {
		t.Fatalf("parts %q, want %q", got, want)
	}
	rows := partRows(t, staging, r.Parts[0])
	if !slices.IsSorted(rows) {
		t.Error("cases are not sorted by key")
	}
	p2, err := testKeys(t).P2(s.arende("1280", "7"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(rows[0], "d1 missbruk 1280 2025 2025 p2-") || !slices.ContainsFunc(rows, func(x string) bool { return strings.Contains(x, p2) }) {
		t.Errorf("system columns or second pseudonym layer are wrong: %s", rows[0])
	}
	if bytes.Contains(staging.bytes, []byte("p1-")) {
		t.Error("a supplier's pseudonym reached the staging file")
	}
	o := r.Municipalities[0]
	if o.Persons != 50 || o.Rows["matning"] != 100 || r.Sketches["1280"].Persons() != 50 {
		t.Errorf("outcome %+v", o)
	}
	again, second := processFiles(t, testJob("1280", files...), files...)
	if !bytes.Equal(staging.bytes, second.bytes) {
		t.Error("the same delivery gave other bytes")
	}
	x, _ := r.Report.JSON()
	y, _ := again.Report.JSON()
	if !bytes.Equal(x, y) {
		t.Error("the same delivery gave another report")
	}
}

func TestFaultyRowsAreAllTold(t *testing.T) {
	s := newSupplier(t, testK1)
	arende := arendeHead +
		s.arendeLine("1280", "1", "2025-02-01", "2025-01-01", "flyttat") + // 2: ends before it starts
		s.arendeLine("1280", "2", "2025-02-01", "", "") +
		s.arendeLine("1280", "2", "2025-03-01", "", "") + // 4: same key as row 3
		s.arendeLine("1280", "3", "2025-02-01", "2025-03-01", "") // 5: no reason
	matning := matningHead +
		s.matningLine("1280", "2", "efter", "2025-02-01", "4") +
		s.matningLine("1280", "2", "fore", "2025-06-01", "4") + // 3: swapped
		s.matningLine("1280", "9", "fore", "2025-06-01", "4") + // 4: no such case
		s.matningLine("1280", "3", "fore", "2025-06-01", "41") // 5: beyond the scale
	files := []testFile{{"arende.csv", "arende", arende}, {"matning.csv", "matning", matning}}
	r, _ := processFiles(t, testJob("1280", files...), files...)
	want := []string{
		"A01 stop 1280 arende.csv 3 start", "D04 stop 1280 arende.csv 5 arende",
		"D10 stop 1280 matning.csv 3 datum", "D05 stop 1280 matning.csv 4 arende", "M02 stop 1280 matning.csv 5 varde",
		"A04 warn 1280 arende.csv 6 avslutsorsak",
	}
	if got := told(r); !slices.Equal(got, want) {
		t.Errorf("findings\n got %q\nwant %q", got, want)
	}
	if r.Status != validate.Rejected || len(r.Parts) != 0 || len(r.Sketches) != 0 {
		t.Errorf("status %s, parts %q", r.Status, partsOf(r))
	}
}

func TestBadMunicipalityDoesNotStopTheOthers(t *testing.T) {
	s := newSupplier(t, testK1)
	arende, matning := arendeHead, matningHead
	for i := range 40 {
		for _, kommun := range []string{"2584", "0114", "1280"} {
			slut := ""
			if kommun == "1280" && i == 39 {
				slut = "2020-01-01"
			}
			id := fmt.Sprint(i)
			arende += s.arendeLine(kommun, id, "2025-02-01", slut, "")
			matning += s.matningLine(kommun, id, "fore", "2025-02-01", "9")
		}
	}
	files := []testFile{{"arende.csv", "arende", arende}, {"matning.csv", "matning", matning}}
	r, staging := processFiles(t, testJob(Multi, files...), files...)
	if got, want := partsOf(r), []string{"arende 0114 40", "arende 2584 40", "matning 0114 40", "matning 2584 40"}; !slices.Equal(got, want) {
		t.Fatalf("parts %q, want %q; findings %q", got, want, told(r))
	}
	if r.Status != validate.Partial || r.Municipalities[1].Status != validate.Rejected || r.Municipalities[0].Status != validate.Accepted {
		t.Errorf("outcomes %+v", r.Municipalities)
	}
	for _, p := range r.Parts {
		for _, line := range partRows(t, staging, p) {
			if !strings.Contains(line, " "+p.Municipality+" ") {
				t.Fatalf("a row of another municipality lies in the part of %s: %s", p.Municipality, line)
			}
		}
	}
}

// A measurement names no municipality: it belongs where its case does.
func TestChildrenFindTheMunicipalityOfTheirCase(t *testing.T) {
	s := newSupplier(t, testK1)
	arende, matning := arendeHead, matningHead
	for i := range 10 {
		for _, kommun := range []string{"1280", "0114"} {
			arende += s.arendeLine(kommun, fmt.Sprint(i), "2025-02-01", "", "")
			matning += s.matningLine(kommun, fmt.Sprint(i), "fore", "2025-02-01", "9")
		}
	}
	for _, order := range [][]testFile{
		{{"arende.csv", "arende", arende}, {"matning.csv", "matning", matning}},
		{{"matning.csv", "matning", matning}, {"arende.csv", "arende", arende}},
	} {
		r, staging := processFiles(t, testJob(Multi, order...), order...)
		if got, want := partsOf(r), []string{"arende 0114 10", "arende 1280 10", "matning 0114 10", "matning 1280 10"}; !slices.Equal(got, want) {
			t.Fatalf("parts %q, want %q; findings %q", got, want, told(r))
		}
		cases := map[string]bool{}
		for _, line := range partRows(t, staging, r.Parts[0]) {
			cases[strings.Fields(line)[5]] = true
		}
		for _, line := range partRows(t, staging, r.Parts[2]) {
			if !cases[strings.Fields(line)[5]] {
				t.Errorf("a measurement in 0114 is of a case elsewhere: %s", line)
			}
		}
	}
	orphan := matning + s.matningLine("0114", "99", "fore", "2025-02-01", "9")
	files := []testFile{{"arende.csv", "arende", arende}, {"matning.csv", "matning", orphan}}
	r, _ := processFiles(t, testJob(Multi, files...), files...)
	if got, want := told(r), []string{"D01 stop matning.csv 22 kommun"}; !slices.Equal(got, want) || r.Status != validate.Rejected {
		t.Errorf("findings %q, want %q; status %s", got, want, r.Status)
	}
}

func TestOneCaseInTwoMunicipalitiesStopsBoth(t *testing.T) {
	s := newSupplier(t, testK1)
	line := s.arendeLine("0114", "1", "2025-02-01", "", "")
	arende := aloneHead + line + "1280" + strings.TrimPrefix(line, "0114") + s.arendeLine("2584", "1", "2025-02-01", "", "")
	files := []testFile{{"arende.csv", "arende", arende}}
	r, _ := processFiles(t, testJob(Multi, files...), files...)
	if got, want := told(r), []string{"D06 stop 0114 arende.csv 4 arende", "D06 stop 1280 arende.csv 4 arende"}; !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
	if got := partsOf(r); !slices.Equal(got, []string{"arende 2584 1"}) {
		t.Errorf("parts %q", got)
	}
}

func TestRefusedFileRefusesTheDelivery(t *testing.T) {
	s := newSupplier(t, testK1)
	arende := arendeHead + s.arendeLine("1280", "1", "2025-02-01", "", "")
	for name, text := range map[string]string{
		"empty": "", "a letter": "Hej! Här kommer vår leverans.", "truncated workbook": "PK\x03\x04abc", "Parquet in name only": "PAR1PAR1",
	} {
		files := []testFile{{"arende.csv", "arende", arende}, {"matning.csv", "matning", text}}
		r, _ := processFiles(t, testJob("1280", files...), files...)
		if r.Status != validate.Rejected || len(r.Parts) != 0 || len(r.Report.Findings) == 0 {
			t.Errorf("%s: status %s, findings %q", name, r.Status, told(r))
		}
	}
}

func TestRequiredDatasetIsMissed(t *testing.T) {
	s := newSupplier(t, testK1)
	files := []testFile{{"matning.csv", "matning", matningHead + s.matningLine("1280", "1", "fore", "2025-02-01", "9")}}
	r, _ := processFiles(t, testJob("1280", files...), files...)
	if got, want := told(r), []string{"D03 stop 1280 0", "D05 stop 1280 matning.csv 2 arende"}; !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
}

func TestWrongKeyIsNoticed(t *testing.T) {
	deliver := func(key []byte, earlier map[string]validate.Earlier) Result {
		s := newSupplier(t, key)
		arende := aloneHead
		for i := range 60 {
			arende += s.arendeLine("1280", fmt.Sprint(i), "2025-02-01", "", "")
		}
		files := []testFile{{"arende.csv", "arende", arende}}
		job := testJob("1280", files...)
		job.Earlier = earlier
		r, _ := processFiles(t, job, files...)
		return r
	}
	first := deliver(testK1, nil)
	earlier := map[string]validate.Earlier{"1280": {Period: year(2024), Rows: first.Municipalities[0].Rows, Sketch: first.Sketches["1280"]}}
	if r := deliver(testK1, earlier); r.Status != validate.Accepted {
		t.Errorf("the same key is taken for a wrong one: %q", told(r))
	}
	if r := deliver([]byte("another key of thirty-two bytes!"), earlier); r.Status != validate.Rejected || told(r)[0] != "D08 stop 1280 0 person" {
		t.Errorf("a wrong key is not noticed: %q", told(r))
	}
}

func TestZeroReportIsAccepted(t *testing.T) {
	job := testJob("1280")
	job.Zero = true
	r, err := Process(context.Background(), job, Input{})
	if err != nil || r.Status != validate.Accepted || !r.Municipalities[0].Zero || len(r.Parts) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestTooManyRowsAreRefused(t *testing.T) {
	s := newSupplier(t, testK1)
	arende := aloneHead
	for i := range 20 {
		arende += s.arendeLine("1280", fmt.Sprint(i), "2025-02-01", "", "")
	}
	files := []testFile{{"arende.csv", "arende", arende}}
	job := testJob("1280", files...)
	job.Limits.Rows = 10
	r, _ := processFiles(t, job, files...)
	if r.Status != validate.Rejected {
		t.Errorf("20 rows accepted where 10 are allowed: %q", told(r))
	}
}

func TestJobsThatCannotBeRun(t *testing.T) {
	for name, job := range map[string]Job{
		"no version": {}, "no files": testJob("1280"),
		"unknown collection": {Version: 1, Delivery: "d", Collection: "x", Period: year(2025), Files: []File{{}}},
	} {
		if _, err := Process(context.Background(), job, Input{Files: make([]Source, len(job.Files))}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestFaultyMappingIsTold(t *testing.T) {
	s := newSupplier(t, testK1)
	files := []testFile{{"arende.csv", "arende", aloneHead + s.arendeLine("1280", "1", "2025-02-01", "", "")}}
	for _, raw := range []string{"version: 7", "- 191212121212", "version: 1\nname: x\nfel: ja\n"} {
		job := testJob("1280", files...)
		job.Mapping = []byte(raw)
		r, _ := processFiles(t, job, files...)
		if r.Status != validate.Rejected || len(told(r)) == 0 || !strings.HasPrefix(told(r)[0], ruleMapping) {
			t.Errorf("%q: status %s, findings %q", raw, r.Status, told(r))
		}
		if text, _ := r.Report.JSON(); bytes.Contains(text, []byte("191212")) {
			t.Error("the report echoes digits of the mapping")
		}
	}
}

func TestDeliveryWithoutRowsIsRefused(t *testing.T) {
	files := []testFile{{"arende.csv", "arende", aloneHead}}
	for _, kommun := range []string{"1280", Multi} {
		r, _ := processFiles(t, testJob(kommun, files...), files...)
		if r.Status != validate.Rejected || len(r.Report.Findings) == 0 {
			t.Errorf("%s: status %s, findings %q", kommun, r.Status, told(r))
		}
	}
}
