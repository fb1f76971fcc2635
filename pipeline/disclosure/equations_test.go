package disclosure

import (
	"testing"

	"jamfor/pipeline/disclosure/model"
)

// TestSumsHoldWhateverTheNumbers: parts that leave out an inner cell of the total are no
// sum of it, though that cell is zero; nor are parts that count one twice.
func TestSumsHoldWhateverTheNumbers(t *testing.T) {
	column := func(rows ...int32) model.Column {
		var c model.Column
		for _, r := range rows {
			c.Entries = append(c.Entries, model.Entry{Row: r, Coef: 1})
		}
		return c
	}
	m := &model.Model{Rows: make([]model.Row, 3), Columns: []model.Column{column(0, 1, 2), column(0), column(1), column(1, 2), column(0, 1), column()}}
	seen, stamp := make([]int32, len(m.Rows)), int32(0)
	for _, c := range []struct {
		parts []int32
		want  bool
	}{
		{[]int32{1, 3}, true}, {[]int32{1, 3, 5}, true}, {[]int32{1, 2}, false}, {[]int32{4, 3}, false}, {[]int32{1}, false}, {[]int32{5}, false},
	} {
		stamp += 2
		if got := holds(m, model.Equation{Total: 0, Parts: c.parts}, seen, stamp); got != c.want {
			t.Errorf("parts %v: %v, want %v", c.parts, got, c.want)
		}
	}
	stamp += 2
	if holds(m, model.Equation{Total: 4, Parts: []int32{1, 3}}, seen, stamp) {
		t.Error("a part reaches outside the total")
	}
}
