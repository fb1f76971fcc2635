package receipt

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/chain"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/validate"
)

func key(t testing.TB, seed byte) custody.SigningKey {
	t.Helper()
	k, err := custody.NewSigningKey("Mottagaren", rand.NewChaCha8([32]byte{seed}))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// issue makes a mailbox's receipts, as intake does.
func issue(t testing.TB, k custody.SigningKey, mailbox string, n int) []Kept {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kedja.jsonl")
	head := chain.Head{}
	var all []Kept
	for i := range n {
		r := Receipt{Mailbox: mailbox, Name: "missbruk_1280_2025_1.jfp", Receipt: validate.Receipt{Delivery: strings.Repeat("a", i+1), Status: validate.Accepted, Rows: 7}}
		var err error
		head, err = chain.Append(path, head, func(l chain.Link) ([]byte, error) {
			r.Link = l
			return r.Line(k)
		})
		if err != nil {
			t.Fatal(err)
		}
		page, err := Page(head.Last)
		if err != nil {
			t.Fatal(err)
		}
		parsed, line, err := Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		if err := parsed.Verify(line, k.Public()); err != nil {
			t.Fatalf("receipt %d: %v", i+1, err)
		}
		all = append(all, Kept{Receipt: parsed, Line: line})
	}
	return all
}

func TestSeriesTellsWhatIsMissing(t *testing.T) {
	k := key(t, 1)
	all := issue(t, k, "FoU Skåne", 5)
	other := issue(t, k, "", 2)
	forged := issue(t, k, "FoU Skåne", 5) // another history under the same numbers
	for _, c := range []struct {
		name string
		kept []Kept
		gaps []Gap
	}{
		{"whole, in any order, with copies", []Kept{all[3], all[0], all[1], all[1], all[4], all[2]}, nil},
		{"two mailboxes", append(append([]Kept{}, all...), other...), nil},
		{"one missing", []Kept{all[0], all[1], all[3], all[4]}, []Gap{{"FoU Skåne", 3, 3}}},
		{"the first missing", all[2:], []Gap{{"FoU Skåne", 1, 2}}},
		{"of another chain", []Kept{all[0], all[1], issueWith(t, key(t, 2), all[1], 3)}, []Gap{{Mailbox: "FoU Skåne", From: 3}}},
	} {
		_, gaps := Series(c.kept)
		if len(gaps) != len(c.gaps) {
			t.Errorf("%s: gaps %v, want %v", c.name, gaps, c.gaps)
			continue
		}
		for i := range gaps {
			if gaps[i] != c.gaps[i] || gaps[i].Text().Empty() {
				t.Errorf("%s: gap %v, want %v", c.name, gaps[i], c.gaps[i])
			}
		}
	}
	if _, gaps := Series(forged); gaps != nil {
		t.Errorf("the same receipts made again: %v", gaps)
	}
}

// issueWith makes a receipt of that number that does not continue the one
// before.
func issueWith(t *testing.T, k custody.SigningKey, before Kept, number int64) Kept {
	t.Helper()
	r := before.Receipt
	r.Link = chain.Link{Number: number, Previous: strings.Repeat("0", 64)}
	line, err := r.Line(k)
	if err != nil {
		t.Fatal(err)
	}
	return Kept{Receipt: r, Line: line}
}

func TestAnyChangeOfAReceiptIsFound(t *testing.T) {
	k := key(t, 1)
	one := issue(t, k, "FoU", 1)[0]
	page, err := Page(one.Line)
	if err != nil {
		t.Fatal(err)
	}
	for i := range page {
		changed := bytes.Clone(page)
		changed[i] ^= 1
		r, line, err := Parse(bytes.NewReader(changed))
		if err != nil {
			continue
		}
		if err := r.Verify(line, k.Public()); err == nil && !bytes.Equal(line, one.Line) {
			t.Fatalf("a changed byte %d goes unseen", i)
		}
	}
	if err := one.Verify(one.Line, key(t, 9).Public()); !errors.Is(err, ErrKey) {
		t.Errorf("with another key: %v", err)
	}
	twice := bytes.Replace(page, []byte(`"rows": 7`), []byte(`"rows": 9, "rows": 7`), 1)
	if r, line, err := Parse(bytes.NewReader(twice)); err == nil && r.Verify(line, k.Public()) == nil {
		t.Error("a repeated field goes unseen")
	}
}

// The reader of receipts neither panics nor believes anything unsigned.
func FuzzReceipt(f *testing.F) {
	k := key(f, 1)
	one := issue(f, k, "FoU", 1)[0]
	f.Add(one.Line)
	f.Add([]byte(`{"format":"jamfor-kvitto/1"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, line, err := Parse(bytes.NewReader(raw))
		if err != nil {
			return
		}
		if r.Verify(line, k.Public()) == nil && !bytes.Equal(line, one.Line) {
			t.Fatal("believed a receipt that nobody signed")
		}
	})
}
