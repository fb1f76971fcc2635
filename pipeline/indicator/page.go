package indicator

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// Page is an indicator's method page in one language, as Markdown: what the
// definition says in words and in expressions, how the value and its interval
// come about, and which tests hold it. Everything on it comes from the definition
// and its tests, so it cannot say something else than what is computed.
func Page(set *Set, d *Definition, tests []TestFile, lang code.Lang) string {
	p := &page{lang: lang}
	p.line("# %s %s", d.ID, d.Title.In(lang))
	p.line("%s", d.Description.In(lang))
	p.definition(set, d)
	p.computation(d)
	p.reading(d)
	p.expressions(d)
	p.tests(set, d, tests)
	return p.text.String()
}

type page struct {
	lang code.Lang
	text strings.Builder
}

func (p *page) t(sv, en string) string { return code.Text{SV: sv, EN: en}.In(p.lang) }

// line writes a paragraph.
func (p *page) line(format string, args ...any) {
	if p.text.Len() > 0 {
		p.text.WriteByte('\n')
	}
	fmt.Fprintf(&p.text, format+"\n", args...)
}

func (p *page) heading(sv, en string) {
	p.line("## %s", p.t(sv, en))
	p.text.WriteByte('\n')
}

// item writes one line of a list; nothing where the text is empty.
func (p *page) item(sv, en, text string) {
	if text != "" {
		fmt.Fprintf(&p.text, "- **%s:** %s\n", p.t(sv, en), text)
	}
}

func (p *page) definition(set *Set, d *Definition) {
	p.heading("Definition", "Definition")
	p.item("Uppsättning", "Set", set.Title.In(p.lang))
	p.item("Fråga", "Question", code.Question(d.Question).Text().In(p.lang))
	p.item("Täljare", "Numerator", d.NumeratorText.In(p.lang))
	p.item("Nämnare", "Denominator", d.DenominatorText.In(p.lang))
	p.item("Period", "Period", d.periodWords().In(p.lang))
	p.item("Ålder", "Age", map[bool]string{true: p.t("referensåret minus födelseåret", "reference year minus year of birth")}[d.AgeAt != ""])
	if d.Pairing != nil {
		p.item("Par", "Pairs", fmt.Sprintf(p.t("före- och eftermätning i samma ärende, med samma instrument, version, skala och skattare; publiceras när minst %d procent har ett par", "before and after in one case, same instrument, version, scale and rater; published where at least %d per cent have a pair"), d.Pairing.Limit))
	}
	p.item("Andel bredvid värdet (paired_share)", "Share beside the value (paired_share)", d.Kind.BaseShare().In(p.lang))
	if d.SplitBySex() {
		p.item("Uppdelning", "Split by", p.t("kön (K + M + okänt = totalt; okänt är aldrig en egen rad)", "sex (women + men + unknown = total; unknown is never a row)"))
	}
	for _, split := range d.Divisions() {
		p.item("Uppdelning", "Split by", p.division(d, split))
	}
	p.item("Områden", "Areas", strings.Join(p.areas(d), ", "))
	if d.Above == SumOfMunicipalities {
		p.item("Ovanför kommunen", "Above the municipality", p.t("summan av kommunernas personer: den som finns i två kommuner räknas två gånger", "the sum of the municipalities' persons: someone known to two of them counts twice"))
	}
}

// division is a split in words: its classes, and where they are published.
func (p *page) division(d *Definition, split Division) string {
	var classes []string
	for _, m := range split.Classes {
		classes = append(classes, m.Title.In(p.lang))
	}
	first, _ := d.MemberOf(split.Classes[0].Split)
	return fmt.Sprintf(p.t("%s: %s; för %s. Utan rangordning för län", "%s: %s; for %s. Counties are not ranked"),
		split.Title.In(p.lang), strings.Join(classes, ", "), strings.Join(p.areas(first), ", "))
}

func (p *page) areas(d *Definition) []string {
	names := map[area.Type]string{
		area.Municipality: p.t("kommun", "municipality"), area.County: p.t("län", "county"),
		area.MunicipalityGroup: p.t("kommungrupp", "municipality group"), area.Nation: p.t("riket", "the nation"),
		area.Unit: p.t("enhet", "unit"),
	}
	var all []string
	for _, grain := range d.AreaTypes() {
		all = append(all, names[grain])
	}
	return all
}

func (p *page) computation(d *Definition) {
	p.heading("Beräkning", "Computation")
	p.item("Värde", "Value", p.formula(d))
	p.item("Enhet", "Unit", d.ValueUnit.In(p.lang))
	p.item("Decimaler", "Decimals", fmt.Sprintf(p.t("%d; halva avrundas från noll", "%d; halves are rounded away from zero"), d.Decimals))
	p.item("95- och 99,8-procentigt intervall", "95 and 99.8 per cent interval", p.interval(d.Interval))
	p.item("Län, grupper och riket", "Counties, groups and the nation", p.weighting(d.Weighting))
	p.item("Minsta underlag", "Least base", fmt.Sprintf(p.t("%d för ett värde, %d för rangordning och färg", "%d for a value, %d for rank and colour"), d.MinimumBase, d.RankBase))
	p.item("Täckning", "Coverage", fmt.Sprintf(p.t("under %d procent av målbefolkningen visas området som ”Deltagande kommuner”", "below %d per cent of the target population the area is shown as \"participating municipalities\""), d.Coverage))
	p.item("Bättre är", "Better is", map[Direction]string{Higher: p.t("högre", "higher"), Lower: p.t("lägre", "lower"), None: p.t("varken högre eller lägre", "neither")}[d.Direction])
}

func (p *page) formula(d *Definition) string {
	m := ""
	if d.Multiplier != 1 {
		m = fmt.Sprintf(" × %d", d.Multiplier)
	}
	ids := strings.Join(d.Of, ", ")
	switch {
	case d.Kind == Gap && len(d.Compare) == 2:
		return fmt.Sprintf(p.t("skillnaden (för tal per invånare kvoten) mellan %s och %s i %s", "the difference (for rates the ratio) between %s and %s in %s"), d.Compare[0], d.Compare[1], ids)
	case d.Kind == Gap:
		return p.t("skillnaden (för tal per invånare kvoten) mellan ", "the difference (for rates the ratio) between ") + ids
	case d.Kind == Composite:
		return p.t("medelvärdet av de publicerade värdena för ", "the mean of the published values of ") + ids
	}
	switch d.Kind.Cell() {
	case cell.Count:
		return p.t("antalet", "the number")
	case cell.Mean:
		return p.t("summan av värdena / antalet", "the sum of the values / their number")
	case cell.Change:
		return p.t("summan av skillnaderna (efter minus före) / antalet par", "the sum of the differences (after less before) / the number of pairs")
	case cell.Median:
		return p.t("medianen (Hyndman och Fan, typ 7)", "the median (Hyndman and Fan, type 7)")
	case cell.Quantile:
		return fmt.Sprintf(p.t("kvantilen %s (Hyndman och Fan, typ 7)", "the %s quantile (Hyndman and Fan, type 7)"), d.QuantileOf())
	case cell.Ratio:
		return p.t("summan ovanför strecket / summan under", "the sum above the line / the sum below it") + m
	case cell.StandardisedRate:
		return p.t("direkt standardisering efter kön och femårsklass: Σ vikt × händelser / invånare, delat med Σ vikt; vikter ur Europas standardbefolkning 2013; inget värde under tio händelser", "directly standardised by sex and five-year band: Σ weight × events / inhabitants, over Σ weight; weights of the European standard population 2013; no value under ten events") + m
	case cell.StandardisedRatio:
		return p.t("händelser / väntade händelser, om rikets tal för varje kön och femårsklass gällde här", "events / expected events, had the nation's rate of every sex and five-year band held here") + m
	}
	return p.t("täljaren / nämnaren", "the numerator / the denominator") + m
}

func (p *page) interval(i Interval) string {
	switch i {
	case Wilson:
		return "Wilson (1927)"
	case Byar:
		return p.t("exakt Poisson under tio händelser, Byars approximation från tio", "exact Poisson below ten events, Byar's approximation from ten on")
	case StudentT:
		return p.t("Students t", "Student's t")
	case Order:
		return p.t("ordningsstatistikor (fördelningsfritt)", "order statistics (distribution-free)")
	case LogDelta:
		return p.t("kvot av summor, log-delta", "ratio of sums, log-delta")
	case Newcombe:
		return p.t("Newcombes metod 10 (av skillnaden själv)", "Newcombe's method 10 (of the difference itself)")
	case Welch:
		return p.t("Welchs t (av skillnaden själv)", "Welch's t (of the difference itself)")
	case ExactRatio:
		return p.t("exakt betingat (av kvoten själv)", "exact conditional (of the ratio itself)")
	case DobsonByar:
		return p.t("Dobson m.fl. (1991) med Byars gränser", "Dobson et al. (1991) with Byar's limits")
	}
	return p.t("inget", "none")
}

func (p *page) weighting(w Weighting) string {
	switch w {
	case Unweighted:
		return p.t("ovägt medelvärde av kommunernas värden", "unweighted mean of the municipalities' values")
	case GroupsUnweighted:
		return p.t("län och grupper ovägt medelvärde av kommunernas värden, riket vägt", "counties and groups unweighted means of the municipalities' values, the nation weighted")
	}
	return p.t("vägt: alla kommuners uppgifter tillsammans", "weighted: all municipalities' data together")
}

func (p *page) reading(d *Definition) {
	p.heading("Att läsa siffran", "Reading the figure")
	p.item("Tolkning", "Interpretation", d.Interpretation.In(p.lang))
	p.item("Att tänka på", "Caveats", d.Caveats.In(p.lang))
	p.item("Källa", "Source", d.Source.In(p.lang))
	p.item("Jämförbar från", "Comparable from", fmt.Sprint(d.ComparableFrom))
	for _, b := range d.Breaks {
		p.item(fmt.Sprintf("Brott %d", b.From), fmt.Sprintf("Break %d", b.From), b.Text.In(p.lang))
	}
}

func (p *page) expressions(d *Definition) {
	if d.Kind.Derived() {
		return
	}
	p.heading("Villkor", "Conditions")
	fmt.Fprintf(&p.text, "%s `sql/models/%s.sql`.\n\n", p.t("Räknat på modellen", "Counted on the model"), d.From)
	code := func(sv, en, text string) {
		if text != "" {
			p.item(sv, en, "`"+oneLine(text)+"`")
		}
	}
	code("Urval", "Among", d.Among)
	code("Nämnare", "Denominator", d.Denominator)
	code("Täljare", "Numerator", d.Numerator)
	code("Värde", "Value", d.Value)
	code("Tröskel", "Threshold", d.Threshold)
	code("Befolkning", "Population", d.Population)
	if d.Below != nil {
		code("Under strecket", "Below the line", d.Below.Value+" · "+d.Below.From+" · "+d.Below.Among)
	}
	if len(d.Attained) > 0 {
		code("Nått", "Reached", d.Outcome+" IN ("+strings.Join(d.Attained, ", ")+")")
	}
}

// tests lists the cases of the set's test files that expect something of the
// indicator.
func (p *page) tests(set *Set, d *Definition, files []TestFile) {
	heading := false
	for _, file := range files {
		if file.Set != set.Name {
			continue
		}
		for _, c := range file.Cases {
			if !slices.ContainsFunc(c.Expect, func(e Expectation) bool { return e.Indicator == d.ID }) {
				continue
			}
			if !heading {
				p.heading("Prov som definitionen klarar", "Tests that the definition passes")
				heading = true
			}
			fmt.Fprintf(&p.text, "- %s (%s:%d)\n", c.Name, file.File, c.Line)
		}
	}
}
