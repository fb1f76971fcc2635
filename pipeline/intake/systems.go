package intake

import (
	"embed"
	"io/fs"
	"regexp"
	"strings"
)

// systems are the mappings that ship with the program, one a source system.
//
//go:embed systems/*.yaml
var systems embed.FS

// Systems lists the names of the shipped mappings, sorted.
func Systems() []string {
	entries, err := fs.ReadDir(systems, "systems")
	if err != nil {
		panic("embedded mappings: " + err.Error())
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

// System is the shipped mapping of that name as YAML with its comments, for a
// person to adapt; false when there is none.
func System(name string) ([]byte, bool) {
	raw, err := systems.ReadFile("systems/" + name + ".yaml")
	return raw, err == nil
}

// ForCollection rewrites the mapping's YAML for another collection of the same
// datasets: its collection and, where rows state the service area as a constant,
// that too. The result is text to be read and checked like any other.
func ForCollection(raw []byte, collection, serviceArea string) []byte {
	out := collectionLine.ReplaceAll(raw, []byte("${1}"+collection))
	if serviceArea != "" {
		out = areaConstant.ReplaceAll(out, []byte("${1}"+serviceArea+"}"))
	}
	return out
}

var (
	collectionLine = regexp.MustCompile(`(?m)^(collection: )[a-z_]+`)
	areaConstant   = regexp.MustCompile(`(omrade: \{constant: )[a-z_]+\}`)
)
