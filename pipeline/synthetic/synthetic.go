// Package synthetic invents supplier files for a whole nation, as suppliers
// would send them: all 290 municipalities, several formats and habits, and the
// faults that reality brings. Every person, case and figure is drawn from a
// seeded generator; only the areas' names and sizes are real. The same options
// give the same files, byte for byte.
//
// The package knows the core model and nothing of the stages that will read the
// files. Its output is fit for demonstrations and tests, never for conclusions.
package synthetic

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/contract"
)

// Options chooses what is invented.
type Options struct {
	// Scale 1 is about a million cases a year in the nation.
	Scale               float64
	Seed                uint64
	FirstYear, LastYear int
	// Only limits the nation to these municipalities; empty: all 290.
	Only []string
}

// DefaultOptions is a fifth of the nation over three years.
var DefaultOptions = Options{Scale: 0.2, Seed: 1, FirstYear: 2023, LastYear: 2025}

// Validate explains what cannot be invented.
func (o Options) Validate() error {
	switch {
	case o.Scale <= 0 || o.Scale > 20:
		return fmt.Errorf("scale %g: want more than 0 and at most 20", o.Scale)
	case o.FirstYear < 2000 || o.LastYear < o.FirstYear || o.LastYear-o.FirstYear > 9:
		return fmt.Errorf("years %d-%d: want at most ten rising years from 2000 on", o.FirstYear, o.LastYear)
	}
	return nil
}

// Summary tells what was written.
type Summary struct {
	Deliveries int
	Rows       int64
	// Faulty names the deliveries that intake is expected to refuse, in whole or
	// in part, with the reason.
	Faulty []Fault
}

// Fault is one planted fault.
type Fault struct{ Delivery, Reason string }

// LakeKey is the lake key of a synthetic workspace: derived from the seed, so
// that two workspaces of one seed hold the same pseudonyms. It protects
// nothing and must never be used for real data.
func LakeKey(seed uint64) []byte { return derive(seed, "lake key") }

func derive(seed uint64, purpose string) []byte {
	mac := hmac.New(sha256.New, []byte("jamfor synthetic data"))
	_ = binary.Write(mac, binary.BigEndian, seed)
	mac.Write([]byte(purpose))
	return mac.Sum(nil)
}

// Generate writes the supplier files below inbox, one folder per supplier.
// progress is told after each delivery; it may be nil.
func Generate(ctx context.Context, inbox string, o Options, progress func(done, total int)) (Summary, error) {
	if err := o.Validate(); err != nil {
		return Summary{}, err
	}
	g := &generator{
		Options: o, inbox: inbox, contract: contract.Core(), areas: area.Default(), municipalities: o.municipalities(),
		keys: newKeyer(derive(o.Seed, "national key")), wrongKeys: newKeyer(derive(o.Seed, "another key")),
	}
	deliveries := g.plan()
	for i, d := range deliveries {
		if err := ctx.Err(); err != nil {
			return g.summary, err
		}
		if err := g.write(d); err != nil {
			return g.summary, fmt.Errorf("invent %s: %w", d.name(), err)
		}
		if progress != nil {
			progress(i+1, len(deliveries))
		}
	}
	if err := g.plantLooseFaults(); err != nil {
		return g.summary, err
	}
	return g.summary, nil
}

// municipalities are those that are asked for, in the registry's order.
func (o Options) municipalities() []area.MunicipalityInfo {
	return slices.DeleteFunc(slices.Clone(area.Default().Municipalities), func(m area.MunicipalityInfo) bool {
		return len(o.Only) > 0 && !slices.Contains(o.Only, m.Code)
	})
}

type generator struct {
	Options
	inbox           string
	contract        *contract.Contract
	areas           *area.Registry
	municipalities  []area.MunicipalityInfo
	keys, wrongKeys *keyer
	summary         Summary
}

// delivery is one thing that a supplier puts into the inbox.
type delivery struct {
	supplier       string
	collection     string
	municipality   string // "multi" for several
	municipalities []string
	year, sequence int
	format         format
	fault          fault
}

func (d delivery) name() string {
	return fmt.Sprintf("%s_%s_%d_%d", d.collection, d.municipality, d.year, d.sequence)
}

// write invents the rows of a delivery and writes them in its format.
func (g *generator) write(d delivery) error {
	dir := filepath.Join(g.inbox, d.supplier)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	g.summary.Deliveries++
	if d.fault.reason != "" {
		g.summary.Faulty = append(g.summary.Faulty, Fault{filepath.Join(d.supplier, d.name()), d.fault.reason})
	}
	if d.format == formatZero {
		return writeZero(dir, d)
	}
	out, err := newOutput(g.contract, dir, d)
	if err != nil {
		return err
	}
	for _, code := range d.municipalities {
		m, _ := g.areas.Lookup(code)
		if err := g.invent(out, d, m); err != nil {
			out.abandon()
			return err
		}
	}
	g.summary.Rows += out.rows
	if out.rows == 0 && d.municipality != "multi" {
		out.abandon()
		return writeZero(dir, d)
	}
	return out.close()
}

// writeZero writes a nollrapport: a municipality says that it had no cases.
func writeZero(dir string, d delivery) error {
	return os.WriteFile(filepath.Join(dir, d.name()+".nollrapport"), []byte("Inga ärenden under perioden.\n"), 0o640)
}

// invent adds one municipality's rows to a delivery.
func (g *generator) invent(out *output, d delivery, m area.MunicipalityInfo) error {
	keys := g.keys
	if d.fault.kind == faultWrongKey {
		keys = g.wrongKeys
	}
	w := writer{out: out, m: m, year: d.year, keys: keys, fault: d.fault}
	w.neighbour = g.municipalities[g.rng("neighbour", m.Code).IntN(len(g.municipalities))].Code
	if _, cases := serviceAreas[d.collection]; cases {
		return g.writeCases(&w, d.collection)
	}
	switch d.collection {
	case "ekonomiskt_bistand":
		return g.writeHouseholds(&w)
	case "enkat":
		return g.writeSurvey(&w)
	case "ekonomi":
		return g.writeEconomy(&w)
	case "befolkning":
		return g.writePopulation(&w)
	}
	return fmt.Errorf("unknown collection %q", d.collection)
}

// rng is the generator of one purpose: independent of the order of work.
func (g *generator) rng(purpose string, parts ...any) *rand.Rand {
	sum := sha256.Sum256([]byte(fmt.Sprint(append([]any{purpose, "|", g.Seed, "|"}, parts...)...)))
	return rand.New(rand.NewPCG(binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16])))
}

// factor is a fixed quality of a municipality between 1−spread and 1+spread.
func (g *generator) factor(municipality, quality string, spread float64) float64 {
	return 1 + spread*(2*g.rng(quality, municipality).Float64()-1)
}
