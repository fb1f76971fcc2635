package indicators

import "testing"

func TestLoad(t *testing.T) {
	sets, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range sets {
		t.Log(s.Name, len(s.Definitions))
		n += len(s.Definitions)
	}
	t.Log(n)
}
