package identity

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
)

// A number is found in bytes of any kind, wherever a block of them is cut.
func TestRawFindsNumbersInBytes(t *testing.T) {
	n := official[0]
	wide := func(text string) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(text)) {
			b.WriteByte(byte(u))
			b.WriteByte(byte(u >> 8))
		}
		return b.String()
	}
	texts := map[string]string{
		"bytes":         "\x01\x02" + n + "\x00\x00\x03",
		"hyphen":        "\x0d" + n[2:8] + "-" + n[8:] + "\x00",
		"UTF-16":        "\x00\x00" + wide("ring "+n[:8]+"-"+n[8:]+" nu"),
		"NUL and digit": "8\x00" + n + "\x008\x01",
		"big endian":    "\x00" + wide(n),
		"en dash":       "x" + n[:8] + "\u2013" + n[8:] + "x.",
		"Windows-1252":  "\xe5 " + n[2:8] + "\x96" + n[8:] + "\xe4",
		"full width":    "\x02" + fullWidth(n) + "\x03",
		"XML":           `<c r="A1"><v>` + n + `</v></c>`,
		"long run":      strings.Repeat("abc ", 20_000) + n + strings.Repeat(" abc", 20_000),
		"digits about":  strings.Repeat("12;", 30_000) + n[:8] + "-" + n[8:] + strings.Repeat(";12", 30_000),
	}
	for name, text := range texts {
		for _, size := range []int{len(text), 7, 1} {
			if size == 1 && len(text) > 1000 {
				continue
			}
			g := NewGuard(GuardOptions{})
			raw := g.Raw(PlaceContent)
			for rest := []byte(text); len(rest) > 0; {
				k := min(size, len(rest))
				if _, err := raw.Write(rest[:k]); err != nil {
					t.Fatal(err)
				}
				rest = rest[k:]
			}
			raw.Close()
			findings := g.Close()
			if len(findings) == 0 || findings[0].Rule != RulePlace {
				t.Errorf("%s in blocks of %d: %d findings", name, size, len(findings))
			}
			assertSilent(t, findings, n)
		}
	}
}

// A column of ten digits is found among other text; noise, dates beside codes and
// values of a binary format are not taken for numbers.
func TestRawAlarms(t *testing.T) {
	look := func(text string) int {
		g := NewGuard(GuardOptions{})
		raw := g.Raw(PlaceContent)
		_, _ = raw.Write([]byte(text))
		raw.Close()
		return len(g.Close())
	}
	column := ""
	for _, n := range official {
		column += "a;" + n[2:] + ";12,5\n"
	}
	if look(column) == 0 {
		t.Error("a column of ten digits passes")
	}
	r := rand.New(rand.NewPCG(1, 1))
	noise := make([]byte, 4<<20)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	rows, plain := "", ""
	for i := range 3000 {
		kommun := []string{"1280", "0180", "1480"}[i%3]
		date := "2025-03-" + string(rune('0'+i%3)) + string(rune('1'+i%9))
		rows += date + "\t" + kommun + "\n" + kommun + ";" + date + "\n"
		plain += "\x0a\x00\x00\x00" + date + "\x04\x00\x00\x00" + kommun
	}
	for name, text := range map[string]string{"noise": string(noise), "rows": rows, "binary": plain} {
		if n := look(text); n > 0 {
			t.Errorf("%s: %d findings", name, n)
		}
	}
}

func FuzzRaw(f *testing.F) {
	f.Add([]byte("a\x001\x009\x00"), uint8(3))
	f.Fuzz(func(t *testing.T, data []byte, size uint8) {
		whole, parts := NewGuard(GuardOptions{}), NewGuard(GuardOptions{})
		one, many := whole.Raw(PlaceContent), parts.Raw(PlaceContent)
		_, _ = one.Write(data)
		one.Close()
		for rest := data; len(rest) > 0; {
			k := min(int(size)+1, len(rest))
			_, _ = many.Write(rest[:k])
			rest = rest[k:]
		}
		many.Close()
		if len(data) < longestRun && whole.Hits() != parts.Hits() {
			t.Errorf("%d hits whole, %d in parts", whole.Hits(), parts.Hits())
		}
	})
}
