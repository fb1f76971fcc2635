package code

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Period is a span of whole months that a delivery or an observation is about.
// The zero value is no period.
type Period struct {
	kind  periodKind
	year  int // last year of the period
	part  int // half 1–2, quarter 1–4, month 1–12; 0 for years
	years int // length in years of a rolling period, 1 otherwise
}

type periodKind byte

const (
	kindYear    periodKind = 'Y'
	kindHalf    periodKind = 'H'
	kindQuarter periodKind = 'Q'
	kindMonth   periodKind = 'M'
	kindRolling periodKind = 'R'
)

var periodForm = regexp.MustCompile(`^(\d{4})(?:H([12])|[QK]([1-4])|-?M?(0[1-9]|1[0-2])|-(\d{4}))?$`)

// ParsePeriod reads 2025, 2025H1, 2025Q1 (or the Swedish 2025K1), 2025-03 and
// rolling years such as 2023-2025.
func ParsePeriod(text string) (Period, error) {
	m := periodForm.FindStringSubmatch(text)
	if m == nil {
		return Period{}, fmt.Errorf("period %q: want a year (2025), half-year (2025H1), quarter (2025Q1), month (2025-03) or rolling years (2023-2025)", text)
	}
	year, _ := strconv.Atoi(m[1])
	switch {
	case m[2] != "":
		return Period{kindHalf, year, int(m[2][0] - '0'), 1}, nil
	case m[3] != "":
		return Period{kindQuarter, year, int(m[3][0] - '0'), 1}, nil
	case m[4] != "":
		month, _ := strconv.Atoi(m[4])
		return Period{kindMonth, year, month, 1}, nil
	case m[5] != "":
		last, _ := strconv.Atoi(m[5])
		if last <= year || last-year > 9 {
			return Period{}, fmt.Errorf("period %q: rolling years must rise and span at most ten", text)
		}
		return Period{kindRolling, last, 0, last - year + 1}, nil
	}
	return Year(year), nil
}

// Year is the period of one calendar year.
func Year(year int) Period { return Period{kindYear, year, 0, 1} }

// IsZero reports whether the value is no period.
func (p Period) IsZero() bool { return p.kind == 0 }

// IsYear reports whether the period is one calendar year.
func (p Period) IsYear() bool { return p.kind == kindYear }

// YearNumber is the calendar year in which the period ends.
func (p Period) YearNumber() int { return p.year }

// String writes the period in the form that ParsePeriod reads.
func (p Period) String() string {
	switch p.kind {
	case kindYear:
		return fmt.Sprintf("%04d", p.year)
	case kindHalf:
		return fmt.Sprintf("%04dH%d", p.year, p.part)
	case kindQuarter:
		return fmt.Sprintf("%04dQ%d", p.year, p.part)
	case kindMonth:
		return fmt.Sprintf("%04d-%02d", p.year, p.part)
	case kindRolling:
		return fmt.Sprintf("%04d-%04d", p.year-p.years+1, p.year)
	}
	return ""
}

// Start is the first day of the period, in UTC.
func (p Period) Start() time.Time {
	switch p.kind {
	case kindHalf:
		return time.Date(p.year, time.Month(6*(p.part-1)+1), 1, 0, 0, 0, 0, time.UTC)
	case kindQuarter:
		return time.Date(p.year, time.Month(3*(p.part-1)+1), 1, 0, 0, 0, 0, time.UTC)
	case kindMonth:
		return time.Date(p.year, time.Month(p.part), 1, 0, 0, 0, 0, time.UTC)
	case kindRolling:
		return time.Date(p.year-p.years+1, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(p.year, time.January, 1, 0, 0, 0, 0, time.UTC)
}

// End is the last day of the period, in UTC.
func (p Period) End() time.Time {
	months := map[periodKind]int{kindHalf: 6, kindQuarter: 3, kindMonth: 1}[p.kind]
	if months == 0 {
		months = 12 * p.years
	}
	return p.Start().AddDate(0, months, -1)
}

// Next is the period of the same length that follows; rolling years move on by
// one year.
func (p Period) Next() Period {
	last := map[periodKind]int{kindHalf: 2, kindQuarter: 4, kindMonth: 12}[p.kind]
	if p.part++; p.part > last {
		p.year++
		p.part = min(1, last)
	}
	return p
}

// MarshalText writes the period as text, for JSON and YAML.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the period from text; empty text is no period.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	parsed, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}
