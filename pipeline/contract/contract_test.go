package contract

import (
	"testing"
	"time"
)

func TestCoreModelHoldsTogether(t *testing.T) {
	c := Core()
	if got := len(c.Datasets); got != 13 {
		t.Errorf("datasets = %d, want 13", got)
	}
	today := 0
	for _, e := range c.Lists["kommun"].Entries {
		if e.To.IsZero() {
			today++
		}
	}
	if today != 290 {
		t.Errorf("municipalities = %d, want 290", today)
	}
	if heby, known := c.Lists["kommun"].Find("1917"); !known || heby.ValidOn(time.Date(2007, 1, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("1917 was Heby's code until 2006: %+v", heby)
	}
	names := c.DatasetNames()
	if names[0] != "arende" || c.Datasets[names[len(names)-1]].Parent == "" {
		t.Errorf("parents do not come before children: %v", names)
	}
	if got := c.Datasets["matning"].Key(); len(got) != 9 {
		t.Errorf("key of matning = %v, want all but varde and saknadkod", got)
	}
}

func TestLegalBasisIsValidByDate(t *testing.T) {
	old, _ := Core().Lists["lagrum"].Find("SoL_2001")
	fresh, _ := Core().Lists["lagrum"].Find("SoL_2025")
	last, first := time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC), time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	if !old.ValidOn(last) || old.ValidOn(first) || fresh.ValidOn(last) || !fresh.ValidOn(first) {
		t.Error("SoL 2001:453 must end on 2025-06-30 and SoL 2025:400 begin on 2025-07-01")
	}
}
