package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"time"
)

// watchEvery is how often the child's memory is looked at.
const watchEvery = 20 * time.Millisecond

// child is one run of the worker process.
type child struct {
	config  Config
	job     Job
	inputs  []*os.File
	scratch scratch
	usage   Usage
	killed  atomic.Pointer[string] // the rule it was killed for
	peak    atomic.Int64           // its most resident memory as far as it was looked at
}

// run starts the child, watches it and reads its answer. rule is not empty when
// the child did not give one.
func (c *child) run(ctx context.Context) (answer Result, rule string, err error) {
	// Pdeathsig follows the thread that started the child: keep it until the end.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.Command(c.config.Command[0], c.config.Command[1:]...)
	cmd.Env = []string{"GOTRACEBACK=none"}
	cmd.Dir = "/"
	cmd.SysProcAttr = childAttributes()
	out := &bounded{limit: c.job.Limits.Result}
	notes := &bounded{limit: maxNotes}
	cmd.Stdout, cmd.Stderr = out, notes
	// The pipes to a child that was killed end by themselves; its orphans cannot
	// hold them, for it starts none. WaitDelay is the last resort.
	cmd.WaitDelay = c.grace()
	pipes, err := c.pipes(cmd)
	if err != nil {
		return Result{}, "", err
	}
	defer pipes.close()
	started := time.Now()
	if err := cmd.Start(); err != nil {
		return Result{}, "", fmt.Errorf("start worker: %w", err)
	}
	pipes.closeTheirs()
	fed := make(chan struct{})
	go func() { defer close(fed); c.feed(pipes) }()
	watched := make(chan struct{})
	go func() { defer close(watched); c.watch(ctx, cmd.Process, out) }()
	waitErr := cmd.Wait()
	cancelled := ctx.Err()
	cancel()
	pipes.close()
	<-fed
	<-watched
	c.usage = usage(cmd.ProcessState)
	c.usage.PeakResident = c.peak.Load()
	c.usage.WallMillis = time.Since(started).Milliseconds()
	if cancelled != nil {
		return Result{}, "", cancelled
	}
	if rule := c.ending(cmd.ProcessState, waitErr, notes.buffer.String()); rule != "" {
		return Result{}, rule, faultOf(cmd.ProcessState)
	}
	if err := decodeStrict(bytes.NewReader(out.buffer.Bytes()), &answer); err != nil {
		return Result{}, ruleUntrusted, nil
	}
	return answer, "", nil
}

func (c *child) grace() time.Duration {
	if c.config.Grace > 0 {
		return c.config.Grace
	}
	return 2 * time.Second
}

// maxNotes bounds what is kept of the child's stderr; it is only classified.
const maxNotes = 16 << 10

// ending names the rule by which a child that did not succeed is rejected.
func (c *child) ending(state *os.ProcessState, waitErr error, notes string) string {
	if rule := c.killed.Load(); rule != nil {
		return *rule
	}
	if waitErr == nil {
		return ""
	}
	switch state.ExitCode() {
	case exitSize:
		return ruleSize
	case exitTime:
		return ruleTime
	}
	for _, words := range []string{"out of memory", "cannot allocate memory", "failed to allocate"} {
		if strings.Contains(notes, words) {
			return ruleMemory
		}
	}
	return limitRule(state)
}

// ErrChild is wrapped when the child says that the fault is not the file's.
var ErrChild = errors.New("worker could not do the job")

// faultOf is the error of a child whose exit code says that the fault is not
// the file's: it was started wrongly, its key is short or its disk is full.
func faultOf(state *os.ProcessState) error {
	if text, known := faults[state.ExitCode()]; known {
		return fmt.Errorf("%w: %s", ErrChild, text)
	}
	return nil
}

// watch kills the child when it outgrows its memory, its time or its answer, or
// when the context ends.
func (c *child) watch(ctx context.Context, process *os.Process, out *bounded) {
	deadline := time.NewTimer(c.job.Limits.Wall)
	defer deadline.Stop()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	c.look(process.Pid)
	for {
		rule := ""
		select {
		case <-ctx.Done():
		case <-deadline.C:
			rule = ruleTime
		case <-tick.C:
			switch {
			case c.look(process.Pid) > c.job.Limits.Resident:
				rule = ruleMemory
			case out.over.Load():
				rule = ruleSize
			default:
				continue
			}
		}
		if rule != "" {
			c.killed.Store(&rule)
		}
		_ = process.Kill() // a process that has ended already needs no killing
		return
	}
}

// look reads the child's resident memory and remembers its peak. The kernel's own
// figure at the end (ru_maxrss) begins with what this process held when it made
// the child.
func (c *child) look(pid int) int64 {
	now, peak := resident(pid)
	c.peak.Store(max(peak, c.peak.Load()))
	return now
}

// plumbing is the two pipes to the child.
type plumbing struct {
	jobRead, jobWrite, keysRead, keysWrite *os.File
}

func (c *child) pipes(cmd *exec.Cmd) (*plumbing, error) {
	var p plumbing
	var err error
	if p.jobRead, p.jobWrite, err = os.Pipe(); err != nil {
		return nil, fmt.Errorf("make pipe: %w", err)
	}
	if p.keysRead, p.keysWrite, err = os.Pipe(); err != nil {
		return nil, errors.Join(fmt.Errorf("make pipe: %w", err), p.jobRead.Close(), p.jobWrite.Close())
	}
	cmd.ExtraFiles = append([]*os.File{p.jobRead, p.keysRead, c.scratch.staging, c.scratch.spill}, c.inputs...)
	return &p, nil
}

func (p *plumbing) closeTheirs() {
	p.jobRead.Close()
	p.keysRead.Close()
}

func (p *plumbing) close() {
	p.closeTheirs()
	p.jobWrite.Close()
	p.keysWrite.Close()
}

// feed writes job and keys. A child that died early does not read them; that
// shows in how it ended.
func (c *child) feed(p *plumbing) {
	_ = json.NewEncoder(p.jobWrite).Encode(c.job)
	p.jobWrite.Close()
	_ = writeKeys(p.keysWrite, c.config.Keys)
	if c.job.Parcel != nil {
		_ = writeKeys(p.keysWrite, c.config.Identities)
	}
	p.keysWrite.Close()
}

// bounded keeps what is written to it up to a limit and notes when there was
// more. The buffer is not embedded: its ReadFrom would go around the limit.
type bounded struct {
	buffer bytes.Buffer
	limit  int64
	over   atomic.Bool
}

func (b *bounded) Write(p []byte) (int, error) {
	room := b.limit - int64(b.buffer.Len())
	if int64(len(p)) > room {
		b.over.Store(true)
		b.buffer.Write(p[:room])
		return len(p), nil
	}
	return b.buffer.Write(p)
}
