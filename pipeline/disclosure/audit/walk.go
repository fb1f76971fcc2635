package audit

// The limits of a walk: vectors that it may begin with, steps, and vectors tried
// for one step.
const (
	walkStarts = 3
	walkSteps  = 100
	walkTries  = 48
)

// walk looks for a second table in which the goal moves, without a programme:
// it adds a vector of the kernel that moves the goal, and then, as long as some
// constraint falls below its least value, the vector that lifts that one and
// leaves the least amiss. A constraint weighs more every time it had to be lifted,
// so that a walk that goes in circles leaves them. What it finds is a table; what
// it does not find says nothing. The same model always walks the same way.
func (s *intervals) walk(goal int32) {
	for _, way := range []int64{1, -1} {
		for _, start := range s.sparsest(s.constraints[goal].moves, nil, walkStarts) {
			s.walkFrom(goal, start, way)
			if s.proven(goal) {
				return
			}
		}
	}
}

// step is one vector added, forwards or backwards.
type step struct {
	vector int32
	way    int64
}

func (s *intervals) walkFrom(goal, start int32, way int64) {
	var moved []int32 // constraints that have moved, some perhaps back
	defer func() {
		for _, c := range moved {
			s.at[c], s.weight[c] = 0, 0
		}
	}()
	taken := []step{{start, way}}
	moved = s.advance(taken[0], moved)
	for range walkSteps {
		low := s.fallen(moved)
		if low < 0 {
			for _, c := range moved {
				s.saw(c, s.at[c])
			}
			return
		}
		s.weight[low]++
		next, ok := s.lift(low, goal, taken)
		if !ok {
			return
		}
		taken = append(taken, next)
		moved = s.advance(next, moved)
	}
}

// advance adds a step to where the walk is.
func (s *intervals) advance(x step, moved []int32) []int32 {
	for _, t := range s.along[x.vector] {
		if s.at[t.at] == 0 {
			moved = append(moved, t.at)
		}
		s.at[t.at] += x.way * t.by
	}
	s.work += int64(len(s.along[x.vector]))
	return moved
}

// fallen picks, of the constraints below their least value, the one with the
// fewest vectors to lift it; -1 for none.
func (s *intervals) fallen(moved []int32) int32 {
	low := int32(-1)
	for _, c := range moved {
		if s.constraints[c].room+s.at[c] >= 0 {
			continue
		}
		if low < 0 || len(s.constraints[c].moves) < len(s.constraints[low].moves) || len(s.constraints[c].moves) == len(s.constraints[low].moves) && c < low {
			low = c
		}
	}
	s.work += int64(len(moved))
	return low
}

// lift chooses the step that raises a constraint and leaves the least amiss, by
// weight: none that takes the last one back, and none that brings the goal home.
func (s *intervals) lift(low, goal int32, taken []step) (best step, ok bool) {
	least := int64(0)
	for i, t := range s.constraints[low].moves {
		if i == walkTries {
			break
		}
		x := step{t.at, 1}
		if t.by < 0 {
			x.way = -1
		}
		if taken[len(taken)-1] == (step{x.vector, -x.way}) {
			continue
		}
		amiss, home := int64(0), s.at[goal] == 0
		for _, y := range s.along[x.vector] {
			now := s.constraints[y.at].room + s.at[y.at]
			amiss += (1 + s.weight[y.at]) * (max(0, -(now+x.way*y.by)) - max(0, -now))
			if y.at == goal {
				home = s.at[goal]+x.way*y.by == 0
			}
		}
		s.work += int64(len(s.along[x.vector]))
		if !home && (!ok || amiss < least) {
			best, least, ok = x, amiss, true
		}
	}
	return best, ok
}
