package code

import (
	"strconv"
	"strings"
)

// thinSpace groups thousands in Swedish text; it does not break lines.
const thinSpace = "\u202f"

// Number writes value with the given decimals as people read it: Swedish with
// decimal comma, a thin no-break space between thousands and a true minus sign;
// English with decimal point and comma.
func Number(value float64, decimals int, lang Lang) string {
	plain := strconv.FormatFloat(value, 'f', decimals, 64)
	negative := strings.HasPrefix(plain, "-")
	plain = strings.TrimPrefix(plain, "-")
	whole, fraction, _ := strings.Cut(plain, ".")
	if negative && strings.Trim(plain, "0.") == "" {
		negative = false
	}
	group, point, minus := thinSpace, ",", "\u2212"
	if lang == English {
		group, point, minus = ",", ".", "-"
	}
	var b strings.Builder
	if negative {
		b.WriteString(minus)
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteString(point)
		b.WriteString(fraction)
	}
	return b.String()
}
