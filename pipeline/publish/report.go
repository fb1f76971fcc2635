package publish

import (
	"context"
	_ "embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"sync"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

//go:embed report.html
var reportText string

var reportTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report").Parse(reportText))
})

// reportFormats are the reports: a page for every municipality and county that
// has observations, with its own figures beside those of others.
func reportFormats(e *release.Edition) []format {
	r := &reporter{e: e}
	for i := range e.Sets {
		r.views = append(r.views, newView(&e.Sets[i]))
	}
	var list []format
	for _, grain := range []area.Type{area.County, area.Municipality} {
		for _, id := range r.areas(grain) {
			list = append(list, format{
				path: reportPath(id), mediaType: "text/html; charset=utf-8",
				write: func(_ context.Context, w io.Writer, _ string) (int64, error) {
					return 0, reportTemplate().Execute(w, r.report(id))
				},
			})
		}
	}
	return list
}

// reportPath is where an area's report lies in a release.
func reportPath(id area.ID) string {
	if id.Type == area.County {
		return "reports/lan/" + id.Code + ".html"
	}
	return "reports/kommun/" + id.Code + ".html"
}

// reporter holds what all reports of an edition share.
type reporter struct {
	e     *release.Edition
	views []*view
	axes  sync.Map // axis → *spine: the same for every area of a type
}

type axis struct {
	set, indicator string
	of             area.Type
}

// areas lists the areas of a grain that any set has observations for.
func (r *reporter) areas(grain area.Type) []area.ID {
	var ids []area.ID
	for _, v := range r.views {
		ids = append(ids, v.areas[grain]...)
	}
	slices.SortFunc(ids, func(a, b area.ID) int {
		if a.Code < b.Code {
			return -1
		}
		if a.Code > b.Code {
			return 1
		}
		return 0
	})
	return slices.Compact(ids)
}

// has tells whether an area has a report.
func (r *reporter) has(id area.ID) bool {
	return slices.ContainsFunc(r.views, func(v *view) bool { return slices.Contains(v.areas[id.Type], id) })
}

// report is what the template shows of one area.
type report struct {
	E                   *release.Edition
	Name, Kind          string
	Municipality        bool
	County, Group       string // names, of a municipality
	CountyPath          string
	PeerMethod          code.Text
	Notice              code.Text
	State               string
	Better, Worse       []highlight
	Improved, Worsened  []highlight
	Sets                []reportSet
	Marks               []pageMark
	Delivered, Lost     []string // collections of the latest period
	Members             []reportLink
	Missing, Suppressed int
}

type reportLink struct{ Name, Path string }

type reportSet struct {
	Name, Title, Period string
	Peers               []string // similar municipalities, of a municipality
	Groups              []reportGroup
}

type reportGroup struct {
	Question code.Text
	Rows     []reportRow
}

// reportRow is one indicator's figures for the area and those beside it.
type reportRow struct {
	Info                         release.IndicatorInfo
	Period                       string // where it is not the set's
	Own, Women, Men              pageValue
	Interval, Versus, VersusWord string
	Nation, County, Group, Peers pageValue
	Rank                         string
	Change                       string
	Direction                    string
	Spine                        *spineMark
	Trend                        *trendLine
}

func (r *reporter) report(id area.ID) report {
	registry := area.Default()
	p := report{
		E: r.e, Name: registry.Name(id).SV, Kind: grainName(id.Type).SV, Municipality: id.Type == area.Municipality,
		Notice: syntheticNotice, State: "Slutliga uppgifter", PeerMethod: peerMethod,
	}
	if r.e.Preliminary {
		p.State = "Preliminära uppgifter"
	}
	if m, ok := registry.Lookup(id.Code); ok && p.Municipality {
		county := area.ID{Type: area.County, Code: m.County}
		p.County = registry.Name(county).SV
		if r.has(county) {
			p.CountyPath = "../lan/" + m.County + ".html"
		}
		p.Group = registry.Name(area.ID{Type: area.MunicipalityGroup, Code: m.Group}).SV
	} else {
		for _, member := range registry.Members(id) {
			if of := (area.ID{Type: area.Municipality, Code: member}); r.has(of) {
				p.Members = append(p.Members, reportLink{registry.Name(of).SV, "../kommun/" + member + ".html"})
			}
		}
	}
	for _, s := range markedStatuses {
		p.Marks = append(p.Marks, pageMark{s.Mark(), s.Text()})
	}
	for _, v := range r.views {
		p.add(r, v, id)
	}
	p.standOut(r, id)
	return p
}

// add adds a set's figures to the report.
func (p *report) add(r *reporter, v *view, id area.ID) {
	s := reportSet{Name: v.set.Name, Title: v.set.Title.SV, Period: v.set.Latest().String()}
	if p.Municipality {
		for _, m := range peersIn(v.set.ServiceArea, id.Code) {
			s.Peers = append(s.Peers, area.Default().Name(area.ID{Type: area.Municipality, Code: m}).SV)
		}
	}
	for _, q := range v.questions() {
		g := reportGroup{Question: q.Text()}
		for _, info := range v.indicators(q) {
			if o := v.find(info.ID, id, v.latest(info.ID), code.TotalSex); o != nil {
				g.Rows = append(g.Rows, r.row(v, info, o))
				p.count(o)
			}
		}
		if len(g.Rows) > 0 {
			s.Groups = append(s.Groups, g)
		}
	}
	if len(s.Groups) > 0 {
		p.Sets = append(p.Sets, s)
	}
	for _, c := range v.set.Coverage {
		if c.Period != v.set.Latest() || !p.Municipality {
			continue
		}
		word := c.Title.SV + " " + c.Period.String()
		if deliveryWord(c, id.Code) == "Bortfall" {
			p.Lost = appendNew(p.Lost, word)
		} else {
			p.Delivered = appendNew(p.Delivered, word)
		}
	}
}

func appendNew(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

func (p *report) count(o *observation.Observation) {
	switch o.Status {
	case code.Missing:
		p.Missing++
	case code.Suppressed:
		p.Suppressed++
	}
}

// row makes an indicator's row for the area of its observation.
func (r *reporter) row(v *view, info release.IndicatorInfo, o *observation.Observation) reportRow {
	period, id := o.Period, o.Area
	row := reportRow{
		Info: info, Own: starred(o, info),
		Women: showValue(v.find(info.ID, id, period, code.Women), info), Men: showValue(v.find(info.ID, id, period, code.Men), info),
		Nation: starred(v.find(info.ID, nation, period, code.TotalSex), info),
	}
	if period != v.set.Latest() {
		row.Period = period.String()
	}
	if m, ok := area.Default().Lookup(id.Code); ok && id.Type == area.Municipality {
		row.County = starred(v.find(info.ID, area.ID{Type: area.County, Code: m.County}, period, code.TotalSex), info)
		row.Group = starred(v.find(info.ID, area.ID{Type: area.MunicipalityGroup, Code: m.Group}, period, code.TotalSex), info)
		if mean, n, ok := v.peerMean(info.ID, id.Code, period); ok && info.Kind != "count" {
			row.Peers = pageValue{Text: number(mean, info), Reason: ""}
		} else if info.Kind != "count" {
			row.Peers = pageValue{Text: "–", Reason: strconv.Itoa(n) + " av " + strconv.Itoa(peerCount) + " liknande kommuner visar ett värde"}
		}
	}
	if o.Value == nil {
		return row
	}
	row.compare(o, info)
	if s := r.axis(v, info, period, id.Type); s != nil {
		row.Spine = s.mark(*o.Value, o.VsNation, row.sentence(o))
	}
	row.Trend = newTrend(v, info, id)
	return row
}

// starred is a value with a star where it rests on participating municipalities
// only.
func starred(o *observation.Observation, info release.IndicatorInfo) pageValue {
	shown := showValue(o, info)
	if o != nil && o.Value != nil && partial(o) {
		shown.Text += "*"
		shown.Reason = o.AreaName
	}
	return shown
}

// compare fills in what follows from a value that shows.
func (r *reportRow) compare(o *observation.Observation, info release.IndicatorInfo) {
	r.Versus, r.VersusWord = o.VsNation, versusNation(o.VsNation)
	if o.Lower95 != nil && o.Upper95 != nil {
		r.Interval = interval(*o.Lower95, *o.Upper95, info)
	}
	if o.Rank != nil && o.RankOf != nil {
		r.Rank = strconv.Itoa(*o.Rank) + " av " + strconv.Itoa(*o.RankOf)
	}
	if o.Change != nil {
		r.Change, r.Direction = showChange(*o.Change, info)
	}
}

// sentence tells a row in words, for those who do not see its chart.
func (r *reportRow) sentence(o *observation.Observation) string {
	text := r.Info.ShortTitle().SV + ": " + r.Own.Text + ", riket " + r.Nation.Text
	if r.VersusWord != "" {
		text += ", " + r.VersusWord + " jämfört med riket"
	}
	if r.Rank != "" {
		text += ", plats " + r.Rank
	}
	return text
}

// axis is the spine of an indicator for areas of a type, made once.
func (r *reporter) axis(v *view, info release.IndicatorInfo, period code.Period, of area.Type) *spine {
	key := axis{v.set.Name, info.ID, of}
	if made, ok := r.axes.Load(key); ok {
		return made.(*spine)
	}
	s := newSpine(v, info, period, of)
	r.axes.Store(key, s)
	return s
}
