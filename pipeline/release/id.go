package release

import (
	"fmt"
	"regexp"
)

var (
	idForm  = regexp.MustCompile(`^[a-z0-9]+(?:[-_][a-z0-9]+)*$`)
	setForm = regexp.MustCompile(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$`)
)

// ValidID tells whether id can name a release: lower-case letters and digits in
// words joined by - or _, at most 64 characters, not "latest". Such a name is
// safe as a folder and in a URL. The caller derives it from slot, set and
// version so that a repeated run finds its own release.
func ValidID(id string) error {
	if len(id) > 64 || !idForm.MatchString(id) || id == "latest" {
		return fmt.Errorf("release id %q: want lower-case letters and digits joined by - or _, at most 64 characters, not \"latest\"", id)
	}
	return nil
}
