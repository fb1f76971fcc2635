package supplier

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/validate"
)

// secretMode is the mode of everything that holds keys or rows.
const secretMode = fs.FileMode(0o600)

// writeWhole writes a file that is there whole or not at all, readable by its
// owner only, and refuses to write over another.
func writeWhole(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return code.Problem("%s finns redan; flytta den eller välj ett annat namn", "%s is there already; move it or choose another name", safePath(path))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".leverera-*")
	if err != nil {
		return code.Problem("skriv %s: %v", "write %s: %v", safePath(path), plainError(err))
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
		return code.Problem("skriv %s: %v", "write %s: %v", safePath(path), plainError(err))
	}
	return nil
}

// readFile opens a file and hands it to read; messages hold no path that could
// be an identity number.
func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	f, err := os.Open(path)
	if err != nil {
		var none T
		return none, code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err))
	}
	defer f.Close()
	value, err := read(f)
	if err != nil {
		return value, code.Problem("%s: %v", "%s: %v", safePath(path), plainError(err))
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

// errInUse is how Windows answers while another program, most often Excel, holds
// a file open.
const errInUse = syscall.Errno(32) // ERROR_SHARING_VIOLATION

// plainError takes the path out of an error of the system's, and words the
// common ones. An error that is worded already passes.
func plainError(err error) error {
	if _, worded := err.(interface{ In(code.Lang) string }); worded || err == nil {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return code.Problem("filen eller mappen finns inte", "the file or folder is not there")
	case runtime.GOOS == "windows" && errors.Is(err, errInUse):
		return code.Problem("filen är öppen i ett annat program, till exempel Excel; stäng den och försök igen", "the file is open in another program, for example Excel; close it and try again")
	case errors.Is(err, fs.ErrPermission):
		return code.Problem("åtkomst nekas: ni får inte läsa eller skriva där", "access is denied: you may not read or write there")
	case errors.Is(err, syscall.ENOSPC):
		return code.Problem("disken är full", "the disk is full")
	}
	var refusal *intake.Refusal
	if errors.As(err, &refusal) && len(refusal.Findings) > 0 {
		first := refusal.Findings[0]
		return code.Problem("%[1]s", "%[2]s", first.Message.SV+" "+first.Remedy.SV, first.Message.EN+" "+first.Remedy.EN)
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
		c.complain("Varning: %s kan läsas av andra på datorn. Ändra rättigheterna så att bara ni själva når filen (chmod 600).",
			"Warning: %s can be read by others on this machine. Change its rights so that only you reach it (chmod 600).", safePath(path))
	}
}
