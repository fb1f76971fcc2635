package serve

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// The bounds of compressed files: bytes on disk, and how many are made at once.
const (
	packedBudget = 2 << 30
	packedAtOnce = 1
)

// errNotPacked tells that a compressed form is not to be had now; the file goes
// out as it lies.
var errNotPacked = errors.New("no compressed form now")

// packer keeps compressed forms of released text files, each made once, in a
// folder of its own among the system's temporary files: a release's folder is
// never written to. Its contents go when the server stops.
type packer struct {
	places chan struct{}

	mu    sync.Mutex
	dir   string // made when first needed
	held  int64
	forms map[packedKey]*packedFile
}

type packedKey struct {
	digest string // of the file
	coding coding
}

// packedFile is one compressed form.
type packedFile struct {
	file *os.File
	size int64
}

func newPacker() *packer {
	return &packer{places: make(chan struct{}, packedAtOnce), forms: map[packedKey]*packedFile{}}
}

// form is the file's compressed form, made now where it is the first time and a
// place is free. Else errNotPacked.
func (p *packer) form(digest string, c coding, source io.Reader) (*io.SectionReader, error) {
	key := packedKey{digest, c}
	p.mu.Lock()
	f, known := p.forms[key]
	full := p.held >= packedBudget
	p.mu.Unlock()
	if known {
		return io.NewSectionReader(f.file, 0, f.size), nil
	}
	if full {
		return nil, errNotPacked
	}
	select {
	case p.places <- struct{}{}:
		defer func() { <-p.places }()
	default:
		return nil, errNotPacked
	}
	p.mu.Lock()
	f, known = p.forms[key] // made in between
	p.mu.Unlock()
	if known {
		return io.NewSectionReader(f.file, 0, f.size), nil
	}
	return p.make(key, source)
}

func (p *packer) make(key packedKey, source io.Reader) (*io.SectionReader, error) {
	dir, err := p.folder()
	if err != nil {
		return nil, err
	}
	name := filepath.Join(dir, key.digest+"."+string(key.coding))
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	size, err := pack(file, key.coding, source)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("compress: %w", err), file.Close(), os.Remove(name))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forms[key] = &packedFile{file, size}
	p.held += size
	return io.NewSectionReader(file, 0, size), nil
}

func (p *packer) folder() (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dir != "" {
		return p.dir, nil
	}
	dir, err := os.MkdirTemp("", "jamfor-serve-")
	if err != nil {
		return "", fmt.Errorf("compress: %w", err)
	}
	p.dir = dir
	return dir, nil
}

func pack(file *os.File, c coding, source io.Reader) (int64, error) {
	w := c.writer(file)
	if _, err := io.Copy(w, source); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return file.Seek(0, io.SeekCurrent)
}

// close removes everything.
func (p *packer) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for _, f := range p.forms {
		errs = append(errs, f.file.Close())
	}
	p.forms = map[packedKey]*packedFile{}
	if p.dir != "" {
		errs = append(errs, os.RemoveAll(p.dir))
		p.dir = ""
	}
	return errors.Join(errs...)
}
