// Package hostile makes the files that intake must survive: bombs, lies and
// broken things in every format that a supplier may send. It is the generator
// of testdata/hostile: the small ones lie there as they are, the large ones are
// made where a test needs them.
//
// A file here is an attack on the reader, not on people: none holds a number
// that is, or looks like, somebody's. Nothing of this is linked into a program.
package hostile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// File is one hostile file.
type File struct {
	Name  string // its ending is what the sender claims
	About string // the attack, in a few words
	Rule  string // the rule that refuses it
	// Large files are not kept in testdata: they are made when needed.
	Large bool
	write func(*os.File) error
}

// Write makes the file in a folder and returns its path.
func (f File) Write(dir string) (path string, err error) {
	path = filepath.Join(dir, f.Name)
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("make hostile file: %w", err)
	}
	if err := errors.Join(f.write(out), out.Close()); err != nil {
		return "", fmt.Errorf("make hostile file %s: %w", f.Name, err)
	}
	return path, nil
}

// Files lists the corpus by format and name. The same bytes every time.
func Files() []File {
	var all []File
	for _, format := range [][]File{texts(), workbooks(), parquets(), arrows()} {
		all = append(all, format...)
	}
	return all
}

// holding writes a content that is made in memory.
func holding(make func() ([]byte, error)) func(*os.File) error {
	return func(f *os.File) error {
		content, err := make()
		if err != nil {
			return err
		}
		_, err = f.Write(content)
		return err
	}
}

// fixed writes a content that is there already.
func fixed(content string) func(*os.File) error {
	return holding(func() ([]byte, error) { return []byte(content), nil })
}
