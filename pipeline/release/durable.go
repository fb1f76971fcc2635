package release

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"jamfor/pipeline/durable"
)

// tempPrefix begins the name of everything that is not finished.
const tempPrefix = durable.TempPrefix

// WriteFile writes a file whole or not at all (package durable) and returns the
// digest and size of what was written; Path, Rows and MediaType are the
// caller's. The folder must exist.
func WriteFile(name string, write func(io.Writer) error) (FileInfo, error) {
	h := sha256.New()
	counted := &countingWriter{}
	err := durable.Write(name, 0o644, func(w io.Writer) error {
		counted.w = io.MultiWriter(w, h)
		return write(counted)
	})
	if err != nil {
		return FileInfo{}, err
	}
	return FileInfo{SHA256: hex.EncodeToString(h.Sum(nil)), Bytes: counted.n}, nil
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// syncTree syncs every folder below and including dir; the files were synced
// when they were written.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return durable.SyncDir(name)
	})
}

// fileDigest hashes a file.
func fileDigest(name string) (string, int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", 0, err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(h.Sum(nil)), n, nil
}
