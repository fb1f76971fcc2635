package code

import "testing"

func TestNumbersAsPeopleReadThem(t *testing.T) {
	for _, c := range []struct {
		value    float64
		decimals int
		sv, en   string
	}{
		{0, 0, "0", "0"},
		{7, 1, "7,0", "7.0"},
		{999, 0, "999", "999"},
		{1000, 0, "1\u202f000", "1,000"},
		{1234567.891, 2, "1\u202f234\u202f567,89", "1,234,567.89"},
		{-1234.5, 1, "\u22121\u202f234,5", "-1,234.5"},
		{-0.04, 1, "0,0", "0.0"},
	} {
		if got := Number(c.value, c.decimals, Swedish); got != c.sv {
			t.Errorf("Number(%v, %d, sv) = %q, want %q", c.value, c.decimals, got, c.sv)
		}
		if got := Number(c.value, c.decimals, English); got != c.en {
			t.Errorf("Number(%v, %d, en) = %q, want %q", c.value, c.decimals, got, c.en)
		}
	}
}

func TestPeriodsReadAndWrite(t *testing.T) {
	for _, c := range []struct{ text, written, from, to string }{
		{"2025", "2025", "2025-01-01", "2025-12-31"},
		{"2025H2", "2025H2", "2025-07-01", "2025-12-31"},
		{"2025K1", "2025Q1", "2025-01-01", "2025-03-31"},
		{"2024-02", "2024-02", "2024-02-01", "2024-02-29"},
		{"2023-2025", "2023-2025", "2023-01-01", "2025-12-31"},
	} {
		p, err := ParsePeriod(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if p.String() != c.written || p.Start().Format("2006-01-02") != c.from || p.End().Format("2006-01-02") != c.to {
			t.Errorf("%s = %s from %s to %s, want %s from %s to %s", c.text, p, p.Start(), p.End(), c.written, c.from, c.to)
		}
		if again, err := ParsePeriod(p.String()); err != nil || again != p {
			t.Errorf("%s does not read back: %v", p, err)
		}
	}
	for _, text := range []string{"", "25", "2025H3", "2025Q5", "2025-13", "2025-2023", "2010-2025", "år 2025"} {
		if p, err := ParsePeriod(text); err == nil {
			t.Errorf("%q was read as %s", text, p)
		}
	}
}

func TestEveryCodeHasItsWords(t *testing.T) {
	for _, q := range Questions {
		if q.Text().SV == "" || q.Text().EN == "" {
			t.Errorf("question %s lacks a text", q)
		}
	}
	marks := map[string]Status{}
	for _, s := range []Status{OK, Missing, NotApplicable, Suppressed} {
		if other, taken := marks[s.Mark()]; taken {
			t.Errorf("%s and %s share the mark %q", s, other, s.Mark())
		}
		marks[s.Mark()] = s
	}
}
