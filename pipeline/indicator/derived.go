package indicator

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
)

// derived checks the gaps and composites of a set against the indicators that
// they are made of, and takes over from these what it means to stand on their
// rows: unit, period, collections, dimensions.
func (c *checker) derived(s *Set) {
	for _, d := range s.Definitions {
		if d.Kind.Derived() && c.sources(s, d) {
			d.inherit()
			if d.Kind == Gap {
				c.gap(d)
			} else {
				c.composite(d)
			}
		}
	}
}

// sources finds the indicators that a definition is made of.
func (c *checker) sources(s *Set, d *Definition) bool {
	before := len(c.report.problems)
	for i, id := range d.Of {
		n := slices.IndexFunc(s.Definitions, func(o *Definition) bool { return o.ID == id })
		switch {
		case n < 0:
			c.bad(d, "of", "uppsättningen har ingen indikator "+id, "the set has no indicator "+id)
			continue
		case s.Definitions[n].Kind.Derived():
			c.bad(d, "of", id+" är själv härledd ur andra", id+" is itself made of others")
		case slices.Contains(d.Of[:i], id):
			c.bad(d, "of", id+" står två gånger", id+" is given twice")
		case s.Definitions[n].checked.base == nil:
			return false // its own mistakes are reported
		}
		d.Sources = append(d.Sources, s.Definitions[n])
	}
	for _, source := range d.Sources {
		for _, g := range d.Grains {
			if !slices.Contains(source.Grains, g) {
				c.bad(d, "grains", fmt.Sprintf("%s publiceras inte för %s", source.ID, g), fmt.Sprintf("%s is not published for %s", source.ID, g))
			}
		}
		if source.Span != d.Sources[0].Span {
			c.bad(d, "of", fmt.Sprintf("%s gäller andra perioder (%s)", source.ID, source.Span), fmt.Sprintf("%s is for other periods (%s)", source.ID, source.Span))
		}
		if source.Weighting != d.Weighting {
			c.bad(d, "weighting", fmt.Sprintf("%s vägs samman på annat sätt (%s)", source.ID, source.Weighting), fmt.Sprintf("%s is weighted in another way (%s)", source.ID, source.Weighting))
		}
	}
	return len(c.report.problems) == before && len(d.Sources) > 0
}

// inherit takes over what the sources say about the rows.
func (d *Definition) inherit() {
	first := d.Sources[0]
	d.From, d.Unit, d.Period, d.AgeAt, d.Above = first.From, first.Unit, first.Period, first.AgeAt, first.Above
	d.Span = first.Span
	d.checked.model = first.checked.model
	d.Collections, d.Dimensions = nil, nil
	split := len(d.Compare) == 0
	for _, s := range d.Sources {
		d.Collections = append(d.Collections, s.Collections...)
		split = split && s.SplitBySex()
	}
	slices.Sort(d.Collections)
	d.Collections = slices.Compact(d.Collections)
	if split {
		d.Dimensions = []Dimension{BySex}
	}
}

// gapIntervals are the interval methods of a gap by the kind of its sources.
func gapIntervals(k cell.Kind) []Interval {
	switch k {
	case cell.Share:
		return []Interval{Newcombe, NoLimits}
	case cell.Mean, cell.Change:
		return []Interval{Welch, NoLimits}
	case cell.Rate:
		return []Interval{ExactRatio, NoLimits}
	}
	return nil
}

// gap checks that the two groups can be told apart and compared.
func (c *checker) gap(d *Definition) {
	first := d.Sources[0]
	methods := gapIntervals(first.Kind.Cell())
	switch {
	case methods == nil:
		c.bad(d, "of", fmt.Sprintf("slaget %s kan inte jämföras mellan grupper", first.Kind), fmt.Sprintf("the kind %s cannot be compared between groups", first.Kind)).
			hint("jämför andelar, medelvärden, förändringar eller tal per invånare", "compare shares, means, changes or rates")
		return
	case !slices.Contains(methods, d.Interval):
		c.bad(d, "interval", fmt.Sprintf("metoden %s passar inte en skillnad i slaget %s", d.Interval, first.Kind), fmt.Sprintf("the method %s does not fit a gap of the kind %s", d.Interval, first.Kind)).
			hint("välj bland "+strings.Join(texts(methods), ", "), "choose among "+strings.Join(texts(methods), ", "))
	}
	multiplier := first.Multiplier
	if first.Kind.Cell() == cell.Rate {
		multiplier = 1
	}
	if d.Multiplier != multiplier {
		c.bad(d, "multiplier", fmt.Sprintf("multiplikatorn ska vara %d", multiplier), fmt.Sprintf("the multiplier must be %d", multiplier))
	}
	if d.Direction != None {
		c.bad(d, "direction", "en skillnad har ingen riktning: både mer och mindre kan vara sämre", "a gap has no direction: both more and less can be worse").
			hint("skriv direction: none", "write direction: none")
	}
	c.groups(d)
}

// groups checks what is compared: two sexes of one indicator, or two indicators
// of one kind whose rows cannot overlap.
func (c *checker) groups(d *Definition) {
	switch {
	case len(d.Sources) == 1:
		sexes := []string{string(code.Women), string(code.Men)}
		if len(d.Compare) != 2 || d.Compare[0] == d.Compare[1] || !slices.Contains(sexes, d.Compare[0]) || !slices.Contains(sexes, d.Compare[1]) {
			c.bad(d, "compare", "säg vilka två kön som jämförs", "say which two sexes are compared").hint("skriv compare: [K, M]", "write compare: [K, M]")
		}
		if !d.Sources[0].SplitBySex() {
			c.bad(d, "of", d.Sources[0].ID+" delas inte på kön", d.Sources[0].ID+" is not split by sex")
		}
	case len(d.Sources) != 2 || len(d.Compare) > 0:
		c.bad(d, "of", "en skillnad är mellan två kön i en indikator (compare) eller mellan två indikatorer", "a gap is between two sexes of one indicator (compare) or between two indicators")
	case d.Sources[0].Kind != d.Sources[1].Kind || d.Sources[0].Multiplier != d.Sources[1].Multiplier:
		c.bad(d, "of", "de två indikatorerna är av olika slag", "the two indicators are of different kinds")
	case !apart(d.Sources[0], d.Sources[1]):
		c.bad(d, "of", "de två indikatorerna kan räkna samma rader: skillnadens intervall gäller bara skilda grupper", "the two indicators may count the same rows: the interval of a gap holds for separate groups only").
			hint("begränsa en kod till olika värden i among eller denominator", "limit a code to different values in among or denominator")
	}
}

// apart reports whether no row can be below the line of both: they count
// different models, or some column is limited to different values.
func apart(a, b *Definition) bool {
	if a.From != b.From {
		return false // rows of different models may be of the same persons
	}
	for _, column := range a.checked.model.Columns {
		first, second := a.checked.denominator.Fixed(column.Name), b.checked.denominator.Fixed(column.Name)
		if len(first) > 0 && len(second) > 0 && !slices.ContainsFunc(first, func(v string) bool { return slices.Contains(second, v) }) {
			return true
		}
	}
	return false
}

// composite checks that the parts can be averaged: the same unit and direction.
func (c *checker) composite(d *Definition) {
	if len(d.Sources) < 2 {
		c.bad(d, "of", "ett sammanvägt mått behöver minst två indikatorer", "a composite needs at least two indicators")
	}
	for _, s := range d.Sources {
		if k := s.Kind.Cell(); k == cell.Count || k == cell.Ratio {
			c.bad(d, "of", fmt.Sprintf("%s är av slaget %s, som inte har något medelvärde", s.ID, s.Kind), fmt.Sprintf("%s is of the kind %s, which has no mean", s.ID, s.Kind))
		}
		if s.ValueUnit != d.ValueUnit || s.Multiplier != d.Multiplier {
			c.bad(d, "value_unit", s.ID+" mäts i en annan enhet", s.ID+" is measured in another unit")
		}
		if s.Direction != d.Direction {
			c.bad(d, "direction", s.ID+" har en annan riktning", s.ID+" has another direction")
		}
	}
}
