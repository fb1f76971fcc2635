package chain

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func line(text string) func(Link) ([]byte, error) {
	return func(l Link) ([]byte, error) {
		return fmt.Appendf(nil, `{"number":%d,"previous":%q,"text":%q}`, l.Number, l.Previous, text), nil
	}
}

func grow(t *testing.T, path string, texts ...string) {
	t.Helper()
	head, err := Read(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if head, err = Append(path, head, line(text)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEveryMutationIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kedja.jsonl")
	grow(t, path, "a", "b", "c", "d")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(whole, []byte("\n"))[:4]
	join := func(order ...int) []byte {
		var all []byte
		for _, i := range order {
			all = append(all, lines[i]...)
		}
		return all
	}
	for name, changed := range map[string][]byte{
		"deleted": join(0, 1, 3), "swapped": join(0, 2, 1, 3), "doubled": join(0, 1, 1, 2, 3), "first gone": join(1, 2, 3),
	} {
		if _, err := Scan(bytes.NewReader(changed), nil); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	end := len(whole) - len(lines[3])
	for i := range whole[:end] { // the last line's own text is held by its receiver
		changed := bytes.Clone(whole)
		changed[i] ^= 1
		if head, err := Scan(bytes.NewReader(changed), nil); err == nil && head.Number == 4 {
			t.Fatalf("a changed bit in byte %d is not found", i)
		}
	}
}

func TestAnUnfinishedLineIsOverwritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kedja.jsonl")
	grow(t, path, "a")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range 40 {
		torn := append(bytes.Clone(whole), []byte(`{"number":2,"previous":"0000000000000000000000000000"}`)[:cut]...)
		if err := os.WriteFile(path, torn, 0o600); err != nil {
			t.Fatal(err)
		}
		grow(t, path, "b")
		count := 0
		head, err := Read(path, func([]byte) error { count++; return nil })
		if err != nil || head.Number != 2 || count != 2 {
			t.Fatalf("cut %d: %d lines, head %d, %v", cut, count, head.Number, err)
		}
	}
}

func TestALineMustHoldItsLink(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kedja.jsonl")
	if _, err := Append(path, Head{}, func(Link) ([]byte, error) { return []byte(`{"number":7}`), nil }); err == nil {
		t.Error("a line with another number was appended")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("something was written")
	}
}
