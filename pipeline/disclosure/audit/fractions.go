package audit

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// Room in fractions.
//
// A number that no other whole table was found for may still have one in fractions:
// a reader who solves linear programmes then finds limits that lie apart. Programmes
// for one number at a time (programme.go) come to an end in small parts of a table
// only. Here many are asked at once: a table in fractions that moves as many of them
// as it can, then another one for those that it left, in floating point (gradient.go).
//
// What floating point finds is a little outside of what may be. It is drawn towards
// a table that has room everywhere, found first, until it is inside; and then it is
// checked in integers, against every number of the part. So a proof is a proof: it
// says that the number can be another one by at least nearly (99 hundredths) of the
// width. All of it cannot be asked for: where a number can move by exactly the
// width, only the very border of what may be shows it.
const (
	nearly = 0.99
	// The grid of the check: fractions are multiples of 2^-grid.
	grid = 30
	// The numbers that the programmes of one audit look at: at most so many (some
	// two seconds) in proportion to what each part has to prove, and in a part no
	// more than so many for each number.
	mostVisits   = 1_500_000_000
	firstVisits  = 300_000_000
	visitsNumber = 5_000_000
	// Turns towards what is asked, and then towards a table in which it is so.
	roughTurns, fineTurns = 300, 800
	fineTries             = 4
	// One of so many is asked for at a time, and a few more; a round picks those
	// that came so near.
	askShare, askMore, pick = 0.12, 20, 0.9
	idleRounds              = 12
	firm                    = 1e9 // a weight that nothing outweighs
)

// insideTries are the tries for a table with room everywhere: how much, and turns.
var insideTries = [...]struct {
	gap   float64
	turns int
}{{1.0 / 256, 600}, {1.0 / 1024, 4000}}

// fractions marks as roomy what can move in fractions. vectors is how many of the
// kernel's vectors are its own, without composed ones, which add nothing here.
func (s *intervals) fractions(ctx context.Context, goals []int32, vectors int32) error {
	s.roomy = make([]bool, len(s.constraints))
	asked, all := make([]bool, len(s.constraints)), 0
	for _, g := range goals {
		// What is asked to move both ways is a sum, with room for more than these find.
		if r := s.need[g]; r.Below == 0 && r.Above == 0 && !s.proven(g) {
			asked[g], all = true, all+1
		}
	}
	if all == 0 {
		return nil
	}
	for _, part := range s.connected() {
		own := 0
		for _, c := range part {
			if asked[c] {
				own++
			}
		}
		if own == 0 {
			continue
		}
		x := &fractions{intervals: s, floats: newFloats(s, part, vectors, asked), part: part, asked: asked}
		if err := x.search(ctx, min(mostVisits/int64(all)*int64(own), firstVisits+visitsNumber*int64(own))); err != nil {
			return err
		}
	}
	return nil
}

// fractions is the search in one part.
type fractions struct {
	*intervals
	*floats
	part  []int32
	asked []bool // by constraint: still to be proven
	wants []want

	gap   float64   // the least room that the table inside has
	inMov []float64 // by row: how it moves to the table inside
	inBy  []float64 // by vector

	way    []float64 // by row: up or down
	chosen []bool    // by row
}

// search goes on while it proves something, for so many visits.
func (x *fractions) search(ctx context.Context, visits int64) error {
	if len(x.vectors) == 0 || !x.inside() {
		return nil
	}
	x.way, x.chosen = make([]float64, len(x.members)), make([]bool, len(x.members))
	for i, room := range x.room {
		if x.way[i] = 1; room >= x.width(i) { // most often such can fall
			x.way[i] = -1
		}
	}
	rng := rand.New(rand.NewPCG(3, 0))
	left := x.left()
	for round, idle := 1, 0; left > 0 && idle < idleRounds && x.visits < visits; round++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if round%3 == 0 {
			x.turn()
		}
		x.rough(rng, left)
		x.fine()
		now := x.left()
		if idle++; now < left {
			idle = 0
		}
		left = now
	}
	return nil
}

// inside finds a table in which everything that is at its least has some room: the
// more the better, but what takes long to find is found with less.
func (x *fractions) inside() bool {
	x.wants = make([]want, len(x.members))
	for _, try := range insideTries {
		if x.gap = try.gap; x.roomAround(try.turns) {
			return true
		}
	}
	return false
}

// roomAround looks for a table in which nothing is nearer to its least than half the
// gap.
func (x *fractions) roomAround(turns int) (found bool) {
	for i, room := range x.room {
		x.wants[i] = want{least: -room}
		if room == 0 {
			x.wants[i].goal, x.wants[i].weight = x.gap, 1
		}
	}
	clear(x.times)
	x.solve(x.wants, turns, func() bool {
		found = !x.some(func(i int) bool { return x.moved[i]+x.room[i] < x.gap/2 })
		return found
	})
	x.inMov, x.inBy = slices.Clone(x.moved), slices.Clone(x.times)
	return found
}

// some reports whether any row is so.
func (x *fractions) some(so func(i int) bool) bool {
	for i := range x.members {
		if so(i) {
			return true
		}
	}
	return false
}

// width is what is asked of the constraints of a row, the most of them.
func (x *fractions) width(i int) float64 {
	most := int64(0)
	for _, c := range x.members[i] {
		most = max(most, x.need[c].Width)
	}
	return float64(most)
}

// lacks is how far a constraint has to move one way so that the tables seen lie the
// width apart.
func (x *fractions) lacks(c int32, way float64) float64 {
	if way > 0 {
		return float64(x.need[c].Width - (x.base[c] - x.low[c]))
	}
	return float64(x.need[c].Width - (x.high[c] - x.base[c]))
}

// goal is the greatest need of a row's constraints that are still to be proven, in
// the row's way; 0 where there is none.
func (x *fractions) goal(i int) float64 {
	goal := 0.0
	for _, c := range x.members[i] {
		if x.asked[c] {
			goal = max(goal, x.lacks(c, x.way[i]))
		}
	}
	return goal
}

// left counts the constraints that are still to be proven.
func (x *fractions) left() int {
	n := 0
	for _, c := range x.part {
		if x.asked[c] {
			n++
		}
	}
	return n
}

// turn asks those that can fall for the other way.
func (x *fractions) turn() {
	for i, room := range x.room {
		if room >= x.width(i) {
			x.way[i] = -x.way[i]
		}
	}
}

// rough goes towards a table that moves some of what is left, and chooses those that
// it nearly moves.
func (x *fractions) rough(rng *rand.Rand, left int) {
	share := askShare + askMore/float64(left)
	for i, room := range x.room {
		x.wants[i] = want{least: -room}
		if goal := x.goal(i); goal > 0 && rng.Float64() < share {
			x.wants[i].goal, x.wants[i].weight = x.way[i]*goal, 1
		}
	}
	clear(x.times)
	x.solve(x.wants, roughTurns, func() bool { return false })
	for i := range x.members {
		goal := x.goal(i)
		x.chosen[i] = goal > 0 && x.way[i]*x.moved[i] > pick*goal
	}
}

// fine goes on to a table in which all that was chosen has moved; where it does not
// get there, it leaves out what stands in the way, and begins again.
func (x *fractions) fine() {
	from := slices.Clone(x.times)
	for range fineTries {
		if !slices.Contains(x.chosen, true) {
			return
		}
		copy(x.times, from)
		for i := range x.members {
			x.wants[i] = x.firmly(i)
		}
		by, there := 0.0, false
		x.solve(x.wants, fineTurns, func() bool {
			by = x.draw()
			there = !x.some(func(i int) bool {
				return x.chosen[i] && x.way[i]*x.drawn(i, by) < nearly*x.goal(i)
			})
			return there
		})
		x.accept(by)
		if there {
			return
		}
		x.leaveOut()
	}
}

// firmly is what is asked of a row in the end: to have moved, if it is chosen, and to
// keep a little of the room that the table inside has.
func (x *fractions) firmly(i int) want {
	goal := x.goal(i)
	least := -x.room[i] + min(x.gap, x.inMov[i]+x.room[i])/4
	switch {
	case !x.chosen[i]:
		return want{least: least}
	case x.way[i] > 0:
		return want{least: max(least, goal)}
	default:
		return want{least: -x.room[i], goal: -goal, weight: firm}
	}
}

// draw tells how far the table has to be drawn towards the one inside so that no row
// falls below its least value, with a hair's breadth for the grid.
func (x *fractions) draw() float64 {
	const hair = 1e-7
	by := 0.0
	for i, m := range x.moved {
		if out := m + x.room[i] - hair; out < 0 {
			by = max(by, -out/(x.inMov[i]+x.room[i]-out))
		}
	}
	return by
}

// drawn is how a row has moved in the table that is drawn inside.
func (x *fractions) drawn(i int, by float64) float64 {
	return float64((1-by)*x.moved[i]) + float64(by*x.inMov[i])
}

// leaveOut no longer chooses what has moved by now, nor what shares a vector with a
// row that is not where it should be.
func (x *fractions) leaveOut() {
	bad := make([]bool, len(x.vectors))
	for i, m := range x.moved {
		if m+x.room[i] < -x.gap/1000 || x.chosen[i] && x.way[i]*m < x.goal(i)*(1+nearly)/2 {
			for e := x.byRow.start[i]; e < x.byRow.start[i+1]; e++ {
				bad[x.byRow.at[e]] = true
			}
		}
	}
	for i := range x.chosen {
		for e := x.byRow.start[i]; e < x.byRow.start[i+1] && x.chosen[i]; e++ {
			x.chosen[i] = !bad[x.byRow.at[e]] && x.goal(i) > 0
		}
	}
}

// accept checks the table, drawn inside, in integers: every number of the part is at
// its least value or more. What has moved far enough in it is roomy.
func (x *fractions) accept(by float64) {
	times := make([]int64, len(x.times))
	for j := range times {
		f := math.Round(math.Ldexp(float64((1-by)*x.times[j])+float64(by*x.inBy[j]), grid))
		if math.Abs(f) > 1<<50 {
			return
		}
		times[j] = int64(f)
	}
	at := make(map[int32]int64, len(x.part))
	for j, k := range x.vectors {
		if times[j] == 0 {
			continue
		}
		for _, t := range x.along[k] {
			step, fits := product(times[j], t.by)
			if at[t.at] += step; !fits || at[t.at] > 1<<61 || at[t.at] < -1<<61 {
				return
			}
		}
	}
	for c, m := range at {
		if fall := (-m + 1<<grid - 1) >> grid; fall > x.constraints[c].room {
			return
		}
	}
	for c, m := range at {
		if !x.asked[c] {
			continue
		}
		up, down := nearly*x.lacks(c, 1), nearly*x.lacks(c, -1)
		if f := math.Ldexp(float64(m), -grid); f >= up || -f >= down {
			x.roomy[c], x.asked[c] = true, false
		}
	}
}

// product multiplies where the result is below 2^61.
func product(a, b int64) (int64, bool) {
	if f := math.Abs(float64(a) * float64(b)); f >= 1<<61 {
		return 0, false
	}
	return a * b, true
}
