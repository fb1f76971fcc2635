package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var (
	key1 = []byte("0123456789abcdef0123456789abcdef")
	key2 = []byte("fedcba9876543210fedcba9876543210")
	key3 = []byte("another key of thirty-two bytes!")
)

func keyer(t testing.TB, chain ...[]byte) *Keyer {
	t.Helper()
	k, err := NewKeyer(chain...)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func p1Keyer(t testing.TB) *P1Keyer {
	t.Helper()
	k, err := NewP1Keyer(key1)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// plain is the formula of a pseudonym's body without any reuse of state.
func plain(key []byte, message string) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(message))
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)[:16])
	return strings.ToLower(text)
}

func TestPseudonymsFollowTheFormula(t *testing.T) {
	k1, k2 := p1Keyer(t), keyer(t, key2)
	p1, err := k1.Person("189001019802")
	if err != nil || p1[:29] != "p1-"+plain(key1, "jamfor/v1|pnr|189001019802") || !ValidP1(p1) {
		t.Errorf("p1 = %s, %v", p1, err)
	}
	if got, want := k1.Local(Case, "1280", "17"), "p1-"+plain(key1, "jamfor/v1|arende|1280|17"); got[:29] != want || !ValidP1(got) {
		t.Errorf("local p1 = %s, want %s and a check character", got, want)
	}
	if got, err := k2.P2(p1); err != nil || got != "p2-"+plain(key2, p1) || !ValidP2(got) {
		t.Errorf("p2 = %s, %v", got, err)
	}
	if got, want := k2.Local(Household, "0180", "h"), "p2-"+plain(key2, "jamfor/v1|hushall|0180|h"); got != want {
		t.Errorf("local p2 = %s, want %s", got, want)
	}
	if _, err := k2.P2(p1[:29] + "!"); err == nil {
		t.Error("a p1 with a wrong check character passes")
	}
}

func TestContextsMunicipalitiesAndKeysAreApart(t *testing.T) {
	k1, k2 := p1Keyer(t), keyer(t, key2)
	seen := map[string]string{}
	for _, c := range localContexts {
		for _, kommun := range []string{"0180", "1280"} {
			for _, id := range []string{"1", "11"} {
				for name, p := range map[string]string{"p1": k1.Local(c, kommun, id), "p2": k2.Local(c, kommun, id)} {
					at := name + string(c) + kommun + id
					if other, taken := seen[p]; taken {
						t.Errorf("%s and %s share a pseudonym", at, other)
					}
					seen[p] = at
				}
			}
		}
	}
	checks := map[string]bool{k1.CheckValue(): true, k2.CheckValue(): true, keyer(t, key2, key3).CheckValue(): true, keyer(t, key3).CheckValue(): true}
	if len(checks) != 4 {
		t.Error("key check values do not tell keys apart")
	}
	if k2.CheckValue() != k2.Clone().CheckValue() {
		t.Error("a clone has another key")
	}
}

func TestRotationIsTheSameForOldAndNewRows(t *testing.T) {
	p1, _ := p1Keyer(t).Person("189001019802")
	old, _ := keyer(t, key2).P2(p1)
	chain := keyer(t, key2, key3)
	fresh, _ := chain.P2(p1)
	rotated, err := chain.Rotate(old)
	if err != nil || rotated != fresh || rotated == old {
		t.Errorf("rotated %s, delivered anew %s, %v", rotated, fresh, err)
	}
}

func TestKeysAreLongEnough(t *testing.T) {
	if _, err := NewP1Keyer(key1[:31]); err == nil {
		t.Error("a short K1 passes")
	}
	if _, err := NewKeyer(key2, key3[:10]); err == nil {
		t.Error("a short key in a chain passes")
	}
	if _, err := NewKeyer(); err == nil {
		t.Error("no key passes")
	}
}

// TestCheckCharacter holds that one wrong character and two swapped ones show.
func TestCheckCharacter(t *testing.T) {
	k := p1Keyer(t)
	rapid.Check(t, func(r *rapid.T) {
		good := []byte(k.Local(Case, "1280", rapid.String().Draw(r, "id")))
		if !ValidP1(good) {
			r.Fatal("a p1 is not valid")
		}
		i := rapid.IntRange(3, P1Length-1).Draw(r, "i")
		j := rapid.IntRange(3, P1Length-1).Draw(r, "j")
		c := alphabet[rapid.IntRange(0, 31).Draw(r, "c")]
		wrong := append([]byte(nil), good...)
		wrong[i] = c
		if c != good[i] && ValidP1(wrong) {
			r.Fatalf("%s passes for %s", wrong, good)
		}
		swapped := append([]byte(nil), good...)
		swapped[i], swapped[j] = swapped[j], swapped[i]
		if good[i] != good[j] && ValidP1(swapped) {
			r.Fatalf("%s passes for %s", swapped, good)
		}
	})
}

func TestParseNumber(t *testing.T) {
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]Number{
		"18900101-9802":            {"189001019802", Personnummer},
		"900101+9802":              {"189001019802", Personnummer},
		"197803142392":             {"197803142392", Personnummer},
		"7803142392":               {"197803142392", Personnummer},
		"780314\u20132392":         {"197803142392", Personnummer},
		"２０１６１０２０２３８２":             {"201610202382", Personnummer},
		"191401682396":             {"191401682396", Samordningsnummer},
		"19700101-T123":            {"19700101T123", InterimNumber},
		"19700101-TF10":            {"19700101TF10", InterimNumber},
		"197803142393":             {},
		"170001019802":             {},
		"7803142392 och mer":       {},
		"200104092390":             {"200104092390", Personnummer},
		"010409-2390":              {"200104092390", Personnummer},
		"19 780314-2392":           {"197803142392", Personnummer},
		"1978-03-14-2392":          {"197803142392", Personnummer},
		"\ufeff197803142392\u00a0": {"197803142392", Personnummer},
	} {
		got, err := ParseNumber(text, at)
		if got != want || (err == nil) != (want.Digits != "") {
			t.Errorf("%q gives kind %q, err %v", text, got.Kind, err)
		}
	}
}

func BenchmarkP2(b *testing.B) {
	k := keyer(b, key2)
	p1 := []byte(p1Keyer(b).Local(Case, "1280", "1"))
	var out [P2Length]byte
	b.ReportAllocs()
	for b.Loop() {
		if !ValidP1(p1) {
			b.Fatal("not valid")
		}
		k.AppendP2(out[:0], p1)
	}
}
