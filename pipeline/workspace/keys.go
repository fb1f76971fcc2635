package workspace

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"jamfor/pipeline/durable"
)

// The files of the lake's pseudonym keys: one key a line, 64 hexadecimal digits,
// oldest first. nextKeyName is there while a rotation is under way.
const (
	lakeKeyName = "lake.key"
	nextKeyName = "lake.key.next"

	lakeKeyBytes = 32
)

// WriteLakeKey stores the lake's first pseudonym key (32 bytes), readable by its
// owner only.
func (w *Workspace) WriteLakeKey(key []byte) error { return w.writeChain(lakeKeyName, [][]byte{key}) }

func (w *Workspace) writeChain(name string, chain [][]byte) error {
	var text strings.Builder
	for _, key := range chain {
		if len(key) != lakeKeyBytes {
			return fmt.Errorf("write lake key: %d bytes, want %d", len(key), lakeKeyBytes)
		}
		fmt.Fprintln(&text, hex.EncodeToString(key))
	}
	return durable.WriteFile(w.Path(Keys, name), []byte(text.String()), 0o600)
}

// LakeKeys reads the chain of the lake's pseudonym keys, oldest first: one key
// where it was never rotated.
func (w *Workspace) LakeKeys() ([][]byte, error) { return w.readChain(lakeKeyName) }

func (w *Workspace) readChain(name string) ([][]byte, error) {
	raw, err := os.ReadFile(w.Path(Keys, name))
	if err != nil {
		return nil, fmt.Errorf("read lake key: %w", err)
	}
	var chain [][]byte
	for _, line := range strings.Fields(string(raw)) {
		key, err := hex.DecodeString(line)
		if err != nil || len(key) != lakeKeyBytes { // never the key in an error
			return nil, errors.New("read lake key: want 64 hex digits a line")
		}
		chain = append(chain, key)
	}
	if chain == nil {
		return nil, errors.New("read lake key: the file is empty")
	}
	return chain, nil
}

// NextLakeKeys reads the chain of a rotation that is under way; nil where there is
// none.
func (w *Workspace) NextLakeKeys() ([][]byte, error) {
	chain, err := w.readChain(nextKeyName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return chain, err
}

// BeginRotation stores the chain that a rotation leads to.
func (w *Workspace) BeginRotation(chain [][]byte) error { return w.writeChain(nextKeyName, chain) }

// EndRotation puts the chain of a rotation in force.
func (w *Workspace) EndRotation() error {
	if err := os.Rename(w.Path(Keys, nextKeyName), w.Path(Keys, lakeKeyName)); err != nil {
		return fmt.Errorf("put lake key in force: %w", err)
	}
	return durable.SyncDir(w.Path(Keys))
}
