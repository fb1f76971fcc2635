package run

import (
	"fmt"
	"maps"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/workspace"
)

// mustPublish are the cells that the publisher has promised to show.
func mustPublish(listed []workspace.MustPublish) []disclosure.Must {
	var out []disclosure.Must
	for _, l := range listed {
		m := disclosure.Must{Indicators: l.Indicators, Areas: l.Areas, Ages: l.Ages}
		for _, t := range l.AreaTypes {
			m.AreaTypes = append(m.AreaTypes, area.Type(t))
		}
		for _, s := range l.Sexes {
			m.Sexes = append(m.Sexes, code.Sex(s))
		}
		out = append(out, m)
	}
	return out
}

// promisesKnown refuses promises about indicators that there are none of: they
// would be kept by nobody.
func promisesKnown(d workspace.Disclosure, all []indicator.Set) error {
	ids := map[string]bool{}
	for _, s := range all {
		for _, x := range s.Definitions {
			ids[x.ID] = true
		}
	}
	listed := slices.Clone(d.MustPublish)
	for _, set := range slices.Sorted(maps.Keys(d.Sets)) {
		listed = append(listed, d.Sets[set].MustPublish...)
	}
	var unknown code.Text
	for _, l := range listed {
		for _, id := range l.Indicators {
			if !ids[id] {
				unknown.SV += fmt.Sprintf(" Indikatorn %q finns inte.", id)
				unknown.EN += fmt.Sprintf(" There is no indicator %q.", id)
			}
		}
		for _, a := range l.Areas {
			if !slices.ContainsFunc(area.Grains, func(t area.Type) bool { return area.Default().Known(area.ID{Type: t, Code: a}) }) {
				unknown.SV += fmt.Sprintf(" Området %q finns inte.", a)
				unknown.EN += fmt.Sprintf(" There is no area %q.", a)
			}
		}
	}
	if unknown.SV == "" {
		return nil
	}
	const at = "jamfor.yaml, must_publish:"
	return &UserError{code.Text{SV: at + unknown.SV, EN: at + unknown.EN}}
}
