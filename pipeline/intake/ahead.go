package intake

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// oneByOne reads blocks when they are asked for, into the same memory. The
// block is the caller's until the next call.
func oneByOne(fill func(*block) error) (next func() (*block, error), stop func()) {
	var b block
	return func() (*block, error) { return &b, fill(&b) }, func() {}
}

// blocksAhead is how many blocks a reader may be before its consumer.
const blocksAhead = 2

// readAhead reads blocks in a goroutine of its own, in order, up to the first
// error. A block is the caller's until the next call; stop ends the reading and
// waits for it.
func readAhead(fill func(*block) error) (next func() (*block, error), stop func()) {
	type filled struct {
		b   *block
		err error
	}
	full, free := make(chan filled, blocksAhead), make(chan *block, blocksAhead+1)
	for range cap(free) {
		free <- &block{}
	}
	stopping := make(chan struct{})
	go func() {
		defer close(full)
		for {
			select {
			case b := <-free:
				err := fill(b)
				select {
				case full <- filled{b, err}:
				case <-stopping:
					return
				}
				if err != nil {
					return
				}
			case <-stopping:
				return
			}
		}
	}()
	var last filled
	next = func() (*block, error) {
		if last.err != nil {
			return nil, last.err
		}
		if last.b != nil {
			free <- last.b
		}
		last = <-full
		return last.b, last.err
	}
	return next, func() {
		close(stopping)
		for range full { //nolint:revive // waits for the goroutine to end
		}
	}
}

// sideBySide calls do for 0 … n−1, on as many processors as there are. Calls
// for different numbers must not share state.
func sideBySide(n int, do func(int)) {
	var at atomic.Int64
	var others sync.WaitGroup
	work := func() {
		for i := int(at.Add(1)) - 1; i < n; i = int(at.Add(1)) - 1 {
			do(i)
		}
	}
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}
