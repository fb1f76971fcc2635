package statistic

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

var (
	transforms = map[string]Transform{"PR_arcsine": Arcsine, "SHMI_log": Log, "CQC_sqrt": Root}
	trims      = map[string]Trim{"none": TrimNone, "winsor10": Winsorise10, "trunc10": Truncate10}
)

// dispersionOf measures the reference areas; ratios are held against events
// expected at the average rate.
func dispersionOf(t *testing.T, r row) Dispersion {
	t.Helper()
	input := table(t, "overdispersion_input")
	above, below := column(t, input, "", "numerator"), column(t, input, "", "denominator")
	transform := transforms[r["method"]]
	if transform != Arcsine {
		average := sum(above) / sum(below)
		for i := range below {
			below[i] *= average
		}
	}
	return must[Dispersion](t)(NewDispersion(above, below, transform, trims[r["trim"]]))
}

func TestOverdispersion(t *testing.T) {
	for _, r := range table(t, "overdispersion_expected") {
		what := r["method"] + " " + r["trim"]
		d := dispersionOf(t, r)
		if int64(d.N) != r.i(t, "N") {
			t.Errorf("%s: N = %d", what, d.N)
		}
		close9(t, what+" target", d.Target, r.f(t, "target"))
		close9(t, what+" phi", d.Phi, r.f(t, "phi"))
		close9(t, what+" tau2", d.Tau2, r.f(t, "tau2"))
	}
	for _, r := range table(t, "overdispersion_z") {
		d, i := dispersionOf(t, r), int(r.i(t, "i"))-1
		close9(t, "y", d.Y[i], r.f(t, "y"))
		close9(t, "s", d.S[i], r.f(t, "s"))
		close9(t, "z", d.Z[i], r.f(t, "z"))
		close9(t, "additive", d.ZAdditive[i], r.f(t, "z_adj_additive"))
		close9(t, "multiplicative", d.ZMultiple[i], r.f(t, "z_adj_multiplicative"))
	}
}

// An area lies outside the additive limits exactly when its adjusted z does.
func TestDispersionLimitsAgreeWithZ(t *testing.T) {
	r := row{"method": "PR_arcsine", "trim": "none"}
	d := dispersionOf(t, r)
	input := table(t, "overdispersion_input")
	above, below := column(t, input, "", "numerator"), column(t, input, "", "denominator")
	critical := distuv.UnitNormal.Quantile(0.975)
	for i := range above {
		limits := must[Interval](t)(d.Limits(below[i], Funnel95))
		p := above[i] / below[i]
		if outside := p < limits.Lower || p > limits.Upper; outside != (math.Abs(d.ZAdditive[i]) > critical) {
			t.Errorf("area %d: limits say %v, z %v", i, outside, d.ZAdditive[i])
		}
	}
}

func TestDispersionEdges(t *testing.T) {
	d, err := NewDispersion([]float64{0, 5, 9, 4}, []float64{10, 10, 10, 0}, Log, TrimNone)
	if err != nil || d.N != 2 || !math.IsNaN(d.Z[0]) || !math.IsNaN(d.Z[3]) {
		t.Errorf("areas without a logarithm stay out: %+v, %v", d, err)
	}
	if _, err := NewDispersion([]float64{3}, []float64{10}, Log, TrimNone); !errors.Is(err, ErrTooFew) {
		t.Errorf("one area: %v", err)
	}
	if _, err := NewDispersion([]float64{11, 3}, []float64{10, 10}, Arcsine, TrimNone); !errors.Is(err, ErrAboveBase) {
		t.Errorf("more than all: %v", err)
	}
	even, err := NewDispersion([]float64{5, 10}, []float64{10, 20}, Arcsine, TrimNone)
	if err != nil || even.Tau2 != 0 {
		t.Errorf("no more than chance: %+v %v", even, err)
	}
}

func TestMarshall(t *testing.T) {
	rows := table(t, "eb_marshall")
	m := must[Marshall](t)(NewMarshall(column(t, rows, "", "x"), column(t, rows, "", "n")))
	for i, r := range rows {
		close9(t, "mean", m.Mean, r.f(t, "prior_mean"))
		close9(t, "variance", m.Variance, r.f(t, "prior_var"))
		close9(t, "raw", r.f(t, "x")/r.f(t, "n"), r.f(t, "raw"))
		close9(t, "estimate", m.Estimates[i], r.f(t, "eb"))
	}
	empty := must[Marshall](t)(NewMarshall([]float64{10, 90, 0}, []float64{100, 100, 0}))
	if empty.Estimates[2] != empty.Mean {
		t.Errorf("an empty area says nothing of its own: %v", empty)
	}
	none := must[Marshall](t)(NewMarshall([]float64{0, 0}, []float64{5, 6}))
	if none.Estimates[0] != 0 || none.Estimates[1] != 0 {
		t.Errorf("no events: %v", none)
	}
}

func TestPool(t *testing.T) {
	input := table(t, "meta_bcg_input")
	y, v := column(t, input, "", "yi"), column(t, input, "", "vi")
	methods := map[string]Heterogeneity{
		"EE": CommonEffect, "DL": DerSimonianLaird, "HE": HedgesOlkin, "SJ": SidikJonkman,
		"PM": PauleMandel, "REML": REML, "ML": MaximumLikelihood,
	}
	for _, r := range table(t, "meta_bcg_expected") {
		name := r["method"]
		p := must[Pooled](t)(Pool(y, v, methods[name], Level95))
		if int64(len(y)) != r.i(t, "k") {
			t.Errorf("%s: %d studies", name, len(y))
		}
		// metafor's solvers stop early: the reference is less exact there.
		estimate, between := tolerance, tolerance
		switch name {
		case "REML", "ML":
			estimate, between = 1e-5, 1e-6
		case "PM":
			estimate, between = 1e-5, 1e-3
		}
		closeTo(t, name+" tau2", p.Tau2, r.f(t, "tau2"), between)
		closeTo(t, name+" I2", p.I2, r.f(t, "I2"), between)
		closeTo(t, name+" H2", p.H2, r.f(t, "H2"), between)
		if name == "PM" {
			estimate = 1e-3 // se, limits and p follow tau2
		}
		closeTo(t, name+" se", p.SE, r.f(t, "se"), estimate)
		closeTo(t, name+" lo", p.Limits.Lower, r.f(t, "lo"), estimate)
		closeTo(t, name+" hi", p.Limits.Upper, r.f(t, "hi"), estimate)
		closeTo(t, name+" z", p.Z, r.f(t, "z"), estimate)
		closeTo(t, name+" p", p.P, r.f(t, "p"), 20*estimate)
		closeTo(t, name+" estimate", p.Estimate, r.f(t, "estimate"), math.Min(estimate, 1e-5))
		close9(t, name+" Q", p.Q, r.f(t, "Q"))
		close9(t, name+" Qp", p.QP, r.f(t, "Qp"))
	}
	dl := must[Pooled](t)(Pool(y, v, DerSimonianLaird, Level95))
	for i, r := range table(t, "meta_bcg_dl_blup") {
		close9(t, "shrunk", dl.Shrunk[i], r.f(t, "shrunk"))
		close9(t, "se", dl.Errors[i], r.f(t, "se"))
	}
}

// Paule-Mandel and the likelihoods solve their equations, whatever the reference.
func TestPoolSolvesItsEquations(t *testing.T) {
	y, v := []float64{0.1, 0.9, -0.4, 1.3, 0.2}, []float64{0.05, 0.02, 0.1, 0.04, 0.08}
	pm := must[Pooled](t)(Pool(y, v, PauleMandel, Level95))
	close9(t, "Paule-Mandel", newWeighted(y, v, pm.Tau2).squares, 4)
	ml := must[Pooled](t)(Pool(y, v, MaximumLikelihood, Level95))
	w := newWeighted(y, v, ml.Tau2)
	close9(t, "maximum likelihood", w.steep, w.sum)
	same := must[Pooled](t)(Pool([]float64{1, 1, 1}, []float64{0.1, 0.2, 0.3}, REML, Level95))
	if same.Tau2 != 0 || math.Abs(same.Estimate-1) > 1e-15 {
		t.Errorf("no heterogeneity: %+v", same)
	}
	if _, err := Pool([]float64{1, 2}, []float64{0, 1}, DerSimonianLaird, Level95); !errors.Is(err, ErrNoVariation) {
		t.Errorf("a study without variance: %v", err)
	}
}

func TestNearest(t *testing.T) {
	nan := math.NaN()
	rows := [][]float64{{0, 0}, {1, 0}, {0, 1}, {10, 10}, {nan, 1}}
	got := must[[][]Peer](t)(Nearest(rows, []float64{1, 1}, 2))
	if got[0][0].Index != 1 || got[0][1].Index != 2 {
		t.Errorf("peers of 0: %v", got[0])
	}
	if got[4] != nil {
		t.Errorf("an item without data has no peers: %v", got[4])
	}
	for i, peers := range got {
		for _, p := range peers {
			if p.Index == i || p.Index == 4 {
				t.Errorf("peer %d of %d", p.Index, i)
			}
		}
	}
	if got = must[[][]Peer](t)(Nearest(rows, []float64{0, 1}, 9)); len(got[4]) != 4 {
		t.Errorf("what has no weight is not missed: %v", got[4])
	}
	if _, err := Nearest(rows, []float64{1}, 2); !errors.Is(err, ErrLength) {
		t.Errorf("lengths: %v", err)
	}
}
