package run

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/release"
	"jamfor/pipeline/workspace"
)

// What earlier releases showed stays known. Disclosure control gets it from
// their public rows and from the cells that they were made of: only releases
// of a lower version count, so that a release is computed again with the same
// history. ledger/known keeps a copy of the public rows, for the case that a
// release is withdrawn.

// history is what releases before one have shown.
type history struct {
	releases []pastRelease
	set      string // whose rows are in memory
	shown    []map[shownKey]showing
}

// showing is how much of a row a release showed.
type showing uint8

const (
	nothing showing = iota
	valueOnly
	withLimits
)

type pastRelease struct {
	release.Manifest
	rows  string // folder with the public rows
	cells string
}

type shownKey struct {
	cell.Key
	period code.Period
}

// known is the folder with the copy of a release's public rows.
func (p *Pipeline) known(id string) string {
	return p.Workspace.Path(workspace.Ledger, "known", id)
}

// history lists the releases of a lower version than the edition, in order.
func (p *Pipeline) history(e *release.Edition) (*history, error) {
	store, err := p.store()
	if err != nil {
		return nil, err
	}
	list, err := store.List()
	if err != nil {
		return nil, err
	}
	h := &history{}
	for _, m := range list {
		h.releases = append(h.releases, pastRelease{m, store.Dir(m.ID), p.Workspace.Path(workspace.Cells, m.ID)})
	}
	kept, err := os.ReadDir(p.Workspace.Path(workspace.Ledger, "known"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read what earlier releases showed: %w", err)
	}
	for _, entry := range kept {
		if slices.ContainsFunc(list, func(m release.Manifest) bool { return m.ID == entry.Name() }) {
			continue
		}
		m, err := release.ReadManifest(p.known(entry.Name())) // withdrawn
		if err != nil {
			return nil, fmt.Errorf("read what earlier releases showed: %w", err)
		}
		h.releases = append(h.releases, pastRelease{m, p.known(m.ID), p.Workspace.Path(workspace.Cells, m.ID)})
	}
	h.releases = slices.DeleteFunc(h.releases, func(r pastRelease) bool { return r.Version >= e.Version || r.ID == e.ID })
	slices.SortFunc(h.releases, func(a, b pastRelease) int { return a.Version - b.Version })
	return h, nil
}

// earlier gives what the releases showed of a package's set and period.
// The areas are those that the package is published for now.
func (h *history) earlier(p *Pipeline, pkg cell.Package, areas *area.Registry) ([]disclosure.Earlier, error) {
	if err := h.read(pkg.Set); err != nil {
		return nil, err
	}
	var out []disclosure.Earlier
	for i, r := range h.releases {
		if !publishes(r.Manifest, pkg) {
			continue
		}
		old, _, err := compute.Thaw(filepath.Join(r.cells, compute.FrozenFile(pkg.Set, pkg.Period.String())))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, userError("Utgåva %s är publicerad, men dess frysta celler (cells/%s) saknas: utan dem kan det som den visat inte vägas in i röjandekontrollen. Återställ mappen ur säkerhetskopian.",
				"Release %s is published, but its frozen cells (cells/%s) are missing: without them disclosure control cannot reckon with what it showed. Restore the folder from the backup.", r.ID, r.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("read what release %s showed: %w", r.ID, err)
		}
		if !p.areasOf(old, r.Boundaries).SameDivision(areas) {
			return nil, otherBoundaries(r.ID, pkg.Period)
		}
		shown := h.shown[i]
		out = append(out, disclosure.Earlier{
			Release: r.ID, Package: old,
			Shown:  func(k cell.Key) bool { return shown[shownKey{k, pkg.Period}] != nothing },
			Limits: func(k cell.Key) bool { return shown[shownKey{k, pkg.Period}] == withLimits },
		})
	}
	return out, nil
}

// publishes reports whether a release has the package's set and period.
func publishes(m release.Manifest, pkg cell.Package) bool {
	return slices.ContainsFunc(m.Sets, func(s release.SetDigest) bool {
		return s.Name == pkg.Set && slices.Contains(s.Periods, pkg.Period)
	})
}

// read takes in the public rows of a set, of every release; the rows of one set
// are in memory at a time.
func (h *history) read(set string) error {
	if h.set == set && h.shown != nil {
		return nil
	}
	h.set, h.shown = set, make([]map[shownKey]showing, len(h.releases))
	for i, r := range h.releases {
		h.shown[i] = map[shownKey]showing{}
		if !slices.ContainsFunc(r.Sets, func(s release.SetDigest) bool { return s.Name == set }) {
			continue
		}
		for o, err := range release.Rows(r.rows, set) {
			if err != nil {
				return fmt.Errorf("read what release %s showed: %w", r.ID, err)
			}
			if o.Status == code.Suppressed || o.Status == code.Missing {
				continue
			}
			as := valueOnly
			if o.Lower95 != nil || o.Upper95 != nil || o.Lower998 != nil || o.Upper998 != nil {
				as = withLimits
			}
			h.shown[i][shownKey{cell.Key{Indicator: o.Indicator, Area: o.Area, Sex: o.Sex, Age: o.AgeGroup, Dimension: o.Dimension, Category: o.Category}, o.Period}] = as
		}
	}
	return nil
}

// keepKnown copies the public rows of every release to ledger/known, once.
func (p *Pipeline) keepKnown(store *release.Store) error {
	list, err := store.List()
	if err != nil {
		return err
	}
	for _, m := range list {
		dir := p.known(m.ID)
		if _, err := os.Stat(filepath.Join(dir, release.ManifestName)); err == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Join(dir, "data"), 0o750); err != nil {
			return fmt.Errorf("keep what release %s showed: %w", m.ID, err)
		}
		names := []string{}
		for _, s := range m.Sets {
			names = append(names, release.CSVPath(s.Name))
		}
		for _, name := range append(names, release.ManifestName) { // last, it says that all is there
			if err := copyFile(filepath.Join(store.Dir(m.ID), name), filepath.Join(dir, name)); err != nil {
				return fmt.Errorf("keep what release %s showed: %w", m.ID, err)
			}
		}
	}
	return nil
}

func copyFile(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close() // read only: nothing can be lost
	return durable.Write(to, 0o640, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}
