package publish

import (
	"fmt"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// className names what a row is of: its age group, or its dimension and category;
// as the columns have them where the indicator does not describe its splits.
func className(info release.IndicatorInfo, o *observation.Observation) (age, dimension, category string) {
	age, dimension, category = o.AgeGroup, o.Dimension, o.Category
	for _, split := range info.Splits {
		for _, x := range split.Classes {
			switch {
			case split.Dimension == release.AgeSplit && x.Code == o.AgeGroup:
				age = x.Title.SV
			case split.Dimension == o.Dimension && x.Code == o.Category:
				dimension, category = split.Title.SV, x.Title.SV
			}
		}
	}
	return age, dimension, category
}

// splitText tells by what an indicator's values are divided, and for which areas.
func splitText(info release.IndicatorInfo) string {
	var lines []string
	for _, split := range info.Splits {
		var classes, grains []string
		for _, x := range split.Classes {
			classes = append(classes, x.Title.SV)
		}
		for _, g := range split.Grains {
			grains = append(grains, strings.ToLower(grainName(g).SV))
		}
		lines = append(lines, split.Title.SV+": "+strings.Join(classes, ", ")+" ("+strings.Join(grains, ", ")+")")
	}
	return strings.Join(lines, "\n")
}

// partedSheet shows age groups and other divisions of the latest period above
// the municipality; those of municipalities are in the data files.
func (b *book) partedSheet() error {
	if len(b.v.parted) == 0 {
		return nil
	}
	heads := append(keyHeads[:6:6], "Period", "Åldersgrupp", "Indelning", "Klass", "Värde")
	widths := append(keyWidths[:6:6], 8, 14, 18, 24, 12)
	s, err := b.long(sheetParted, "Åldersgrupper och andra indelningar", "Riket, län och kommungrupper, senaste perioden. Kommunernas rader finns i datafilerna.", heads, widths, 4)
	if err != nil {
		return err
	}
	for _, i := range b.v.parted {
		o := &b.v.set.Observations[i]
		info, ok := b.v.set.Indicator(o.Indicator)
		if !ok || o.Period != b.v.latest(o.Indicator) || o.Area.Type == area.Municipality || o.Area.Type == area.Unit {
			continue
		}
		cells, err := s.key(info, o.Area, o.AreaName, o.Sex)
		if err != nil {
			return err
		}
		age, dimension, category := className(info, o)
		more, err := s.cells(style{upper: true}, o.Period.String(), age, dimension, category)
		if err != nil {
			return err
		}
		value, err := s.observationCell(o, column{info: info, sex: o.Sex})
		if err != nil {
			return err
		}
		if err := s.add(0, append(append(cells, more...), value)...); err != nil {
			return err
		}
	}
	if err := s.filter(longHeader, len(heads), 2); err != nil {
		return err
	}
	return s.done()
}

// definitionSheet tells how every indicator is made.
func (b *book) definitionSheet() error {
	heads := []string{
		"Id", "Indikator", "In English", "Fråga", "Beskrivning", "Täljare", "Nämnare", "Enhet", "Räknar", "Typ", "Delas på", "Riktning",
		"Sammanvägning", "Intervallmetod", "Lägsta nämnare", "Täckningsgräns", "Jämförbar från", "Källa", "Att tänka på", "Tolkning", "Andel bredvid värdet",
	}
	widths := []float64{9, 34, 34, 22, 44, 36, 36, 16, 18, 16, 34, 18, 22, 14, 10, 12, 12, 30, 44, 44, 30}
	s, err := b.long(sheetDefinitions, "Definitioner", "Så är varje indikator beräknad.", heads, widths, 2)
	if err != nil {
		return err
	}
	for _, info := range b.v.set.Indicators {
		texts := definition(info)
		cells, err := s.cells(style{kind: wrapCell}, texts...)
		if err != nil {
			return err
		}
		if err := s.add(textHeight(texts, widths), cells...); err != nil {
			return err
		}
	}
	if err := s.filter(longHeader, len(heads), 2); err != nil {
		return err
	}
	return s.done()
}

// definition is an indicator's row of the definition sheet.
func definition(i release.IndicatorInfo) []string {
	base, coverage, caveats := "", "", i.Caveats.SV
	if i.MinBase > 0 {
		base = strconv.FormatInt(i.MinBase, 10)
	}
	if i.CoverageLimit > 0 {
		coverage = fmt.Sprintf("%g %%", i.CoverageLimit)
	}
	if i.EstimatedPopulation {
		caveats += "\n" + estimateNotice.SV
	}
	return []string{
		i.ID, i.Title.SV, i.Title.EN, i.Question.Text().SV, i.Description.SV, i.Numerator.SV, i.Denominator.SV,
		i.Unit.SV, i.Counting.SV, kindName(i.Kind).SV, splitText(i), i.Direction.Text().SV, i.Weighting.SV, i.Method, base, coverage,
		i.ComparableFrom.String(), i.Source.SV, caveats, i.Interpretation.SV, pairedShare(i),
	}
}

// pairedShare tells what share stands beside the value (paired_share), and the
// least that gives one.
func pairedShare(i release.IndicatorInfo) string {
	if i.PairingLimit == 0 {
		return i.PairedShare.SV
	}
	return fmt.Sprintf("%s. Under %d procent visas inget värde.", i.PairedShare.SV, i.PairingLimit)
}

// qualitySheet holds the quality declaration, remarks and breaks.
func (b *book) qualitySheet() error {
	widths := []float64{26, 26, 10, 100}
	s, err := b.addSheet(sheetQuality, widths, 0, 0)
	if err != nil {
		return err
	}
	if err := s.heading("Kvalitet", coverageSentence(b)); err != nil {
		return err
	}
	heads, err := s.cells(style{kind: headerCell}, "Uppgift", "Avser", "Period", "Text")
	if err != nil {
		return err
	}
	if err := s.add(0, heads...); err != nil {
		return err
	}
	for _, row := range b.qualityRows() {
		cells, err := s.cells(style{kind: wrapCell}, row...)
		if err != nil {
			return err
		}
		if err := s.add(textHeight(row, widths), cells...); err != nil {
			return err
		}
	}
	return s.done()
}

func coverageSentence(b *book) string { return "Täckning: " + coverageText(b.v, code.Swedish) }

func (b *book) qualityRows() [][]string {
	set := b.v.set
	rows := [][]string{{"Kvalitetsdeklaration", set.Title.SV, "", set.Quality.SV}}
	for _, concept := range newDeclaration(b.e, set).Concepts {
		if !concept.Written { // what people wrote stands whole above
			rows = append(rows, []string{concept.Name.SV, set.Title.SV, "", concept.Text.SV})
		}
	}
	if b.e.Replaces != "" {
		rows = append(rows, []string{"Rättelse eller revidering", b.e.Replaces, "", b.e.Cause.SV})
	}
	for _, i := range set.Indicators {
		for _, br := range i.Breaks {
			rows = append(rows, []string{"Brott i serien", i.ID, br.Period.String(), br.Text.SV})
		}
		if i.EstimatedPopulation {
			rows = append(rows, []string{"Skattad befolkning", i.ID, "", estimateNotice.SV})
		}
	}
	for _, r := range set.Remarks {
		about := r.Indicator
		if name := area.Default().Name(r.Area).SV; name != "" {
			about += " " + name
		}
		rows = append(rows, []string{"Anmärkning", about, r.Period.String(), r.Text.SV})
	}
	for _, id := range b.v.rows() {
		rows = append(rows, b.partialRows(id)...)
	}
	return rows
}

// partialRows tells for which indicators an upper area is shown as its
// participating municipalities only, one row for each name it carries.
func (b *book) partialRows(id area.ID) [][]string {
	if id.Type == area.Municipality {
		return nil
	}
	var rows [][]string
	at := map[string]int{}
	for _, i := range b.v.set.Indicators {
		o := b.v.find(i.ID, id, b.v.latest(i.ID), code.TotalSex)
		if o == nil || !partial(o) {
			continue
		}
		key := o.AreaName + " " + o.Period.String()
		if n, known := at[key]; known {
			rows[n][3] += ", " + i.ID
			continue
		}
		at[key] = len(rows)
		rows = append(rows, []string{"Låg täckning", area.Default().Name(id).SV, o.Period.String(), o.AreaName + " visas i stället för hela området: " + i.ID})
	}
	return rows
}

// deliverySheet shows per municipality and collection whether it delivered.
func (b *book) deliverySheet() error {
	heads, widths := []string{"Kod", "Kommun", "Län"}, []float64{7, 22, 22}
	for _, c := range b.v.set.Coverage {
		heads, widths = append(heads, c.Title.SV+" "+c.Period.String()), append(widths, 18)
	}
	s, err := b.long(sheetDelivery, "Leveranser och bortfall", "Nollrapport betyder att kommunen uppgett att den inte har något att rapportera. Bortfall betyder att uppgifter saknas.", heads, widths, 2)
	if err != nil {
		return err
	}
	for _, m := range area.Default().Municipalities {
		texts := []string{m.Code, m.Name, area.Default().Name(area.ID{Type: area.County, Code: m.County}).SV}
		for _, c := range b.v.set.Coverage {
			texts = append(texts, deliveryWord(c, m.Code))
		}
		cells, err := s.cells(style{}, texts...)
		if err != nil {
			return err
		}
		if err := s.add(0, cells...); err != nil {
			return err
		}
	}
	if err := s.filter(longHeader, len(heads), 2); err != nil {
		return err
	}
	return s.done()
}
