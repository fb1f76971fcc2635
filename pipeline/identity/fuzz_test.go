package identity

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"jamfor/pipeline/table"
)

// The slow oracle: the methods file's rule 2 as a regular expression, tried at
// every position, with the calendar of package time and a check digit computed
// from strings. What it finds the guard must refuse.
var (
	oracleLong  = regexp.MustCompile(`^([12]\d{7})[-+ ]?(\d{4})`)
	oracleShort = regexp.MustCompile(`^(\d{6})[-+](\d{4})`)
)

func oracle(text string) bool {
	plain := oracleText(text)
	for i := range plain {
		for _, form := range []*regexp.Regexp{oracleLong, oracleShort} {
			m := form.FindStringSubmatch(plain[i:])
			if m != nil && oracleBounded(plain, i, i+len(m[0])) && oracleDate(m[1]) && oracleTail(m[1][len(m[1])-6:]+m[2]) {
				return true
			}
		}
	}
	return false
}

// oracleText is the text with what people and programs write differently made
// alike; letters outside ASCII become x, the rest full stops.
func oracleText(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r < 0x80 && r >= ' ':
			b.WriteRune(r)
		case r < ' ' || unicode.IsSpace(r):
			b.WriteByte(' ')
		case r >= '０' && r <= '９':
			b.WriteRune(r - '０' + '0')
		case strings.ContainsRune("‐‑‒–—―−－", r):
			b.WriteByte('-')
		case r == 0x200b || r == 0xfeff || r == 0xad:
		case unicode.IsLetter(r):
			b.WriteByte('x')
		default:
			b.WriteByte('.')
		}
	}
	return b.String()
}

// oracleBounded: neither letters nor digits touch the number, and it does not
// run on as a date or a UUID would.
func oracleBounded(text string, from, to int) bool {
	word := func(i int) bool {
		return i >= 0 && i < len(text) && (unicode.IsDigit(rune(text[i])) || unicode.IsLetter(rune(text[i])))
	}
	if word(from-1) || word(to) {
		return false
	}
	joined := func(i int) bool { return i >= 0 && i < len(text) && strings.IndexByte("-+./:,_ ", text[i]) >= 0 }
	return !(joined(from-1) && from > 1 && word(from-2)) && !(joined(to) && word(to+1))
}

func oracleDate(date string) bool {
	for _, century := range []string{"18", "19", "20"} {
		full := date
		if len(date) == 6 {
			full = century + date
		}
		if c := full[:2]; c != "18" && c != "19" && c != "20" {
			continue
		}
		day, _ := strconv.Atoi(full[6:])
		if day > 60 {
			full = full[:6] + fmt.Sprintf("%02d", day-60)
		}
		if _, err := time.Parse("20060102", full); err == nil {
			return true
		}
	}
	return false
}

func oracleTail(ten string) bool {
	if ten[6:9] == "000" {
		return false
	}
	digits := ""
	for i, c := range ten[:9] {
		digits += strconv.Itoa(int(c-'0') * (2 - i%2))
	}
	sum := 0
	for _, c := range digits {
		sum += int(c - '0')
	}
	return strconv.Itoa((10-sum%10)%10) == ten[9:]
}

func FuzzGuard(f *testing.F) {
	for _, s := range spellings {
		f.Add(s.write(official[0]), "anteckning")
	}
	f.Add("2025-03-01 12:30", "datum")
	f.Add("1.97001E+11", "pnr")
	f.Add("a1b2c3d4-1234-1234-1234-1234567890ab", "id")
	f.Add(official[1], official[2])
	f.Fuzz(func(t *testing.T, text, heading string) {
		g := NewGuard(GuardOptions{File: "a.csv", Sheet: heading})
		column := g.Column(heading, Undeclared)
		g.Cell(column, 2, []byte(text))
		g.Cell(column, 3, []byte(text))
		g.Text(PlaceLoose, 4, []byte(text))
		findings := g.Close()
		if oracle(text) && !refusedAlone(text) {
			t.Errorf("the oracle finds an identity number in %q, the guard does not", text)
		}
		if oracle(heading) && !hasStop(findings) {
			t.Errorf("the oracle finds an identity number in the heading %q, the guard does not", heading)
		}
		for _, finding := range findings {
			if finding.Severity != table.Stop && finding.Severity != table.Warn {
				t.Errorf("severity %q", finding.Severity)
			}
			if oracle(finding.Message.SV + " " + finding.ValueClass + " " + finding.Column) {
				t.Errorf("a finding echoes an identity number")
			}
		}
	})
}

func BenchmarkGuard(b *testing.B) {
	texts := []string{
		"Enhet norr", "2025-03-01", "12,5", "Placerad enligt beslut 2025-01-12 i familjehem, omprövas 2025-07-12.",
		"p2-abcdefghijklmnopqrstuvwxyz", "8901234567", "A-2025-000123", "missbruk",
	}
	g := NewGuard(GuardOptions{})
	var columns []int
	size := 0
	for range texts {
		columns = append(columns, g.Column("egen", Undeclared))
	}
	for _, t := range texts {
		size += len(t)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	row := 0
	var buf []byte
	for b.Loop() {
		for i, t := range texts {
			buf = append(buf[:0], t...)
			buf[0] = "AB"[row%2] // no two rows alike
			g.Cell(columns[i], row, buf)
		}
		row++
	}
}
