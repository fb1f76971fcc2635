package code

import (
	"errors"
	"io"
	"testing"
)

func TestProblemIsToldInBothLanguages(t *testing.T) {
	form := Problem("nyckelfilen har inte rätt form", "the key file has not the right form")
	err := Problem("%s: %v: rad %d förstås inte", "%s: %v: line %d is not understood", "a.nyckel", form, 3)
	if got, want := Told(err, Swedish), "a.nyckel: nyckelfilen har inte rätt form: rad 3 förstås inte"; got != want || err.Error() != want {
		t.Errorf("Swedish %q, want %q", got, want)
	}
	if got, want := Told(err, English), "a.nyckel: the key file has not the right form: line 3 is not understood"; got != want {
		t.Errorf("English %q, want %q", got, want)
	}
	if !errors.Is(err, form) || errors.Is(err, io.EOF) {
		t.Error("what is wrapped is not found")
	}
	if got := Told(io.EOF, English); got != "EOF" {
		t.Errorf("an error without wordings is told as %q", got)
	}
}
