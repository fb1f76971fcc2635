package lake

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
)

// Files hold rows about people in need: nobody but the owner reads them, and
// nobody writes to them after they are complete.
const (
	fileMode   fs.FileMode = 0o400
	folderMode fs.FileMode = 0o700
)

// The operations that Options.Step hears of.
const (
	opCreate     = "create"
	opSync       = "sync"
	opRename     = "rename"
	opFolder     = "folder"
	opSyncFolder = "sync-folder"
	opRemove     = "remove"
	opMark       = "mark"
	opRegister   = "register"
	opDone       = "done"
)

// disk writes below one folder so that a crash leaves whole files or
// unreferenced ones. Names are relative to the folder, with slashes. Folders
// that gained an entry are remembered until syncFolders. Safe for concurrent
// use.
type disk struct {
	root string
	step func(op, name string) error

	mu     sync.Mutex
	unsync map[string]bool
}

func newDisk(root string, step func(op, name string) error) *disk {
	if step == nil {
		step = func(string, string) error { return nil }
	}
	return &disk{root: root, step: step, unsync: map[string]bool{}}
}

func (d *disk) path(name string) string { return filepath.Join(d.root, filepath.FromSlash(name)) }

func (d *disk) gained(folder string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.unsync[folder] = true
}

// folder makes a folder and its parents.
func (d *disk) folder(name string) error {
	if name == "." {
		return nil
	}
	if _, err := os.Stat(d.path(name)); err == nil {
		return nil
	}
	if err := d.folder(path.Dir(name)); err != nil {
		return err
	}
	if err := d.step(opFolder, name); err != nil {
		return err
	}
	if err := os.Mkdir(d.path(name), folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	d.gained(path.Dir(name))
	return nil
}

// written is a file that was created.
type written struct {
	name   string
	size   int64
	sha256 string
}

// create writes a new file and syncs it. It fails where the name is taken.
func (d *disk) create(name string, write func(io.Writer) error) (w written, err error) {
	if err := d.folder(path.Dir(name)); err != nil {
		return w, err
	}
	if err := d.step(opCreate, name); err != nil {
		return w, err
	}
	f, err := os.OpenFile(d.path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return w, err
	}
	d.gained(path.Dir(name))
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	digest := sha256.New()
	counted := &counter{w: io.MultiWriter(f, digest)}
	buffered := bufio.NewWriterSize(counted, 1<<16)
	if err := write(buffered); err != nil {
		return w, err
	}
	if err := buffered.Flush(); err != nil {
		return w, err
	}
	if err := d.step(opSync, name); err != nil {
		return w, err
	}
	if err := f.Sync(); err != nil {
		return w, err
	}
	return written{name, counted.n, hex.EncodeToString(digest.Sum(nil))}, nil
}

// take moves a complete file in from elsewhere, synced, and makes it read-only.
// A file of that name is left as it is: names are digests.
func (d *disk) take(source, name, digest string) error {
	if err := d.folder(path.Dir(name)); err != nil {
		return err
	}
	if _, err := os.Stat(d.path(name)); err == nil {
		return d.keep(source, name, digest)
	}
	if err := d.syncFile(source, name); err != nil {
		return err
	}
	if err := d.step(opRename, name); err != nil {
		return err
	}
	err := os.Rename(source, d.path(name))
	if errors.Is(err, syscall.EXDEV) {
		return d.copyIn(source, name, digest)
	}
	d.gained(path.Dir(name))
	return err
}

// keep uses the file that an earlier, unfinished commit took in already.
func (d *disk) keep(source, name, digest string) error {
	found, _, err := hashFile(d.path(name))
	if err != nil {
		return err
	}
	if found != digest {
		return fmt.Errorf("%w: %s does not hold what its name says", ErrDamaged, name)
	}
	if err := d.syncFile(d.path(name), name); err != nil {
		return err
	}
	d.gained(path.Dir(name))
	if err := os.Remove(source); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (d *disk) syncFile(file, name string) error {
	if err := os.Chmod(file, fileMode); err != nil {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := d.step(opSync, name); err != nil {
		return err
	}
	return f.Sync()
}

// copyIn brings a file from another file system: copy, sync, then rename.
func (d *disk) copyIn(source, name, digest string) error {
	in, err := os.Open(source)
	if err != nil {
		return err
	}
	defer in.Close()
	partial := name + ".partial"
	if err := os.Remove(d.path(partial)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	w, err := d.create(partial, func(out io.Writer) error {
		_, err := io.Copy(out, in)
		return err
	})
	if err != nil {
		return err
	}
	if w.sha256 != digest {
		return fmt.Errorf("%w: the staged file of %s changed while it was copied", ErrDamaged, name)
	}
	if err := os.Rename(d.path(partial), d.path(name)); err != nil {
		return err
	}
	return os.Remove(source)
}

// syncFolders makes every entry gained so far durable.
func (d *disk) syncFolders() error {
	d.mu.Lock()
	folders := make([]string, 0, len(d.unsync))
	for f := range d.unsync {
		folders = append(folders, f)
	}
	d.mu.Unlock()
	slices.Sort(folders)
	for _, folder := range folders {
		if err := d.syncFolder(folder); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, folder := range folders {
		delete(d.unsync, folder)
	}
	return nil
}

func (d *disk) syncFolder(folder string) error {
	if err := d.step(opSyncFolder, folder); err != nil {
		return err
	}
	f, err := os.Open(d.path(folder))
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

func (d *disk) remove(name string) error {
	if err := d.step(opRemove, name); err != nil {
		return err
	}
	return os.Remove(d.path(name))
}

// counter counts what passes through.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// hashFile gives a file's SHA-256 and size.
func hashFile(file string) (digest string, size int64, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}
