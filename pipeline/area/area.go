// Package area is the registry of Swedish areas: 290 municipalities, 21
// counties, SKR's nine municipality groups (2023) and the nation. It ships
// inside the program, is read once and never changes at run time.
//
// Codes, names and memberships are facts from SCB (CC0) and SKR's grouping of
// 2023; the population figures are SCB's for 31 December 2021 and serve sizes
// and weights, never as published denominators.
//
// The registry is today's. It also knows how it came to be: which codes there
// were before, and what became of them (Change), from 1 January 1998 on, the day
// after which the county mergers of the 1990s were complete. What a code means
// in a period says Judge; which areas a period is published for, with which
// municipalities inside, says For. Small moves of land that no code shows are
// not in it.
package area

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strconv"
	"sync"

	"jamfor/pipeline/code"
)

// Type is the kind of an area.
type Type string

// The area types that are published. A unit is internal unless a set allows it.
const (
	Municipality      Type = "municipality"
	County            Type = "county"
	MunicipalityGroup Type = "municipality_group"
	Nation            Type = "nation"
	Unit              Type = "unit"
)

// Grains lists the published types from finest to coarsest.
var Grains = []Type{Municipality, County, MunicipalityGroup, Nation}

// NationCode is the code of the nation.
const NationCode = "00"

// ID names one area.
type ID struct {
	Type Type   `json:"type"`
	Code string `json:"code"`
}

// Area is one area with its names.
type Area struct {
	ID
	Name code.Text
}

// MunicipalityInfo is one municipality with its memberships.
type MunicipalityInfo struct {
	Code, Name, County, Group string
	// Inhabitants on 31 December 2021, all and by three age classes (SCB).
	Inhabitants, Aged0to19, Aged20to74, Aged75 int
	// Km2 is the area within SCB's generalised boundaries, water included: it
	// serves comparisons of density, nothing finer.
	Km2 float64
}

// Registry holds every area. All slices are sorted by code and shared: read only.
type Registry struct {
	Municipalities []MunicipalityInfo
	Counties       []Area
	Groups         []Area
	byCode         map[string]int
	names          map[ID]code.Text
	members        map[ID][]string

	changes []Change          // by date, from and to
	former  map[string]Former // codes that are no more
	renamed []FormerName
	division
}

//go:embed registry
var files embed.FS

// Default is the registry that ships with the program.
var Default = sync.OnceValue(func() *Registry {
	sub, err := fs.Sub(files, "registry")
	if err != nil {
		panic("embedded area registry: " + err.Error())
	}
	r, err := Load(sub)
	if err != nil {
		panic("embedded area registry: " + err.Error())
	}
	return r
})

// Load reads a registry from its files: municipalities.csv, counties.csv,
// groups_2023.csv, and what was before in former.csv, changes.csv and names.csv.
func Load(from fs.FS) (*Registry, error) {
	r := &Registry{byCode: map[string]int{}, names: map[ID]code.Text{}, members: map[ID][]string{}}
	rows, err := read(from, "municipalities.csv", 9)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		m := MunicipalityInfo{Code: row[0], Name: row[1], County: row[2], Group: row[3]}
		for i, into := range []*int{&m.Inhabitants, &m.Aged0to19, &m.Aged20to74, &m.Aged75} {
			if *into, err = strconv.Atoi(row[4+i]); err != nil {
				return nil, fmt.Errorf("municipality %s: %w", m.Code, err)
			}
		}
		if m.Km2, err = strconv.ParseFloat(row[8], 64); err != nil || !(m.Km2 > 0) {
			return nil, fmt.Errorf("municipality %s: area of %q km2", m.Code, row[8])
		}
		r.Municipalities = append(r.Municipalities, m)
	}
	sort.Slice(r.Municipalities, func(i, j int) bool { return r.Municipalities[i].Code < r.Municipalities[j].Code })
	for i, m := range r.Municipalities {
		r.byCode[m.Code] = i
		self := ID{Municipality, m.Code}
		r.names[self] = code.Text{SV: m.Name, EN: m.Name}
		for _, id := range []ID{self, {County, m.County}, {MunicipalityGroup, m.Group}, {Nation, NationCode}} {
			r.members[id] = append(r.members[id], m.Code)
		}
	}
	counties, err := read(from, "counties.csv", 3)
	if err != nil {
		return nil, err
	}
	for _, row := range counties {
		r.Counties = append(r.Counties, Area{ID{County, row[0]}, code.Text{SV: row[1], EN: row[1]}})
	}
	groups, err := read(from, "groups_2023.csv", 4)
	if err != nil {
		return nil, err
	}
	for _, row := range groups {
		r.Groups = append(r.Groups, Area{ID{MunicipalityGroup, row[0]}, code.Text{SV: row[1], EN: row[2]}})
	}
	for _, a := range append(append([]Area{}, r.Counties...), r.Groups...) {
		r.names[a.ID] = a.Name
	}
	r.names[ID{Nation, NationCode}] = code.Text{SV: "Riket", EN: "Sweden"}
	if err := r.readHistory(from); err != nil {
		return nil, err
	}
	return r, nil
}

func read(from fs.FS, name string, fields int) ([][]string, error) {
	raw, err := fs.ReadFile(from, name)
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(bytes.NewReader(raw))
	reader.FieldsPerRecord, reader.Comment = fields, '#'
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows[1:], nil
}

// Lookup finds a municipality by its four-digit code.
func (r *Registry) Lookup(municipality string) (MunicipalityInfo, bool) {
	i, ok := r.byCode[municipality]
	if !ok {
		return MunicipalityInfo{}, false
	}
	return r.Municipalities[i], true
}

// Name is the area's name, of a municipality that is no more too; the zero Text
// when the area is unknown.
func (r *Registry) Name(id ID) code.Text { return r.names[id] }

// Known reports whether the registry holds the area, or held it once.
func (r *Registry) Known(id ID) bool { _, ok := r.names[id]; return ok }

// Members lists the codes of the municipalities inside an area, sorted. Those of
// a published municipality are itself alone, unless the registry is of another
// period (For): then they are those that deliver for it.
func (r *Registry) Members(id ID) []string { return r.members[id] }

// Above lists the areas of the given grains that a municipality counts in,
// from finest to coarsest, the municipality itself included.
func (r *Registry) Above(municipality string, grains []Type) []ID {
	m, ok := r.Lookup(municipality)
	if !ok {
		return nil
	}
	ids := make([]ID, 0, len(grains))
	for _, grain := range grains {
		switch grain {
		case Municipality:
			ids = append(ids, r.Row(m.Code))
		case County:
			ids = append(ids, ID{County, m.County})
		case MunicipalityGroup:
			ids = append(ids, ID{MunicipalityGroup, m.Group})
		case Nation:
			ids = append(ids, ID{Nation, NationCode})
		}
	}
	return slices.DeleteFunc(ids, func(id ID) bool { return id.Code == "" }) // split across counties since
}

// Areas lists every area of a grain, sorted by code.
func (r *Registry) Areas(grain Type) []ID {
	var ids []ID
	switch grain {
	case Municipality:
		if r.rows != nil {
			return slices.Clone(r.rows)
		}
		for _, m := range r.Municipalities {
			ids = append(ids, ID{Municipality, m.Code})
		}
	case County:
		for _, a := range r.Counties {
			ids = append(ids, a.ID)
		}
	case MunicipalityGroup:
		for _, a := range r.Groups {
			ids = append(ids, a.ID)
		}
	case Nation:
		ids = append(ids, ID{Nation, NationCode})
	}
	return ids
}
