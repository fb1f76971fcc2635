package observe

import (
	"math/big"
	"testing"

	"jamfor/pipeline/cell"
)

// BenchmarkValue is one cell of each kind; a set of 60 indicators has about
// 60,000 cells a period.
func BenchmarkValue(b *testing.B) {
	var values []cell.Value
	for v := range int64(400) {
		values = append(values, cell.Value{Value: v, N: 2500})
	}
	for kind, p := range map[cell.Kind]cell.Parts{
		cell.Share:  {Numerator: 1234, Denominator: 5678},
		cell.Rate:   {Numerator: 1234, Denominator: 567890},
		cell.Mean:   {Denominator: 5678, Sum: big.NewInt(123456), SumSquares: big.NewInt(987654321), Scale: 1},
		cell.Median: {Denominator: 1000000, Values: values},
	} {
		b.Run(string(kind), func(b *testing.B) {
			for b.Loop() {
				if _, err := Value(Spec{Kind: kind, Multiplier: 100, Decimals: 1}, p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
