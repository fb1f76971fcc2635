package supplier

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/validate"
)

// secretMode is the mode of everything that holds keys or rows.
const secretMode = fs.FileMode(0o600)

// writeWhole writes a file that is there whole or not at all, readable by its
// owner only, and refuses to write over another.
func writeWhole(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s finns redan; flytta den eller välj ett annat namn", safePath(path))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".leverera-*")
	if err != nil {
		return fmt.Errorf("skriv %s: %w", safePath(path), plainError(err))
	}
	err = write(f)
	if err == nil {
		err = f.Chmod(secretMode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // what is left of a failed write; its error goes first
		return fmt.Errorf("skriv %s: %w", safePath(path), plainError(err))
	}
	return nil
}

// readFile opens a file and hands it to read; messages hold no path that could
// be an identity number.
func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	f, err := os.Open(path)
	if err != nil {
		var none T
		return none, fmt.Errorf("öppna %s: %w", safePath(path), plainError(err))
	}
	defer f.Close()
	value, err := read(f)
	if err != nil {
		return value, fmt.Errorf("%s: %w", safePath(path), plainError(err))
	}
	return value, nil
}

// safePath is the last element of a path as a message may show it.
func safePath(path string) string {
	base := filepath.Base(path)
	if !identity.Clean(base) {
		return "•••"
	}
	return validate.SafeName(base)
}

// plainError takes the path out of an error of the system's, and words the
// common ones in Swedish.
func plainError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("filen eller mappen finns inte")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("åtkomst nekas")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// openToOthers reports whether others than its owner can read a secret file.
// Windows keeps such rights elsewhere.
func openToOthers(path string) bool {
	info, err := os.Stat(path)
	return err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

// warnOpen tells that a secret file is readable by others.
func (c *call) warnOpen(path string) {
	if openToOthers(path) {
		fmt.Fprintf(c.stderr, "Varning: %s kan läsas av andra på datorn. Ändra rättigheterna så att bara ni själva når filen (chmod 600).\n", safePath(path))
	}
}
