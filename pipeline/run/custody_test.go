package run_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/chain"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/receipt"
	"jamfor/pipeline/run"
	"jamfor/pipeline/workspace"
)

const fixture = "missbruk_0180_2025_1.csv"

// send puts the fixture into the inbox and ingests it.
func send(t *testing.T, p *run.Pipeline) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "testdata", "deliveries", fixture))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.Workspace.Path(workspace.Inbox, fixture), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Ingest(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func states(t *testing.T, p *run.Pipeline) []run.DeliveryLine {
	t.Helper()
	lines, err := p.Deliveries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestWithdrawingTakesRowsOutOnce(t *testing.T) {
	p := newPipeline(t)
	send(t, p)
	lines := states(t, p)
	if len(lines) != 1 || lines[0].State != run.Accepted || lines[0].Rows == 0 {
		t.Fatalf("deliveries: %+v", lines)
	}
	if _, err := p.Withdraw(t.Context(), lines[0].ID, " ", nil); err == nil {
		t.Error("withdrawn without a reason")
	}
	first, err := p.Withdraw(t.Context(), lines[0].ID[:8], "fel nyckel", nil)
	if err != nil || first.Already || first.Rows != lines[0].Rows {
		t.Fatalf("withdrawal: %+v, %v", first, err)
	}
	// A stop before the audit entry, and the command given again.
	log := p.Workspace.Path(workspace.Ledger, "granskningslogg.jsonl")
	if err := os.Remove(log); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		again, err := p.Withdraw(t.Context(), lines[0].ID, "fel nyckel", nil)
		if err != nil || !again.Already || again.LakeVersion != first.LakeVersion {
			t.Errorf("withdrawn again: %+v, %v", again, err)
		}
	}
	entries := 0
	if _, err := chain.Read(log, func([]byte) error { entries++; return nil }); err != nil || entries != 1 {
		t.Errorf("%d audit entries, %v", entries, err)
	}
	if got := states(t, p); got[0].State != run.Withdrawn {
		t.Errorf("state %s", got[0].State)
	}
	groups, err := p.Coverage(t.Context(), run.CoverageSelection{})
	if err != nil || len(groups) != 1 || groups[0].Delivered != 0 || groups[0].Withdrawn != 1 || groups[0].Missing != 289 {
		t.Errorf("coverage: %+v, %v", groups, err)
	}
	// The same file again is not taken in, and its sender is told.
	send(t, p)
	if got := states(t, p); len(got) != 1 || got[0].State != run.Withdrawn {
		t.Errorf("sent again: %+v", got)
	}
	report, err := os.ReadFile(p.Workspace.Path(workspace.Inbox, fixture+".rapport.txt"))
	if err != nil || !bytes.Contains(report, []byte("återkallad")) {
		t.Errorf("its sender is not told: %v", err)
	}
}

func TestCoverageKnowsWhoIsLate(t *testing.T) {
	p := newPipeline(t)
	p.Workspace.Config.Intake.Expected = []workspace.Expected{{Collection: "missbruk", From: "2024", Days: 60, Municipalities: []string{"0180", "12"}}}
	send(t, p)
	for day, want := range map[string]int{"2026-03-01": 0, "2026-03-02": 33} { // 60 days after 31 December end with 1 March
		p.Slot = day
		groups, err := p.Coverage(t.Context(), run.CoverageSelection{Period: "2025"})
		if err != nil || len(groups) != 1 || groups[0].LateCount != want || groups[0].Delivered != 1 || groups[0].Expected != 34 {
			t.Errorf("%s: %+v, %v", day, groups, err)
		}
	}
	groups, err := p.Coverage(t.Context(), run.CoverageSelection{Period: "2024"})
	if err != nil || len(groups) != 1 || groups[0].LateCount != 34 {
		t.Errorf("a period that nobody delivered for: %+v, %v", groups, err)
	}
}

// Several entries for one collection: each municipality has the first that covers
// it, and a period before an entry began is nobody's duty.
func TestCoverageFollowsEveryEntry(t *testing.T) {
	p := newPipeline(t)
	p.Workspace.Config.Intake.Expected = []workspace.Expected{
		{Collection: "missbruk", From: "2025", Days: 30, Municipalities: []string{"0180"}},
		{Collection: "missbruk", From: "2024", Days: 90, Municipalities: []string{"1280", "0180"}},
		{Collection: "enkat", From: "2026"},
	}
	p.Slot = "2026-03-01"
	for period, want := range map[string][3]int{"2024": {2, 2, 2}, "2025": {2, 1, 2}} { // expected, late, lines
		groups, err := p.Coverage(t.Context(), run.CoverageSelection{Collection: "missbruk", Period: period})
		if err != nil || len(groups) != 1 {
			t.Fatalf("%s: %+v, %v", period, groups, err)
		}
		g := groups[0]
		if got := [3]int{g.Expected, g.LateCount, len(g.Lines)}; got != want {
			t.Errorf("%s: %v, want %v: %+v", period, got, want, g.Lines)
		}
	}
	groups, err := p.Coverage(t.Context(), run.CoverageSelection{Collection: "missbruk", Period: "2025"})
	if err != nil || groups[0].Lines[0].Due != "2026-01-30" || groups[0].Lines[1].Due != "2026-03-31" || groups[0].Lines[1].Late {
		t.Errorf("days: %+v, %v", groups, err)
	}
	if none, err := p.Coverage(t.Context(), run.CoverageSelection{Collection: "enkat"}); err != nil || len(none) != 0 {
		t.Errorf("not begun: %+v, %v", none, err)
	}
}

// A stop after the lake's commit and before the receipts: the next ingest writes
// them, once.
func TestReceiptsSurviveAStop(t *testing.T) {
	p := newPipeline(t)
	send(t, p)
	id := states(t, p)[0].ID
	folder := p.Workspace.Path(workspace.Ledger, "kvitton")
	chainFile, pending := filepath.Join(folder, "brevlada-.jsonl"), filepath.Join(folder, "vantande.json")
	kept := p.Workspace.Path(workspace.Deliveries, id, "kvitto.json")
	beside := p.Workspace.Path(workspace.Inbox, fixture+".kvitto.json")
	page, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	waiting := `[{"receipt":` + draftOf(t, page) + `,"beside":"` + filepath.Base(beside) + `"}]`
	for name, gone := range map[string][]string{"before the chain": {chainFile, kept, beside}, "before the files": {kept, beside}} {
		for _, file := range gone {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(pending, []byte(waiting), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Ingest(t.Context()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, file := range []string{kept, beside} {
			if again, err := os.ReadFile(file); err != nil || !bytes.Equal(again, page) {
				t.Errorf("%s: %s is another, %v", name, filepath.Base(file), err)
			}
		}
		if head, err := chain.Read(chainFile, nil); err != nil || head.Number != 1 {
			t.Errorf("%s: chain of %d, %v", name, head.Number, err)
		}
		if _, err := os.Stat(pending); err == nil {
			t.Errorf("%s: the draft still waits", name)
		}
	}
}

// draftOf is a receipt as it waits before it is signed.
func draftOf(t *testing.T, page []byte) string {
	t.Helper()
	r, _, err := receipt.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	r.Link = chain.Link{}
	k, err := custody.NewSigningKey("x", strings.NewReader(strings.Repeat("x", 32)))
	if err != nil {
		t.Fatal(err)
	}
	line, err := r.Line(k)
	if err != nil {
		t.Fatal(err)
	}
	return string(line)
}

// A rejected file waits beside its report for so many days; then the file goes,
// the report stays, and the audit log tells.
func TestRejectedFilesGoWhenTheirTimeIsUp(t *testing.T) {
	for _, keep := range []int{0, 30} {
		p := newPipeline(t)
		p.Workspace.Config.Intake.RejectedDays = keep
		p.Slot = "2026-03-01"
		file := p.Workspace.Path(workspace.Inbox, "missbruk_0180_2025_1.csv")
		if err := os.WriteFile(file, []byte("Hej! Här kommer filen.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, day := range []struct {
			slot string
			kept bool
		}{{"2026-03-01", true}, {"2026-03-31", true}, {"2026-04-01", keep == 0}, {"2026-04-02", keep == 0}} {
			p.Slot = day.slot
			if _, err := p.Ingest(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(file); (err == nil) != day.kept {
				t.Errorf("%d days, on %s: there %v, want %v", keep, day.slot, err == nil, day.kept)
			}
		}
		if _, err := os.Stat(file + ".rapport.html"); err != nil {
			t.Errorf("the report is gone: %v", err)
		}
		if got := states(t, p); len(got) != 1 || got[0].State != run.Rejected {
			t.Errorf("state %+v", got)
		}
		if log, err := os.ReadFile(p.Workspace.Path(workspace.Ledger, "granskningslogg.jsonl")); keep > 0 && !bytes.Contains(log, []byte("intake.rejected_days")) {
			t.Errorf("the audit log does not tell: %v", err)
		}
	}
}

func TestOriginalsGoWhenTheirTimeIsUp(t *testing.T) {
	p := newPipeline(t)
	p.Workspace.Config.Intake.KeepOriginals = true
	p.Workspace.Config.Intake.OriginalsDays = 30
	send(t, p)
	original := p.Workspace.Path(workspace.Deliveries, states(t, p)[0].ID, "original", fixture)
	if _, err := os.Stat(original); err != nil {
		t.Fatalf("the original is not kept: %v", err)
	}
	start := p.Now()
	for _, days := range []int{30, 31} {
		p.Now = func() time.Time { return start.AddDate(0, 0, days) }
		if _, err := p.Ingest(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, err := os.Stat(original)
		if kept := err == nil; kept != (days == 30) {
			t.Errorf("after %d days: kept %v", days, kept)
		}
	}
}
