package given_test

import "testing"

// TestShippedSets runs every given/expect test of the shipped sets.
func TestShippedSets(t *testing.T) {
	outcomes := run(t, "../../../indicators")
	for _, o := range outcomes {
		for _, f := range o.Failures {
			t.Errorf("%s:%d: %s: %s", o.File, o.Line, o.Name, f)
		}
	}
	if len(outcomes) == 0 {
		t.Error("no test was run")
	}
	t.Logf("%d tests", len(outcomes))
}
