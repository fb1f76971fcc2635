package worker

import (
	"strings"
	"testing"

	"jamfor/pipeline/contract"
)

func TestParseName(t *testing.T) {
	c := contract.Core()
	good := []struct {
		name   string
		folder bool
		want   Name
	}{
		{"missbruk_1280_2025_1.csv", false, Name{Collection: "missbruk", Municipality: "1280", Sequence: 1, Extension: ".csv"}},
		{"ekonomiskt_bistand_multi_2025_12.XLSX", false, Name{Collection: "ekonomiskt_bistand", Sequence: 12, Extension: ".xlsx"}},
		{"barn_unga_0180_2025_3", true, Name{Collection: "barn_unga", Municipality: "0180", Sequence: 3}},
		{"barn_unga-matning_0180_2025_3.parquet", false, Name{Collection: "barn_unga", Dataset: "matning", Municipality: "0180", Sequence: 3, Extension: ".parquet"}},
		{"missbruk_1280_2025_1.nollrapport", false, Name{Collection: "missbruk", Municipality: "1280", Sequence: 1, Extension: ".nollrapport", Zero: true}},
	}
	for _, test := range good {
		got, findings := ParseName(c, test.name, test.folder)
		test.want.Period = year(2025)
		if findings != nil || got != test.want {
			t.Errorf("%s: %+v %+v", test.name, got, findings)
		}
	}
	bad := map[string]int{
		"leverans.csv":                         1, // too few parts
		"missbruk_1280_2025_1.doc":             1,
		"missbruk_1280_2025_0.csv":             1,
		"missbruk_1280_2025_1":                 1, // no extension
		"alkohol_9999_i fjol_första.pdf":       5, // everything wrong, told at once
		"missbruk-placeringar_1280_2025_1.csv": 1,
		"missbruk_multi_2025_1.nollrapport":    1,
		"missbruk_1917_2025_1.csv":             1, // Heby, until 2006
		"missbruk_0331_2006_1.csv":             1, // Heby, since 2007
	}
	for name, want := range bad {
		if _, findings := ParseName(c, name, false); len(findings) != want {
			t.Errorf("%s: %d findings, want %d: %+v", name, len(findings), want, findings)
		}
	}
}

func TestNamesNeverEchoAnIdentity(t *testing.T) {
	c := contract.Core()
	for _, identity := range []string{"191212121212", "19121212-1212", "121212+1212", "1912 1212 1212"} {
		_, findings := ParseName(c, "missbruk_"+identity+"_2025_1.csv", false)
		_, more := ParseMember(c, "missbruk", identity+".csv")
		for _, f := range append(findings, more...) {
			for _, text := range []string{f.File, f.Message.SV, f.Message.EN, f.Remedy.SV, f.Remedy.EN} {
				if strings.Contains(text, identity) || strings.Contains(text, "1212") {
					t.Errorf("%q is echoed in %q", identity, text)
				}
			}
		}
		if len(findings) == 0 || len(more) == 0 {
			t.Errorf("%q was accepted in a name", identity)
		}
	}
	if got := SafeName("missbruk_1280_2025_1.csv"); got != "missbruk_1280_2025_1.csv" {
		t.Errorf("an ordinary name became %q", got)
	}
}

func TestParseMember(t *testing.T) {
	c := contract.Core()
	if dataset, findings := ParseMember(c, "missbruk", "Matning.CSV"); dataset != "matning" || findings != nil {
		t.Errorf("%q %+v", dataset, findings)
	}
	for _, name := range []string{"befolkning.csv", "arende.exe", "arende", ".csv"} {
		if _, findings := ParseMember(c, "missbruk", name); len(findings) != 1 {
			t.Errorf("%s: %+v", name, findings)
		}
	}
}

func FuzzParseName(f *testing.F) {
	f.Add("missbruk_1280_2025_1.csv", false)
	f.Add("____", true)
	f.Add("barn_unga-x_multi_2025K1_99999999999999999999.nollrapport", false)
	f.Fuzz(func(t *testing.T, name string, folder bool) {
		got, findings := ParseName(contract.Core(), name, folder)
		if (got == Name{}) == (findings == nil) {
			t.Errorf("%q: a name and findings, or neither: %+v %+v", name, got, findings)
		}
	})
}
