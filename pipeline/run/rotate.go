package run

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
	"jamfor/pipeline/workspace"
)

// Rotation tells what a rotation of the lake's key did.
type Rotation struct {
	Generation  int    `json:"generation"` // keys in the chain now
	Check       string `json:"check"`      // check value of the chain
	Files       int    `json:"files"`      // files rewritten by this call
	Rows        int64  `json:"rows"`       // rows in them
	LakeVersion int64  `json:"lake_version"`
	Removed     int    `json:"removed"` // files of the old pseudonyms that are gone
	Resumed     bool   `json:"resumed"` // it went on with a rotation that was stopped
}

// lakeKeys reads the chain of the lake's keys for a run that writes, and holds it
// against the mark that the lake bears: rows under a wrong key would never meet
// the others. While a rotation is unfinished nothing is taken in.
func (p *Pipeline) lakeKeys(ctx context.Context, l *lake.Lake) ([][]byte, error) {
	if next, err := p.Workspace.NextLakeKeys(); err != nil || next != nil {
		if err != nil {
			return nil, err
		}
		return nil, userError("Ett byte av lagrets nyckel är inte avslutat. Avsluta det med: jamfor keys rotate", "A rotation of the lake's key is unfinished. Finish it with: jamfor keys rotate")
	}
	chain, err := p.Workspace.LakeKeys()
	if err != nil {
		return nil, err
	}
	mark, err := markOf(chain)
	if err != nil {
		return nil, err
	}
	borne, found, err := l.KeyMark(ctx)
	if err != nil {
		return nil, err
	}
	if !found {
		return chain, l.SetKeyMark(ctx, mark)
	}
	if borne != mark {
		return nil, userError("keys/lake.key är inte nyckeln som lagret är gjort med (kontrollvärde %s, lagret har %s). Lägg tillbaka rätt nyckel.",
			"keys/lake.key is not the key that the lake was made with (check value %s, the lake has %s). Put the right key back.", mark.Check, borne.Check)
	}
	return chain, nil
}

func markOf(chain [][]byte) (lake.KeyMark, error) {
	keys, err := identity.NewKeyer(chain...)
	if err != nil {
		return lake.KeyMark{}, fmt.Errorf("read lake key: %w", err)
	}
	return lake.KeyMark{Generation: len(chain), Check: keys.CheckValue()}, nil
}

// RotateKey gives the lake a new key: every pseudonym of the newest lake version
// is passed through it, the files of all earlier versions are removed, and new
// deliveries pass the old keys and then the new one. A rotation that was stopped
// goes on where it was when it is called again; until it is done no other run
// takes anything in. Releases stay; they are proved from their frozen cells.
func (p *Pipeline) RotateKey(ctx context.Context, reason string) (Rotation, error) {
	if strings.TrimSpace(reason) == "" {
		return Rotation{}, userError("Ange en orsak: --reason.", "Give a reason: --reason.")
	}
	l, err := p.openLake(ctx, false)
	if err != nil {
		return Rotation{}, err
	}
	defer l.Close()
	r := rotation{pipeline: p, lake: l}
	if err := r.begin(ctx); err != nil {
		return Rotation{}, err
	}
	if err := r.rewrite(ctx); err != nil {
		return Rotation{}, err
	}
	gone, err := l.Purge(ctx)
	if err != nil {
		return Rotation{}, err
	}
	r.done.Removed = gone.Files
	// The audit log before the key: the key's new name is what ends the rotation.
	if err := Audit(p.Workspace, p.Now(), Entry{
		Event: EventKeyRotated, Subject: r.mark.Check, Reason: reason,
		Detail: fmt.Sprintf("generation %d, lake version %d", r.mark.Generation, r.done.LakeVersion),
	}); err != nil {
		return Rotation{}, err
	}
	p.Log.Info("rotate key", "lake_version", r.done.LakeVersion, "generation", r.mark.Generation)
	return r.done, p.Workspace.EndRotation()
}

// rotation is the state of one RotateKey.
type rotation struct {
	pipeline *Pipeline
	lake     *lake.Lake
	keys     *identity.Keyer
	mark     lake.KeyMark
	done     Rotation
}

// begin finds the chain that the rotation leads to, making a new key where none
// is under way.
func (r *rotation) begin(ctx context.Context) error {
	w := r.pipeline.Workspace
	chain, err := w.NextLakeKeys()
	if err != nil {
		return err
	}
	if r.done.Resumed = chain != nil; !r.done.Resumed {
		if chain, err = r.pipeline.lakeKeys(ctx, r.lake); err != nil {
			return err
		}
		fresh := make([]byte, identity.MinKeyLength)
		if _, err := rand.Read(fresh); err != nil {
			return fmt.Errorf("make lake key: %w", err)
		}
		chain = append(chain, fresh)
		if err := w.BeginRotation(chain); err != nil {
			return err
		}
	}
	if r.keys, err = identity.NewKeyer(chain...); err != nil {
		return fmt.Errorf("read lake key: %w", err)
	}
	r.mark = lake.KeyMark{Generation: len(chain), Check: r.keys.CheckValue()}
	r.done.Generation, r.done.Check = r.mark.Generation, r.mark.Check
	return nil
}

// rewrite brings the lake to the new key, unless a stopped run did already.
func (r *rotation) rewrite(ctx context.Context) error {
	borne, _, err := r.lake.KeyMark(ctx)
	if err != nil {
		return err
	}
	if borne == r.mark {
		version, err := r.lake.Latest(ctx)
		r.done.LakeVersion = version.Number
		return err
	}
	temp := r.pipeline.Workspace.Path(workspace.Ledger, "staging")
	if err := errors.Join(os.RemoveAll(temp), os.MkdirAll(temp, 0o700)); err != nil {
		return fmt.Errorf("make folder for rewritten files: %w", err)
	}
	left, err := r.lake.RewriteLeft(ctx, r.mark.Check)
	if err != nil {
		return err
	}
	for i, share := range left {
		r.pipeline.Progress(code.Text{SV: "skriver om pseudonymer", EN: "rewriting pseudonyms"}, i, len(left))
		if err := r.share(ctx, temp, share); err != nil {
			return err
		}
	}
	version, err := r.lake.FinishRewriting(ctx, "rotate-key", r.mark)
	if err != nil {
		return err
	}
	r.done.LakeVersion = version.Number
	return os.RemoveAll(temp)
}

// share rewrites one municipality's share of a delivery.
func (r *rotation) share(ctx context.Context, temp string, share lake.RewriteShare) error {
	persons := validate.NewSketch()
	var parts []lake.Part
	for i, f := range share.Files {
		path := filepath.Join(temp, fmt.Sprintf("%d.parquet", i))
		digest, err := r.file(ctx, temp, path, f, persons)
		if err != nil {
			return fmt.Errorf("rewrite %s: %w", f.Key, err)
		}
		parts = append(parts, lake.Part{Key: f.Key, Path: path, Rows: f.Rows, SHA256: digest})
		r.done.Files++
		r.done.Rows += f.Rows
	}
	var sketch []byte
	if s := persons.Sketch(); s.Persons() > 0 {
		sketch, _ = json.Marshal(s) // a list of texts always encodes
	}
	return r.lake.Rewrite(ctx, r.mark.Check, share, parts, sketch)
}

func (r *rotation) file(ctx context.Context, temp, path string, f lake.File, persons *validate.Sketcher) (digest string, err error) {
	in, err := os.Open(f.Path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	info, err := in.Stat()
	if err != nil {
		return "", err
	}
	spill, err := os.CreateTemp(temp, "spill-*.tmp")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, spill.Close(), os.Remove(spill.Name())) }()
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	k := worker.Rekeying{
		Dataset: f.Dataset, Delivery: f.Delivery, Collection: f.Collection,
		Municipality: f.Municipality, Period: f.Period, Rows: f.Rows,
	}
	return k.Rekey(ctx, in, info.Size(), r.keys, spill, persons, out)
}
