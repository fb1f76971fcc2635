package compute

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/lake"
)

// Selection is what is read for one period: which deliveries, and which
// municipalities they cover.
//
// The rules: a delivery counts for a period that its own lies in, or that lies
// in a delivered period of at most one year (a delivery tells of every case open
// in its period, so the quarters can be seen in it). A period within another
// delivered period of the same municipality and collection is left out (the whole
// replaces its part), so the rest never overlap. A municipality delivered a
// collection for the period only where what remains covers every month of it;
// otherwise its rows are left out and it is missing.
type Selection struct {
	Period     code.Period
	Deliveries []Delivery // ordered by collection, municipality, order
	Coverage   []cell.Coverage
	index      map[deliveryKey]bool
	// aliases tells one content of a municipality's lists of replaced person keys
	// from another. Lists of every period are read, whatever the year.
	aliases map[string]string
	// only narrows the files that are read to some municipalities; nil: all.
	only map[string]bool
}

// Delivery is one delivery that is read. Number is unique within the selection;
// Order ranks deliveries from earliest to latest, across collections too (the
// period's last day as YYYYMMDD); Single tells that there is only one of the
// municipality and collection. Zero reports have no rows.
type Delivery struct {
	Number       int64
	Municipality string
	Collection   string
	Period       code.Period
	Order        int64
	Single       bool
	Zero         bool
	// Content tells one content of the delivery from another.
	Content string
}

type deliveryKey struct{ municipality, collection, period string }

// Years lists the years with a delivery in force of any collection that is not
// a reference, ascending.
func Years(ctx context.Context, view View, isReference func(collection string) bool) ([]code.Period, error) {
	all, err := view.Deliveries(ctx, lake.Selection{})
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	found := map[int]bool{}
	for _, d := range all {
		period, err := code.ParsePeriod(d.Period)
		if err != nil {
			return nil, fmt.Errorf("read delivery %s: %w", d.Delivery, err)
		}
		if !isReference(d.Collection) {
			found[period.YearNumber()] = true
		}
	}
	var years []code.Period
	for year := range found {
		years = append(years, code.Year(year))
	}
	slices.SortFunc(years, func(a, b code.Period) int { return cmp.Compare(a.YearNumber(), b.YearNumber()) })
	return years, nil
}

// Select decides what is read for a period.
func Select(ctx context.Context, view View, wanted code.Period) (*Selection, error) {
	if wanted.IsZero() {
		return nil, errors.New("select deliveries: no period")
	}
	all, err := view.Deliveries(ctx, lake.Selection{})
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	type source struct{ collection, municipality string }
	bySource := map[source][]Delivery{}
	for _, d := range all {
		if d.Collection == aliasCollection {
			continue
		}
		period, err := code.ParsePeriod(d.Period)
		if err != nil {
			return nil, fmt.Errorf("read delivery %s: %w", d.Delivery, err)
		}
		if !contains(wanted, period) && !(contains(period, wanted) && monthsOf(period) <= monthsOfYear) {
			continue
		}
		from := source{d.Collection, d.Municipality}
		bySource[from] = append(bySource[from], Delivery{
			Municipality: d.Municipality, Collection: d.Collection, Period: period, Zero: d.Outcome == lake.ZeroShare,
			Content: fmt.Sprintf("%s %s %d", d.Outcome, cmp.Or(d.ContentSHA256, d.Delivery), d.Rows),
		})
	}
	s := &Selection{Period: wanted, index: map[deliveryKey]bool{}, aliases: aliasDigest(all)}
	for _, deliveries := range bySource {
		s.Deliveries = append(s.Deliveries, whole(wanted, deliveries)...)
	}
	s.finish()
	return s, nil
}

// whole gives the deliveries that together cover the period; none where they do
// not.
func whole(wanted code.Period, deliveries []Delivery) []Delivery {
	var kept []Delivery
	months := 0
	for i, d := range deliveries {
		if !slices.ContainsFunc(deliveries, func(other Delivery) bool {
			return other.Period != d.Period && contains(other.Period, d.Period)
		}) {
			kept = append(kept, deliveries[i])
			months += min(monthsOf(d.Period), monthsOf(wanted))
		}
	}
	if months != monthsOf(wanted) {
		return nil
	}
	for i := range kept {
		end := kept[i].Period.End()
		kept[i].Order = int64(10000*end.Year() + 100*int(end.Month()) + end.Day())
		kept[i].Single = len(kept) == 1
	}
	return kept
}

func (s *Selection) finish() {
	slices.SortFunc(s.Deliveries, func(a, b Delivery) int {
		return cmp.Or(cmp.Compare(a.Collection, b.Collection), cmp.Compare(a.Municipality, b.Municipality), cmp.Compare(a.Order, b.Order))
	})
	for i := range s.Deliveries {
		d := &s.Deliveries[i]
		d.Number = int64(i + 1)
		s.index[deliveryKey{d.Municipality, d.Collection, d.Period.String()}] = true
		s.cover(*d)
	}
}

// cover takes a delivery into the coverage; a municipality reported zero where
// every delivery of its year is a zero report.
func (s *Selection) cover(d Delivery) {
	if len(s.Coverage) == 0 || s.Coverage[len(s.Coverage)-1].Collection != d.Collection {
		s.Coverage = append(s.Coverage, cell.Coverage{Collection: d.Collection})
	}
	c := &s.Coverage[len(s.Coverage)-1]
	if n := len(c.Delivered); n == 0 || c.Delivered[n-1] != d.Municipality {
		c.Delivered = append(c.Delivered, d.Municipality)
		if d.Zero {
			c.ZeroReport = append(c.ZeroReport, d.Municipality)
		}
		return
	}
	if zeros := len(c.ZeroReport); !d.Zero && zeros > 0 && c.ZeroReport[zeros-1] == d.Municipality {
		c.ZeroReport = c.ZeroReport[:zeros-1]
	}
}

// Delivered reports whether the municipality delivered all the collections.
func (s *Selection) Delivered(municipality string, collections []string) bool {
	for _, collection := range collections {
		if _, found := slices.BinarySearch(s.coverage(collection).Delivered, municipality); !found {
			return false
		}
	}
	return true
}

// coverage is the coverage of one collection, empty where nobody delivered it.
func (s *Selection) coverage(collection string) cell.Coverage {
	for _, c := range s.Coverage {
		if c.Collection == collection {
			return c
		}
	}
	return cell.Coverage{Collection: collection}
}

func (s *Selection) holds(municipality, collection, period string) bool {
	if s.only != nil && !s.only[municipality] {
		return false
	}
	return s.index[deliveryKey{municipality, collection, period}]
}

// periods lists the periods that are read, sorted.
func (s *Selection) periods() []string {
	found := map[string]bool{}
	for _, d := range s.Deliveries {
		found[d.Period.String()] = true
	}
	var periods []string
	for p := range found {
		periods = append(periods, p)
	}
	slices.Sort(periods)
	return periods
}

// contains reports whether the inner period lies within the outer one.
func contains(outer, inner code.Period) bool {
	return !inner.Start().Before(outer.Start()) && !inner.End().After(outer.End())
}

const monthsOfYear = 12

// monthsOf is the length of a period in months.
func monthsOf(p code.Period) int {
	end := p.End().AddDate(0, 0, 1)
	return 12*(end.Year()-p.Start().Year()) + int(end.Month()-time.January) - int(p.Start().Month()-time.January)
}
