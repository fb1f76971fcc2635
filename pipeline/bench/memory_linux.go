package bench

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// watch samples the resident memory of a process with all its descendants and
// returns its peak in bytes.
func watch(root int, stop <-chan struct{}) int64 {
	var peak int64
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		peak = max(peak, treeMemory(root))
		select {
		case <-stop:
			return peak
		case <-tick.C:
		}
	}
}

// process is what /proc says of one process.
type process struct {
	parent int
	pages  int64
}

func treeMemory(root int) int64 {
	all := processes()
	var pages int64
	for pid := range all {
		if descends(all, pid, root) {
			pages += all[pid].pages
		}
	}
	return pages * int64(os.Getpagesize())
}

func descends(all map[int]process, pid, root int) bool {
	for range 64 { // no tree is deeper
		if pid == root {
			return true
		}
		p, found := all[pid]
		if !found || p.parent == 0 {
			return false
		}
		pid = p.parent
	}
	return false
}

func processes() map[int]process {
	all := map[int]process{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is well formed
	for _, name := range stats {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		_, rest, found := strings.Cut(string(raw), ") ")
		fields := strings.Fields(rest)
		if !found || len(fields) < 22 {
			continue
		}
		pid, err1 := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		parent, err2 := strconv.Atoi(fields[1])
		pages, err3 := strconv.ParseInt(fields[21], 10, 64)
		if err1 == nil && err2 == nil && err3 == nil {
			all[pid] = process{parent, pages}
		}
	}
	return all
}
