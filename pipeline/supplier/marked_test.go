package supplier

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/supplier/workbook"
)

// Faulty cells are coloured and commented where they stand; identities are left
// out of every form of the report.
func TestMarkedCopy(t *testing.T) {
	t.Parallel()
	const number, bare = "189001019802", "9001019802"
	path := delivery(t, "missbruk_0180_2025_1.csv", func(s string) string {
		lines := strings.Split(strings.TrimSpace(s), "\n")
		lines[1] = strings.TrimRight(lines[1], "\r") + ";anteckning"
		for i := 2; i < len(lines); i++ {
			lines[i] = strings.TrimRight(lines[i], "\r") + ";ring"
		}
		lines[2] = strings.Replace(lines[2], "2025-01-15", "2025-02-30", 1)
		lines[3] = strings.Replace(lines[3], ";ring", ";"+number, 1)
		lines[4] = strings.Replace(lines[4], ";M;", ";"+bare+";", 1)
		lines[4] = strings.Replace(lines[4], ";K;", ";"+bare+";", 1)
		return strings.Join(lines, "\n") + "\n"
	})
	var out, errs bytes.Buffer
	if exit := Main(t.Context(), []string{"kontrollera", path}, &out, &errs); exit != exitRejected {
		t.Fatalf("exit %d\n%s%s", exit, &out, &errs)
	}
	book, err := excelize.OpenFile(path + ".rapport.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet := book.GetSheetList()[1]
	comments, err := book.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]string{}
	for _, c := range comments {
		at[c.Cell] = c.Text
	}
	if !strings.Contains(at["H3"], "T04") || !strings.Contains(at["F5"], "T02") || !strings.Contains(at["O4"], "G02") {
		t.Errorf("comments at %v", at)
	}
	for cell, want := range map[string]string{"H3": "2025-02-30", "O4": "•••", "O3": "•••", "F5": "•••", "A2": "arende"} {
		if got, _ := book.GetCellValue(sheet, cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	for _, name := range []string{".rapport.xlsx", ".rapport.html"} {
		raw, err := os.ReadFile(path + name)
		if err != nil {
			t.Fatal(err)
		}
		if name == ".rapport.xlsx" {
			rows, _ := book.GetRows(sheet)
			raw = []byte(fmt.Sprint(rows, comments))
		}
		if bytes.Contains(raw, []byte(number)) || bytes.Contains(raw, []byte(bare)) {
			t.Errorf("%s holds the number", name)
		}
	}
	if strings.Contains(out.String()+errs.String(), "9802") {
		t.Error("the terminal shows the number")
	}
}

// The copy tells every remark with its place and in both languages, how many were
// left out, and how the delivery stands to every rule.
func TestMarkedCopyListsRemarksAndRules(t *testing.T) {
	path := delivery(t, "missbruk_0180_2025_1.csv", func(s string) string {
		return strings.Replace(s, "2025-01-15", "2026-01-15", 1)
	})
	var out, errs bytes.Buffer
	if exit := Main(t.Context(), []string{"kontrollera", path}, &out, &errs); exit != exitRejected {
		t.Fatalf("exit %d\n%s%s", exit, &out, &errs)
	}
	book, err := excelize.OpenFile(path + ".rapport.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	remarks, err := book.GetRows("Anmärkningar")
	if err != nil || len(remarks) < 2 || len(remarks[1]) != len(remarks[0]) {
		t.Fatalf("remarks %q, %v", remarks, err)
	}
	if first := strings.Join(remarks[1], "|"); !strings.Contains(first, "|A01|arende|0180|End date is before start date.|") {
		t.Errorf("first remark %q", first)
	}
	rules, err := book.GetRows("Regler")
	if err != nil {
		t.Fatal(err)
	}
	outcomes := map[string]string{}
	for _, row := range rules[1:] {
		outcomes[row[0]] = row[3]
	}
	for id, want := range map[string]string{"A01": "Inte uppfylld", "A04": "Uppfylld", "D07": "Kunde inte prövas", "M02": "Kunde inte prövas"} {
		if outcomes[id] != want {
			t.Errorf("rule %s: %q, want %q", id, outcomes[id], want)
		}
	}
	if !strings.Contains(out.String(), "kunde inte prövas") || !strings.Contains(out.String(), "ingen tidigare leverans") {
		t.Errorf("the terminal does not tell what could not be judged:\n%s", &out)
	}
}

// bigWorkbook writes cases as a person's workbook would hold them.
func bigWorkbook(t testing.TB, path string, rows int) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	book := workbook.New(file)
	s, err := book.Sheet("arende", workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	heads := strings.Fields("arende person person_idtyp enhet omrade kon fodelsear start slut genomforandeplan")
	row := make([]workbook.Cell, len(heads))
	for i, h := range heads {
		row[i].Text = h
	}
	keys := p1Keys(t)
	for n := range rows + 1 {
		if n > 0 {
			id := fmt.Sprint(n)
			start := fmt.Sprint(45658 + n%300)
			values := []string{keys.Local(identity.Case, "1280", id), keys.Local(identity.LocalPerson, "1280", id), "lokal", "Norr", "missbruk", "K", "1980", start, "", "ja"}
			if n%1000 == 0 {
				values[5] = "Q"
			}
			for i, v := range values {
				row[i] = workbook.Cell{Text: v, Numeric: i == 6 || i == 7 && v != ""}
			}
		}
		if err := s.Row(n+1, row...); err != nil {
			t.Fatal(err)
		}
	}
	for name, heads := range map[string]string{"insats": "arende insats_nr insats_kod lagrum behovsprovad start status", "matning": "arende instrument instrumentversion skala skattare tillfalle datum"} {
		s, err := book.Sheet(name, workbook.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var cells []workbook.Cell
		for _, h := range strings.Fields(heads) {
			cells = append(cells, workbook.Cell{Text: h})
		}
		if err := s.Row(1, cells...); err != nil {
			t.Fatal(err)
		}
		if err := s.Row(2, workbook.Cell{Text: "nollrapport"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
}

// A workbook of a million cells (fewer under the race detector) is checked and
// its marked copy written in bounded memory. make bench measures the program.
func TestAMillionCells(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a million cells twice: left out of -short")
	}
	rows := 100_000
	if underRace {
		rows = 10_000
	}
	path := filepath.Join(t.TempDir(), "missbruk_1280_2025_1.xlsx")
	bigWorkbook(t, path, rows)
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var peak atomic.Uint64
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				peak.Store(max(peak.Load(), now.HeapAlloc))
			}
		}
	}()
	began := time.Now()
	var out, errs bytes.Buffer
	exit := Main(t.Context(), []string{"kontrollera", path}, &out, &errs)
	close(stop)
	if exit != exitRejected || !strings.Contains(out.String(), fmt.Sprintf("visar 5 av %d", rows/1000)) {
		t.Fatalf("exit %d\n%s%s", exit, &out, &errs)
	}
	const most = 256 << 20
	if grown := peak.Load() - min(before.HeapAlloc, peak.Load()); grown > most {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	} else {
		t.Logf("%d cells checked and copied in %.1f s, heap at most %d MiB above the start", 10*rows, time.Since(began).Seconds(), grown>>20)
	}
}
