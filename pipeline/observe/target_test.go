package observe_test

import (
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/observe"
)

// TestTargetPopulation: the classes of a municipality make up its inhabitants, and
// every service has its own.
func TestTargetPopulation(t *testing.T) {
	target := observe.TargetOf([]*indicator.Definition{
		{ID: "J33001", Area: "barn_unga"}, {ID: "J23001", Area: "aldreomsorg"}, {ID: "J35001", Area: "missbruk"}, {ID: "J31001", Area: "ekonomiskt_bistand"},
	}, area.Default())
	for _, m := range area.Default().Municipalities {
		children, adults, all := target("J33001", m.Code), target("J35001", m.Code), target("J31001", m.Code)
		if children <= 0 || children+adults != all || all != int64(m.Inhabitants) || target("J23001", m.Code) != int64(m.Aged75) {
			t.Errorf("%s: %d + %d of %d", m.Code, children, adults, all)
		}
	}
	if target("J35001", "9999") != 0 {
		t.Error("nobody lives in a municipality that is not there")
	}
}
