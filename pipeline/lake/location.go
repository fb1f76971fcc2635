package lake

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/iceberg-go/io"
)

// locations translates between names below the lake's folder and the absolute
// locations that Iceberg stores. The base is the folder in which the lake was
// created; it stays the base when the workspace moves.
type locations struct {
	base string // file:///…, no slash at the end
	root string // where the folder is now
}

func baseOf(root string) string { return "file://" + filepath.ToSlash(root) }

func (l locations) of(name string) string { return l.base + "/" + name }

// name is the inverse of of. It refuses a location outside the lake.
func (l locations) name(location string) (string, error) {
	name, inside := strings.CutPrefix(location, l.base+"/")
	if !inside || !filepath.IsLocal(filepath.FromSlash(name)) {
		return "", fmt.Errorf("%w: location %s lies outside the lake", ErrDamaged, location)
	}
	return name, nil
}

func (l locations) path(location string) (string, error) {
	name, err := l.name(location)
	if err != nil {
		return "", err
	}
	return filepath.Join(l.root, filepath.FromSlash(name)), nil
}

// fileIO is what iceberg-go reads the lake through: files below the folder and
// nothing else. Everything is written by disk.
type fileIO struct{ locations }

var _ io.ReadFileIO = fileIO{}

func (f fileIO) Open(location string) (io.File, error) {
	file, err := f.path(location)
	if err != nil {
		return nil, err
	}
	return os.Open(file)
}

func (f fileIO) ReadFile(location string) ([]byte, error) {
	file, err := f.path(location)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// Remove refuses: nothing in the lake is removed through Iceberg.
func (f fileIO) Remove(location string) error {
	return fmt.Errorf("remove %s: %w", location, ErrReadOnly)
}
