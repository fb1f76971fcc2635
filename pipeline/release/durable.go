package release

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// tempPrefix begins the name of everything that is not finished.
const tempPrefix = ".tmp-"

// WriteFile writes a file so that readers see all of it or nothing: to a
// temporary name in the same folder, synced, closed, renamed, and the folder
// synced. It returns digest and size of what was written; Path, Rows and
// MediaType are the caller's. The folder must exist.
func WriteFile(name string, write func(io.Writer) error) (FileInfo, error) {
	temporary := filepath.Join(filepath.Dir(name), tempPrefix+filepath.Base(name))
	info, err := writeSynced(temporary, write)
	if err != nil {
		return FileInfo{}, errors.Join(fmt.Errorf("write %s: %w", name, err), removeIfThere(temporary))
	}
	if err := os.Rename(temporary, name); err != nil {
		return FileInfo{}, errors.Join(fmt.Errorf("write %s: %w", name, err), removeIfThere(temporary))
	}
	return info, syncDir(filepath.Dir(name))
}

func writeSynced(name string, write func(io.Writer) error) (info FileInfo, err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return FileInfo{}, err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	h := sha256.New()
	counted := &countingWriter{w: io.MultiWriter(f, h)}
	buffered := bufio.NewWriterSize(counted, 1<<16)
	if err := write(buffered); err != nil {
		return FileInfo{}, err
	}
	if err := buffered.Flush(); err != nil {
		return FileInfo{}, err
	}
	return FileInfo{SHA256: hex.EncodeToString(h.Sum(nil)), Bytes: counted.n}, f.Sync()
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

func removeIfThere(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncDir makes renames and creations inside a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return nil
}

// syncTree syncs every folder below and including dir; the files were synced
// when they were written.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return syncDir(name)
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
