// Package releasetest makes editions for tests: whole, plausible and wholly
// made up, from a small deterministic generator. Its counts are additive over
// areas and sexes, its small cells are hidden together with enough neighbours
// that no simple subtraction brings them back, and its ranks come from what is
// shown. It is for tests only: the protection here is a sketch, not the
// disclosure control.
package releasetest

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// Options sizes an edition.
type Options struct {
	Years int // ending 2025; default 3
	Seed  uint64
	// Municipalities is how many take part, spread over the registry; 0 is all.
	Municipalities int
	// Copies repeats the ten indicators under further ids; 0 and 1 mean once.
	Copies int
}

// Edition makes an edition with one set of ten indicators.
func Edition(opt Options) *release.Edition {
	if opt.Years == 0 {
		opt.Years = 3
	}
	set := release.Set{
		SetInfo: release.SetInfo{
			Name:        "missbruk",
			Title:       code.Text{SV: "Missbruk och beroende", EN: "Addiction care"},
			ServiceArea: "missbruk",
			Description: code.Text{
				SV: "Vuxna med ärende inom socialtjänstens missbruks- och beroendevård: vilka de är, vilka insatser de får och hur det går.",
				EN: "Adults with a case in municipal addiction care: who they are, what they get and how it goes.",
			},
			Quality: code.Text{
				SV: "Exempeltext för test. Uppgifterna bygger på kommunernas egen dokumentation. Jämförelser mellan små kommuner är osäkra.",
				EN: "Sample text for tests. The figures rest on the municipalities' own records. Comparisons between small municipalities are uncertain.",
			},
		},
		Indicators: copies(opt.Copies),
	}
	set.Declaration = release.Declaration{
		Relevance:     code.Text{SV: "Exempeltext för test: för kommuner och allmänhet.", EN: "Sample text for tests: for municipalities and the public."},
		Accuracy:      code.Text{SV: "Exempeltext för test: kommunernas egen dokumentation.", EN: "Sample text for tests: the municipalities' own records."},
		Comparability: code.Text{SV: "Exempeltext för test: små kommuner är osäkra.", EN: "Sample text for tests: small municipalities are uncertain."},
	}
	g := generator{random: rand.New(rand.NewPCG(opt.Seed, 7)), municipalities: municipalities(opt.Municipalities)}
	for year := 2026 - opt.Years; year <= 2025; year++ {
		set.Periods = append(set.Periods, code.Year(year))
	}
	for _, period := range set.Periods {
		coverage := g.coverage(period)
		set.Coverage = append(set.Coverage, coverage)
		for _, info := range set.Indicators {
			set.Observations = append(set.Observations, g.indicator(info, period, coverage)...)
		}
	}
	slices.SortFunc(set.Observations, observation.Compare)
	addChanges(&set)
	set.Remarks = []release.Remark{{
		Indicator: "J35005", Period: code.Year(2025),
		Text: code.Text{SV: "Från 2025-07-01 kan insatser ges utan behovsprövning.", EN: "From 2025-07-01 services can be given without individual assessment."},
	}}
	return &release.Edition{
		ID: "missbruk-2026-03-01-v1", Version: 1, Created: "2026-03-01", Synthetic: true, Preliminary: true,
		ProgramVersion: "0.1.0", DeliveryDigest: digest('d'), DefinitionDigest: digest('e'),
		Publisher: "Exempelmyndigheten", Contact: "statistik@exempel.invalid",
		License: "http://creativecommons.org/publicdomain/zero/1.0/",
		Reasons: []release.Reason{
			{Code: "not_delivered", Text: code.Text{SV: "Kommunen har inte lämnat uppgifter.", EN: "The municipality did not deliver."}},
			{Code: "no_base", Text: code.Text{SV: "Det finns inget att beräkna på.", EN: "There is nothing to compute from."}},
			{Code: "confidential", Text: code.Text{SV: "Visas inte av sekretesskäl.", EN: "Suppressed for confidentiality."}},
		},
		Sets: []release.Set{set},
	}
}

// copies repeats the ten indicators: J35001, J35101, J35201, …
func copies(n int) []release.IndicatorInfo {
	all := Indicators()
	for copied := 1; copied < n; copied++ {
		for _, info := range Indicators() {
			info.ID = fmt.Sprintf("%s%d%s", info.ID[:3], copied, info.ID[4:])
			all = append(all, info)
		}
	}
	return all
}

func digest(b byte) string {
	return fmt.Sprintf("%064x", []byte{b})
}

func municipalities(n int) []area.MunicipalityInfo {
	all := area.Default().Municipalities
	if n <= 0 || n >= len(all) {
		return all
	}
	var some []area.MunicipalityInfo
	for i := range n {
		some = append(some, all[i*len(all)/n])
	}
	return some
}

type generator struct {
	random         *rand.Rand
	municipalities []area.MunicipalityInfo
}

// coverage lets about one in thirty municipalities be missing and one in sixty
// report zero.
func (g *generator) coverage(period code.Period) release.Coverage {
	c := release.Coverage{Collection: "missbruk_vuxna", Title: code.Text{SV: "Missbruk och beroende, vuxna", EN: "Addiction care, adults"}, Period: period}
	for _, m := range g.municipalities {
		if g.random.IntN(30) == 0 {
			continue
		}
		c.Delivered = append(c.Delivered, m.Code)
		if m.Inhabitants < 15000 && g.random.IntN(20) == 0 {
			c.ZeroReport = append(c.ZeroReport, m.Code)
		}
	}
	return c
}

// participating names an upper row whose coverage is low.
func participating(id area.ID, n, of int) string {
	if id.Type == area.Nation {
		return fmt.Sprintf("Deltagande kommuner (%d av %d)", n, of)
	}
	return fmt.Sprintf("Deltagande kommuner i %s (%d av %d)", area.Default().Name(id).SV, n, of)
}

// parts are the exact parts of one cell: numerator and denominator.
type parts struct{ n, d int64 }

type key struct {
	area area.ID
	sex  code.Sex
}

// indicator makes all rows of one indicator and period.
func (g *generator) indicator(info release.IndicatorInfo, period code.Period, coverage release.Coverage) []observation.Observation {
	cells, members := g.cells(info, coverage)
	hidden := protect(cells, g.municipalities, info)
	var rows []observation.Observation
	for _, id := range areas(g.municipalities) {
		for _, sex := range code.PublishedSexes {
			o := observation.Observation{
				Indicator: info.ID, Area: id, AreaName: area.Default().Name(id).SV, Period: period, Sex: sex,
				Status: code.OK, Flags: []code.Flag{code.Provisional}, Decimals: info.Decimals,
			}
			fill(&o, info, cells, hidden)
			if n := members[id]; o.Status == code.OK && id.Type != area.Municipality {
				of := len(area.Default().Members(id))
				o.CoverageN, o.CoverageOf = &n, &of
				if float64(n) < 0.9*float64(of) {
					o.AreaName = participating(id, n, of)
				}
			}
			if info.ID == "J35005" && period == code.Year(2025) {
				o.Flags = append(o.Flags, code.Break)
			}
			rows = append(rows, o)
		}
	}
	rank(rows, info)
	return rows
}

// cells draws counts per municipality and sums them upwards.
func (g *generator) cells(info release.IndicatorInfo, coverage release.Coverage) (map[key]parts, map[area.ID]int) {
	cells, members := map[key]parts{}, map[area.ID]int{}
	for _, m := range g.municipalities {
		if _, ok := slices.BinarySearch(coverage.Delivered, m.Code); !ok {
			continue
		}
		_, zero := slices.BinarySearch(coverage.ZeroReport, m.Code)
		for _, id := range area.Default().Above(m.Code, area.Grains) {
			members[id]++
		}
		level := 0.25 + 0.5*g.random.Float64()
		for i, sex := range []code.Sex{code.Women, code.Men} {
			p := g.draw(info, float64(m.Inhabitants)*[]float64{0.0012, 0.0022}[i], level, zero)
			for _, id := range area.Default().Above(m.Code, area.Grains) {
				for _, s := range []code.Sex{sex, code.TotalSex} {
					sum := cells[key{id, s}]
					cells[key{id, s}] = parts{sum.n + p.n, sum.d + p.d}
				}
			}
		}
	}
	return cells, members
}

func (g *generator) draw(info release.IndicatorInfo, size, level float64, zero bool) parts {
	d := int64(size * (0.8 + 0.4*g.random.Float64()))
	if info.Kind == "rate" {
		d = int64(size * 250)
	}
	if zero {
		d = 0
	}
	switch info.Kind {
	case "count":
		return parts{d, d}
	case "rate":
		return parts{int64(float64(d) * 0.004 * (level + 0.5)), d}
	case "mean", "median":
		return parts{int64(float64(d) * (40 + 60*level)), d}
	case "change":
		return parts{int64(float64(d) * (level - 0.7) * 10), d}
	case "ratio":
		return parts{int64(float64(d) * (60000 + 80000*level)), d}
	default:
		return parts{int64(math.Round(float64(d) * level)), d}
	}
}

func areas(all []area.MunicipalityInfo) []area.ID {
	var ids []area.ID
	for _, m := range all {
		ids = append(ids, area.ID{Type: area.Municipality, Code: m.Code})
	}
	for _, grain := range area.Grains[1:] {
		ids = append(ids, area.Default().Areas(grain)...)
	}
	return ids
}

func fill(o *observation.Observation, info release.IndicatorInfo, cells map[key]parts, hidden map[area.ID]bool) {
	p, there := cells[key{o.Area, o.Sex}]
	switch {
	case !there:
		o.Status, o.Reason = code.Missing, "not_delivered"
		return
	case p.d == 0:
		o.Status, o.Reason = code.NotApplicable, "no_base"
		return
	case hidden[o.Area]:
		o.Status, o.Reason = code.Suppressed, "confidential"
		return
	}
	multiplier := float64(max(info.Multiplier, 1))
	value := round(float64(p.n)/float64(p.d)*multiplier, info.Decimals)
	if info.Kind == "count" {
		value = float64(p.n)
	} else {
		o.Denominator = fmt.Sprint(p.d)
		if info.Kind != "median" {
			o.Numerator = fmt.Sprint(p.n)
		}
	}
	o.Value = &value
	if info.Kind == "share" || info.Kind == "rate" {
		lower, upper := wilson(p, 1.96)
		lower, upper = min(value, round(lower*multiplier, info.Decimals)), max(value, round(upper*multiplier, info.Decimals))
		o.Lower95, o.Upper95, o.Method = &lower, &upper, "wilson"
	}
	persons := p.d
	if info.Kind == "share" {
		o.Persons = &persons
	}
	if info.Kind == "change" {
		share := round(0.7+0.1*float64(p.d%3), 4)
		o.PairedShare = &share
	}
}

func wilson(p parts, z float64) (float64, float64) {
	n, k := float64(p.d), float64(p.n)
	middle, spread := (k+z*z/2)/(n+z*z), z/(n+z*z)*math.Sqrt(k*(n-k)/n+z*z/4)
	return middle - spread, middle + spread
}

func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale) / scale
}

// protect hides municipalities with a small cell, and one more wherever a shown
// county or group would have one hidden member alone.
func protect(cells map[key]parts, all []area.MunicipalityInfo, info release.IndicatorInfo) map[area.ID]bool {
	hidden := map[area.ID]bool{}
	if info.Kind == "ratio" {
		return hidden
	}
	for _, m := range all {
		id := area.ID{Type: area.Municipality, Code: m.Code}
		for _, sex := range code.PersonSexes[:2] {
			p, there := cells[key{id, sex}]
			small := there && p.d > 0 && (p.d < 5 || info.Kind == "share" && (p.n < 5 || p.d-p.n < 5))
			hidden[id] = hidden[id] || small
		}
	}
	for again := true; again; {
		again = false
		for _, grain := range []area.Type{area.County, area.MunicipalityGroup} {
			for _, whole := range area.Default().Areas(grain) {
				again = pair(cells, hidden, whole) || again
			}
		}
	}
	return hidden
}

// pair hides the smallest shown member of an area that has one hidden, or hides
// the area where there is none left.
func pair(cells map[key]parts, hidden map[area.ID]bool, whole area.ID) bool {
	var shown []area.ID
	n := 0
	for _, member := range area.Default().Members(whole) {
		id := area.ID{Type: area.Municipality, Code: member}
		switch {
		case hidden[id]:
			n++
		case cells[key{id, code.TotalSex}].d > 0:
			shown = append(shown, id)
		}
	}
	if n != 1 || hidden[whole] {
		return false
	}
	if len(shown) == 0 {
		hidden[whole] = true
		return true
	}
	smallest := slices.MinFunc(shown, func(a, b area.ID) int {
		return cmp.Or(cmp.Compare(cells[key{a, code.TotalSex}].d, cells[key{b, code.TotalSex}].d), cmp.Compare(a.Code, b.Code))
	})
	hidden[smallest] = true
	return true
}
