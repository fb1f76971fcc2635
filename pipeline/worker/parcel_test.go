package worker

import (
	"strings"
	"testing"

	"jamfor/pipeline/identity"
)

// What a package says of itself is guarded as its files are; digests and key ids,
// which hold long runs of digits, are no alarm.
func TestParcelsAreGuardedInWhatTheySay(t *testing.T) {
	const number = "189001019802" // Skatteverket's open list: it belongs to nobody
	manifest := `{
  "format": "jamfor-leveranspaket/1", "purpose": "uppföljning", "created": "2025-03-01",
  "signing_key": "a1b2c3d4e5f60718", "files": [{"name": "arende.csv", "rows": 12,
  "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}]
}`
	for name, test := range map[string]struct {
		manifest, mapping string
		found             bool
	}{
		"clean":               {manifest, "name: egen\ncolumns: {}\n", false},
		"purpose":             {strings.Replace(manifest, "uppföljning", "om "+number[:8]+"-"+number[8:], 1), "", true},
		"a file's name":       {strings.Replace(manifest, "arende.csv", number+".csv", 1), "", true},
		"escaped":             {strings.Replace(manifest, "uppföljning", number[:8]+`\u002d`+number[8:], 1), "", true},
		"the mapping's words": {manifest, "name: egen # " + number + "\n", true},
	} {
		findings := guardParcel([]byte(test.manifest), []byte(test.mapping), nil)
		if found := len(findings) > 0; found != test.found || found && !identity.Deletes(findings[0].Rule) {
			t.Errorf("%s: findings %v", name, findings)
		}
	}
}
