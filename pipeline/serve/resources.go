package serve

import (
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

type indicatorList struct {
	page
	Indicators []indicatorItem `json:"indicators"`
}

// indicatorItem is an indicator with the set and release that it is read from.
type indicatorItem struct {
	release.IndicatorInfo
	Set     string `json:"set"`
	Release string `json:"release"`
}

func indicatorParams() []param {
	return slices.Concat([]param{
		{name: "q", kind: textParam, meaning: code.Text{SV: "Sökord i id, titel och beskrivning", EN: "Words to search in id, title and description"}},
		{name: "set", meaning: code.Text{SV: "Uppsättningar", EN: "Sets"}, valid: (*view).setNames},
		{name: "service_area", meaning: code.Text{SV: "Verksamhetsområden", EN: "Service areas"}, valid: serviceAreas},
		{name: "question", meaning: code.Text{SV: "Frågor i systematisk uppföljning", EN: "Questions of systematic follow-up"}, valid: func(*view) []string { return words(code.Questions) }},
	}, viewParams(), pagingParams())
}

func serviceAreas(*view) []string {
	var list []string
	for _, s := range code.ServiceAreas {
		list = append(list, string(s.Code))
	}
	return list
}

func (v *view) item(id string) indicatorItem {
	info := v.indicators[id]
	p := v.parts[info.part]
	return indicatorItem{info.IndicatorInfo, p.set.Name, p.release.ID}
}

func listIndicators(c *apiCall) (any, error) {
	var items []indicatorItem
	for _, id := range c.view.ids {
		i := c.view.item(id)
		text := i.ID + " " + i.Title.SV + " " + i.Title.EN + " " + i.Description.SV + " " + i.Description.EN
		if contains(text, c.query.texts["q"]) && accepted(c.query.lists["set"], i.Set) &&
			accepted(c.query.lists["service_area"], string(i.ServiceArea)) && accepted(c.query.lists["question"], string(i.Question)) {
			items = append(items, i)
		}
	}
	p := c.page(len(items))
	return indicatorList{p, cut(items, p)}, nil
}

func getIndicator(c *apiCall) (any, error) {
	id := c.PathValue("id")
	if _, known := c.view.indicators[id]; !known {
		return nil, &notThere{unknownValue("id", id, c.view.ids)}
	}
	return c.view.item(id), nil
}

type areaList struct {
	page
	Areas []areaItem `json:"areas"`
}

// areaItem is an area; county and group are a municipality's.
type areaItem struct {
	area.ID
	Name   code.Text `json:"name"`
	County string    `json:"county,omitempty"`
	Group  string    `json:"municipality_group,omitempty"`
}

func areaParams() []param {
	return slices.Concat([]param{
		{name: "q", kind: textParam, meaning: code.Text{SV: "Sökord i kod och namn", EN: "Words to search in code and name"}},
		{name: "type", meaning: code.Text{SV: "Områdestyper", EN: "Types of area"}, valid: areaTypes},
		{name: "county", meaning: code.Text{SV: "Kommuner i dessa län", EN: "Municipalities of these counties"}, valid: func(*view) []string { return areaCodes(area.County) }},
		{name: "municipality_group", meaning: code.Text{SV: "Kommuner i dessa kommungrupper", EN: "Municipalities of these groups"}, valid: func(*view) []string { return areaCodes(area.MunicipalityGroup) }},
	}, pagingParams())
}

// allAreas lists every area, from municipalities to the nation.
func allAreas() []areaItem {
	registry := area.Default()
	var list []areaItem
	for _, grain := range area.Grains {
		for _, id := range registry.Areas(grain) {
			a := areaItem{ID: id, Name: registry.Name(id)}
			if info, ok := registry.Lookup(id.Code); ok && grain == area.Municipality {
				a.County, a.Group = info.County, info.Group
			}
			list = append(list, a)
		}
	}
	return list
}

func listAreas(c *apiCall) (any, error) {
	lists := c.query.lists
	items := slices.DeleteFunc(allAreas(), func(a areaItem) bool {
		return !contains(a.Code+" "+a.Name.SV+" "+a.Name.EN, c.query.texts["q"]) || !accepted(lists["type"], string(a.Type)) ||
			!accepted(lists["county"], a.County) || !accepted(lists["municipality_group"], a.Group)
	})
	p := c.page(len(items))
	return areaList{p, cut(items, p)}, nil
}

func getArea(c *apiCall) (any, error) {
	for _, a := range allAreas() {
		if a.Code == c.PathValue("code") {
			return a, nil
		}
	}
	return nil, &notThere{unknownValue("code", c.PathValue("code"), areaCodes(""))}
}

type releaseList struct {
	page
	Releases []releaseItem `json:"releases"`
}

// releaseItem is a release with the addresses of its files.
type releaseItem struct {
	ID                 string              `json:"id"`
	Version            int                 `json:"version"`
	Created            string              `json:"created"`
	Latest             bool                `json:"latest"`
	Replaces           string              `json:"replaces,omitempty"`
	SupersededBy       string              `json:"superseded_by,omitempty"`
	Cause              code.Text           `json:"cause,omitzero"`
	Synthetic          bool                `json:"synthetic"`
	Preliminary        bool                `json:"preliminary"`
	OfficialStatistics bool                `json:"official_statistics"`
	Publisher          string              `json:"publisher"`
	Contact            string              `json:"contact,omitempty"`
	License            string              `json:"license,omitempty"`
	Sets               []release.SetDigest `json:"sets"`
	Files              []releaseFile       `json:"files"`
}

type releaseFile struct {
	release.FileInfo
	URL string `json:"url"`
}

func (c *apiCall) release(m release.Manifest) releaseItem {
	last, _ := release.Latest(c.now.manifests)
	item := releaseItem{
		ID: m.ID, Version: m.Version, Created: m.Created, Latest: m.ID == last.ID, Replaces: m.Replaces,
		SupersededBy: release.SupersededBy(c.now.manifests, m.ID), Cause: m.Cause, Synthetic: m.Synthetic,
		Preliminary: m.Preliminary, OfficialStatistics: m.OfficialStatistics, Publisher: m.Publisher,
		Contact: m.Contact, License: m.License, Sets: m.Sets,
	}
	for _, f := range m.Files {
		item.Files = append(item.Files, releaseFile{f, c.server.base(c.Request) + "/releases/" + m.ID + "/" + f.Path})
	}
	return item
}

func listReleases(c *apiCall) (any, error) {
	var items []releaseItem
	for _, m := range slices.Backward(c.now.manifests) {
		items = append(items, c.release(m))
	}
	p := c.page(len(items))
	return releaseList{p, cut(items, p)}, nil
}

func getRelease(c *apiCall) (any, error) {
	r, known := c.now.releases[c.PathValue("id")]
	if !known {
		return nil, &notThere{unknownValue("id", c.PathValue("id"), c.now.ids())}
	}
	return c.release(r.Manifest), nil
}
