package indicator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/expression"
	"jamfor/sql"
)

// maxClasses bounds a split: every class takes conditions of its block, of which
// there are cell.MaxConditions.
const maxClasses = 10

// ageColumn and ageList are the columns that ages are told by: in whole years, or
// (in surveys) by a code.
const (
	ageColumn = "alder"
	ageList   = "aldersgrupp"
)

// undivided refuses splits of what cannot be split.
func (c *checker) undivided(d *Definition, sv, en string) {
	for path, given := range map[string]bool{"age_groups": len(d.AgeGroups) > 0, "age_grains": len(d.AgeGrains) > 0, "splits": len(d.Splits) > 0} {
		if given {
			c.bad(d, path, sv+" kan inte delas upp ytterligare", en+" cannot be split further").
				hint("ta bort "+path, "remove "+path)
		}
	}
}

// splits checks the declared splits and makes the members.
func (c *checker) splits(d *Definition, model *sql.Model) {
	if !d.divided() {
		return
	}
	switch d.Kind.Cell() {
	case cell.Count, cell.Share, cell.Rate:
	default:
		// A sum's or a distribution's classes would have to be protected together
		// with the whole; disclosure control does that for counts.
		c.undivided(d, "slaget "+string(d.Kind), "the kind "+string(d.Kind))
		return
	}
	before := len(c.report.problems)
	c.agesOf(d, model)
	var seen []string
	for i := range d.Splits {
		c.columnOf(d, model, i, &seen)
	}
	terms := 1
	switch {
	case d.Kind.HasBase():
		terms = 3
	case d.Kind.Cell() == cell.Share:
		terms = 2
	}
	if n := terms * (1 + len(d.Members)); n > cell.MaxConditions {
		c.bad(d, "splits", fmt.Sprintf("uppdelningarna tar %d villkor, en tabell rymmer %d", n, cell.MaxConditions), fmt.Sprintf("the splits take %d conditions, a table holds %d", n, cell.MaxConditions)).
			hint("slå ihop klasser eller dela på färre kolumner", "put classes together or split by fewer columns")
	}
	if len(c.report.problems) > before {
		d.Members = nil
	}
}

// agesOf checks the age groups and makes their members.
func (c *checker) agesOf(d *Definition, model *sql.Model) {
	if len(d.AgeGroups) == 0 {
		if len(d.AgeGrains) > 0 {
			c.bad(d, "age_grains", "åldersgrupperna saknas", "the age groups are missing").hint("skriv age_groups: [18-24, 25-44]", "write age_groups: [18-24, 25-44]")
		}
		return
	}
	column, list := model.Column(ageColumn), model.Column(ageList)
	switch {
	case column == nil && list == nil:
		c.bad(d, "age_groups", "modellen "+model.Name+" har ingen ålder", "the model "+model.Name+" has no age").
			hint("räkna på en modell som har alder", "count a model that has alder")
		return
	case column != nil && d.AgeAt == "":
		c.bad(d, "age_at", "åldern används: säg när den tas", "the age is used: say when it is taken").hint("skriv age_at: year_end", "write age_at: year_end")
	}
	name := ageColumn
	if column == nil {
		name = ageList
	}
	var classes []class
	last := ages{-1, -1}
	for i, text := range d.AgeGroups {
		at := "age_groups." + strconv.Itoa(i)
		if x, ok := c.ageGroup(d, at, text, name, &last); ok {
			classes = append(classes, x)
		}
	}
	c.join(d, "age_groups", AgeSplit, name, classes, len(d.AgeGroups), d.AgeGrains, "age_grains", model)
}

// ageGroup reads one age group; last is the group before it.
func (c *checker) ageGroup(d *Definition, at, text, column string, last *ages) (class, bool) {
	x := class{member: Member{Split: cell.Split{Age: text}, Title: AgeGroupText(text), Of: code.Text{SV: "Åldersgrupp", EN: "Age group"}}}
	bounds, ok := readAges(text)
	codes := listCodes(ageList)
	switch {
	case column == ageList && !slices.Contains(codes, text):
		c.bad(d, at, text+" är ingen kod i listan "+ageList, text+" is no code of the list "+ageList).hint(strings.Join(codes, ", "), strings.Join(codes, ", "))
		return x, false
	case !ok:
		c.bad(d, at, text+" är ingen åldersgrupp", text+" is no age group").
			hint("skriv gränser som 18-24 eller 65+, eller en kod i listan "+ageList+": "+strings.Join(codes, ", "), "write bounds such as 18-24 or 65+, or a code of the list "+ageList+": "+strings.Join(codes, ", "))
		return x, false
	case bounds.from <= last.to && bounds.to >= last.from:
		c.bad(d, at, text+" överlappar gruppen före", text+" overlaps the group before it").
			hint(fmt.Sprintf("låt gruppen före sluta på %d", bounds.from-1), fmt.Sprintf("let the group before it end at %d", bounds.from-1))
		return x, false
	case bounds.from <= last.to:
		c.bad(d, at, "grupperna ska stå i stigande ordning", "the groups must be in rising order")
		return x, false
	}
	*last = bounds
	if x.condition = bounds.condition(); column == ageList {
		x.condition = ageList + " = " + expression.QuoteText(text)
	}
	x.inhabitants = bounds.condition()
	if !d.reaches(bounds) {
		c.bad(d, at, "ingen i urvalet kan vara "+AgeGroupText(text).SV, "nobody among the rows can be "+AgeGroupText(text).EN).
			hint("urvalet (among, population) utesluter åldrarna", "the rows (among, population) leave the ages out")
		return x, false
	}
	return x, true
}

// reaches reports whether the base, and a rate's population, may hold some age of
// the group, whatever its other columns say.
func (d *Definition) reaches(a ages) bool {
	possible := func(e *expression.Checked, age int64) bool {
		return e == nil || !e.Eval(func(column string) expression.Value {
			switch column {
			case ageColumn:
				return expression.IntValue(age)
			case "vuxen":
				return expression.BoolValue(age >= 18)
			}
			return expression.Value{}
		}).IsFalse()
	}
	for age := a.from; age <= a.to; age++ {
		if possible(d.checked.base, age) && possible(d.checked.population, age) {
			return true
		}
	}
	return false
}

// columnOf checks one split by a code column and makes its members.
func (c *checker) columnOf(d *Definition, model *sql.Model, i int, seen *[]string) {
	s := d.Splits[i]
	at := "splits." + strconv.Itoa(i)
	if d.Kind.Cell() == cell.Rate {
		c.bad(d, at, "befolkningen kan inte delas på "+s.Column, "the population cannot be split by "+s.Column).
			hint("dela ett antal eller en andel", "split a count or a share")
		return
	}
	column := model.Column(s.Column)
	if column == nil || column.Type != "code" || slices.Contains([]string{"kommun", "kon", "omrade", ageList}, s.Column) {
		c.bad(d, at+".column", s.Column+" är ingen kodkolumn som modellen "+model.Name+" kan delas på", s.Column+" is no code column that the model "+model.Name+" can be split by").
			hint("välj bland "+strings.Join(splitColumns(model), ", "), "choose among "+strings.Join(splitColumns(model), ", "))
		return
	}
	switch {
	case slices.Contains(*seen, s.Column):
		c.bad(d, at+".column", s.Column+" delas redan", s.Column+" is split already")
		return
	case d.checked.numerator.Fixed(s.Column) != nil:
		c.bad(d, at+".column", "indikatorn räknar själv bara vissa värden av "+s.Column, "the indicator itself counts some values of "+s.Column+" only").
			hint("dela en indikator som räknar alla", "split an indicator that counts all")
		return
	}
	*seen = append(*seen, s.Column)
	codes, titles := listCodes(column.List), listTitles(column.List)
	if len(s.Categories) == 0 {
		s.Categories = codes
	}
	var classes []class
	for n, category := range s.Categories {
		where := at + ".categories." + strconv.Itoa(n)
		switch {
		case !slices.Contains(codes, category):
			p := c.bad(d, where, category+" är ingen kod i listan "+column.List, category+" is no code of the list "+column.List)
			p.hint("välj bland "+strings.Join(codes, ", "), "choose among "+strings.Join(codes, ", "))
			continue
		case slices.Contains(s.Categories[:n], category):
			c.bad(d, where, category+" står två gånger", category+" is given twice")
			continue
		}
		classes = append(classes, class{
			member:    Member{Split: cell.Split{Dimension: s.Column, Category: category}, Title: titles[category], Of: s.Title},
			condition: s.Column + " = " + expression.QuoteText(category),
		})
	}
	c.join(d, at, s.Column, s.Column, classes, len(s.Categories), s.Grains, at+".grains", model)
}

// join makes the members of a split whose classes are sound.
func (c *checker) join(d *Definition, at, split, column string, classes []class, declared int, grains []Grain, grainsAt string, model *sql.Model) {
	if declared > maxClasses {
		c.bad(d, at, fmt.Sprintf("en uppdelning har högst %d klasser", maxClasses), fmt.Sprintf("a split has %d classes at most", maxClasses)).
			hint("slå ihop klasser", "put classes together")
	}
	published := d.splitGrains(grains)
	if len(published) == 0 {
		c.bad(d, at, "indikatorn finns bara för kommuner, och uppdelade tal visas från länet och uppåt", "the indicator is published for municipalities only, and split figures from the county up").
			hint("säg vilka områdestyper som delas", "say which area types are split")
	}
	for i, g := range published {
		if !slices.Contains(d.Grains, g) || slices.Contains(published[:i], g) {
			c.bad(d, grainsAt, "indikatorn publiceras inte för "+string(g)+", eller så står den två gånger", "the indicator is not published for "+string(g)+", or it is given twice")
		}
	}
	if d.Weighting != Pooled && !slices.Contains(published, Grain(area.Municipality)) {
		c.bad(d, at, "oviktade medelvärden behöver kommunernas egna värden", "unweighted means need the municipalities' own values").
			hint("lägg till municipality bland uppdelningens områdestyper eller väg samman med pooled", "add municipality to the split's area types or weight by pooled")
	}
	if len(classes) != declared {
		return // reported
	}
	for _, x := range append(classes, rest(split, column, classes)) {
		rows := c.condition(d, at, x.condition, model)
		var inhabitants *expression.Checked
		if x.inhabitants != "" && d.checked.population != nil {
			inhabitants = c.condition(d, at, x.inhabitants, c.models[PopulationModel])
		}
		if rows != nil {
			d.Members = append(d.Members, d.member(x, published, rows, inhabitants))
		}
	}
}

// splitColumns are the columns of a model that an indicator can be split by.
func splitColumns(model *sql.Model) []string {
	var names []string
	for _, column := range model.Columns {
		if column.Type == "code" && !slices.Contains([]string{"kommun", "kon", "omrade", ageList}, column.Name) {
			names = append(names, column.Name)
		}
	}
	return names
}

func listCodes(name string) []string {
	var codes []string
	if list := contract.Core().Lists[name]; list != nil {
		for _, e := range list.Entries {
			codes = append(codes, e.Code)
		}
	}
	return codes
}

func listTitles(name string) map[string]code.Text {
	titles := map[string]code.Text{}
	if list := contract.Core().Lists[name]; list != nil {
		for _, e := range list.Entries {
			titles[e.Code] = e.Text
		}
	}
	return titles
}
