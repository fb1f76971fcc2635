// Package area is the registry of Swedish areas: 290 municipalities, 21
// counties, SKR's nine municipality groups (2023) and the nation. It ships
// inside the program, is read once and never changes at run time.
//
// Codes, names and memberships are facts from SCB (CC0) and SKR's grouping of
// 2023; the population figures are SCB's for 31 December 2021 and serve sizes
// and weights, never as published denominators.
package area

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
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
}

// Registry holds every area. All slices are sorted by code and shared: read only.
type Registry struct {
	Municipalities []MunicipalityInfo
	Counties       []Area
	Groups         []Area
	byCode         map[string]int
	names          map[ID]code.Text
	members        map[ID][]string
}

//go:embed registry
var files embed.FS

// Default is the registry that ships with the program.
var Default = sync.OnceValue(func() *Registry {
	r, err := load()
	if err != nil {
		panic("embedded area registry: " + err.Error())
	}
	return r
})

func load() (*Registry, error) {
	r := &Registry{byCode: map[string]int{}, names: map[ID]code.Text{}, members: map[ID][]string{}}
	rows, err := read("registry/municipalities.csv", 8)
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
	counties, err := read("registry/counties.csv", 3)
	if err != nil {
		return nil, err
	}
	for _, row := range counties {
		r.Counties = append(r.Counties, Area{ID{County, row[0]}, code.Text{SV: row[1], EN: row[1]}})
	}
	groups, err := read("registry/groups_2023.csv", 4)
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
	return r, nil
}

func read(name string, fields int) ([][]string, error) {
	raw, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(bytes.NewReader(raw))
	reader.FieldsPerRecord = fields
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

// Name is the area's name; the zero Text when the area is unknown.
func (r *Registry) Name(id ID) code.Text { return r.names[id] }

// Known reports whether the registry holds the area.
func (r *Registry) Known(id ID) bool { _, ok := r.names[id]; return ok }

// Members lists the codes of the municipalities inside an area, sorted.
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
			ids = append(ids, ID{Municipality, m.Code})
		case County:
			ids = append(ids, ID{County, m.County})
		case MunicipalityGroup:
			ids = append(ids, ID{MunicipalityGroup, m.Group})
		case Nation:
			ids = append(ids, ID{Nation, NationCode})
		}
	}
	return ids
}

// Areas lists every area of a grain, sorted by code.
func (r *Registry) Areas(grain Type) []ID {
	var ids []ID
	switch grain {
	case Municipality:
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
