package publish

import (
	"fmt"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
)

// startSheet tells what the workbook holds and how to read it, Swedish first.
func (b *book) startSheet() error {
	widths := []float64{26, 100}
	s, err := b.addSheet("Om tabellerna", widths, 0, 0)
	if err != nil {
		return err
	}
	if err := s.heading(b.v.set.Title.SV, b.v.set.Title.EN); err != nil {
		return err
	}
	for _, section := range [][][2]string{b.facts(), b.reading(), b.contents(), b.english()} {
		if err := s.line(style{}, ""); err != nil {
			return err
		}
		for _, pair := range section {
			if err := s.pair(pair, widths); err != nil {
				return err
			}
		}
	}
	return s.done()
}

// pair writes a label and its text.
func (s *sheet) pair(pair [2]string, widths []float64) error {
	label, err := s.cell(pair[0], style{kind: labelCell})
	if err != nil {
		return err
	}
	text, err := s.cell(pair[1], style{kind: wrapCell})
	if err != nil {
		return err
	}
	return s.add(textHeight(pair[:], widths), label, text)
}

func (b *book) facts() [][2]string {
	e, set := b.e, b.v.set
	state := "Slutlig"
	if e.Preliminary {
		state = "Preliminär"
	}
	pairs := [][2]string{
		{"Innehåll", set.Description.SV},
		{"Perioder", joinPeriods(set.Periods)},
		{"Täckning", coverageText(b.v, code.Swedish)},
		{"Status", state},
		{"Utgåva", fmt.Sprintf("%s, version %d, %s", e.ID, e.Version, e.Created)},
	}
	if e.Replaces != "" {
		pairs = append(pairs, [2]string{"Ersätter", e.Replaces + ": " + e.Cause.SV})
	}
	pairs = append(pairs, [2]string{"Utgivare", strings.Trim(e.Publisher+", "+e.Contact, ", ")})
	if e.License != "" {
		pairs = append(pairs, [2]string{"Licens", e.License})
	}
	return pairs
}

func (b *book) reading() [][2]string {
	return [][2]string{
		{"Så läser du tabellerna", "Varje frågeblad visar senaste perioden: kommunerna nedåt, indikatorerna åt höger med totalt, kvinnor och män. Riket står överst, län och kommungrupper under kommunerna. Filtrera på kolumnen Områdestyp för att se en sort i taget."},
		{best.sign() + " bästa fjärdedelen", "Grön. De 25 procent av områdena av samma typ som har bäst värde."},
		{middle.sign() + " mitten", "Gul. Områdena däremellan."},
		{worst.sign() + " sämsta fjärdedelen", "Röd. De 25 procent som har sämst värde. Färgen är relativ: röd betyder inte att resultatet är dåligt, bara att andra har bättre. Indikatorer utan riktning har ingen färg."},
		{code.Suppressed.Mark(), code.Suppressed.Text().SV + ". Uppgiften bygger på få personer eller skulle göra det möjligt att räkna fram en annan uppgift."},
		{code.Missing.Mark(), code.Missing.Text().SV + ". Kommunen har inte lämnat uppgifter. Det är inte noll."},
		{code.NotApplicable.Mark(), code.NotApplicable.Text().SV + ". Det finns inget att beräkna på."},
		{"0", "Noll är ett värde: det har hänt noll gånger."},
		{"*", "Värdet avser deltagande kommuner, inte hela området, eftersom för få kommuner har lämnat uppgifter."},
		{"Osäkerhet", "Små kommuner varierar slumpmässigt mellan åren. Bladet Osäkerhet visar 95-procentiga intervall för varje område för sig. Om två områden skiljer sig åt går inte att se på om deras intervall överlappar."},
		{"Indelning", boundariesOf(b.e).Text.SV},
		{"Orsak och verkan", "Tabellerna beskriver hur det går. De visar inte varför."},
	}
}

// contents lists the sheets.
func (b *book) contents() [][2]string {
	pairs := [][2]string{{"Blad", ""}}
	for _, q := range b.v.questions() {
		pairs = append(pairs, [2]string{questionName(q).SV, q.Text().SV})
	}
	pairs = append(pairs,
		[2]string{sheetSeries, "Alla perioder"},
		[2]string{sheetRanks, "Kommunernas rang per indikator"},
		[2]string{sheetUncertainty, "Täljare, nämnare, intervall och varför ett värde saknas, senaste perioden"})
	if len(b.v.parted) > 0 {
		pairs = append(pairs, [2]string{sheetParted, "Åldersgrupper och andra indelningar för riket, län och kommungrupper"})
	}
	return append(pairs,
		[2]string{sheetDefinitions, "Hur varje indikator är beräknad"},
		[2]string{sheetQuality, "Kvalitetsdeklaration, anmärkningar och brott i serier"},
		[2]string{sheetDelivery, "Vilka kommuner som har lämnat uppgifter"},
		[2]string{"Öppna data", "Samma uppgifter och fler indelningar finns som CSV och Parquet i mappen data."})
}

func (b *book) english() [][2]string {
	return [][2]string{
		{"In English", b.v.set.Description.In(code.English)},
		{"Coverage", coverageText(b.v, code.English)},
		{"How to read", "One sheet per question with the latest period: municipalities down, indicators across (total, women, men). " +
			best.sign() + " green is the best quarter, " + middle.sign() + " yellow the middle half, " + worst.sign() + " red the worst quarter of areas of the same type; indicators without a direction have no colour."},
		{"Marks", code.Suppressed.Mark() + " " + code.Suppressed.Text().EN + "; " + code.Missing.Mark() + " " + code.Missing.Text().EN + "; " +
			code.NotApplicable.Mark() + " " + code.NotApplicable.Text().EN + "; 0 is a value; * participating municipalities only."},
		{"Definitions", "metadata/indicators.json holds every definition in Swedish and English."},
	}
}

func joinPeriods(periods []code.Period) string {
	texts := make([]string, len(periods))
	for i, p := range periods {
		texts[i] = p.String()
	}
	return strings.Join(texts, ", ")
}

// coverageText tells how many municipalities delivered for the latest period,
// per collection.
func coverageText(v *view, lang code.Lang) string {
	all := len(area.Default().Areas(area.Municipality))
	var texts []string
	for _, c := range v.set.Coverage {
		if c.Period != v.set.Latest() {
			continue
		}
		text := c.Title.In(lang) + " " + c.Period.String() + ": "
		if lang == code.English {
			text += strconv.Itoa(len(c.Delivered)) + " of " + strconv.Itoa(all) + " municipalities"
			if n := len(c.ZeroReport); n > 0 {
				text += ", of which " + strconv.Itoa(n) + " reported zero"
			}
		} else {
			text += strconv.Itoa(len(c.Delivered)) + " av " + strconv.Itoa(all) + " kommuner"
			if n := len(c.ZeroReport); n > 0 {
				text += ", varav " + strconv.Itoa(n) + " med nollrapport"
			}
		}
		texts = append(texts, text)
	}
	if len(texts) == 0 {
		return code.Text{SV: "Uppgift om täckning saknas", EN: "No coverage stated"}.In(lang)
	}
	return strings.Join(texts, ". ") + "."
}
