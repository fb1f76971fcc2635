package worker

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// limitSelf bounds this process before it looks at a file. RLIMIT_AS is left
// alone: Go reserves address space that it never touches.
func limitSelf(l Limits) error {
	// Go ignores SIGXCPU unless it is asked for. Should the exit not come, the
	// kernel kills at the hard limit.
	outOfTime := make(chan os.Signal, 1)
	signal.Notify(outOfTime, unix.SIGXCPU)
	go func() {
		<-outOfTime
		os.Exit(exitTime)
	}()
	cpu := uint64(math.Ceil(l.CPU.Seconds()))
	limits := []struct {
		name string
		id   int
		soft uint64
		hard uint64
	}{
		{"memory", unix.RLIMIT_DATA, uint64(l.Data), uint64(l.Data)},
		{"processor time", unix.RLIMIT_CPU, cpu, cpu + 2},
		{"file size", unix.RLIMIT_FSIZE, uint64(l.Output), uint64(l.Output)},
		{"core", unix.RLIMIT_CORE, 0, 0},
	}
	for _, limit := range limits {
		if err := unix.Setrlimit(limit.id, &unix.Rlimit{Cur: limit.soft, Max: limit.hard}); err != nil {
			return fmt.Errorf("limit %s: %w", limit.name, err)
		}
	}
	// Another process of the same user can neither trace this one nor read its
	// memory, where the keys are.
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("forbid tracing: %w", err)
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("forbid new privileges: %w", err)
	}
	return nil
}

// childAttributes make the child die with its parent, in a group of its own so
// that an interrupt from the terminal reaches the parent alone.
func childAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// resident is the resident memory of a process in bytes, now and at its peak
// since it was started; zero when it is gone.
func resident(pid int) (now, peak int64) {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, 0
	}
	kilobytes := func(field string) int64 {
		_, after, found := bytes.Cut(raw, []byte(field))
		if fields := bytes.Fields(after); found && len(fields) > 0 {
			n, _ := strconv.ParseInt(string(fields[0]), 10, 64)
			return n << 10
		}
		return 0
	}
	return kilobytes("VmRSS:"), kilobytes("VmHWM:")
}

// usage reads what an ended child cost.
func usage(state *os.ProcessState) Usage {
	return Usage{CPUMillis: int64((state.SystemTime() + state.UserTime()) / time.Millisecond)}
}

// limitRule names the rule for the signal that ended a child. A SIGKILL that we
// did not send comes from the kernel, which was out of memory.
func limitRule(state *os.ProcessState) string {
	status, ok := state.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
		return ruleMemory
	}
	return ruleDied
}

// openUntrusted opens a file of a supplier for reading: a plain file with one
// name, not a link, a pipe or a device. It does not wait for a writer.
func openUntrusted(path string) (*os.File, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() {
		return nil, ErrNotPlain
	}
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		stat, ok := info.Sys().(*syscall.Stat_t)
		if !ok || !info.Mode().IsRegular() || stat.Nlink != 1 || !os.SameFile(before, info) {
			err = ErrNotPlain
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
