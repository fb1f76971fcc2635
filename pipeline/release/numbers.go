package release

import (
	"fmt"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// fixed writes a number with the indicator's decimals, never as minus zero.
func fixed(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.HasPrefix(text, "-") && strings.Trim(text, "-0.") == "" {
		return text[1:]
	}
	return text
}

// shortest writes a number with as few decimals as it needs, at most DecimalScale.
func shortest(v float64, _ int) string {
	return strings.TrimRight(strings.TrimRight(fixed(v, DecimalScale), "0"), ".")
}

func decimal(name, sv, en string, write func(float64, int) string, at func(*observation.Observation) **float64) Column {
	return Column{
		Name: name, Kind: DecimalColumn, Meaning: code.Text{SV: sv, EN: en},
		text: func(o *observation.Observation) string {
			if v := *at(o); v != nil {
				return write(*v, o.Decimals)
			}
			return ""
		},
		read: func(o *observation.Observation, t string) error {
			*at(o) = nil
			if t == "" {
				return nil
			}
			if _, err := ScaledDecimal(t); err != nil {
				return err
			}
			v, err := strconv.ParseFloat(t, 64)
			if err != nil {
				return err
			}
			*at(o) = &v
			if name == "value" {
				_, fraction, _ := strings.Cut(t, ".")
				o.Decimals = len(fraction)
			}
			return nil
		},
	}
}

// exact is a decimal column whose observation already holds text.
func exact(name, sv, en string, at func(*observation.Observation) *string) Column {
	return Column{
		Name: name, Kind: DecimalColumn, Meaning: code.Text{SV: sv, EN: en},
		text: func(o *observation.Observation) string { return *at(o) },
		read: func(o *observation.Observation, t string) error {
			if t != "" {
				if _, err := ScaledDecimal(t); err != nil {
					return err
				}
			}
			*at(o) = t
			return nil
		},
	}
}

func integer[T int | int64](name, sv, en string, at func(*observation.Observation) **T) Column {
	return Column{
		Name: name, Kind: IntegerColumn, Meaning: code.Text{SV: sv, EN: en},
		text: func(o *observation.Observation) string {
			if v := *at(o); v != nil {
				return strconv.FormatInt(int64(*v), 10)
			}
			return ""
		},
		read: func(o *observation.Observation, t string) error {
			*at(o) = nil
			if t == "" {
				return nil
			}
			v, err := strconv.ParseInt(t, 10, 64)
			if err != nil {
				return err
			}
			n := T(v)
			*at(o) = &n
			return nil
		},
	}
}

func flagText(o *observation.Observation) string {
	texts := make([]string, len(o.Flags))
	for i, f := range o.Flags {
		texts[i] = string(f)
	}
	return strings.Join(texts, " ")
}

// ScaledDecimal reads plain decimal text ("-12.50") as an integer scaled by
// 10^DecimalScale. More decimals or digits than decimal columns hold, and every
// other form (exponents, signs, blanks), are errors.
func ScaledDecimal(text string) (int64, error) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || point && fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return 0, fmt.Errorf("%q is not a plain decimal", text)
	}
	if len(fraction) > DecimalScale || len(whole) > DecimalPrecision-DecimalScale {
		return 0, fmt.Errorf("%q does not fit DECIMAL(%d,%d)", text, DecimalPrecision, DecimalScale)
	}
	v, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", DecimalScale-len(fraction)), 10, 64)
	if negative {
		v = -v
	}
	return v, err
}
