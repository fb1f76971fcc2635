package run

import (
	"maps"
	"slices"

	"jamfor/sql"
)

// modelDigest is the digest of every SQL model, in the order of their names.
func modelDigest() string {
	var texts []string
	models := sql.Models()
	for _, name := range slices.Sorted(maps.Keys(models)) {
		texts = append(texts, name, models[name].SQL)
	}
	return digestOf(texts)
}
