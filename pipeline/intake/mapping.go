package intake

// Mapping turns one table of a source system into rows of one or more datasets.
// ParseMapping reads it from YAML.
type Mapping struct {
	Version int    `yaml:"version"`
	Name    string `yaml:"name"`
}
