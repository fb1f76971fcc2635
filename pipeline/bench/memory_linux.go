package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// setGroup gives a command a process group of its own, by which watch finds its
// children.
func setGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// watch samples the resident memory of a process group and returns its peak.
func watch(group int, stop <-chan struct{}) int64 {
	var peak int64
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		peak = max(peak, groupMemory(group))
		select {
		case <-stop:
			return peak
		case <-tick.C:
		}
	}
}

func groupMemory(group int) int64 {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is well formed
	var pages int64
	for _, name := range stats {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		_, rest, found := strings.Cut(string(raw), ") ")
		fields := strings.Fields(rest)
		if !found || len(fields) < 22 || fields[2] != fmt.Sprint(group) {
			continue
		}
		n, err := strconv.ParseInt(fields[21], 10, 64)
		if err == nil {
			pages += n
		}
	}
	return pages * int64(os.Getpagesize())
}
