// Package run is the one orchestrator: it takes a workspace through the stages
// in their one direction — ingest, compute, disclose, observe, release — and
// keeps nothing of its own but the notes in ledger/. Each stage is a file here
// with one exported method; what a stage does is the business of its package.
//
// Every method that changes the workspace expects the caller to hold its lock.
// Stopping at any moment leaves a workspace from which the same call completes.
package run

import (
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"slices"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/workspace"
	"jamfor/sql"
)

// ProgramVersion is the version that releases carry. Another version may write
// other bytes from the same deliveries.
const ProgramVersion = "0.1.0"

// Config is what a Pipeline needs; every field without a default is required.
type Config struct {
	Workspace *workspace.Workspace
	// Indicators holds the indicator sets.
	Indicators fs.FS
	// Engine computes.
	Engine engine.Engine
	// Worker is the command that reads untrusted files: the path of
	// jamfor-worker, or this program with its hidden argument.
	Worker []string
	Log    *slog.Logger
	Now    func() time.Time
	// Progress hears how far a step has come; nil hears nothing.
	Progress func(step code.Text, done, total int)
}

// Pipeline runs the stages over one workspace.
type Pipeline struct {
	Config
	// Slot is the civil date that this run's release carries; empty takes the
	// configuration's, or today's.
	Slot string
	// Cause says why a release changes an earlier one.
	Cause string
	// Lang is the language of the internal report of a release that is created,
	// stopped or approved; empty is Swedish.
	Lang code.Lang

	contract *contract.Contract
	areas    *area.Registry
	sets     []indicator.Set
	keys     *KeyRing // read with the inbox
}

// New reads the definitions and makes a Pipeline. All mistakes in definitions
// are told at once.
func New(c Config) (*Pipeline, error) {
	p := &Pipeline{Config: c, contract: contract.Core(), areas: area.Default()}
	if p.Log == nil {
		p.Log = slog.New(slog.DiscardHandler)
	}
	if p.Now == nil {
		p.Now = time.Now
	}
	if p.Progress == nil {
		p.Progress = func(code.Text, int, int) {}
	}
	all, err := indicator.Load(c.Indicators, sql.Models())
	if err != nil {
		return nil, fmt.Errorf("read indicator sets: %w", err)
	}
	if p.sets, err = chosen(all, c.Workspace.Config.Sets); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(c.Workspace.Config.Disclosure.Sets)) {
		if !slices.ContainsFunc(all, func(s indicator.Set) bool { return s.Name == name }) {
			return nil, fmt.Errorf("read jamfor.yaml, disclosure.sets: %w", unknownSet(name, all))
		}
	}
	if err := promisesKnown(c.Workspace.Config.Disclosure, all); err != nil {
		return nil, err
	}
	for _, s := range p.sets {
		if err := p.rules(s.Name).Validate(); err != nil {
			return nil, fmt.Errorf("read jamfor.yaml, indicator set %s: %w", s.Name, err)
		}
	}
	return p, nil
}

// Sets lists the indicator sets that the workspace publishes.
func (p *Pipeline) Sets() []indicator.Set { return p.sets }

func chosen(all []indicator.Set, names []string) ([]indicator.Set, error) {
	if len(names) == 0 {
		return all, nil
	}
	var sets []indicator.Set
	for _, name := range names {
		found := false
		for _, s := range all {
			if s.Name == name {
				sets, found = append(sets, s), true
			}
		}
		if !found {
			return nil, unknownSet(name, all)
		}
	}
	return sets, nil
}

func unknownSet(name string, all []indicator.Set) error {
	known := ""
	for i, s := range all {
		if i > 0 {
			known += ", "
		}
		known += s.Name
	}
	return userError("Indikatoruppsättningen %q finns inte. De som finns är: %s.", "There is no indicator set %q. Known sets: %s.", name, known)
}

// UserError is a refusal in the user's words.
type UserError struct{ Text code.Text }

func (e *UserError) Error() string { return e.Text.EN }

func userError(sv, en string, args ...any) error {
	return &UserError{code.Text{SV: fmt.Sprintf(sv, args...), EN: fmt.Sprintf(en, args...)}}
}
