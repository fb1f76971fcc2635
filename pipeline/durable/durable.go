// Package durable is the one way in which the pipeline writes a file that must
// be whole: readers, and a machine that lost its power, see the old content or
// the new, never half. (The lake has its own writer, which tests stop at every
// step.)
package durable

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// TempPrefix begins the name of everything that is not finished; a reader of
// folders passes it over and a writer may sweep it.
const TempPrefix = ".tmp-"

// WriteFile writes content under a name in an existing folder: to a temporary
// name there, synced, closed, renamed, and the folder synced.
func WriteFile(name string, content []byte, mode fs.FileMode) error {
	return Write(name, mode, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// Write is WriteFile for content that is written piece by piece.
func Write(name string, mode fs.FileMode, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(name), TempPrefix+"*")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(name), err)
	}
	buffered := bufio.NewWriterSize(file, 1<<16)
	if err = write(buffered); err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = file.Chmod(mode)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", filepath.Base(name), err), remove(file.Name()))
	}
	return SyncDir(filepath.Dir(name))
}

// Sweep removes what writers that were stopped left in a folder. Call it only
// where nobody else writes.
func Sweep(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), TempPrefix)
		if !ours || strings.Trim(number, "0123456789") != "" {
			continue // somebody else's
		}
		if err := remove(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
	}
	return nil
}

func remove(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// SyncDir makes the names in a folder durable.
func SyncDir(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil
}
