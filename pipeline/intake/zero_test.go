package intake

import (
	"slices"
	"strings"
	"testing"
)

func TestNollrapportForADataset(t *testing.T) {
	head := "arende;insats_nr;insats_kod;lagrum;behovsprovad;start;status\n"
	for _, c := range []struct {
		name, text, municipality string
		zero                     []ZeroReport
		rules                    string
	}{
		{"in its own table", head + "Nollrapport;;;;;;\n", "1280", []ZeroReport{{"insats", "1280"}}, ""},
		{"above another", "nollrapport;matning;mal;;\n" + head, "1280", []ZeroReport{{"matning", "1280"}, {"mal", "1280"}}, "F09@0:"},
		{"per municipality", "kommun;" + head + "0114;nollrapport;;;;;;\n1281;NOLLRAPPORT;;;;;;\n", "", []ZeroReport{{"insats", "0114"}, {"insats", "1281"}}, ""},
		{"of no dataset", "nollrapport;befolkning\n" + head, "1280", nil, "K01@1: F09@0:"},
		{"of another municipality", "kommun;" + head + "0114;nollrapport;;;;;;\n", "1280", nil, "T08@2:kommun F09@0:"},
		{"with something beside it", head + "nollrapport;1;;;;;\n", "1280", nil, "T01@2:arende"},
	} {
		o := options(t)
		o.Municipality = c.municipality
		sink, s, _ := readText(t, "insats.csv", c.text, o)
		if !slices.Equal(s.Zero, c.zero) {
			t.Errorf("%s: zero %v, want %v", c.name, s.Zero, c.zero)
		}
		if got := strings.Join(sink.rules(), " "); got != c.rules {
			t.Errorf("%s: findings %s, want %s", c.name, got, c.rules)
		}
	}
}
