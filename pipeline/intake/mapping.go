package intake

import "errors"

var errNotYet = errors.New("this format is not read yet")

// Mapping turns one table of a source system into rows of one or more datasets.
// ParseMapping reads it from YAML.
type Mapping struct {
	Version int    `yaml:"version"`
	Name    string `yaml:"name"`
}

func (m *Mapping) Label() string                      { return m.Name }
func (m *Mapping) sourceColumns() []string            { return nil }
func (j *job) checkMapping() error                    { return nil }
func newMapper(j *job, t *rawTable) (consumer, error) { return nil, errNotYet }
func (j *job) readParquet() error                     { return errNotYet }
func (j *job) readArrow() error                       { return errNotYet }
