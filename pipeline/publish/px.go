package publish

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// pxFormat is the set as a PC-Axis file for the Nordic statistics tools:
// iso-8859-1, areas and sexes down, indicators and periods across.
//
// In PX "-" stands for nothing to report, a true zero. So missing cells carry
// three dots here and DATASYMBOL3 shows them as the release's own mark.
func pxFormat(e *release.Edition, s *release.Set) format {
	return format{
		path: "px/" + s.Name + ".px", mediaType: pxMediaType,
		write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
			return 0, writePX(ctx, w, e, newCube(s))
		},
	}
}

const pxMediaType = "text/x-pcaxis; charset=iso-8859-1"

func writePX(ctx context.Context, w io.Writer, e *release.Edition, c *cube) error {
	encoded := encoding.ReplaceUnsupported(charmap.ISO8859_1.NewEncoder()).Writer(w)
	out := bufio.NewWriter(encoded)
	p := pxFile{out: out, e: e, c: c}
	if err := p.head(ctx); err != nil {
		return err
	}
	if err := p.data(ctx); err != nil {
		return err
	}
	return out.Flush()
}

// pxFile writes keywords; the buffered writer keeps the first error for Flush.
type pxFile struct {
	out *bufio.Writer
	e   *release.Edition
	c   *cube
}

const (
	pxArea, pxSex, pxIndicator, pxPeriod = "område", "kön", "indikator", "period"
)

// split is the name of the variable of a split cube's classes, empty without.
func (p pxFile) split() string {
	if p.c.split == nil {
		return ""
	}
	return strings.ToLower(p.c.split.title.SV)
}

func (p pxFile) head(ctx context.Context) error {
	s := p.c.v.set
	title, by, stub := s.Title.SV, "område, kön", []string{pxArea, pxSex}
	if split := p.split(); split != "" {
		by, stub = by+", "+split, append(stub, split)
	}
	if p.e.Synthetic {
		title = "SYNTETISKA DATA: " + title
	}
	date := strings.ReplaceAll(p.e.Created, "-", "") + " 00:00"
	p.text("CHARSET", "ANSI")
	p.text("AXIS-VERSION", "2013")
	p.text("CODEPAGE", "iso-8859-1")
	p.text("LANGUAGE", "sv")
	p.text("TABLEID", p.c.stem())
	p.text("CREATION-DATE", date)
	p.word("DECIMALS", fmt.Sprint(p.decimals()))
	p.word("SHOWDECIMALS", fmt.Sprint(p.decimals()))
	p.text("MATRIX", matrixName(p.c.stem()))
	p.word("AGGREGALLOWED", "NO")
	p.word("COPYRIGHT", "NO")
	p.word("OFFICIAL-STATISTICS", map[bool]string{true: "YES", false: "NO"}[p.e.OfficialStatistics])
	p.text("SUBJECT-CODE", string(s.ServiceArea)+pxIf(s.ServiceArea == "", "socialtjanst"))
	p.text("SUBJECT-AREA", "Socialtjänst")
	p.text("TITLE", title+" efter "+by+", indikator och period")
	p.text("CONTENTS", title)
	p.text("UNITS", "se indikator")
	p.text("STUB", stub...)
	p.text("HEADING", pxIndicator, pxPeriod)
	p.text("CONTVARIABLE", pxIndicator)
	p.variables()
	p.contents(date)
	for i, status := range []code.Status{code.NotApplicable, code.Suppressed, code.Missing} {
		p.text(fmt.Sprintf("DATASYMBOL%d", i+1), status.Mark())
	}
	p.text("SOURCE", p.e.Publisher)
	if p.e.Contact != "" {
		p.text("CONTACT", p.e.Contact)
	}
	p.text("NOTE", p.note())
	return p.cellNotes(ctx)
}

// variables names the values of the variables and their codes.
func (p pxFile) variables() {
	names, codes := p.areaNames()
	p.values(pxArea, "area", "G", names, codes)
	names, codes = nil, nil
	for _, sex := range p.c.sexes {
		names, codes = append(names, sex.Text().SV), append(codes, string(sex))
	}
	p.values(pxSex, "sex", "V", names, codes)
	if split := p.split(); split != "" {
		names, codes = p.classNames()
		p.values(split, p.c.split.dimension, "V", names, codes)
	}
	names, codes = p.indicatorNames()
	p.values(pxIndicator, "indicator", "", names, codes)
	names = nil
	annual := true
	for _, period := range p.c.periods {
		names = append(names, period.String())
		annual = annual && period.IsYear()
	}
	p.values(pxPeriod, "period", "T", names, names)
	if annual && len(names) > 0 {
		p.keyword("TIMEVAL", []string{pxPeriod})
		p.list("TLIST(A1),", names)
	}
}

func (p pxFile) areaNames() (names, codes []string) {
	for _, id := range p.c.areas {
		names, codes = append(names, area.Default().Name(id).SV), append(codes, id.Code)
	}
	return uniqueNames(names, codes), codes
}

func (p pxFile) classNames() (names, codes []string) {
	if p.c.split == nil {
		return nil, nil
	}
	for _, title := range p.c.split.titles {
		names = append(names, title.SV)
	}
	return uniqueNames(names, p.c.split.codes), p.c.split.codes
}

func (p pxFile) indicatorNames() (names, codes []string) {
	for _, info := range p.c.indicators {
		names, codes = append(names, info.Title.SV), append(codes, info.ID)
	}
	return uniqueNames(names, codes), codes
}

// cellNotes names the cells that are of participating municipalities only, all
// sexes in one note where they share it.
func (p pxFile) cellNotes(ctx context.Context) error {
	areas, _ := p.areaNames()
	classes, _ := p.classNames()
	indicators, _ := p.indicatorNames()
	type place struct {
		area, class, indicator, period int
		name                           string
	}
	cells, err := p.c.named(ctx)
	sexes := map[place]int{}
	at := func(c cubeCell) place { return place{c.area, c.class, c.indicator, c.period, c.o.AreaName} }
	for _, c := range cells {
		sexes[at(c)]++
	}
	for _, c := range cells {
		subject := []string{areas[c.area], p.c.sexes[c.sex].Text().SV}
		if sexes[at(c)] == len(p.c.sexes) {
			if c.sex > 0 {
				continue // the first sex's note is for all
			}
			subject[1] = "*"
		}
		if classes != nil {
			subject = append(subject, classes[c.class])
		}
		p.keyword("CELLNOTE", append(subject, indicators[c.indicator], p.c.periods[c.period].String()))
		p.list("", []string{c.o.AreaName})
	}
	return err
}

// values writes a variable's names, made unique by their codes, its codes, its own
// code and its type: G geography, T time, V any other; contents have none.
func (p pxFile) values(variable, id, kind string, names, codes []string) {
	p.keyword("VALUES", []string{variable})
	p.list("", uniqueNames(names, codes))
	p.keyword("CODES", []string{variable})
	p.list("", codes)
	p.keyword("VARIABLECODE", []string{variable})
	p.list("", []string{id})
	if kind != "" {
		p.keyword("VARIABLE-TYPE", []string{variable})
		p.list("", []string{kind})
	}
}

func uniqueNames(names, codes []string) []string {
	count := map[string]int{}
	for _, n := range names {
		count[n]++
	}
	unique := slices.Clone(names)
	for i, n := range names {
		if count[n] > 1 {
			unique[i] = n + " (" + codes[i] + ")"
		}
	}
	return unique
}

// contents gives each indicator its unit, decimals and date.
func (p pxFile) contents(date string) {
	names, _ := p.indicatorNames()
	for i, name := range names {
		info := p.c.indicators[i]
		p.keyword("UNITS", []string{name})
		p.list("", []string{info.Unit.SV})
		p.keyword("LAST-UPDATED", []string{name})
		p.list("", []string{date})
		if info.Decimals != p.decimals() {
			p.keyword("PRECISION", []string{pxIndicator, name})
			p.raw(fmt.Sprint(info.Decimals) + ";\n")
		}
	}
}

func (p pxFile) decimals() int {
	most := 0
	for _, info := range p.c.indicators {
		most = max(most, info.Decimals)
	}
	return most
}

func (p pxFile) note() string {
	parts := []string{}
	if p.e.Synthetic {
		parts = append(parts, syntheticNotice.SV)
	}
	if p.e.Preliminary {
		parts = append(parts, "Preliminära uppgifter.")
	}
	for _, status := range markedStatuses {
		parts = append(parts, status.Mark()+" "+status.Text().SV)
	}
	return strings.Join(append(parts, "Utgåva "+p.e.ID+"."), "#")
}

// data writes the cells, one line per area, sex and class.
func (p pxFile) data(ctx context.Context) error {
	p.raw("DATA=\n")
	width, n := len(p.c.indicators)*len(p.c.periods), 0
	err := p.c.each(ctx, func(number, mark string) error {
		n++
		p.raw(pxCell(number, mark) + " ")
		if n%width == 0 {
			p.raw("\n")
		}
		return nil
	})
	p.raw(";\n")
	return err
}

func pxCell(number, mark string) string {
	switch {
	case number != "":
		return number
	case mark == code.Missing.Mark():
		return `"..."`
	default:
		return `"` + mark + `"`
	}
}

// text writes a keyword with quoted values.
func (p pxFile) text(keyword string, values ...string) {
	p.raw(keyword + "=")
	p.list("", values)
}

// word writes a keyword with an unquoted value.
func (p pxFile) word(keyword, value string) { p.raw(keyword + "=" + value + ";\n") }

func (p pxFile) keyword(name string, subject []string) {
	quoted := make([]string, len(subject))
	for i, s := range subject {
		quoted[i] = pxQuote(s)
	}
	p.raw(name + "(" + strings.Join(quoted, ",") + ")=")
}

// list writes quoted values, a few a line.
func (p pxFile) list(before string, values []string) {
	p.raw(before)
	for i, v := range values {
		switch {
		case i > 0 && i%8 == 0:
			p.raw(",\n")
		case i > 0:
			p.raw(",")
		}
		p.raw(pxQuote(v))
	}
	p.raw(";\n")
}

func (p pxFile) raw(text string) { _, _ = p.out.WriteString(text) } // the writer keeps the error

// pxQuote quotes text: no quotation marks inside, long text on several lines.
func pxQuote(text string) string {
	plain := pxReplacer().Replace(text)
	const most = 200
	var lines []string
	for runes := []rune(plain); ; runes = runes[most:] {
		if len(runes) <= most {
			return strings.Join(append(lines, `"`+string(runes)+`"`), "\n")
		}
		lines = append(lines, `"`+string(runes[:most])+`"`)
	}
}

// pxReplacer replaces what a PX text cannot hold or iso-8859-1 has no sign for.
func pxReplacer() *strings.Replacer {
	return strings.NewReplacer(`"`, "'", "\n", "#", "\u2013", "-", "\u2014", "-", "\u2212", "-", "\u2019", "'", "\u201d", "'", "\u2026", "...", "\u202f", "\u00a0")
}

// matrixName is a table's short name: at most 20 characters.
func matrixName(name string) string {
	name = strings.ReplaceAll(strings.ToUpper(name), ".", "_")
	return name[:min(20, len(name))]
}

func pxIf(condition bool, text string) string {
	if condition {
		return text
	}
	return ""
}
