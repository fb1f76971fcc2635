package audit

// simplex is a linear programme in exact integers: slacks that may not be
// negative are affine functions of free variables,
//
//	slack i = (table[i][width] + Σ table[i][j]·outside j) / scale,
//
// and zero for all variables is a point that meets them. Pivots keep one
// common denominator (Edmonds); a number beyond 31 bits ends the work with
// tooLarge rather than a wrong answer. Bland's rule makes it end.
type simplex struct {
	table   [][]int64
	inside  []int32 // by table row: slack, or freed
	outside []int32 // by table column: slack, or -1-variable while still free
	scale   int64
	goal    []int64 // the slack to be moved, as a row of its own
	steps   int

	column int // where a move had no end: the table's column, and the way along it
	way    int64
}

// outcome is how a programme ended.
type outcome uint8

const (
	optimal   outcome = iota
	endless           // no limit in this direction
	tooLarge          // numbers, or too many steps: nothing is known
	satisfied         // the caller has seen enough
)

const (
	freed     = int32(-1)
	mostSteps = 2000
	mostEntry = 1<<31 - 1
)

// newSimplex takes constraints (coefficients, then the constant) and the number
// of the one to be moved.
func newSimplex(constraints [][]int64, goal int) *simplex {
	s := &simplex{scale: 1}
	for i, c := range constraints {
		s.table = append(s.table, append([]int64(nil), c...))
		s.inside = append(s.inside, int32(i))
	}
	for j := range len(constraints[0]) - 1 {
		s.outside = append(s.outside, -1-int32(j))
	}
	s.goal = append([]int64(nil), constraints[goal]...)
	return s
}

// move pushes the goal up (sign 1) or down (-1) as far as it goes, or until
// enough says so after a step.
func (s *simplex) move(sign int64, enough func() bool) outcome {
	for {
		j, way := s.entering(sign)
		if j < 0 {
			return optimal
		}
		i := s.leaving(j, way)
		if i < 0 {
			s.column, s.way = j, way
			return endless
		}
		if s.steps++; s.steps > mostSteps || !s.pivot(i, j) {
			return tooLarge
		}
		if enough() {
			return satisfied
		}
	}
}

// entering finds a column along which the goal moves the wanted way: a variable
// that is still free, else the slack of least number.
func (s *simplex) entering(sign int64) (column int, way int64) {
	column = -1
	for j, name := range s.outside {
		g := sign * s.goal[j]
		if g == 0 || name >= 0 && g < 0 {
			continue
		}
		if column < 0 || name < s.outside[column] {
			column, way = j, 1
			if g < 0 {
				way = -1
			}
		}
	}
	return column, way
}

// leaving finds the slack that is first to become zero, of least number among
// equals.
func (s *simplex) leaving(j int, way int64) int {
	best := -1
	var top, bottom int64
	for i, row := range s.table {
		fall := -row[j] * way
		if s.inside[i] == freed || fall <= 0 {
			continue
		}
		have := row[len(row)-1]
		switch d := have*bottom - top*fall; {
		case best < 0, d < 0, d == 0 && s.inside[i] < s.inside[best]:
			best, top, bottom = i, have, fall
		}
	}
	return best
}

// pivot exchanges the slack of row r with column c.
func (s *simplex) pivot(r, c int) bool {
	row, p := s.table[r], s.table[r][c]
	ok := true
	change := func(v []int64) {
		by := v[c]
		if by == 0 && (p == s.scale || p == -s.scale) {
			return
		}
		a, b := p, by
		if p < 0 {
			a, b = -p, -by
		}
		for j := range v {
			x := a*v[j] - b*row[j]
			if s.scale != 1 {
				x /= s.scale
			}
			ok = ok && x <= mostEntry && x >= -mostEntry
			v[j] = x
		}
		v[c] = b
	}
	for i := range s.table {
		if i != r && s.inside[i] != freed {
			change(s.table[i])
		}
	}
	change(s.goal)
	for j := range row {
		switch {
		case j == c:
			row[j] = s.scale
		default:
			row[j] = -row[j]
		}
		if p < 0 {
			row[j] = -row[j]
		}
	}
	if s.scale = p; p < 0 {
		s.scale = -p
	}
	s.inside[r], s.outside[c] = s.outside[c], s.inside[r]
	if s.inside[r] < 0 { // a variable without limits: it never leaves again
		s.inside[r] = freed
	}
	return ok && s.scale <= mostEntry
}

// value is the goal at the present corner, as a fraction.
func (s *simplex) value() (top, bottom int64) { return s.goal[len(s.goal)-1], s.scale }

// corner gives the slacks at the present corner when all of them are whole
// numbers.
func (s *simplex) corner(count int) ([]int64, bool) {
	out := make([]int64, count)
	for i, name := range s.inside {
		if name == freed {
			continue
		}
		x := s.table[i][len(s.table[i])-1]
		if x%s.scale != 0 {
			return nil, false
		}
		out[name] = x / s.scale
	}
	return out, true
}
