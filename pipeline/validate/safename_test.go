package validate

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"jamfor/pipeline/identity"
)

// A name shows no identity number, however it is written, and keeps what does not
// hold one.
func TestSafeNameHidesEveryWriting(t *testing.T) {
	const n = "189001019802" // Skatteverket's open list: it belongs to nobody
	percent := ""
	for _, c := range n {
		percent += "%3" + string(c)
	}
	for name, keeps := range map[string]string{
		"missbruk_1280_" + n + "_1.csv":                                            "missbruk_1280_",
		"missbruk_1280_" + n[:8] + "%2D" + n[8:] + "_1.csv":                        "missbruk_1280_",
		"missbruk_1280_" + percent + "_1.csv":                                      "missbruk_1280_",
		"missbruk_1280_" + n[:8] + "=2D" + n[8:] + "_1.csv":                        "missbruk_1280_",
		"missbruk_1280_" + base64.StdEncoding.EncodeToString([]byte(n)) + "_1.csv": "missbruk_1280_",
		"missbruk_1280_" + hex.EncodeToString([]byte(n)) + "_1.csv":                "missbruk_1280_",
		n[:4] + "." + n[4:6] + "." + n[6:8] + "_" + n[8:] + ".csv":                 ".csv",
		"läkare " + n[:4] + "/" + n[4:6] + "/" + n[6:8] + "-" + n[8:] + ".csv":     ".csv",
	} {
		safe := SafeName(name)
		if !identity.Clean(safe) || strings.Contains(safe, n[8:]) || strings.Contains(safe, n[2:6]) || !strings.Contains(safe, keeps) {
			t.Errorf("a name is shown with a number, or without %q", keeps)
		}
		if text := SafeText("open /inbox/" + name + ": permission denied"); !identity.Clean(text) || strings.Contains(text, n[8:]) {
			t.Errorf("an error shows the number of a name that keeps %q", keeps)
		}
	}
	for _, name := range []string{"missbruk_1280_2025_1.csv", "missbruk_1280_2025-03_1.parquet", "scb-folkmängd_multi_2025K1_12.xlsx", "Åtgärder 2025"} {
		if got := SafeName(name); got != name {
			t.Errorf("%q is shown as %q", name, got)
		}
	}
}
