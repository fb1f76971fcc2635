package bench

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// sampleEvery is how often the memory of the known processes is read.
const sampleEvery = 50 * time.Millisecond

// watch samples the resident memory of a process with all its descendants and
// returns its peak in bytes.
func watch(root int, stop <-chan struct{}) int64 {
	t := tree{root: root, begun: time.Now()}
	var peak int64
	tick := time.NewTicker(sampleEvery)
	defer tick.Stop()
	for {
		peak = max(peak, t.memory())
		select {
		case <-stop:
			return peak
		case <-tick.C:
		}
	}
}

// tree is a process with its descendants. Who belongs to it is looked up seldom,
// for where the kernel does not list a process's children that means reading
// about every process there is; how much memory its members hold is read each
// time.
type tree struct {
	root    int
	members []int
	begun   time.Time
	next    time.Time // the next look at who belongs to it
}

// The looking up takes at most one part in lookShare of the time, but a new
// process is never overlooked for longer than lookAtMost, and in the beginning,
// when most are started, hardly at all.
const (
	lookShare  = 50
	lookAtMost = time.Second
	beginning  = 5 * time.Second
)

func (t *tree) memory() int64 {
	if now := time.Now(); !now.Before(t.next) {
		t.members = descendants(t.root)
		if ended := time.Now(); ended.Sub(t.begun) > beginning {
			t.next = ended.Add(min(lookAtMost, lookShare*ended.Sub(now)))
		}
	}
	var pages int64
	for _, pid := range t.members {
		pages += residentPages(pid)
	}
	return pages * int64(os.Getpagesize())
}

// treeMemory is the resident memory of a process with all its descendants now.
func treeMemory(root int) int64 {
	t := tree{root: root}
	return t.memory()
}

// residentPages is the resident memory of a process, 0 when it has ended.
func residentPages(pid int) int64 {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	fields := strings.Fields(string(raw))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64) // 0 for what is no number
	return pages
}

// descendants lists a process and all that it started, by the kernel's own lists
// of children where it keeps them.
func descendants(root int) []int {
	if _, err := os.Stat("/proc/self/task/" + strconv.Itoa(os.Getpid()) + "/children"); err != nil {
		return descendantsOf(root, parents())
	}
	all := []int{root}
	for i := 0; i < len(all); i++ {
		lists, _ := filepath.Glob("/proc/" + strconv.Itoa(all[i]) + "/task/*/children") // the pattern is well formed
		for _, list := range lists {
			raw, _ := os.ReadFile(list) // an ended thread has no children
			for _, field := range strings.Fields(string(raw)) {
				if pid, err := strconv.Atoi(field); err == nil {
					all = append(all, pid)
				}
			}
		}
	}
	return all
}

// descendantsOf finds the processes below root among all, by their parents.
func descendantsOf(root int, parents map[int]int) []int {
	all := []int{root}
	for pid := range parents {
		at := pid
		for range 64 { // no tree is deeper
			if at = parents[at]; at == root {
				all = append(all, pid)
			}
			if at == root || at == 0 {
				break
			}
		}
	}
	return all
}

// parents tells the parent of every process there is.
func parents() map[int]int {
	all := map[int]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is well formed
	for _, name := range stats {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		_, rest, found := strings.Cut(string(raw), ") ")
		fields := strings.Fields(rest)
		if !found || len(fields) < 2 {
			continue
		}
		pid, err1 := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		parent, err2 := strconv.Atoi(fields[1])
		if err1 == nil && err2 == nil {
			all[pid] = parent
		}
	}
	return all
}
