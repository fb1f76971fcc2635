package intake

import (
	"encoding/xml"
	"strings"
)

const stylesPart = "xl/styles.xml"

// numberedStyles lists, by cell style, the patterns of those that write a number as
// an identity number is written (000000-0000, as Excel's own format for them does):
// the cell shows one where its value is ten bare digits, or nine. nil where there
// are none.
func (a *archive) numberedStyles() (patterns []string, err error) {
	if a.entries[stylesPart] == nil {
		return nil, nil
	}
	formats := map[string]string{}
	inCells, found := false, false
	err = a.each(stylesPart, func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				if pattern, ok := numberPattern(attribute(e, "formatCode")); ok {
					formats[attribute(e, "numFmtId")] = pattern
				}
			case "cellXfs":
				inCells = true
			case "xf":
				if inCells {
					pattern := formats[attribute(e, "numFmtId")]
					patterns, found = append(patterns, pattern), found || pattern != ""
				}
			}
		case xml.EndElement:
			inCells = inCells && e.Name.Local != "cellXfs"
		}
		return nil
	})
	if err != nil || !found {
		return nil, err
	}
	return patterns, nil
}

// numberPattern reads a format that only groups digits, with 0 for each: six and
// four, or eight and four, with something between.
func numberPattern(format string) (pattern string, ok bool) {
	first, _, _ := strings.Cut(format, ";")
	if strings.HasPrefix(first, "[") { // [$-41D] and its like
		if end := strings.IndexByte(first, ']'); end > 0 {
			first = first[end+1:]
		}
	}
	first = strings.NewReplacer(`\`, "", `"`, "", "#", "0", "?", "0").Replace(first)
	digits := strings.Count(first, "0")
	between := strings.Trim(first, "0")
	if digits != 10 && digits != 12 || between == "" || !strings.HasSuffix(first, between+"0000") || strings.Contains(between, ".") {
		return "", false
	}
	return first, true
}

// formatted writes a whole number by such a pattern.
func formatted(value []byte, pattern string) (string, bool) {
	digits := strings.Count(pattern, "0")
	if len(value) == 0 || len(value) > digits || digitCount(value) != len(value) {
		return "", false
	}
	padded := strings.Repeat("0", digits-len(value)) + string(value)
	var b strings.Builder
	for _, r := range pattern {
		if r == '0' {
			b.WriteByte(padded[0])
			padded = padded[1:]
		} else {
			b.WriteRune(r)
		}
	}
	return b.String(), true
}

func digitCount(text []byte) int {
	n := 0
	for _, c := range text {
		if c-'0' <= 9 {
			n++
		}
	}
	return n
}
