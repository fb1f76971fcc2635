package cell

// Split names one class of a divided indicator: an age group, or a category of a
// further dimension. The zero value is the undivided indicator.
type Split struct {
	Age       string `json:"age,omitempty"`
	Dimension string `json:"dimension,omitempty"`
	Category  string `json:"category,omitempty"`
}

// IsZero reports whether nothing is divided.
func (s Split) IsZero() bool { return s == Split{} }

// Split is the key's split.
func (k Key) Split() Split { return Split{k.Age, k.Dimension, k.Category} }

// Name tells a measure from every other of its package: the indicator, and the
// class that it counts.
func (m *Measure) Name() string {
	switch {
	case m.Rest != "":
		return m.Indicator + " " + m.Rest + " rest"
	case m.Split.Age != "":
		return m.Indicator + " " + m.Split.Age
	case m.Split.Dimension != "":
		return m.Indicator + " " + m.Split.Dimension + " " + m.Split.Category
	}
	return m.Indicator
}
