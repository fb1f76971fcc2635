package publish

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// column is one value column of a question sheet.
type column struct {
	info   release.IndicatorInfo
	period code.Period
	sex    code.Sex
	change bool // the change of the total instead of a value
	group  int  // on the first column of an indicator: how many it has
	width  float64
}

func (c column) header() string {
	switch {
	case c.change:
		return c.info.ID + " Förändring"
	default:
		return c.info.ID + " " + c.sex.Text().SV
	}
}

// columns lists the columns of a question: per indicator total, women, men and
// the change since the period before.
func (b *book) columns(q code.Question) []column {
	var list []column
	for _, info := range b.v.indicators(q) {
		period := b.v.latest(info.ID)
		from := len(list)
		for _, sex := range b.v.sexes(info.ID) {
			list = append(list, column{info: info, period: period, sex: sex})
		}
		if b.changes(info.ID, period) {
			list = append(list, column{info: info, period: period, sex: code.TotalSex, change: true})
		}
		if from == len(list) {
			continue
		}
		list[from].group = len(list) - from
		for i := from; i < len(list); i++ {
			list[i].width = max(columnWidth, leastGroup/float64(list[from].group))
		}
	}
	return list
}

// Widths in characters: of a value column, and of all columns of an indicator
// together, which its title is wrapped into.
const (
	columnWidth = 13
	leastGroup  = 34
)

// groupTitle is an indicator's title with its unit, where the title does not
// say it, and its period.
func groupTitle(info release.IndicatorInfo, period code.Period) string {
	title := info.ShortTitle().SV
	if !strings.Contains(strings.ToLower(title), strings.ToLower(info.Unit.SV)) {
		title += " (" + info.Unit.SV + ")"
	}
	return title + ", " + period.String()
}

func (b *book) changes(indicator string, period code.Period) bool {
	for _, id := range b.v.rows() {
		if o := b.v.find(indicator, id, period, code.TotalSex); o != nil && o.Change != nil {
			return true
		}
	}
	return false
}

// leading columns of a question sheet.
var leading = []struct {
	title string
	width float64
}{{"Kod", 7}, {"Område", 30}, {"Områdestyp", 13}, {"Län", 22}, {"Kommungrupp", 34}}

const questionHeader = headingRows + 2

// questionSheet shows the latest period of one question's indicators.
func (b *book) questionSheet(q code.Question) error {
	columns := b.columns(q)
	if len(columns) == 0 {
		return nil
	}
	var widths []float64
	for _, l := range leading {
		widths = append(widths, l.width)
	}
	for _, c := range columns {
		widths = append(widths, c.width)
	}
	// The nation's row stays in sight with the headers.
	s, err := b.addSheet(questionName(q).SV, widths, questionHeader+len(b.v.areas[area.Nation]), 2)
	if err != nil {
		return err
	}
	if err := s.heading(q.Text().SV, signNote); err != nil {
		return err
	}
	if err := s.questionHeaders(columns); err != nil {
		return err
	}
	for _, id := range b.v.rows() {
		if err := s.areaRow(id, columns); err != nil {
			return err
		}
	}
	if err := s.filter(questionHeader, len(widths), 2); err != nil {
		return err
	}
	return s.done()
}

const signNote = "▲ bästa fjärdedelen   ● mitten   ▼ sämsta fjärdedelen   .. sekretess   - bortfall   . ej tillämplig   * deltagande kommuner"

// questionHeaders writes the indicators' titles, each over all its columns, and
// below them the header row of the table, whose cells name indicator and sex.
func (s *sheet) questionHeaders(columns []column) error {
	titles := make([]excelize.Cell, len(leading)+len(columns))
	height := 0.0
	for i, c := range columns {
		if c.group == 0 {
			continue
		}
		text := groupTitle(c.info, c.period)
		var err error
		if titles[len(leading)+i], err = s.cell(text, style{kind: groupCell, first: true}); err != nil {
			return err
		}
		height = max(height, textHeight([]string{text}, []float64{c.width * float64(c.group)}))
		if err := s.join(len(leading)+i+1, c.group); err != nil {
			return err
		}
	}
	if err := s.add(height, titles...); err != nil {
		return err
	}
	var heads, numbers []string
	for _, l := range leading {
		heads = append(heads, l.title)
	}
	for _, c := range columns {
		numbers = append(numbers, c.header())
	}
	head, err := s.cells(style{kind: headerCell}, heads...)
	if err != nil {
		return err
	}
	number, err := s.cells(style{kind: numberHeaderCell}, numbers...)
	if err != nil {
		return err
	}
	return s.add(32, append(head, number...)...)
}

// join merges cells of the next row: titles above the table only.
func (s *sheet) join(column, n int) error {
	if n < 2 {
		return nil
	}
	first, err := excelize.CoordinatesToCellName(column, s.row+1)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(column+n-1, s.row+1)
	if err != nil {
		return err
	}
	return s.stream.MergeCell(first, last)
}

func (s *sheet) areaRow(id area.ID, columns []column) error {
	name := s.b.rowName(id, columns)
	cells, err := s.areaCells(id, name)
	if err != nil {
		return err
	}
	for _, c := range columns {
		o := s.b.v.find(c.info.ID, id, c.period, c.sex)
		cell, err := s.observationCell(o, c)
		if err != nil {
			return err
		}
		cells = append(cells, cell)
	}
	height := 0.0
	if id.Type != area.Municipality {
		height = textHeight([]string{name}, []float64{leading[1].width})
	}
	return s.add(height, cells...)
}

// areaCells are the leading cells of an area's row.
func (s *sheet) areaCells(id area.ID, name string) ([]excelize.Cell, error) {
	county, group := "", ""
	if m, ok := area.Default().Lookup(id.Code); ok && id.Type == area.Municipality {
		county = area.Default().Name(area.ID{Type: area.County, Code: m.County}).SV
		group = area.Default().Name(area.ID{Type: area.MunicipalityGroup, Code: m.Group}).SV
	}
	return s.cells(style{upper: id.Type != area.Municipality}, id.Code, name, grainName(id.Type).SV, county, group)
}

// rowName is the name of an area's row: its own, or that of its participating
// municipalities where every indicator of the row rests on these only.
func (b *book) rowName(id area.ID, columns []column) string {
	own := area.Default().Name(id).SV
	names := map[string]bool{}
	var last string
	for _, c := range columns {
		if o := b.v.find(c.info.ID, id, c.period, c.sex); o != nil {
			last = o.AreaName
			names[o.AreaName] = true
		}
	}
	if len(names) == 1 {
		return last
	}
	return own
}

// observationCell shows a value as a number, or the mark of its status.
func (s *sheet) observationCell(o *observation.Observation, c column) (excelize.Cell, error) {
	if o == nil {
		return s.cell(nil, style{first: c.group > 0})
	}
	upper := o.Area.Type != area.Municipality
	value := o.Value
	if c.change {
		value = o.Change
	}
	if value == nil {
		return s.cell(o.Status.Mark(), style{kind: markCell, upper: upper, first: c.group > 0})
	}
	of := style{kind: numberCell, decimals: c.info.Decimals, upper: upper, partial: partial(o), first: c.group > 0}
	if c.change {
		of.kind = changeCell
	} else if c.info.Direction != release.None {
		of.band = bandOf(o.Quartile)
	}
	return s.cell(*value, of)
}
