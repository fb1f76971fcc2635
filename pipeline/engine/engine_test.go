package engine

import (
	"math/big"
	"testing"
)

func TestQuote(t *testing.T) {
	if got := Quote(`a"b`); got != `"a""b"` {
		t.Errorf("Quote = %s", got)
	}
}

func TestScaledIsExactOrAnError(t *testing.T) {
	for _, c := range []struct {
		value any
		scale int
		want  string
	}{
		{int64(3), 4, "30000"},
		{big.NewInt(-2), 0, "-2"},
		{Number{big.NewInt(12345), 4}, 4, "12345"},
		{Number{big.NewInt(15), 1}, 4, "15000"},
		{Number{big.NewInt(12345), 4}, 3, ""},
		{1.5, 4, ""},
		{nil, 4, ""},
		{"1", 4, ""},
	} {
		got, err := Scaled(c.value, c.scale)
		if c.want == "" {
			if err == nil {
				t.Errorf("Scaled(%v, %d) = %s, want an error", c.value, c.scale, got)
			}
			continue
		}
		if err != nil || got.String() != c.want {
			t.Errorf("Scaled(%v, %d) = %s, %v, want %s", c.value, c.scale, got, err, c.want)
		}
	}
}
