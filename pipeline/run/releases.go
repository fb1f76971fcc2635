package run

import (
	"context"
	"errors"

	"jamfor/pipeline/release"
)

// ReleaseLine is a release or candidate in a list.
type ReleaseLine struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Created string `json:"created"`
	State   string `json:"state"`
	Sets    int    `json:"sets"`
}

// Releases lists candidates and releases, oldest first.
func (p *Pipeline) Releases() ([]ReleaseLine, error) {
	store, err := p.store()
	if err != nil {
		return nil, err
	}
	released, err := store.List()
	if err != nil {
		return nil, err
	}
	var lines []ReleaseLine
	for _, m := range released {
		lines = append(lines, ReleaseLine{m.ID, m.Version, m.Created, "released", len(m.Sets)})
	}
	waiting, err := store.Candidates()
	if err != nil {
		return nil, err
	}
	for _, c := range waiting {
		lines = append(lines, ReleaseLine{c.Manifest.ID, c.Manifest.Version, c.Manifest.Created, c.State(), len(c.Manifest.Sets)})
	}
	return lines, nil
}

// ReleaseDetail is one release or candidate.
type ReleaseDetail struct {
	Manifest  release.Manifest   `json:"manifest"`
	State     string             `json:"state"`
	Dir       string             `json:"dir"`
	Approvals []release.Approval `json:"approvals,omitempty"`
	// Unproven counts the hidden numbers without proof of their width that the
	// disclosure officer accepts with the approval: internal.
	Unproven int `json:"unproven,omitempty"`
}

// ShowRelease finds a release in any state.
func (p *Pipeline) ShowRelease(id string) (ReleaseDetail, error) {
	store, err := p.store()
	if err != nil {
		return ReleaseDetail{}, err
	}
	c, err := store.Candidate(id)
	if err != nil {
		return ReleaseDetail{}, p.releaseError(err, id)
	}
	return detail(store, c), nil
}

func detail(store *release.Store, c release.Candidate) ReleaseDetail {
	d := ReleaseDetail{Manifest: c.Manifest, State: c.State(), Dir: store.CandidateDir(c.Manifest.ID), Approvals: c.Approvals(), Unproven: c.Unproven()}
	if c.Released {
		d.Dir = store.Dir(c.Manifest.ID)
	}
	return d
}

// ApproveRelease records one of the two approvals, and in the written audit what
// the disclosure officer accepted. Unproven is the number of hidden numbers
// without proof of their width that this officer accepts; 0 for the owner.
func (p *Pipeline) ApproveRelease(id string, role release.Role, name string, unproven int) (ReleaseDetail, error) {
	store, err := p.store()
	if err != nil {
		return ReleaseDetail{}, err
	}
	c, err := store.Approve(id, release.Approval{Role: role, Name: name, At: p.Now(), Unproven: unproven})
	if err != nil {
		return ReleaseDetail{}, p.releaseError(err, id)
	}
	d := detail(store, c)
	return d, p.retellAudit(d)
}

// PublishRelease makes an approved candidate public.
func (p *Pipeline) PublishRelease(ctx context.Context, id string) (ReleaseDetail, error) {
	store, err := p.store()
	if err != nil {
		return ReleaseDetail{}, err
	}
	if _, err := store.Publish(ctx, id, p.Now()); err != nil {
		return ReleaseDetail{}, p.releaseError(err, id)
	}
	if err := errors.Join(p.keepKnown(store), p.refreshCatalogue(ctx, store)); err != nil {
		return ReleaseDetail{}, err
	}
	d, err := p.ShowRelease(id)
	if err != nil {
		return ReleaseDetail{}, err
	}
	return d, p.retellAudit(d)
}

// releaseError puts a store's refusal in the user's words.
func (p *Pipeline) releaseError(err error, id string) error {
	var unproven *release.UnprovenError
	switch {
	case errors.As(err, &unproven):
		return p.unprovenError(id, unproven)
	case errors.Is(err, release.ErrNotFound):
		return userError("Det finns ingen utgåva %q. Visa dem som finns: jamfor release list", "There is no release %q. See those there are: jamfor release list", id)
	case errors.Is(err, release.ErrNotApproved):
		return userError("Utgåva %s är inte godkänd av både ägare och röjandeansvarig.", "Release %s is not approved by both owner and disclosure officer.", id)
	case errors.Is(err, release.ErrSamePerson):
		return userError("Utgåva %s: två personer måste godkänna, en som ägare och en annan som röjandeansvarig.", "Release %s: two persons must approve, one as owner and another as disclosure officer.", id)
	case errors.Is(err, release.ErrNoName):
		return userError("Utgåva %s: ange vem som godkänner med --name.", "Release %s: tell who approves with --name.", id)
	case errors.Is(err, release.ErrImmutable):
		return userError("Utgåva %s är redan publicerad och ändras aldrig.", "Release %s is published already and never changes.", id)
	case errors.Is(err, release.ErrEmbargo):
		return userError("Utgåva %s får publiceras först vid sin utannonserade tid.", "Release %s may be published only at its announced time.", id)
	case errors.Is(err, release.ErrAltered):
		return userError("Utgåva %s skiljer sig från det som godkändes; skapa den på nytt.", "Release %s differs from what was approved; create it again.", id)
	}
	return err
}
