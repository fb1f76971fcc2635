package workspace

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// ErrLocked tells that another process holds the workspace or its daemon.
var ErrLocked = errors.New("locked by another run")

// Lock takes the workspace for one run that changes it, without waiting. The
// kernel releases it when the process ends, however it ends.
func (w *Workspace) Lock() (unlock func(), err error) { return w.lock("run.lock") }

// LockDaemon lets one daemon live on the workspace.
func (w *Workspace) LockDaemon() (unlock func(), err error) { return w.lock("daemon.lock") }

func (w *Workspace) lock(name string) (func(), error) {
	f, err := os.OpenFile(w.Path(Ledger, name), os.O_CREATE|os.O_RDWR, 0o640)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, ErrLocked
		}
		return nil, fmt.Errorf("take lock: %w", err)
	}
	return func() { _ = f.Close() }, nil
}
