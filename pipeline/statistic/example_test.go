package statistic_test

import (
	"errors"
	"fmt"
	"math/big"

	"jamfor/pipeline/statistic"
)

func ExampleWilson() {
	limits, err := statistic.Wilson(18, 20, 95)
	fmt.Printf("%.4f %.4f %s %v\n", limits.Lower, limits.Upper, limits.Method, err)
	_, err = statistic.Wilson(0, 0, 95)
	fmt.Println(errors.Is(err, statistic.ErrZeroBase))
	// Output:
	// 0.6990 0.9721 wilson <nil>
	// true
}

func ExampleTMean() {
	// 2.5, 3.0 and 4.0 as tenths: Σx = 95, Σx² = 3125.
	parts := statistic.Sums{N: 3, Sum: big.NewInt(95), SumSquares: big.NewInt(3125), Scale: 1}
	mean, _ := parts.Mean()
	limits, _ := statistic.TMean(parts, statistic.Level95)
	fmt.Printf("%s [%.2f; %.2f]\n", mean.FloatString(2), limits.Lower, limits.Upper)
	// Output: 3.17 [1.27; 5.06]
}
