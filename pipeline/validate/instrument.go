package validate

import (
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// instrumentJudge fails rows whose instrument, version, scale or rater is not in
// the registry, whose value lies outside the scale, or whose missing code the
// instrument does not know.
func instrumentJudge(c *contract.Contract) judge {
	scales := scalesOf(c)
	return func(b *table.Batch, into []int) ([]int, bool) {
		columns := [5]*table.Column{b.Column("instrument"), b.Column("instrumentversion"), b.Column("skala"), b.Column("skattare"), b.Column("saknadkod")}
		values := b.Column("varde")
		if columns[0] == nil || columns[2] == nil {
			return into, false
		}
		var last [5]string
		var scale *scaleRule
		missing := true // whether last and scale are not set yet: no row was judged
		for row := range b.Row {
			var now [5]string
			for i, col := range columns {
				if col != nil && col.Valid[row] {
					now[i] = col.Text[row]
				}
			}
			if now[0] == "" || now[2] == "" {
				continue // the reader has told that they are missing
			}
			if missing || now != last {
				last, scale, missing = now, scales.find(now), false
			}
			if scale == nil || values != nil && values.Valid[row] && !scale.holds(values.Int[row]) {
				into = append(into, row)
			}
		}
		return into, !missing
	}
}

// scaleRule is one scale with its limits, scaled as table.Decimal.
type scaleRule struct {
	low, high        int64
	hasLow, hasHigh  bool
	versions, raters []string
	missing          []string
}

func (s *scaleRule) holds(v int64) bool {
	return (!s.hasLow || v >= s.low) && (!s.hasHigh || v <= s.high)
}

type scaleRules map[[2]string]*scaleRule // by instrument and scale

func scalesOf(c *contract.Contract) scaleRules {
	rules := scaleRules{}
	for name, instrument := range c.Instruments {
		for _, s := range instrument.Scales {
			for _, scale := range s.Names {
				rule := &scaleRule{versions: instrument.Versions, raters: s.Raters, missing: instrument.Missing}
				rule.low, rule.hasLow = decimal(s.Min)
				rule.high, rule.hasHigh = decimal(s.Max)
				rules[[2]string{name, scale}] = rule
			}
		}
	}
	return rules
}

// find is the scale that the columns instrument, version, scale, rater and
// missing code name together; nil when they do not fit.
func (r scaleRules) find(row [5]string) *scaleRule {
	s := r[[2]string{row[0], row[2]}]
	if s == nil ||
		row[1] != "" && !slices.Contains(s.versions, "*") && !slices.Contains(s.versions, row[1]) ||
		row[3] != "" && !slices.Contains(s.raters, row[3]) ||
		row[4] != "" && row[4] != neverAsked && !slices.Contains(s.missing, row[4]) {
		return nil
	}
	return s
}

// neverAsked is the missing code that every instrument knows: it tells about
// the occasion, not the scale.
const neverAsked = "ej_tillfragad"

// decimal reads a limit of the contract ("0", "-2", "0.5") as table.Decimal.
func decimal(text string) (n int64, ok bool) {
	if text == "" {
		return 0, false
	}
	negative := strings.HasPrefix(text, "-")
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	for len(fraction) < table.Scale {
		fraction += "0"
	}
	for _, digit := range whole + fraction[:table.Scale] {
		n = n*10 + int64(digit-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}
