package identity

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"jamfor/pipeline/table"
)

// cleanColumns are columns that no delivery may be refused for.
func cleanColumns(r *rand.Rand) map[string]func(i int) string {
	digits := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('0' + r.IntN(10))
		}
		return string(b)
	}
	hexes := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = "0123456789abcdef"[r.IntN(16)]
		}
		return string(b)
	}
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	return map[string]func(i int) string{
		"random ten digits":           func(int) string { return digits(10) },
		"nine digits":                 func(int) string { return "8" + digits(8) },
		"organisationsnummer":         func(int) string { return "55" + "6" + digits(3) + "-" + digits(4) },
		"organisationsnummer bare":    func(int) string { return "2120" + digits(6) },
		"organisationsnummer with 16": func(int) string { return "162120" + digits(6) },
		"unix seconds":                func(i int) string { return fmt.Sprint(1_700_000_000 + i*977) },
		"case number 2025+6":          func(int) string { return "2025" + digits(6) },
		"case number 2025-6":          func(int) string { return "2025-" + digits(6) },
		"date":                        func(i int) string { return at.AddDate(0, 0, i%700).Format(time.DateOnly) },
		"date and clock":              func(i int) string { return at.Add(time.Duration(i) * 7919 * time.Second).Format(time.DateTime) },
		"Swedish date and clock":      func(i int) string { return at.Add(time.Duration(i) * 7919 * time.Second).Format("2006-01-02 15.04") },
		"ISO":                         func(i int) string { return at.Add(time.Duration(i) * 7919 * time.Second).Format("20060102T150405") },
		"date range":                  func(i int) string { return at.AddDate(0, 0, i%700).Format("2006-01-02") + " - 2025-12-31" },
		"UUID":                        func(int) string { return hexes(8) + "-" + hexes(4) + "-" + hexes(4) + "-" + hexes(4) + "-" + hexes(12) },
		"fraction":                    func(int) string { return "0." + digits(12) },
		"amount":                      func(int) string { return digits(5) + "," + digits(2) },
		"unit":                        func(i int) string { return "Enhet " + fmt.Sprint(i%12) },
		"telephone":                   func(int) string { return "08-" + digits(3) + " " + digits(2) + " " + digits(2) },
	}
}

func TestCleanColumnsPass(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		for name, value := range cleanColumns(r) {
			g := NewGuard(GuardOptions{File: "missbruk_1280_2025_1.csv"})
			column := g.Column("egen", Undeclared)
			for i := range 400 {
				g.Cell(column, i+2, []byte(value(i)))
			}
			for _, f := range g.Close() {
				if f.Severity == table.Stop {
					t.Errorf("%s, seed %d: %s %s", name, seed, f.Rule, f.ValueClass)
				}
			}
		}
	}
}

// TestFalseAlarmShares re-measures what passes by chance against the figures
// of the methods file.
func TestFalseAlarmShares(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const draws = 100_000
	digits := func(n int) string {
		s := fmt.Sprintf("%0*d", n, r.Int64N(pow10(n)))
		return s
	}
	clock := func(form string) string {
		return time.Unix(1_000_000_000+r.Int64N(700_000_000), 0).UTC().Format(form)
	}
	for name, c := range map[string]struct {
		draw      func() string
		low, high float64
	}{
		"random ten digits":      {func() string { return digits(10) }, 0.005, 0.009},
		"timestamp YYMMDDHHMM":   {func() string { return clock("0601021504") }, 0.09, 0.11},
		"mobile 070":             {func() string { return "070" + digits(7) }, 0.045, 0.065},
		"unix seconds":           {func() string { return fmt.Sprint(1_600_000_000 + r.Int64N(200_000_000)) }, 0.004, 0.011},
		"case number 20YY+6":     {func() string { return fmt.Sprint(2013+r.IntN(13)) + digits(6) }, 0, 0},
		"YYMMDD and four digits": {func() string { return clock("060102") + digits(4) }, 0.09, 0.11},
	} {
		var s scanner
		passes := 0
		for range draws {
			for _, h := range s.scan([]byte(c.draw())) {
				if h.valid {
					passes++
				}
			}
		}
		share := float64(passes) / draws
		t.Logf("%-24s %.2f %%", name, 100*share)
		if share < c.low || share > c.high {
			t.Errorf("%s: share %.4f, want %.3f–%.3f", name, share, c.low, c.high)
		}
	}
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func TestDeclaredTimestampsAreForgiven(t *testing.T) {
	fill := func(kind ColumnKind, extra ...string) []table.Finding {
		g := NewGuard(GuardOptions{})
		column := g.Column("skapad", kind)
		at := time.Date(2024, 1, 1, 6, 0, 0, 0, time.UTC)
		for i := range 500 {
			g.Cell(column, i+2, []byte(at.Add(time.Duration(i)*97*time.Minute).Format("200601021504")))
		}
		for i, text := range extra {
			g.Cell(column, 600+i, []byte(text))
		}
		return g.Close()
	}
	if !hasStop(fill(Undeclared)) {
		t.Error("times in an undeclared column read as identity numbers and must refuse")
	}
	if findings := fill(Timestamp); hasStop(findings) {
		t.Errorf("declared times are refused: %v", findings)
	}
	if !hasStop(fill(Timestamp, "197803142392")) {
		t.Error("an identity number among declared times passes")
	}
}

func TestColumnThresholds(t *testing.T) {
	short := make([]string, 0, len(official))
	for _, n := range official {
		short = append(short, n[2:])
	}
	keys, err := NewP1Keyer(bytes.Repeat([]byte{7}, MinKeyLength))
	if err != nil {
		t.Fatal(err)
	}
	pseudonym := keys.Local(Case, "1280", "a")
	cases := []struct {
		name    string
		values  []string
		kind    ColumnKind
		heading string
		rule    string // "" passes
	}{
		{"five of five", short[:5], Undeclared, "egen", RuleColumn},
		{"one alone is looked at", short[:1], Undeclared, "egen", RuleSuspect},
		{"two of two are no chance", short[:2], Undeclared, "egen", RuleSuspect},
		{"one in stored text", short[:1], Stored, "enhet", RuleColumn},
		{"one under a telling name", short[:1], Undeclared, "Personnummer", RuleColumn},
		{"telling name, nothing in it", []string{"a"}, Undeclared, "pnr", RuleNameWarns},
		{"telling name, pseudonyms only", []string{pseudonym, pseudonym}, Undeclared, "Personnummer", ""},
		{"telling name, a pseudonym and more", []string{pseudonym, "a"}, Undeclared, "Personnummer", RuleNameWarns},
	}
	mixed := append([]string{}, short...)
	for i := range 12 {
		mixed = append(mixed, fmt.Sprint(8_911_111_110+i))
	}
	cases = append(cases, struct {
		name    string
		values  []string
		kind    ColumnKind
		heading string
		rule    string
	}{"half of many", mixed, Undeclared, "egen", RuleColumn})
	for _, c := range cases {
		g := NewGuard(GuardOptions{})
		column := g.Column(c.heading, c.kind)
		for i, v := range c.values {
			g.Cell(column, i+2, []byte(v))
		}
		findings := g.Close()
		got := ""
		if len(findings) > 0 {
			got = findings[0].Rule
		}
		if got != c.rule {
			t.Errorf("%s: rule %q, want %q", c.name, got, c.rule)
		}
		for _, n := range official {
			assertSilent(t, findings, n)
		}
	}
}

// TestLongColumnsAreSampledEvenly holds that identities at the end of a long
// column are found, with bounded memory.
func TestLongColumnsAreSampledEvenly(t *testing.T) {
	g := NewGuard(GuardOptions{})
	column := g.Column("egen", Undeclared)
	for i := range 20_000 {
		g.Cell(column, i, fmt.Appendf(nil, "%010d", 8_900_000_000+i*7))
	}
	for i := range 20_000 {
		n := fmt.Appendf(nil, "%02d%02d%02d%03d", i%90+10, i%12+1, i%28+1, i%998+1)
		g.Cell(column, 20_000+i, append(n, checkDigit(n)))
	}
	if findings := g.Close(); len(findings) != 1 || findings[0].Severity != table.Stop {
		t.Errorf("findings = %v", findings)
	}
	if n := len(g.columns[column].bare.seen); n >= 2*sampleSize {
		t.Errorf("the sample holds %d numbers", n)
	}
}

func TestAllowList(t *testing.T) {
	list, err := ReadAllowList(strings.NewReader("nummer,kon\n" + strings.Join(official, ",K\n")))
	if err != nil || list.Len() != len(official) {
		t.Fatalf("list of %d, %v", list.Len(), err)
	}
	g := NewGuard(GuardOptions{Allow: list})
	column := g.Column("pnr", Undeclared)
	for i, n := range official {
		for _, text := range []string{n, n[:8] + "-" + n[8:], n[2:8] + "-" + n[8:], n[2:]} {
			g.Cell(column, i, []byte(text))
		}
	}
	if findings := g.Close(); hasStop(findings) {
		t.Errorf("listed test numbers are refused: %v", findings)
	}
	if _, err := ReadAllowList(strings.NewReader("197803142393\n")); err == nil {
		t.Error("a list with a number that is none passes")
	}
}

func TestContacts(t *testing.T) {
	for text, want := range map[string]bool{
		"anna@example.org": true, "070-123 45 67": true, "+46701234567": true,
		"Storgatan 12, 123 45 Staden": true, "Enhet 12": false, "2025-07-01": false, "Väg 40 till 2025": false,
		"0046 70 123 45 67": true, "+46 (0)70-123 45 67": true, "A-0701234567": false, "10701234567": false, "070123456": false,
	} {
		g := NewGuard(GuardOptions{})
		g.Cell(g.Column("egen", Undeclared), 2, []byte(text))
		findings := g.Close()
		if got := len(findings) == 1 && findings[0].Rule == RuleContact; got != want {
			t.Errorf("%q: findings %v, want contact %v", text, findings, want)
		}
	}
}

func TestHashes(t *testing.T) {
	n := official[5] // 2009-10-26
	sum := md5.Sum([]byte(n[2:8] + "-" + n[8:]))
	hash := hex.EncodeToString(sum[:])
	g := NewGuard(GuardOptions{})
	g.Cell(g.Column("id", Undeclared), 2, []byte(hash))
	if findings := g.Close(); len(findings) != 1 || findings[0].Rule != RuleHash || strings.Contains(findings[0].Message.SV, hash) {
		t.Errorf("findings = %v", findings)
	}
	day := time.Date(1900, 2, 1, 0, 0, 0, 0, time.UTC) // few dates: all are tried
	own := "19000112001" + string(checkDigit([]byte("000112001")))
	sum = md5.Sum([]byte(own[2:8] + "-" + own[8:]))
	decoy := sha256.Sum256([]byte("nobody"))
	found, err := SearchHashes(context.Background(), []string{hex.EncodeToString(decoy[:]), hex.EncodeToString(sum[:])}, HashBudget{Latest: day})
	if err != nil || !found.Found || found.Which != 1 || found.Algorithm != "md5" || found.Spelling != "ÅÅMMDD-NNNN" {
		t.Errorf("search = %+v, %v", found, err)
	}
	missed, err := SearchHashes(context.Background(), []string{hex.EncodeToString(decoy[:])}, HashBudget{Latest: day, Dates: 10})
	if err != nil || missed.Found || missed.Complete || missed.Dates != 10 || missed.Numbers != 10*2*999 {
		t.Errorf("search = %+v, %v", missed, err)
	}
	if whole, err := SearchHashes(context.Background(), []string{hex.EncodeToString(decoy[:])}, HashBudget{Latest: day}); err != nil || !whole.Complete || whole.Dates != 32 {
		t.Errorf("search = %+v, %v", whole, err)
	}
}

// A column of hashed numbers is found out by a part of the dates, and the finding
// names the row and no value.
func TestHashesAreProved(t *testing.T) {
	g := NewGuard(GuardOptions{File: "fil.csv"})
	column := g.Column("id", Undeclared)
	hashes := map[int]string{}
	for i := range 64 { // made up, born over a hundred years
		n := time.Date(1905, 1, 1+600*i, 0, 0, 0, 0, time.UTC).Format("20060102") + "123"
		sum := sha1.Sum([]byte(n + string(checkDigit([]byte(n[2:])))))
		hashes[i+2] = strings.ToUpper(hex.EncodeToString(sum[:]))
		g.Cell(column, i+2, []byte(hashes[i+2]))
	}
	const dates = 1500
	proof, tried, err := g.ProveHashes(context.Background(), time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC), dates)
	if err != nil || len(proof) != 1 || proof[0].Rule != RuleHashProof || proof[0].Severity != table.Stop || tried > dates {
		t.Fatalf("proof %+v after %d dates, %v", proof, tried, err)
	}
	if f := proof[0]; f.Column != "id" || f.File != "fil.csv" || hashes[f.Row] == "" || strings.Contains(fmt.Sprint(f), hashes[f.Row]) {
		t.Errorf("finding %+v", f)
	}
	clean := NewGuard(GuardOptions{})
	if proof, tried, err := clean.ProveHashes(context.Background(), time.Now(), dates); proof != nil || tried != 0 || err != nil {
		t.Errorf("without hashes: %v after %d dates, %v", proof, tried, err)
	}
}

// Every date is tried once, whatever their number.
func TestSpreadIsAPermutation(t *testing.T) {
	for n := 1; n < 400; n++ {
		seen := make([]bool, n)
		for i := range n {
			if at := spread(i, n); seen[at] {
				t.Fatalf("%d of %d comes twice", at, n)
			} else {
				seen[at] = true
			}
		}
	}
}

// TestFormatCases holds the scanner against the shared format cases.
func TestFormatCases(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/data/identity/personnummer_testfall_format.json")
	if err != nil {
		t.Skipf("the shared format cases are absent: %v", err)
	}
	var cases []struct {
		Long      string `json:"long_format"`
		Separated string `json:"separated_format"`
		SepLong   string `json:"separated_long"`
		Valid     bool   `json:"valid"`
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		for _, text := range []string{c.Long, c.Separated, c.SepLong} {
			if got := refusedAlone(text); got != c.Valid && c.Valid {
				t.Errorf("case %d: refused %v, valid %v", i, got, c.Valid)
			}
		}
	}
}
