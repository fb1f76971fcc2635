package validate

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"jamfor/pipeline/identity"
)

// SafeName hides what could be an identity in a name that a supplier chose (of a
// file, a sheet, a column): every run of six or more digits, with the marks that
// identity numbers have between them, becomes as many dots. A month (2025-03), as
// names of monthly deliveries have it, stays. Where a number still shows, written
// in the escapes of some other format, the parts of the name that hold it lose all
// letters and digits.
func SafeName(name string) string {
	if !identity.Clean(name) {
		name = withoutNumbers(name)
	}
	return digitRun.ReplaceAllStringFunc(name, func(run string) string {
		if month.MatchString(run) {
			return run
		}
		return strings.Repeat("•", len([]rune(run)))
	})
}

// withoutNumbers hides the parts of a name that hold an identity number, or all of
// it but its ending where the number goes over several parts.
func withoutNumbers(name string) string {
	hidden := namePart.ReplaceAllStringFunc(name, func(part string) string {
		if identity.Clean(part) {
			return part
		}
		return dots(part)
	})
	if hidden != name && identity.Clean(hidden) {
		return hidden
	}
	ending := path.Ext(name)
	if !identity.Clean(ending) {
		ending = dots(ending)
	}
	return dots(strings.TrimSuffix(name, path.Ext(name))) + ending
}

// SafeText is a text, such as an error's, that may hold a supplier's file name: as
// it is, unless an identity number is in it.
func SafeText(text string) string {
	if identity.Clean(text) {
		return text
	}
	return SafeName(text)
}

func dots(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return '•'
		}
		return r
	}, text)
}

var (
	month    = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)
	digitRun = regexp.MustCompile(`\pN(?:[-+ ]?\pN){5,}`)
	namePart = regexp.MustCompile(`[^_./ ]+`)
)
