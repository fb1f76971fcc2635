package disclosure_test

import (
	"flag"
	"os"
	"testing"
)

// everyDay is how many packages a property draws unless -rapid.checks says
// otherwise: enough to meet every rule, few enough for the race detector.
// make attack draws many more.
const everyDay = "25"

func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		if err := flag.Set("rapid.checks", everyDay); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// heavy skips what takes long outside make attack.
func heavy(t *testing.T) {
	t.Helper()
	if os.Getenv("JAMFOR_ATTACK") == "" {
		t.Skip("heavy: make attack runs it")
	}
}
