package serve

import (
	"slices"
	"strings"
	"sync"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
)

// koladaKPI is an indicator: Kolada's twelve fields and, after them, ours. Ours
// are flat, because clients make tables of them.
type koladaKPI struct {
	ID                string  `json:"id"`
	Title             string  `json:"title"`
	Description       string  `json:"description"`
	DividedByGender   bool    `json:"is_divided_by_gender"`
	MunicipalityType  string  `json:"municipality_type"`
	Auspice           *string `json:"auspice"`
	OperatingArea     string  `json:"operating_area"`
	Perspective       *string `json:"perspective"`
	PrelPublication   *string `json:"prel_publication_date"`
	Publication       *string `json:"publication_date"`
	PublicationPeriod *string `json:"publ_period"`
	HasOUData         bool    `json:"has_ou_data"`

	TitleEN     string `json:"title_en"`
	Unit        string `json:"unit"`
	Direction   string `json:"direction"` // higher, lower or none is better
	Decimals    int    `json:"decimals"`
	Numerator   string `json:"numerator"`
	Denominator string `json:"denominator"`
	Source      string `json:"source"`
	Weighting   string `json:"weighting"`
	Release     string `json:"release"`
	Preliminary bool   `json:"preliminary"`
}

// koladaArea is a municipality, a county or the nation.
type koladaArea struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Type  string `json:"type"` // K municipality, L county or nation
	area  area.ID
}

// koladaGroup is a group of municipalities or of indicators.
type koladaGroup struct {
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	Members []koladaMember `json:"members"`
}

type koladaMember struct {
	ID    string `json:"member_id"`
	Title string `json:"member_title"`
}

// list makes the rows of a list, filtered.
func (q *koladaRequest) list(v *view) []any {
	rows := []any{}
	add := func(id, title string, row any) {
		if wanted, asked := q.ids["id"]; asked && !slices.Contains(wanted, id) || q.title != "" && !contains(title, q.title) {
			return
		}
		rows = append(rows, row)
	}
	switch q.path[0] {
	case "kpi":
		for _, id := range v.ids {
			kpi := v.kpi(id)
			add(id, kpi.Title, kpi)
		}
	case "kpi_groups":
		for _, g := range v.kpiGroups() {
			add(g.ID, g.Title, g)
		}
	case "municipality":
		for _, a := range koladaAreas() {
			if q.regionType == "" || a.Type == q.regionType {
				add(a.ID, a.Title, a)
			}
		}
	case "municipality_groups":
		for _, g := range koladaGroups() {
			add(g.ID, g.Title, g)
		}
	}
	return rows
}

// koladaAreas lists all areas by id. Ids have four characters: counties get
// Kolada's two leading zeros, and the nation is 0000.
func koladaAreas() []koladaArea {
	registry := area.Default()
	var list []koladaArea
	for _, grain := range []area.Type{area.Nation, area.County, area.Municipality} {
		for _, id := range registry.Areas(grain) {
			a := koladaArea{ID: id.Code, Title: registry.Name(id).SV, Type: "L", area: id}
			if grain == area.Municipality {
				a.Type = "K"
			} else {
				a.ID = "00" + id.Code
			}
			list = append(list, a)
		}
	}
	return list
}

// koladaGroups lists our groups by id: the municipalities of each county (GJL…),
// those most like each municipality (GJM…, as the reports choose them) and SKR's
// groups (GJS…). A group's value is the unweighted mean of its members, which is
// another statistic than the weighted rows of the files; the ids are ours, and no
// group of Kolada has them. The list is shared: it must not be changed.
var koladaGroups = sync.OnceValue(func() []koladaGroup {
	registry := area.Default()
	var list []koladaGroup
	for _, kind := range []struct {
		grain         area.Type
		begin, before string
	}{{area.County, "GJL", "Kommunerna i "}, {area.MunicipalityGroup, "GJS", ""}} {
		for _, id := range registry.Areas(kind.grain) {
			g := koladaGroup{ID: kind.begin + id.Code, Title: kind.before + registry.Name(id).SV + " (ovägt medel)"}
			for _, member := range registry.Members(id) {
				info, _ := registry.Lookup(member)
				g.Members = append(g.Members, koladaMember{member, info.Name})
			}
			list = append(list, g)
		}
	}
	for _, m := range registry.Municipalities {
		g := koladaGroup{ID: "GJM" + m.Code, Title: "Liknande kommuner, " + m.Name + ", " + publish.PeerYear + " (ovägt medel)"}
		for _, peer := range publish.Peers(m.Code) {
			info, _ := registry.Lookup(peer)
			g.Members = append(g.Members, koladaMember{peer, info.Name})
		}
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b koladaGroup) int { return strings.Compare(a.ID, b.ID) })
	return list
})

// kpiGroups are the sets of the view.
func (v *view) kpiGroups() []koladaGroup {
	var list []koladaGroup
	for _, p := range v.parts {
		g := koladaGroup{ID: "GJ_" + p.set.Name, Title: p.set.Title.SV, Members: []koladaMember{}}
		for _, info := range p.set.Indicators {
			g.Members = append(g.Members, koladaMember{info.ID, info.Title.SV})
		}
		list = append(list, g)
	}
	return list
}

func (v *view) kpi(id string) koladaKPI {
	info := v.indicators[id]
	p := v.parts[info.part]
	return koladaKPI{
		ID: info.ID, Title: info.Title.SV, TitleEN: info.Title.In(code.English), Description: koladaDescription(info.IndicatorInfo),
		DividedByGender: p.index.divided(id), MunicipalityType: "K",
		OperatingArea: operatingArea(info.ServiceArea, p), Perspective: perspective(info.IndicatorInfo),
		Unit: info.Unit.SV, Direction: string(info.Direction), Decimals: info.Decimals,
		Numerator: info.Numerator.SV, Denominator: info.Denominator.SV, Source: info.Source.SV,
		Weighting: info.Weighting.SV, Release: p.release.ID, Preliminary: p.release.Preliminary,
	}
}

// koladaDescription is the definition with its caveats and, last, its source, as
// readers of Kolada know it.
func koladaDescription(info release.IndicatorInfo) string {
	parts := []string{info.Description.SV, info.Caveats.SV}
	if info.Source.SV != "" {
		parts = append(parts, "Källa: "+info.Source.SV)
	}
	return strings.Join(slices.DeleteFunc(parts, func(t string) bool { return t == "" }), " ")
}

func operatingArea(service code.ServiceArea, p part) string {
	for _, known := range code.ServiceAreas {
		if known.Code == service {
			return known.Text.SV
		}
	}
	return p.set.Title.SV
}

// perspective is Kolada's nearest word for our question.
func perspective(info release.IndicatorInfo) *string {
	word := "Kvalitet och resultat"
	switch info.Question {
	case code.Resources:
		word = "Resurser"
	case code.Needs, code.Interventions:
		word = "Volymer"
	}
	return &word
}

// divided tells whether the indicator has rows of women or men.
func (x *index) divided(indicator string) bool {
	s := x.spans[indicator]
	return slices.ContainsFunc(x.rows[s.from:s.to], func(k rowKey) bool { return k.sex != 'T' })
}
