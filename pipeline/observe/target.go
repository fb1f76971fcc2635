package observe

import (
	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// TargetOf tells how many inhabitants of a municipality a service is there for, for
// Options.Target: coverage is weighed by them, so that a missing city weighs as
// much as the people who live in it. The figures are the registry's (SCB, 31
// December 2021), in the age classes that it has: children and young people 0–19,
// elderly care 75 and over, economic assistance everybody, all else 20 and over.
func TargetOf(definitions []*indicator.Definition, registry *area.Registry) func(indicator, municipality string) int64 {
	people := map[string]area.MunicipalityInfo{}
	for _, m := range registry.Municipalities {
		people[m.Code] = m
	}
	service := map[string]code.ServiceArea{}
	for _, d := range definitions {
		service[d.ID] = d.Area
	}
	return func(indicator, municipality string) int64 {
		m := people[municipality]
		switch service[indicator] {
		case "barn_unga", "familjecentral", "ungdomsmottagning":
			return int64(m.Aged0to19)
		case "aldreomsorg":
			return int64(m.Aged75)
		case "ekonomiskt_bistand", "":
			return int64(m.Inhabitants)
		}
		return int64(m.Aged20to74 + m.Aged75)
	}
}
