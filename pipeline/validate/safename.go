package validate

import (
	"regexp"
	"strings"
)

// SafeName hides what could be an identity in a name that a supplier chose (of a
// file, a sheet, a column): every run of six or more digits, with the marks that
// identity numbers have between them, becomes as many dots.
func SafeName(name string) string {
	return digitRun.ReplaceAllStringFunc(name, func(run string) string {
		return strings.Repeat("•", len([]rune(run)))
	})
}

var digitRun = regexp.MustCompile(`\pN(?:[-+ ]?\pN){5,}`)
