package disclosure_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
)

// countsOf is a count of men in three municipalities of one county.
func countsOf(values ...int64) cell.Package {
	return example(func(b *cell.Block) {
		for i, n := range values {
			things(b, []string{"0305", "0319", "0330"}[i], code.Men, n)
		}
	}, count)
}

func promise(m ...disclosure.Must) func(*disclosure.Rules) {
	return func(r *disclosure.Rules) { r.MustPublish = m }
}

// TestPromisedCellsAreShown: what is promised is shown, and something else is
// hidden in its place; without the promise it is hidden.
func TestPromisedCellsAreShown(t *testing.T) {
	municipality := func(code1 string) cell.Key { return at("J10001", area.Municipality, code1, code.TotalSex) }
	cells := clear(t, countsOf(3, 40, 20))
	wantStatus(t, cells, municipality("0330"), code.Suppressed)
	wantStatus(t, cells, municipality("0319"), code.OK)

	cells = clear(t, countsOf(3, 40, 20), promise(disclosure.Must{Indicators: []string{"J10001"}, Areas: []string{"0330"}}))
	wantStatus(t, cells, municipality("0330"), code.OK)
	wantStatus(t, cells, municipality("0319"), code.Suppressed)
	wantStatus(t, cells, municipality("0305"), code.Suppressed)
	wantStatus(t, cells, at("J10001", area.County, "03", code.TotalSex), code.OK)

	// Both promised: the county and the nation go.
	cells = clear(t, countsOf(3, 40, 20), promise(disclosure.Must{Areas: []string{"0330", "0319"}}))
	wantStatus(t, cells, municipality("0330"), code.OK)
	wantStatus(t, cells, municipality("0319"), code.OK)
	wantStatus(t, cells, at("J10001", area.County, "03", code.TotalSex), code.Suppressed)
}

// TestPromisesThatCannotBeKept: the rules stand, nothing is cleared, and the
// cells are named without their values.
func TestPromisesThatCannotBeKept(t *testing.T) {
	for _, c := range []struct {
		name string
		must []disclosure.Must
		want []string
	}{
		{"a small count", []disclosure.Must{{Areas: []string{"0305"}}}, []string{"0305"}},
		{"everything around a small count", []disclosure.Must{{Areas: []string{"0319", "0330"}}, {AreaTypes: []area.Type{area.County, area.Nation}}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			rules := disclosure.DefaultRules()
			rules.MustPublish = c.must
			cleared, report, err := disclosure.Protect(t.Context(), countsOf(3, 40, 20), area.Default(), rules)
			var b *disclosure.Blocked
			if !errors.As(err, &b) || !cleared.IsZero() || report == nil {
				t.Fatalf("cleared %t, %v", !cleared.IsZero(), err)
			}
			if b.Reason != disclosure.ReasonPromised || len(b.Choices) < 2 || len(b.Cells) == 0 {
				t.Errorf("%+v", b)
			}
			var codes []string
			for _, x := range b.Cells {
				codes = append(codes, x.Area.Code)
				if !slices.Equal(x.Indicators, []string{"J10001"}) || !strings.Contains(x.Text().SV, area.Default().Name(x.Area).SV) {
					t.Errorf("cell %+v, %q", x, x.Text().SV)
				}
			}
			if c.want != nil && !slices.Equal(codes, c.want) {
				t.Errorf("names %v, want %v", codes, c.want)
			}
		})
	}
}

// TestPromisesThatNameNothing are refused with the rules.
func TestPromisesThatNameNothing(t *testing.T) {
	rules := disclosure.DefaultRules()
	rules.MustPublish = []disclosure.Must{{}, {AreaTypes: []area.Type{"kommun"}}, {Sexes: []code.Sex{"U"}}}
	err := rules.Validate()
	for _, want := range []string{"must_publish[0]", `must_publish[1]: area_types "kommun"`, `must_publish[2]: sexes "U"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
}

// TestBlockedNamesCells: what no protection is found for is named by place and
// indicators. (One round is not enough where the one in a hidden 1 can compute a
// hidden 3.)
func TestBlockedNamesCells(t *testing.T) {
	rules := disclosure.DefaultRules()
	rules.Rounds = 1
	p := countsOf(1, 3, 40)
	p.Measures = append(p.Measures, cell.Measure{
		Indicator: "J10003", Kind: cell.Count, Numerator: term(everyone), Collections: []string{"a"}, Grains: []area.Type{area.Municipality},
	})
	_, _, err := disclosure.Protect(t.Context(), p, area.Default(), rules)
	var b *disclosure.Blocked
	if !errors.As(err, &b) {
		t.Fatalf("not blocked in one round: %v", err)
	}
	if b.Reason != disclosure.ReasonRounds || len(b.Cells) == 0 || b.Set != "test" || b.Period != code.Year(2025) {
		t.Fatalf("%+v", b)
	}
	for _, c := range b.Cells {
		if !slices.Equal(c.Indicators, []string{"J10001", "J10003"}) || c.Area.Type != area.Municipality || c.Sex != code.TotalSex {
			t.Errorf("cell %+v", c)
		}
	}
	if got := b.Indicators(); !slices.Equal(got, []string{"J10001", "J10003"}) {
		t.Errorf("indicators %v", got)
	}
}
