package intake

import (
	"strings"
	"testing"

	"jamfor/pipeline/contract"
)

func TestShippedMappingsAreWhole(t *testing.T) {
	names := Systems()
	if len(names) < 11 {
		t.Errorf("%d shipped mappings: %v", len(names), names)
	}
	for _, name := range names {
		raw, ok := System(name)
		if !ok {
			t.Fatalf("%s: gone", name)
		}
		m, err := ParseMapping(raw, nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if m.Name != name || m.Title.SV == "" || m.Title.EN == "" {
			t.Errorf("%s: is named %q, titled %q", name, m.Name, m.Title)
		}
	}
	if _, ok := System("../mapping"); ok {
		t.Error("a path is taken for a name")
	}
}

func TestMappingForAnotherCollection(t *testing.T) {
	raw, _ := System("su-reg")
	for _, name := range []string{"vald", "barn_unga", "socialpsykiatri"} {
		m, err := ParseMapping(ForCollection(raw, name, contract.Core().Collections[name].ServiceArea), nil)
		if err != nil {
			t.Fatal(err)
		}
		if m.Collection != name || m.Rows[0].Columns["omrade"].Constant != name {
			t.Errorf("collection %s, area %+v", m.Collection, m.Rows[0].Columns["omrade"])
		}
	}
	if text := string(ForCollection(raw, "vald", "vald")); !strings.Contains(text, "# Ett formulär") {
		t.Error("the comments are lost")
	}
}
