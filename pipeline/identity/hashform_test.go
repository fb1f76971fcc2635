package identity

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"
)

// A hash is known in every form that systems write one.
func TestHashForms(t *testing.T) {
	sums := map[string][]byte{}
	for _, text := range []string{"a", "b", "c"} {
		m, s1, s2, s5 := md5.Sum([]byte(text)), sha1.Sum([]byte(text)), sha256.Sum256([]byte(text)), sha512.Sum512([]byte(text))
		sums["md5 "+text], sums["sha1 "+text], sums["sha256 "+text], sums["sha512 "+text] = m[:], s1[:], s2[:], s5[:]
	}
	forms := map[string]func([]byte) string{
		"lower":         hex.EncodeToString,
		"upper":         func(b []byte) string { return fmt.Sprintf("%X", b) },
		"0x":            func(b []byte) string { return fmt.Sprintf("0x%X", b) },
		"label":         func(b []byte) string { return "sha256:" + hex.EncodeToString(b) },
		"label, braces": func(b []byte) string { return "{SHA}" + base64.StdEncoding.EncodeToString(b) },
		"colons":        func(b []byte) string { return strings.ReplaceAll(fmt.Sprintf("% X", b), " ", ":") },
		"blanks":        func(b []byte) string { return fmt.Sprintf("% x", b) },
		"quoted":        func(b []byte) string { return `"` + hex.EncodeToString(b) + `"` },
		"base64":        base64.StdEncoding.EncodeToString,
		"base64 of URL": base64.URLEncoding.EncodeToString,
		"raw bytes":     func(b []byte) string { return string(b) },
	}
	for name, sum := range sums {
		for form, write := range forms {
			hash, got := hashOf([]byte(write(sum)))
			if hash != hex.EncodeToString(sum) || got != likelyHash && !(len(sum)%3 == 0 && form == "base64") {
				t.Errorf("%s, %s: form %d", name, form, got)
			}
		}
		if hash, got := hashOf([]byte(base64.RawURLEncoding.EncodeToString(sum))); hash != hex.EncodeToString(sum) || got != possibleHash {
			t.Errorf("%s, base64 without padding: form %d", name, got)
		}
	}
	for _, text := range []string{
		"", "abc", "12345678901234567890123456789012", "Enhet 12 i norra delen av staden", "2025-03-01T10:30:00+01:00",
		"01890f5a-7e1c-7cc0-98b1-3f5d8e1a2b3c", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "p1-abcdefghijklmnopqrstuvwxyz7",
	} {
		if _, got := hashOf([]byte(text)); got != noHash {
			t.Errorf("%q is taken for a hash", text)
		}
	}
}

// Plain hashes of identity numbers are proved, whatever they were written as and
// whatever the hash is written as.
func TestHashesAreProvedInEveryForm(t *testing.T) {
	// Made-up persons born on dates that a search comes to soon.
	latest := time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)
	first := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	days := int(latest.Sub(first).Hours()/24) + 1
	numbers := make([]string, 5)
	for i := range numbers {
		nine := first.AddDate(0, 0, spread(3+i, days)).Format("20060102") + "456"
		numbers[i] = nine + string(checkDigit([]byte(nine[2:])))
	}
	wide := func(text string) string { return strings.Join(strings.Split(text, ""), "\x00") + "\x00" }
	cases := map[string]func(n string) string{
		"md5":              func(n string) string { s := md5.Sum([]byte(n)); return hex.EncodeToString(s[:]) },
		"md5 as a UUID":    func(n string) string { s := md5.Sum([]byte(n)); return uuidOf(s[:]) },
		"sha1, upper case": func(n string) string { return fmt.Sprintf("%X", sha1.Sum([]byte(n[:8]+"-"+n[8:]))) },
		"sha256, base64": func(n string) string {
			s := sha256.Sum256([]byte(n[2:]))
			return base64.StdEncoding.EncodeToString(s[:])
		},
		"sha256, bare": func(n string) string {
			s := sha256.Sum256([]byte(n[2:]))
			return base64.RawURLEncoding.EncodeToString(s[:])
		},
		"sha256, bytes":     func(n string) string { s := sha256.Sum256([]byte(n)); return string(s[:]) },
		"sha512":            func(n string) string { return fmt.Sprintf("%x", sha512.Sum512([]byte(n[2:8]+"-"+n[8:]))) },
		"of a shell's line": func(n string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(n+"\n"))) },
		"of UTF-16":         func(n string) string { return fmt.Sprintf("0x%X", sha256.Sum256([]byte(wide(n)))) },
	}
	for name, write := range cases {
		g := NewGuard(GuardOptions{})
		column := g.Column("nyckel", Undeclared)
		for i, n := range numbers {
			g.Cell(column, i+2, []byte(write(n)))
		}
		findings, _, err := g.ProveHashes(t.Context(), latest, 80)
		if err != nil || len(findings) != 1 || findings[0].Rule != RuleHashProof {
			t.Errorf("%s: %d findings, %v", name, len(findings), err)
		}
		for _, n := range numbers {
			assertSilent(t, findings, n)
		}
	}
}

func uuidOf(b []byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
