package validate

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"unicode/utf8"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// valueRules makes the rules on a variable's single values ready: range (V02),
// length (V04) and pattern (V05). Missing values pass. The error tells a faulty
// contract.
func valueRules(v contract.Variable) ([]rowRule, error) {
	var rules []rowRule
	add := func(id string, message code.Text, remedy code.Text, failing func(*table.Batch, []int) []int) {
		rules = append(rules, rowRule{
			Rule:   contract.Rule{ID: id, Severity: table.Stop, Columns: []string{v.Name}, Message: message, Remedy: remedy},
			column: v.Name, failing: failing,
		})
	}
	if v.Min != "" || v.Max != "" {
		low, high, err := bounds(v)
		if err != nil {
			return nil, fmt.Errorf("variable %s: %w", v.Name, err)
		}
		sv, en := rangeWords(v)
		add(ruleRange, code.Text{SV: "Värdet ligger utanför det tillåtna: " + sv + ".", EN: "The value is out of range: " + en + "."},
			code.Text{SV: "Kontrollera värdet mot källan.", EN: "Check the value against its source."},
			eachValue(v.Name, func(c *table.Column, row int) bool { return c.Int[row] < low || c.Int[row] > high }))
	}
	if v.MaxLength > 0 {
		add(ruleLength, code.Text{SV: fmt.Sprintf("Texten är längre än %d tecken.", v.MaxLength), EN: fmt.Sprintf("The text is longer than %d characters.", v.MaxLength)},
			code.Text{SV: "Korta texten. Fritext ska inte lämnas.", EN: "Shorten the text. Free text is not to be delivered."},
			eachValue(v.Name, func(c *table.Column, row int) bool { return utf8.RuneCountInString(c.Text[row]) > v.MaxLength }))
	}
	if v.Pattern != "" {
		pattern, err := regexp.Compile(`^(?:` + v.Pattern + `)$`)
		if err != nil {
			return nil, fmt.Errorf("variable %s: %w", v.Name, err)
		}
		add(rulePattern, code.Text{SV: "Texten har inte den form som kolumnen kräver.", EN: "The text does not have the form that the column requires."},
			code.Text{SV: "Skriv värdet som i mallens definitioner.", EN: "Write the value as the template's definitions say."},
			eachValue(v.Name, func(c *table.Column, row int) bool { return !pattern.MatchString(c.Text[row]) }))
	}
	return rules, nil
}

// eachValue fails the rows whose value is there and bad.
func eachValue(name string, bad func(c *table.Column, row int) bool) func(*table.Batch, []int) []int {
	return func(b *table.Batch, into []int) []int {
		c := b.Column(name)
		if c == nil {
			return into
		}
		for row, valid := range c.Valid {
			if valid && bad(c, row) {
				into = append(into, row)
			}
		}
		return into
	}
}

// bounds are a variable's limits as its column holds values, ends included.
func bounds(v contract.Variable) (low, high int64, err error) {
	low, high = math.MinInt64, math.MaxInt64
	scale := int64(1)
	switch v.Type.Kind() {
	case table.Decimal:
		for range table.Scale {
			scale *= 10
		}
	case table.Int:
	default:
		return 0, 0, fmt.Errorf("a %s has no range", v.Type)
	}
	for _, limit := range []struct {
		text string
		into *int64
	}{{v.Min, &low}, {v.Max, &high}} {
		if limit.text == "" {
			continue
		}
		r, ok := new(big.Rat).SetString(limit.text)
		if !ok {
			return 0, 0, fmt.Errorf("limit %q is no number", limit.text)
		}
		if r.Mul(r, new(big.Rat).SetInt64(scale)); !r.IsInt() || !r.Num().IsInt64() {
			return 0, 0, fmt.Errorf("limit %q does not fit the column", limit.text)
		}
		*limit.into = r.Num().Int64()
	}
	return low, high, nil
}

func rangeWords(v contract.Variable) (sv, en string) {
	switch {
	case v.Max == "":
		return "minst " + v.Min, "at least " + v.Min
	case v.Min == "":
		return "högst " + v.Max, "at most " + v.Max
	}
	return v.Min + "–" + v.Max, v.Min + "–" + v.Max
}
