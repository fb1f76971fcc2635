package statistic

import "math"

// ReliableChange is Jacobson and Truax's index (1991) for one person.
type ReliableChange struct {
	Index    float64 // (post-pre)/SE of the difference
	Error    float64 // standard error of measurement, sd sqrt(1-r)
	SDiff    float64 // sqrt(2) Error
	Least    float64 // the least change that is reliable at 95 %
	Reliable bool    // |Index| > 1.959964
}

// NewReliableChange holds the change from pre to post against the error of an
// instrument with the given standard deviation and reliability (0 to 1, a fixed,
// sourced value, never one from the group at hand). ErrNoVariation where the
// instrument has no error to hold it against.
func NewReliableChange(pre, post, sd, reliability float64) (ReliableChange, error) {
	switch {
	case !finite(pre, post, sd, reliability):
		return ReliableChange{}, ErrNotFinite
	case sd < 0:
		return ReliableChange{}, ErrNegative
	case reliability < 0 || reliability > 1:
		return ReliableChange{}, ErrRange
	case sd == 0 || reliability == 1:
		return ReliableChange{}, ErrNoVariation
	}
	z, _ := Level95.z()
	r := ReliableChange{Error: sd * math.Sqrt(1-reliability)}
	r.SDiff = math.Sqrt2 * r.Error
	r.Index = (post - pre) / r.SDiff
	r.Least = z * r.SDiff
	r.Reliable = math.Abs(r.Index) > z
	return r, nil
}

// CutOffs are the three limits of clinically significant change.
type CutOffs struct {
	A float64 // two deviations beyond the clinical group
	B float64 // within two deviations of the healthy group
	C float64 // halfway between the two, weighted by their spread
}

// NewCutOffs computes Jacobson and Truax's cut-offs from mean and standard
// deviation of the clinical and the healthy group; the signs of A and B turn
// where low scores are healthy.
func NewCutOffs(clinicalMean, clinicalSD, healthyMean, healthySD float64) (CutOffs, error) {
	switch {
	case !finite(clinicalMean, clinicalSD, healthyMean, healthySD):
		return CutOffs{}, ErrNotFinite
	case clinicalSD < 0 || healthySD < 0:
		return CutOffs{}, ErrNegative
	case clinicalSD+healthySD == 0:
		return CutOffs{}, ErrNoVariation
	}
	sign := 1.0
	if healthyMean < clinicalMean {
		sign = -1
	}
	return CutOffs{
		A: clinicalMean + sign*2*clinicalSD,
		B: healthyMean - sign*2*healthySD,
		C: (clinicalMean*healthySD + healthyMean*clinicalSD) / (clinicalSD + healthySD),
	}, nil
}

// GoalCorrelation is the correlation between goals that the T-score assumes.
const GoalCorrelation = 0.3

// GoalT is the goal attainment T-score (Kiresuk and Sherman 1968): 50 + 10 Σwg /
// sqrt((1-ρ) Σw² + ρ (Σw)²) with weights w and scores g (-2 to +2). All weights
// zero: ErrZeroBase.
func GoalT(weights, scores []float64, rho float64) (float64, error) {
	if len(weights) != len(scores) {
		return 0, ErrLength
	}
	if !finite(weights...) || !finite(scores...) || !finite(rho) {
		return 0, ErrNotFinite
	}
	if len(weights) == 0 {
		return 0, ErrTooFew
	}
	if rho < 0 || rho > 1 {
		return 0, ErrRange
	}
	var reached, total, squares summer
	for i, w := range weights {
		if w < 0 {
			return 0, ErrNegative
		}
		reached.add(w * scores[i])
		total.add(w)
		squares.add(w * w)
	}
	spread := (1-rho)*squares.total() + rho*total.total()*total.total()
	if spread == 0 {
		return 0, ErrZeroBase
	}
	return 50 + 10*reached.total()/math.Sqrt(spread), nil
}
