package custody

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"sync"
)

//go:embed guide.html
var guidePage string

var guideTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("guide").Parse(guidePage))
})

// Facts are what a custody guide says of one key: nothing secret.
type Facts struct {
	Signing  bool // a signing key, else a pseudonym key
	ID       string
	Check    string // of a pseudonym key
	Owner    string // of a signing key
	FileName string
}

// Guide writes the one-page custody guide of a key, in Swedish, to be printed,
// filled in by hand and kept with the key's paper copy.
func Guide(w io.Writer, f Facts) error {
	if err := guideTemplate().Execute(w, f); err != nil {
		return fmt.Errorf("skriv nyckelguide: %w", err)
	}
	return nil
}
