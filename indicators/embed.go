// Package indicators holds the indicator sets that ship with the program: YAML
// that people write and review, with tests beside it. It only embeds the files
// and loads them against the shipped models; README.md tells how to add one.
package indicators

import (
	"embed"
	"io/fs"

	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

//go:embed areas.yaml templates */set.yaml */*.yaml
var files embed.FS

// Files are the shipped files: <set>/*.yaml, templates/*.yaml and areas.yaml.
func Files() fs.FS { return files }

// Load loads the shipped sets, checked against the shipped models.
func Load() ([]indicator.Set, error) { return indicator.Load(files, sql.Models()) }

// LoadTests loads the tests of the shipped sets.
func LoadTests() ([]indicator.TestFile, error) {
	sets, err := Load()
	if err != nil {
		return nil, err
	}
	return indicator.LoadTests(files, sets)
}
