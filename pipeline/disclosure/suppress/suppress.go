package suppress

import (
	"context"
	"runtime"
	"sync"

	"jamfor/pipeline/disclosure/model"
)

// Singletons chooses what is done about contributors who know their own cell.
type Singletons uint8

// The singleton methods. They look at rows, so they are meaningful only where
// rows are true inner cells; elsewhere use NoSingletons and audit insiders.
const (
	// NoSingletons treats all rows alike.
	NoSingletons Singletons = iota
	// AnySum never publishes a sum of singletons only, except a difference of
	// singletons not used before; a primary column of singletons only is hidden
	// without being protected.
	AnySum
	// AnySumNotPrimary is for tables whose published cells may be singletons.
	AnySumNotPrimary
)

// Options steer Suppress. The zero value is: no singleton method.
type Options struct {
	Singletons Singletons
	// ZerosLast lets zeros be hidden to protect others; else they come first.
	ZerosLast bool
	// Coalition is the k of k-disclosure, 0 for none: differences of up to k
	// between a group and a part of it are to be protected, and come as virtual
	// primary columns. It changes the order of publication only.
	Coalition int64
}

// Suppress decides for every column of the model whether it is published. The
// result depends on the model and the options only. Independent parts of the
// model are worked on in parallel. It stops with ctx's error when ctx ends.
func Suppress(ctx context.Context, m *model.Model, o Options) (model.Pattern, error) {
	if err := m.Check(); err != nil {
		return model.Pattern{}, err
	}
	p := prepare(m, o)
	parts := p.components()
	var (
		wait    sync.WaitGroup
		mutex   sync.Mutex
		failure error
		tokens  = make(chan struct{}, runtime.GOMAXPROCS(0))
	)
	for _, part := range parts {
		wait.Add(1)
		tokens <- struct{}{}
		go func() {
			defer wait.Done()
			defer func() { <-tokens }()
			if err := p.run(ctx, part); err != nil {
				mutex.Lock()
				failure = err
				mutex.Unlock()
			}
		}()
	}
	wait.Wait()
	if failure != nil {
		return model.Pattern{}, failure
	}
	return p.pattern(), nil
}

// run works on one component: it offers its classes in order to every world.
func (p *prepared) run(ctx context.Context, part []int32) error {
	worlds := []*world{newWorld(p, part, nil)}
	for _, a := range p.model.Attackers {
		if p.concerns(a, part) {
			worlds = append(worlds, newWorld(p, part, a.Knows))
		}
	}
	for _, forced := range []bool{true, false} {
		for turn, id := range part {
			class := &p.classes[id]
			if class.forced != forced || class.hidden || class.primary && !forced {
				continue
			}
			if turn%64 == 0 {
				if err := ctx.Err(); err != nil {
					return err
				}
			}
			publish := true
			if !forced {
				for _, w := range worlds {
					if w.conflicts(turn) {
						publish = false
						break
					}
				}
			}
			class.suppressed = !publish
			if !publish {
				continue
			}
			for _, w := range worlds {
				w.publish(turn, forced)
			}
		}
	}
	// What forced columns give away to a reader with knowledge of his own, and to
	// nobody else, that reader knows already: only the outsider's world counts.
	for _, id := range worlds[0].guards.unsafe {
		p.classes[id].unsafe = true
	}
	return nil
}
