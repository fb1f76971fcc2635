package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/release"
)

// view is what holds at one moment: for each set, one release's version of it.
type view struct {
	parts      []part                   // by name of set
	indicators map[string]indicatorPart // by id
	ids        []string                 // of indicators, sorted
	digest     string                   // changes when any part does
}

// part is one set of the view.
type part struct {
	release *released
	set     setDefinition
	index   *index // set in the current view; elsewhere see catalog.index
}

// indicatorPart is an indicator with the part of the view that it is in. An
// indicator that several sets show is the first one's.
type indicatorPart struct {
	release.IndicatorInfo
	part int
}

// viewOf is the view after the listed releases, earliest first: the last version
// of each set.
func (s *state) viewOf(list []release.Manifest) *view {
	latest := map[string]part{}
	for _, m := range list {
		r := s.releases[m.ID]
		for _, set := range r.sets {
			latest[set.Name] = part{release: r, set: set}
		}
	}
	v := &view{indicators: map[string]indicatorPart{}}
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(latest)) {
		p := latest[name]
		for _, info := range p.set.Indicators {
			if _, taken := v.indicators[info.ID]; !taken {
				v.indicators[info.ID] = indicatorPart{info, len(v.parts)}
			}
		}
		v.parts = append(v.parts, p)
		sum.Write([]byte(name + "\x00" + p.release.digest + "\x00"))
	}
	v.ids = slices.Sorted(maps.Keys(v.indicators))
	v.digest = hex.EncodeToString(sum.Sum(nil)[:16])
	return v
}

// asOf is the view as it was at the end of the day, YYYY-MM-DD.
func (s *state) asOf(day string) *view {
	return s.viewOf(slices.DeleteFunc(slices.Clone(s.manifests), func(m release.Manifest) bool { return m.Created > day }))
}

// before is the view as it was when the day began.
func (s *state) before(day string) *view {
	return s.viewOf(slices.DeleteFunc(slices.Clone(s.manifests), func(m release.Manifest) bool { return m.Created >= day }))
}

// only is the view of one release.
func (s *state) only(r *released) *view { return s.viewOf([]release.Manifest{r.Manifest}) }

// releaseIDs names the releases that the view is made of, sorted.
func (v *view) releaseIDs() []string {
	seen := map[string]bool{}
	for _, p := range v.parts {
		seen[p.release.ID] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// setNames lists the sets of the view.
func (v *view) setNames() []string {
	var names []string
	for _, p := range v.parts {
		names = append(names, p.set.Name)
	}
	return names
}

// synthetic reports whether any part is made up.
func (v *view) synthetic() bool {
	return slices.ContainsFunc(v.parts, func(p part) bool { return p.release.Synthetic })
}

// contains tells whether text holds the search words, whatever the case.
func contains(text, search string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(search))
}
