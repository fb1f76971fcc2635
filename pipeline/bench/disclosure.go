package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/suppress"
)

// Disclosure is disclosure control, audit included, over invented tables: one
// of 5 688 columns (units, municipalities, regions, sexes and ages), packages of
// 10⁵ cells, and packages of 10⁶ cells (nation × sex × age × year × 60
// indicators). Each is a process of its own.
type Disclosure struct {
	Table   Controlled `json:"table_5688"`
	Hundred Controlled `json:"cells_1e5"`
	Million Controlled `json:"cells_1e6"`
}

// measure measures all instances and tells each as it is done.
func (d *Disclosure) measure(ctx context.Context, dir string, stdout io.Writer) error {
	for _, x := range []struct {
		instance string
		into     *Controlled
	}{{tableInstance, &d.Table}, {hundredInstance, &d.Hundred}, {millionInstance, &d.Million}} {
		c, err := controlling(ctx, x.instance, dir)
		if err != nil {
			return err
		}
		*x.into = c
		fmt.Fprintln(stdout, "protect ", c)
	}
	return nil
}

// Controlled is one instance. Loss tells the hidden by grain: with all of it, by
// the rules alone, and, where it was asked for, by an elimination that knows
// no weights.
type Controlled struct {
	Cells   int         `json:"cells"`
	Hidden  int         `json:"hidden"`
	Primary int         `json:"primary"`
	Blocked int         `json:"blocked"`
	Ours    Figure      `json:"ours"`
	Loss    []GrainLoss `json:"loss,omitempty"`
	// Intervals: proven by a second table, in fractions, by bounds alone.
	Wide       int `json:"wide"`
	Fractional int `json:"fractional"`
	Unproven   int `json:"unproven"`
}

// GrainLoss is the loss of one grain, in per mille of cells and of things.
type GrainLoss struct {
	Grain                                         area.Type
	Cells                                         int
	Hidden, Primary, Unweighted                   int64
	HiddenThings, PrimaryThings, UnweightedThings int64
}

func (c Controlled) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d cells: %.1f s, %.0f MB at most; %d hidden, %d by a rule, %d packages blocked; intervals: %d proven, %d in fractions, %d unproven",
		c.Cells, c.Ours.Seconds, c.Ours.PeakMB, c.Hidden, c.Primary, c.Blocked, c.Wide, c.Fractional, c.Unproven)
	for _, l := range c.Loss {
		fmt.Fprintf(&b, "\n         %-18s %7d cells: %d ‰ hidden (rules alone %d, without weights %d); %d ‰ of things (%d, %d)",
			l.Grain, l.Cells, l.Hidden, l.Primary, l.Unweighted, l.HiddenThings, l.PrimaryThings, l.UnweightedThings)
	}
	return b.String()
}

// The instances, by name of the child's argument.
const (
	tableInstance   = "5688"
	hundredInstance = "1e5"
	millionInstance = "1e6"
)

// controlling measures one instance.
func controlling(ctx context.Context, instance, dir string) (Controlled, error) {
	var c Controlled
	self, err := os.Executable()
	if err != nil {
		return c, err
	}
	told := filepath.Join(dir, "disclosure-"+instance+".json")
	figure, err := measure(exec.CommandContext(ctx, self, childWord, "disclosure", instance, told))
	if err != nil {
		return c, err
	}
	raw, err := os.ReadFile(told)
	if err != nil {
		return c, err
	}
	err = json.Unmarshal(raw, &c)
	c.Ours.PeakMB = figure.PeakMB
	return c, err
}

// controlChild runs one instance and writes what came of it.
func controlChild(ctx context.Context, instance, told string) error {
	var c Controlled
	var err error
	switch instance {
	case tableInstance:
		c, err = controlTable(ctx)
	case hundredInstance:
		c, err = controlPackages(ctx, 1, 3, true)
	case millionInstance:
		c, err = controlPackages(ctx, 4, 8, false)
	default:
		err = fmt.Errorf("unknown instance %q", instance)
	}
	if err != nil {
		return err
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return os.WriteFile(told, raw, 0o600)
}

// controlTable suppresses and audits the one table.
func controlTable(ctx context.Context) (Controlled, error) {
	m := inventedTable()
	c := Controlled{Cells: len(m.Columns)}
	watch := stopwatch()
	p, err := suppress.Suppress(ctx, m, suppress.Options{Singletons: suppress.AnySum})
	if err != nil {
		return c, err
	}
	f, err := audit.Audit(ctx, m, p, audit.Options{Seed: "bench", Width: 1})
	if err != nil {
		return c, err
	}
	c.Ours.Seconds = watch()
	c.Hidden, c.Wide, c.Fractional, c.Unproven = len(p.Suppressed()), f.Wide, f.Fractional, f.Unproven
	for _, column := range m.Columns {
		if column.Primary {
			c.Primary++
		}
	}
	if len(f.Disclosed) > 0 {
		return c, fmt.Errorf("%d of the invented table's cells are disclosed", len(f.Disclosed))
	}
	return c, nil
}

// controlPackages protects the packages of some years, one after the other; the
// tables of one are settled side by side.
func controlPackages(ctx context.Context, years, blocks int, compare bool) (Controlled, error) {
	var c Controlled
	var ours, plain []disclosure.Loss
	for year := range years {
		p := inventedPackage(2022+year, blocks)
		watch := stopwatch()
		cleared, report, err := disclosure.Protect(ctx, p, area.Default(), disclosure.DefaultRules())
		c.Ours.Seconds += watch()
		if isBlocked(err) {
			c.Blocked++
			continue
		}
		if err != nil {
			return c, err
		}
		c.Cells, c.Hidden, c.Primary = c.Cells+cleared.Len(), c.Hidden+report.Hidden, c.Primary+report.Primary
		for _, t := range report.Tables {
			c.Wide, c.Fractional, c.Unproven = c.Wide+t.Audit.Wide, c.Fractional+t.Audit.Fractional, c.Unproven+t.Audit.Unproven
		}
		ours = append(ours, report.Loss...)
		if !compare {
			continue
		}
		other, err := disclosure.Unweighted(ctx, p, area.Default(), disclosure.DefaultRules())
		if err != nil && !isBlocked(err) {
			return c, err
		}
		plain = append(plain, other.Loss...)
	}
	c.Loss = lossByGrain(ours, plain)
	return c, nil
}

// lossByGrain adds losses up.
func lossByGrain(ours, plain []disclosure.Loss) []GrainLoss {
	var out []GrainLoss
	for _, g := range area.Grains {
		a, b := sumLoss(ours, g), sumLoss(plain, g)
		if a.Cells == 0 {
			continue
		}
		out = append(out, GrainLoss{
			Grain: g, Cells: a.Cells,
			Hidden: permille(a.Hidden, a.Cells), Primary: permille(a.Primary, a.Cells), Unweighted: permille(b.Hidden, b.Cells),
			HiddenThings: permille(a.HiddenThings, a.Things), PrimaryThings: permille(a.PrimaryThings, a.Things), UnweightedThings: permille(b.HiddenThings, b.Things),
		})
	}
	return out
}

func sumLoss(losses []disclosure.Loss, grain area.Type) (out disclosure.Loss) {
	for _, l := range losses {
		if l.Grain != grain {
			continue
		}
		out.Cells, out.Hidden, out.Primary = out.Cells+l.Cells, out.Hidden+l.Hidden, out.Primary+l.Primary
		out.Things, out.HiddenThings, out.PrimaryThings = out.Things+l.Things, out.HiddenThings+l.HiddenThings, out.PrimaryThings+l.PrimaryThings
	}
	return out
}

func permille[T int | int64](part, whole T) int64 {
	if whole == 0 {
		return 0
	}
	return int64(part) * 1000 / int64(whole)
}

func isBlocked(err error) bool {
	var b *disclosure.Blocked
	return errors.As(err, &b)
}

// stopwatch tells the seconds since it was made.
func stopwatch() func() float64 {
	begun := time.Now()
	return func() float64 { return time.Since(begun).Seconds() }
}
