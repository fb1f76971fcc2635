package compute

import (
	"bytes"
	"errors"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

func sample() cell.Package {
	huge, _ := new(big.Int).SetString("-123456789012345678901234567890", 10)
	return cell.Package{
		Set: "missbruk", Period: code.Year(2025),
		Blocks: []cell.Block{{ID: "person/2025", Conditions: []string{"a", "b"}, Atoms: []cell.Atom{{Municipality: "1280", Sex: code.Women, Pattern: 1<<61 | 1, N: 7}}}},
		Measures: []cell.Measure{{
			Indicator: "J35001", Kind: cell.Mean, Denominator: &cell.Term{Condition: 1},
			Sums:        []cell.Sum{{Municipality: "1280", Sex: code.Men, Sum: huge, SumSquares: big.NewInt(4)}},
			Collections: []string{"missbruk"}, Grains: []area.Type{area.Municipality}, BySex: true, Scale: 4,
		}},
		Coverage: []cell.Coverage{{Collection: "missbruk", Delivered: []string{"1280"}}},
	}
}

func TestFreezeKeepsEverything(t *testing.T) {
	dir := t.TempDir()
	digest, err := Freeze(dir, sample())
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, FrozenFile("missbruk", "2025"))
	first, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got, thawed, err := Thaw(name)
	if err != nil || thawed != digest {
		t.Fatalf("digest %s, error %v, want %s", thawed, err, digest)
	}
	equal := cmp.Comparer(func(a, b *big.Int) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 })
	periods := cmp.Comparer(func(a, b code.Period) bool { return a == b })
	if diff := cmp.Diff(sample(), got, equal, periods); diff != "" {
		t.Error(diff)
	}
	if again, err := Freeze(dir, got); err != nil || again != digest {
		t.Errorf("frozen again: %s, %v", again, err)
	}
	if alone, err := Digest(got); err != nil || alone != digest {
		t.Errorf("Digest = %s, %v", alone, err)
	}
	second, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("the same package gave other bytes (%v)", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("files in the folder: %v, %v", left, err)
	}
}

func TestThawRefusesWhatItCannotTrust(t *testing.T) {
	dir := t.TempDir()
	want, err := Freeze(dir, sample())
	if err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(dir, FrozenFile("missbruk", "2025")))
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		switch pkg, digest, err := decode(bad); {
		case err != nil && !errors.Is(err, ErrFrozen):
			t.Fatalf("byte %d flipped: %v", i, err)
		case err == nil: // a bit that the compressor does not use
			if same, err := Digest(pkg); err != nil || same != want || digest != want {
				t.Fatalf("byte %d flipped: other content was accepted", i)
			}
		}
		if _, _, err := decode(good[:i]); !errors.Is(err, ErrFrozen) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
	if _, _, err := decode(bytes.Replace(good, []byte("jamfor-cells 1"), []byte("jamfor-cells 2"), 1)); !errors.Is(err, ErrFrozen) {
		t.Errorf("unknown version: %v", err)
	}
	if _, _, err := Thaw(filepath.Join(dir, "saknas")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func FuzzThaw(f *testing.F) {
	content, _, err := encode(sample())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte("jamfor-cells 1 00\n"))
	f.Add([]byte("jamfor-cells 9 00\nx"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if _, _, err := decode(content); err != nil && !errors.Is(err, ErrFrozen) {
			t.Errorf("error of another kind: %v", err)
		}
	})
}
