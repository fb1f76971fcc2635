package publish

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// The names of the sheets after the questions.
const (
	sheetSeries      = "Tidsserie"
	sheetRanks       = "Rangordning"
	sheetUncertainty = "Osäkerhet"
	sheetParted      = "Uppdelningar"
	sheetDefinitions = "Definitioner"
	sheetQuality     = "Kvalitet"
	sheetDelivery    = "Leveranser"
)

const longHeader = headingRows + 1

// long begins a sheet with one header row below the heading.
func (b *book) long(name, title, note string, heads []string, widths []float64, frozenColumns int) (*sheet, error) {
	s, err := b.addSheet(name, widths, longHeader, frozenColumns)
	if err != nil {
		return nil, err
	}
	if err := s.heading(title, note); err != nil {
		return nil, err
	}
	cells, err := s.cells(style{kind: headerCell}, heads...)
	if err != nil {
		return nil, err
	}
	return s, s.add(max(32, textHeight(heads, widths)), cells...)
}

// each calls do for every indicator, area and sex that has a row in any period.
func (b *book) each(do func(info release.IndicatorInfo, id area.ID, sex code.Sex) error) error {
	for _, info := range b.v.set.Indicators {
		sexes := b.v.sexes(info.ID)
		for _, id := range b.v.rows() {
			if err := b.ctx.Err(); err != nil {
				return err
			}
			for _, sex := range sexes {
				if err := do(info, id, sex); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// key is the leading cells of a row about one observation, or several that
// share the area's name.
func (s *sheet) key(info release.IndicatorInfo, id area.ID, name string, sex code.Sex) ([]excelize.Cell, error) {
	return s.cells(style{upper: id.Type != area.Municipality},
		info.ID, info.ShortTitle().SV, id.Code, name, grainName(id.Type).SV, sex.Text().SV)
}

var (
	keyHeads  = []string{"Id", "Indikator", "Kod", "Område", "Områdestyp", "Kön"}
	keyWidths = []float64{9, 46, 7, 30, 13, 10}
)

// seriesSheet shows all periods side by side.
func (b *book) seriesSheet() error {
	heads, widths := keyHeads[:6:6], keyWidths[:6:6]
	for _, p := range b.v.set.Periods {
		heads, widths = append(heads, p.String()), append(widths, 12)
	}
	heads, widths = append(heads, "Förändring, senaste", "Utveckling"), append(widths, 13, 14)
	s, err := b.long(sheetSeries, "Utveckling över tid", "Värden för alla perioder. Förändringen avser senaste perioden jämfört med den föregående.", heads, widths, 4)
	if err != nil {
		return err
	}
	err = b.each(func(info release.IndicatorInfo, id area.ID, sex code.Sex) error {
		return s.seriesRow(info, id, sex)
	})
	if err != nil {
		return err
	}
	if err := s.filter(longHeader, len(heads), 4); err != nil {
		return err
	}
	return s.done()
}

func (s *sheet) seriesRow(info release.IndicatorInfo, id area.ID, sex code.Sex) error {
	cells, err := s.key(info, id, s.b.seriesName(info, id, sex), sex)
	if err != nil {
		return err
	}
	some := false
	periods := s.b.v.set.Periods
	for _, p := range periods {
		o := s.b.v.find(info.ID, id, p, sex)
		some = some || o != nil
		cell, err := s.observationCell(o, column{info: info, sex: sex})
		if err != nil {
			return err
		}
		cells = append(cells, cell)
	}
	if !some {
		return nil
	}
	last := s.b.v.find(info.ID, id, periods[len(periods)-1], sex)
	change, err := s.observationCell(last, column{info: info, sex: sex, change: true})
	if err != nil {
		return err
	}
	word := ""
	if last != nil {
		word = trendWord(last.Trend)
	}
	trend, err := s.cell(word, style{upper: id.Type != area.Municipality})
	if err != nil {
		return err
	}
	return s.add(0, append(cells, change, trend)...)
}

// seriesName names the row of a series: by the name that all its periods carry,
// else by the area's own, and the values of participating municipalities have
// their star.
func (b *book) seriesName(info release.IndicatorInfo, id area.ID, sex code.Sex) string {
	name := ""
	for _, p := range b.v.set.Periods {
		o := b.v.find(info.ID, id, p, sex)
		switch {
		case o == nil:
		case name == "":
			name = o.AreaName
		case name != o.AreaName:
			return area.Default().Name(id).SV
		}
	}
	return name
}

// uncertaintySheet shows what the latest values rest on and how sure they are.
func (b *book) uncertaintySheet() error {
	heads := append(keyHeads[:6:6], "Period", "Värde", "Täljare", "Nämnare", "Nedre 95 %", "Övre 95 %", "Jämfört med riket", "Antal personer", "Metod", "Varför värde eller rang saknas")
	widths := append(keyWidths[:6:6], 8, 12, 14, 14, 12, 12, 16, 12, 16, 44)
	s, err := b.long(sheetUncertainty, "Underlag och osäkerhet", "95-procentiga konfidensintervall för senaste perioden.", heads, widths, 4)
	if err != nil {
		return err
	}
	err = b.each(func(info release.IndicatorInfo, id area.ID, sex code.Sex) error {
		o := b.v.find(info.ID, id, b.v.latest(info.ID), sex)
		if o == nil {
			return nil
		}
		return s.uncertaintyRow(info, o)
	})
	if err != nil {
		return err
	}
	if err := s.filter(longHeader, len(heads), 4); err != nil {
		return err
	}
	return s.done()
}

func (s *sheet) uncertaintyRow(info release.IndicatorInfo, o *observation.Observation) error {
	cells, err := s.key(info, o.Area, o.AreaName, o.Sex)
	if err != nil {
		return err
	}
	upper := o.Area.Type != area.Municipality
	number := style{kind: numberCell, decimals: info.Decimals, upper: upper}
	value, err := s.observationCell(o, column{info: info, sex: o.Sex})
	if err != nil {
		return err
	}
	text := style{upper: upper}
	more := []struct {
		value any
		of    style
	}{
		{o.Period.String(), text},
		{nil, text}, // the value, made above
		{exactNumber(o.Numerator), style{kind: countCell, decimals: fractionLength(o.Numerator), upper: upper}},
		{exactNumber(o.Denominator), style{kind: countCell, decimals: fractionLength(o.Denominator), upper: upper}},
		{optional(o.Lower95), number},
		{optional(o.Upper95), number},
		{versusNation(o.VsNation), text},
		{optional(o.Persons), style{kind: countCell, upper: upper}},
		{o.Method, text},
		{s.b.why(o), text},
	}
	for i, m := range more {
		cell := value
		if i != 1 {
			if cell, err = s.cell(m.value, m.of); err != nil {
				return err
			}
		}
		cells = append(cells, cell)
	}
	return s.add(0, cells...)
}

// why tells in words why an observation has no value, or no rank: its status, and
// the reason that the release gives for its code. What is suppressed never gives
// more than that it is.
func (b *book) why(o *observation.Observation) string {
	reason := ""
	for _, r := range b.e.Reasons {
		if o.Reason != "" && r.Code == o.Reason {
			reason = r.Text.SV
		}
	}
	switch {
	case o.Value != nil:
		return reason
	case reason == "" || o.Status == code.Suppressed:
		return o.Status.Text().SV
	default:
		return o.Status.Text().SV + ": " + reason
	}
}

func versusNation(v string) string {
	names := map[string]string{"better": "bättre", "similar": "ingen säker skillnad", "worse": "sämre", "higher": "högre", "lower": "lägre"}
	if text, ok := names[v]; ok {
		return text
	}
	return v
}

// trendWord tells a trend in Swedish; unknown ones keep their code.
func trendWord(trend string) string {
	names := map[string]string{"increasing": "ökar", "decreasing": "minskar", "no_change": "ingen säker förändring", "cannot_be_calculated": "kan inte beräknas"}
	if text, ok := names[trend]; ok {
		return text
	}
	return trend
}

// optional unwraps a pointer into a cell value: nil leaves the cell empty.
func optional[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// exactNumber is decimal text as a cell value. A spreadsheet holds fifteen
// digits; the CSV holds them all.
func exactNumber(text string) any {
	if text == "" {
		return nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return v
}

func fractionLength(text string) int {
	for i := range text {
		if text[i] == '.' {
			return len(text) - i - 1
		}
	}
	return 0
}
