package publish

import (
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/release"
)

// deliveryWord tells in Swedish what a municipality sent.
func deliveryWord(c release.Coverage, municipality string) string {
	if _, zero := slices.BinarySearch(c.ZeroReport, municipality); zero {
		return "Nollrapport"
	}
	if _, sent := slices.BinarySearch(c.Delivered, municipality); sent {
		return "Levererat"
	}
	return "Bortfall"
}

// absent lists the names of the municipalities that did not deliver.
func absent(c release.Coverage) []string {
	var names []string
	for _, m := range area.Default().Municipalities {
		if _, sent := slices.BinarySearch(c.Delivered, m.Code); !sent {
			names = append(names, m.Name)
		}
	}
	return names
}
