package audit

import (
	"context"
	"math/rand/v2"
)

// The limits of wandering: sweeps through the kernel, sweeps in a row that prove
// nothing new, how often a vector is added that nothing stops, and how often
// the search begins anew from another table.
const (
	wanderSweeps = 200
	wanderIdle   = 5
	wanderFar    = 16
	roams        = 2
	roamSweeps   = 4
)

// wander goes from table to table: along every vector of the kernel in turn, as
// far as no number falls below its least value, both ways, and then to the
// middle or, in every other sweep, to anywhere between. Every end is a table,
// and every two tables in which a column differs by the width prove it. Away
// from the true table, which has many numbers at their least, there is room that
// the true one has not: what cannot move there can move here.
//
// It ends when it proves nothing new, and the search goes on from where it is.
// The same model always wanders the same way.
func (s *intervals) wander(ctx context.Context, goals []int32) error {
	rng := rand.New(rand.NewPCG(1, 0))
	left := s.unproven(goals)
	for sweep, idle := 0, 0; sweep < wanderSweeps && left > 0 && idle < wanderIdle; sweep++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.sweep(rng, sweep%2 == 0)
		now := s.unproven(goals)
		if idle++; now < left {
			idle = 0
		}
		left = now
	}
	s.rebase()
	return nil
}

// roam goes on to some other table.
func (s *intervals) roam(turn int) {
	rng := rand.New(rand.NewPCG(2, uint64(turn)))
	for range roamSweeps {
		s.sweep(rng, false)
	}
	s.rebase()
}

// sweep takes every vector once, in some order.
func (s *intervals) sweep(rng *rand.Rand, middle bool) {
	for _, k := range rng.Perm(len(s.along)) {
		back, forth := s.reach(s.along[k])
		to := (forth - back) / 2
		if !middle {
			to = rng.Int64N(forth+back+1) - back
		}
		for _, c := range s.along[k] {
			at := s.at[c.at]
			s.saw(c.at, at-back*c.by)
			s.saw(c.at, at+forth*c.by)
			s.at[c.at] = at + to*c.by
		}
	}
}

// reach tells how often a vector can be taken off and added where the search is.
func (s *intervals) reach(touched []term) (back, forth int64) {
	back, forth = max(wanderFar, s.far), max(wanderFar, s.far)
	for _, c := range touched {
		have := s.constraints[c.at].room + s.at[c.at]
		if c.by > 0 {
			back = min(back, have/c.by)
		} else {
			forth = min(forth, have/-c.by)
		}
	}
	return back, forth
}

// rebase makes the table where the search is the one that it goes on from.
func (s *intervals) rebase() {
	for c := range s.constraints {
		s.constraints[c].room += s.at[c]
		s.base[c] += s.at[c]
		s.at[c] = 0
	}
}

// unproven counts the goals without a second table.
func (s *intervals) unproven(goals []int32) int {
	n := 0
	for _, g := range goals {
		if !s.proven(g) {
			n++
		}
	}
	return n
}
