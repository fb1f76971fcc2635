package validate

import (
	"regexp"
	"strings"
)

// SafeName hides what could be an identity in a name that a supplier chose (of a
// file, a sheet, a column): every run of six or more digits, with the marks that
// identity numbers have between them, becomes as many dots. A month (2025-03), as
// names of monthly deliveries have it, stays.
func SafeName(name string) string {
	return digitRun.ReplaceAllStringFunc(name, func(run string) string {
		if month.MatchString(run) {
			return run
		}
		return strings.Repeat("•", len([]rune(run)))
	})
}

var month = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)

var digitRun = regexp.MustCompile(`\pN(?:[-+ ]?\pN){5,}`)
