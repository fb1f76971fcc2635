package publish

import (
	"context"
	_ "embed"
	"html/template"
	"io"
	"path"
	"strings"
	"sync"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

//go:embed page.html
var pageText string

// pageTemplate is parsed once; a template that does not parse is a bug that
// every test of the package meets.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageText))
})

// pageFormat is the page that a person reads first: what the release holds, its
// national figures, how to read them, who delivered, and links to the files.
// It needs no script and no other file, prints on A4 and is Swedish first.
func pageFormat(e *release.Edition, files []release.FileInfo) format {
	return format{
		path: "index.html", mediaType: "text/html; charset=utf-8",
		write: func(_ context.Context, w io.Writer, _ string) (int64, error) {
			return 0, pageTemplate().Execute(w, newPage(e, files))
		},
	}
}

// page is what the template shows.
type page struct {
	Title, Lead      code.Text
	Synthetic        bool
	Notice, Estimate code.Text
	E                *release.Edition
	State            code.Text
	Sets             []pageSet
	Marks            []pageMark
	Other            []pageFile // files that belong to no set
	Reports          []pageCounty
}

type pageMark struct {
	Mark string
	Text code.Text
}

type pageSet struct {
	Name     string
	Info     release.SetInfo
	Period   string
	Periods  string
	Before   string   // the period that changes are counted from
	Quality  []string // paragraphs
	Coverage []pageCoverage
	Groups   []pageGroup
	Remarks  []release.Remark
	Files    []pageFile
}

type pageGroup struct {
	Question code.Text
	Rows     []pageRow
}

type pageCoverage struct {
	Title                      code.Text
	Period                     string
	Delivered, Zero, Lost, All int
	Absent                     []string // of the latest period
}

type pageFile struct {
	Path, Name, Size, Rows, Digest string
	What                           code.Text
}

func newPage(e *release.Edition, files []release.FileInfo) page {
	p := page{
		Title:     code.Text{SV: "Jämförelsetal för socialtjänsten", EN: "Comparison figures for social services"},
		Synthetic: e.Synthetic, Notice: syntheticNotice, Estimate: estimateNotice, E: e,
		State: code.Text{SV: "Slutliga uppgifter", EN: "Final figures"},
	}
	if len(e.Sets) == 1 {
		p.Title, p.Lead = e.Sets[0].Title, e.Sets[0].Description
	}
	if e.Preliminary {
		p.State = code.Text{SV: "Preliminära uppgifter", EN: "Preliminary figures"}
	}
	for _, s := range markedStatuses {
		p.Marks = append(p.Marks, pageMark{s.Mark(), s.Text()})
	}
	for i := range e.Sets {
		p.Sets = append(p.Sets, newPageSet(&e.Sets[i], files))
	}
	p.Reports = newPageReports(files)
	for _, f := range files {
		if !ofSet(f.Path, e) && path.Dir(path.Dir(f.Path)) != "reports" {
			p.Other = append(p.Other, newPageFile(f))
		}
	}
	return p
}

// pageCounty is a county with the reports of its municipalities.
type pageCounty struct {
	reportLink
	Municipalities []reportLink
}

// newPageReports lists the reports there are, municipalities under their county.
func newPageReports(files []release.FileInfo) []pageCounty {
	there := map[string]bool{}
	for _, f := range files {
		there[f.Path] = true
	}
	var list []pageCounty
	for _, county := range area.Default().Counties {
		c := pageCounty{reportLink: reportLink{Name: county.Name.SV}}
		if file := reportPath(county.ID); there[file] {
			c.Path = file
		}
		for _, member := range area.Default().Members(county.ID) {
			id := area.ID{Type: area.Municipality, Code: member}
			if file := reportPath(id); there[file] {
				c.Municipalities = append(c.Municipalities, reportLink{area.Default().Name(id).SV, file})
			}
		}
		if c.Path != "" || len(c.Municipalities) > 0 {
			list = append(list, c)
		}
	}
	return list
}

func newPageSet(s *release.Set, files []release.FileInfo) pageSet {
	v := newView(s)
	p := pageSet{
		Name: s.Name, Info: s.SetInfo, Period: s.Latest().String(), Periods: joinPeriods(s.Periods),
		Remarks: s.Remarks, Quality: strings.Split(s.Quality.SV, "\n\n"),
	}
	if n := len(s.Periods); n > 1 && s.Periods[n-2].IsYear() == s.Periods[n-1].IsYear() {
		p.Before = s.Periods[n-2].String()
	}
	for _, q := range v.questions() {
		g := pageGroup{Question: q.Text()}
		for _, info := range v.indicators(q) {
			g.Rows = append(g.Rows, newPageRow(v, info))
		}
		p.Groups = append(p.Groups, g)
	}
	for _, c := range s.Coverage {
		p.Coverage = append(p.Coverage, newPageCoverage(c, s.Latest()))
	}
	for _, f := range files {
		if stem(f.Path) == s.Name {
			p.Files = append(p.Files, newPageFile(f))
		}
	}
	return p
}

func newPageCoverage(c release.Coverage, latest code.Period) pageCoverage {
	all := len(area.Default().Areas(area.Municipality))
	row := pageCoverage{
		Title: c.Title, Period: c.Period.String(), All: all,
		Delivered: len(c.Delivered), Zero: len(c.ZeroReport), Lost: all - len(c.Delivered),
	}
	if c.Period == latest {
		row.Absent = absent(c)
	}
	return row
}

// stem is a path's file name up to its first dot.
func stem(name string) string {
	base := path.Base(name)
	for i := range base {
		if base[i] == '.' {
			return base[:i]
		}
	}
	return base
}

func ofSet(name string, e *release.Edition) bool {
	for _, s := range e.Sets {
		if stem(name) == s.Name && path.Dir(name) != "metadata" {
			return true
		}
	}
	return false
}

// newPageFile describes a file for readers by its folder and ending.
func newPageFile(f release.FileInfo) pageFile {
	p := pageFile{Path: f.Path, Name: path.Base(f.Path), Size: byteSize(f.Bytes), Digest: f.SHA256, What: fileWords(f.Path)}
	if f.Rows > 0 {
		p.Rows = code.Number(float64(f.Rows), 0, code.Swedish)
	}
	return p
}

func byteSize(n int64) string {
	switch {
	case n >= 1<<20:
		return code.Number(float64(n)/(1<<20), 1, code.Swedish) + " MB"
	case n >= 1<<10:
		return code.Number(float64(n)/(1<<10), 0, code.Swedish) + " kB"
	default:
		return code.Number(float64(n), 0, code.Swedish) + " byte"
	}
}

// splitWord is a split's part of a file name, as readers write it.
func splitWord(stem string) string {
	switch stem {
	case splitStem(release.AgeSplit):
		return "åldersgrupp"
	case "svarighetsgrad":
		return "svårighetsgrad"
	}
	return stem
}

func lowerFirst(text string) string { return strings.ToLower(text[:1]) + text[1:] }

func fileWords(name string) code.Text {
	switch name {
	case "metadata/indicators.json":
		return code.Text{SV: "Definitioner på svenska och engelska", EN: "Definitions in Swedish and English"}
	case "metadata/areas.json":
		return code.Text{SV: "Områden: koder, namn och tillhörighet", EN: "Areas: codes, names and memberships"}
	case "metadata/release.json":
		return code.Text{SV: "Utgåvans fakta, kolumner och täckning", EN: "Facts of the release, columns and coverage"}
	case "metadata/peers.json":
		return code.Text{SV: "Hur liknande kommuner är valda", EN: "How similar municipalities are chosen"}
	case peersPath:
		return code.Text{SV: "Liknande kommuner, per verksamhetsområde", EN: "Similar municipalities, by service area"}
	}
	if folder := path.Dir(name); folder == "jsonstat" || folder == "px" {
		if split := strings.TrimPrefix(strings.TrimSuffix(path.Base(name), path.Ext(name)), stem(name)); split != "" {
			whole := fileWords(folder + "/" + stem(name) + path.Ext(name))
			return code.Text{SV: "Uppdelade: " + lowerFirst(whole.SV) + ", efter " + splitWord(split[1:]), EN: "Split: " + lowerFirst(whole.EN) + ", by " + split[1:]}
		}
	}
	switch {
	case strings.HasSuffix(name, ".excel.csv"):
		return code.Text{SV: "Alla uppgifter som CSV för svenskt Excel (semikolon, decimalkomma)", EN: "All observations as CSV for Swedish spreadsheets"}
	case strings.HasSuffix(name, ".csv-metadata.json"):
		return code.Text{SV: "Beskrivning av CSV-filen enligt W3C (CSVW)", EN: "Description of the CSV (CSVW)"}
	case path.Dir(name) == "quality" && path.Ext(name) == ".html":
		return code.Text{SV: "Kvalitetsdeklaration", EN: "Quality declaration"}
	case path.Dir(name) == "quality":
		return code.Text{SV: "Kvalitetsdeklaration för program, efter begreppen i SIMS", EN: "Quality declaration by the concepts of SIMS"}
	case path.Dir(name) == peersFolder:
		return code.Text{SV: "Liknande kommuners ovägda medelvärden", EN: "Unweighted means of similar municipalities"}
	case path.Dir(name) == unweightedFolder:
		return code.Text{SV: "Ovägda medelvärden för län, kommungrupper och riket", EN: "Unweighted means of counties, groups and the nation"}
	case path.Dir(name) == "jsonstat":
		return code.Text{SV: "Värden som JSON-stat 2.0", EN: "Values as JSON-stat 2.0"}
	}
	switch path.Ext(name) {
	case ".px":
		return code.Text{SV: "Värden som PX (PC-Axis)", EN: "Values as PX (PC-Axis)"}
	case ".xlsx":
		return code.Text{SV: "Jämförelsetabeller i Excel", EN: "Comparison workbook"}
	case ".csv":
		return code.Text{SV: "Alla uppgifter som CSV", EN: "All observations as CSV"}
	case ".parquet":
		return code.Text{SV: "Alla uppgifter som Parquet", EN: "All observations as Parquet"}
	}
	return code.Text{}
}
