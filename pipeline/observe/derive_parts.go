package observe

import (
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// DeriveParts is what a gap or composite would be published with, were the cells
// with these parts shown: for tests of definitions. Parts come in the order of
// the definition's sources, or of the sexes compared.
func DeriveParts(d *indicator.Definition, parts []cell.Parts) (Estimate, error) {
	var rows []Sourced
	for i, p := range parts {
		source := d.Sources[min(i, len(d.Sources)-1)]
		spec := SpecOf(source)
		e, err := Value(spec, p)
		if err != nil || e.Status != code.OK {
			return e, err
		}
		rows = append(rows, Sourced{Spec: spec, Parts: p, Estimate: e})
	}
	return Derive(SpecOf(d), rows)
}
