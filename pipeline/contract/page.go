package contract

import (
	"fmt"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// Page lists every rule in words for suppliers, as Markdown: Swedish first, then
// English. docs/leverera/regler.md is this page, and a test keeps it so.
func (c *Contract) Page() []byte {
	var b strings.Builder
	b.WriteString("<!-- Gjord ur pipeline/contract/core: ändra där. Made from pipeline/contract/core: change it there\n     and run go test ./pipeline/contract -update. -->\n\n")
	for _, lang := range []code.Lang{code.Swedish, code.English} {
		p := page{&b, c, lang}
		p.intro()
		for level := OfValue; level <= OfProgram; level++ {
			p.level(level)
		}
		p.columns()
	}
	return []byte(b.String())
}

type page struct {
	b        *strings.Builder
	contract *Contract
	lang     code.Lang
}

func (p page) say(sv, en string) {
	fmt.Fprintln(p.b, code.Text{SV: sv, EN: en}.In(p.lang))
}

func (p page) row(cells ...string) {
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(cell, "|", `\|`)
	}
	fmt.Fprintf(p.b, "| %s |\n", strings.Join(cells, " | "))
}

func (p page) head(sv, en []string) {
	names := sv
	if p.lang == code.English {
		names = en
	}
	p.row(names...)
	p.b.WriteString(strings.Repeat("| --- ", len(names)) + "|\n")
}

func (p page) intro() {
	p.say("# Reglerna för en leverans\n", "# The rules for a delivery\n")
	p.say("Samma regler gäller i `leverera kontrollera` och hos mottagaren. Rapporten visar hur leveransen\n"+
		"står sig mot varje regel: **uppfylld**, **inte uppfylld** eller **kunde inte prövas** (det fanns inget\n"+
		"att pröva, och rapporten säger varför).\n",
		"The same rules hold in `leverera kontrollera` and at the recipient. The report tells how the delivery\n"+
			"stands to each: **passed**, **failed** or **not evaluable** (there was nothing to judge, and the report\nsays why).\n")
	p.say("- **Stopp**: kommunens del av leveransen underkänns, eller hela leveransen där ingen kommun kan anges.\n"+
		"- **Varning**: leveransen tas emot; se efter om uppgiften är rätt.\n"+
		"- **Upplysning**: bra att veta; inget behöver göras.\n",
		"- **Stop**: the municipality's part of the delivery is rejected, or the whole where none can be named.\n"+
			"- **Warning**: the delivery is accepted; see whether the figure is right.\n"+
			"- **Note**: good to know; nothing needs doing.\n")
}

var levelTitles = map[Level]code.Text{
	OfValue:     {SV: "Ett värde", EN: "One value"},
	OfRow:       {SV: "En rad", EN: "One row"},
	OfRows:      {SV: "Flera rader och datamängder", EN: "Several rows and datasets"},
	OfDelivery:  {SV: "Leveransen som helhet", EN: "The delivery as a whole"},
	AgainstLast: {SV: "Mot förra leveransen", EN: "Against the last delivery"},
	OfProgram:   {SV: "Fil, namn, paket och personnummer", EN: "File, name, package and identity numbers"},
}

func (p page) level(level Level) {
	kinds := Kinds()
	fmt.Fprintf(p.b, "## %s\n\n", levelTitles[level].In(p.lang))
	if level == OfProgram {
		p.say("Det här prövar programmet självt. Reglerna står i rapporten bara när de inte är uppfyllda.\n",
			"This the program judges itself. The rules stand in the report only where they failed.\n")
		p.head([]string{"Regel", "Allvar", "Krav", "Gör så här"}, []string{"Rule", "Severity", "Demand", "What to do"})
	} else {
		p.head([]string{"Regel", "Gäller", "Allvar", "Krav", "Gör så här", "Kan inte prövas när"},
			[]string{"Rule", "About", "Severity", "Demand", "What to do", "Not evaluable when"})
	}
	for _, r := range p.contract.Rules {
		if kinds[r.Kind].Level != level {
			continue
		}
		cells := []string{r.ID, p.about(r), severityWord(r.Severity).In(p.lang), r.Demand.In(p.lang), p.remedy(r), r.Unless.In(p.lang)}
		if level == OfProgram {
			cells = []string{r.ID, cells[2], cells[3], cells[4]}
		}
		p.row(cells...)
	}
	p.b.WriteString("\n")
}

// about names what a rule looks at.
func (p page) about(r *Rule) string {
	text := code.Text{SV: "alla", EN: "all"}.In(p.lang)
	if r.Dataset != "" {
		text = "`" + r.Dataset + "`"
	}
	if len(r.Columns) > 0 {
		text += " (" + strings.Join(r.Columns, ", ") + ")"
	}
	if len(r.Collections) > 0 {
		text += code.Text{SV: ", insamling ", EN: ", collection "}.In(p.lang) + strings.Join(r.Collections, ", ")
	}
	return text
}

// remedy shows placeholders as words between points.
func (p page) remedy(r *Rule) string {
	return placeholder.ReplaceAllStringFunc(r.Remedy.In(p.lang), func(word string) string {
		return "…"
	})
}

func severityWord(s table.Severity) code.Text {
	switch s {
	case table.Stop:
		return code.Text{SV: "stopp", EN: "stop"}
	case table.Warn:
		return code.Text{SV: "varning", EN: "warning"}
	}
	return code.Text{SV: "upplysning", EN: "note"}
}

// columns lists what the rules on one value hold every column to.
func (p page) columns() {
	p.say("## Kolumnerna\n", "## The columns\n")
	for _, name := range p.contract.DatasetNames() {
		d := p.contract.Datasets[name]
		fmt.Fprintf(p.b, "### `%s` – %s\n\n", name, d.Title.In(p.lang))
		p.head([]string{"Kolumn", "Betydelse", "Nyckel", "Krävs", "Innehåll"}, []string{"Column", "Meaning", "Key", "Required", "Content"})
		for _, v := range d.Variables {
			p.row("`"+v.Name+"`", v.Label.In(p.lang), p.yes(v.Key), p.yes(v.Required), p.content(v))
		}
		p.b.WriteString("\n")
	}
}

func (p page) yes(b bool) string {
	if b {
		return code.Text{SV: "ja", EN: "yes"}.In(p.lang)
	}
	return ""
}

var typeWords = map[Type]code.Text{
	Pseudonym: {SV: "pseudonym (p1-…)", EN: "pseudonym (p1-…)"},
	Code:      {SV: "kod", EN: "code"},
	Text:      {SV: "text", EN: "text"},
	Integer:   {SV: "heltal", EN: "whole number"},
	Decimal:   {SV: "tal", EN: "number"},
	Date:      {SV: "datum", EN: "date"},
	Month:     {SV: "månad (ÅÅÅÅ-MM)", EN: "month (YYYY-MM)"},
	Year:      {SV: "år", EN: "year"},
}

func (p page) content(v Variable) string {
	parts := []string{typeWords[v.Type].In(p.lang)}
	add := func(sv, en string) { parts = append(parts, code.Text{SV: sv, EN: en}.In(p.lang)) }
	if v.List != "" {
		add("kodlista "+v.List, "code list "+v.List)
	}
	if v.ValidAt != "" {
		add("giltig vid "+v.ValidAt, "valid at "+v.ValidAt)
	}
	if v.Min != "" {
		add("minst "+v.Min, "at least "+v.Min)
	}
	if v.Max != "" {
		add("högst "+v.Max, "at most "+v.Max)
	}
	if v.MaxLength > 0 {
		add(fmt.Sprintf("högst %d tecken", v.MaxLength), fmt.Sprintf("at most %d characters", v.MaxLength))
	}
	if v.Pattern != "" {
		add("av formen `"+v.Pattern+"`", "of the form `"+v.Pattern+"`")
	}
	return strings.Join(parts, ", ")
}
