package validate

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// valueRule makes a rule of the level value ready for one variable; nil where the
// rule is not about it. Missing values are not judged. The error tells a faulty
// contract.
func valueRule(c *contract.Contract, rule *contract.Rule, v contract.Variable) (*rowRule, error) {
	ready := &rowRule{rule: rule, column: v.Name}
	words := []contract.Word{contract.Same("column", v.Name)}
	switch rule.Kind {
	case contract.KindType, contract.KindCode:
		if rule.Kind == contract.KindType && !slices.Contains(rule.Types, v.Type) || rule.Kind == contract.KindCode && v.Type != contract.Code {
			return nil, nil
		}
		ready.presence, ready.judge = true, eachValue(v.Name, func(*table.Column, int) bool { return false })
	case contract.KindRange:
		if v.Min == "" && v.Max == "" {
			return nil, nil
		}
		low, high, err := v.Bounds()
		if err != nil {
			return nil, fmt.Errorf("variable %s: %w", v.Name, err)
		}
		words = append(words, rangeWord(v))
		ready.judge = eachValue(v.Name, func(c *table.Column, row int) bool { return c.Int[row] < low || c.Int[row] > high })
	case contract.KindLength:
		if v.MaxLength == 0 {
			return nil, nil
		}
		words = append(words, contract.Same("length", strconv.Itoa(v.MaxLength)))
		ready.judge = eachValue(v.Name, func(c *table.Column, row int) bool {
			return len(c.Text[row]) > v.MaxLength && utf8.RuneCountInString(c.Text[row]) > v.MaxLength
		})
	case contract.KindPattern:
		if v.Pattern == "" {
			return nil, nil
		}
		pattern, err := regexp.Compile(`^(?:` + v.Pattern + `)$`)
		if err != nil {
			return nil, fmt.Errorf("variable %s: %w", v.Name, err)
		}
		ready.judge = patternJudge(v.Name, pattern)
	case contract.KindValidAt:
		if v.ValidAt == "" {
			return nil, nil
		}
		words = append(words, contract.Same("date", v.ValidAt))
		ready.judge = validAtJudge(c, v)
	}
	ready.message, ready.remedy = contract.Fill(rule.Message, words...), contract.Fill(rule.Remedy, words...)
	return ready, nil
}

// eachValue fails the rows whose value is there and bad.
func eachValue(name string, bad func(c *table.Column, row int) bool) judge {
	return func(b *table.Batch, into []int) ([]int, bool) {
		c := b.Column(name)
		if c == nil {
			return into, false
		}
		judged := false
		for row, valid := range c.Valid {
			if !valid {
				continue
			}
			judged = true
			if bad(c, row) {
				into = append(into, row)
			}
		}
		return into, judged
	}
}

// patternJudge fails the rows whose text does not match. Texts repeat: the one
// before is remembered.
func patternJudge(name string, pattern *regexp.Regexp) judge {
	last, bad := "", !pattern.MatchString("")
	return eachValue(name, func(c *table.Column, row int) bool {
		if c.Text[row] != last {
			last = c.Text[row]
			bad = !pattern.MatchString(last)
		}
		return bad
	})
}

func rangeWord(v contract.Variable) contract.Word {
	switch {
	case v.Max == "":
		return contract.Word{Name: "range", SV: "minst " + v.Min, EN: "at least " + v.Min}
	case v.Min == "":
		return contract.Word{Name: "range", SV: "högst " + v.Max, EN: "at most " + v.Max}
	}
	return contract.Same("range", v.Min+"–"+v.Max)
}

// span is a code's validity in days since 1970-01-01, ends included.
type span struct{ from, to int64 }

// validAtJudge fails rows whose code was not valid on the row's date. Rows without
// either are not judged, nor are codes that the list does not hold.
func validAtJudge(c *contract.Contract, v contract.Variable) judge {
	spans := map[string]span{}
	for _, e := range c.Lists[v.List].Entries {
		s := span{from: math.MinInt64, to: math.MaxInt64}
		if !e.From.IsZero() {
			s.from = days(e.From)
		}
		if !e.To.IsZero() {
			s.to = days(e.To)
		}
		spans[e.Code] = s
	}
	return func(b *table.Batch, into []int) ([]int, bool) {
		codes, dates := b.Column(v.Name), b.Column(v.ValidAt)
		if codes == nil || dates == nil {
			return into, false
		}
		judged := false
		for row := range b.Row {
			if !codes.Valid[row] || !dates.Valid[row] {
				continue
			}
			s, known := spans[codes.Text[row]]
			if !known {
				continue
			}
			judged = true
			if day := dates.Int[row]; day < s.from || day > s.to {
				into = append(into, row)
			}
		}
		return into, judged
	}
}
