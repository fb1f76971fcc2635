package run

import (
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// boundaries are those that earlier periods are published on, empty for those of
// the time, which is the default.
func (p *Pipeline) boundaries() area.Boundaries {
	if b := area.Boundaries(p.Workspace.Config.Boundaries); b != area.Then {
		return b
	}
	return ""
}

// areasOf gives the areas that a package is published for.
func (p *Pipeline) areasOf(pkg cell.Package, b area.Boundaries) *area.Registry {
	return p.areasFor(b, pkg.Period, func(municipality string) bool {
		return slices.ContainsFunc(pkg.Coverage, func(c cell.Coverage) bool {
			_, delivered := slices.BinarySearch(c.Delivered, municipality)
			return delivered
		})
	})
}

func (p *Pipeline) areasFor(b area.Boundaries, period code.Period, delivered func(municipality string) bool) *area.Registry {
	if b == "" {
		b = area.Then
	}
	return p.areas.For(b, period, delivered)
}

// otherBoundaries refuses a release that shows a period on another division than
// an earlier one: what a municipality and the one that it went into show would
// have to be protected against each other.
func otherBoundaries(release string, p code.Period) error {
	return userError("Utgåva %s visar %s på en annan indelning i kommuner. Tillsammans skulle de båda kunna avslöja skyddade uppgifter. Ange samma boundaries i jamfor.yaml som för utgåvan, eller publicera från en egen arbetsyta.",
		"Release %s shows %s on another division into municipalities. The two together could give protected figures away. Set boundaries in jamfor.yaml as for that release, or publish from a workspace of its own.", release, p)
}
