package compute_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/indicator"
)

// BenchmarkCompute measures the computation of all shipped sets against one
// statement per indicator (at municipalities alone) over the same Parquet, in the
// same run:
//
//	go test -tags duckdb_arrow -run '^$' -bench Compute -benchtime 1x ./pipeline/compute
//
// It tells cases per second of Compute and how many times faster it is.
func BenchmarkCompute(b *testing.B) {
	const municipalities, cases = 6, 4000
	sets := loadSets(b)
	world, err := given.NewWorld(b.TempDir(), crowd(1, municipalities, cases))
	if err != nil {
		b.Fatal(err)
	}
	year := code.Year(2025)
	o := options()
	o.TempDir = b.TempDir()
	for b.Loop() {
		begun := time.Now()
		if _, err := compute.Compute(b.Context(), world, sets, []code.Period{year}, o); err != nil {
			b.Fatal(err)
		}
		planned := time.Since(begun)
		begun = time.Now()
		if err := oneByOne(b.Context(), world, sets, year, o); err != nil {
			b.Fatal(err)
		}
		plain := time.Since(begun)
		b.ReportMetric(municipalities*cases/planned.Seconds(), "cases/s")
		b.ReportMetric(planned.Seconds(), "s/planned")
		b.ReportMetric(plain.Seconds(), "s/one-by-one")
		b.ReportMetric(plain.Seconds()/planned.Seconds(), "times-faster")
	}
}

func oneByOne(ctx context.Context, view compute.View, sets []indicator.Set, period code.Period, o compute.Options) (err error) {
	yardstick, err := compute.OpenYardstick(ctx, view, period, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, yardstick.Close()) }()
	for _, set := range sets {
		for _, d := range set.For(period).Definitions {
			if d.Kind.Derived() {
				continue
			}
			if err := yardstick.OneByOne(ctx, d, area.Municipality, func([]any) error { return nil }); err != nil {
				return err
			}
		}
	}
	return nil
}
