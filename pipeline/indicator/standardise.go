package indicator

import (
	"fmt"
	"slices"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/expression"
)

// Standardised reports whether the kind compares areas as if their inhabitants
// had the same ages and sexes.
func (k Kind) Standardised() bool {
	return k.Cell() == cell.StandardisedRate || k.Cell() == cell.StandardisedRatio
}

// StandardESP2013 is the European standard population of 2013 (Eurostat).
const StandardESP2013 = "esp2013"

// bandYears is the width of every age band but the last, which is open.
const bandYears = 5

// Band is the age band of an age in whole years; false below 0.
func Band(age int64) (int, bool) {
	return int(min(age/bandYears, cell.Bands-1)), age >= 0
}

// BandStart is the first year of age of a band.
func BandStart(band int) int { return bandYears * band }

// YearsOf tells how many years of age of each band the population below the line
// holds: bandYears where all of them, 0 where none. The open band counts as one
// year: all of it or nothing.
func (d *Definition) YearsOf() [cell.Bands]int { return d.checked.years }

// standardise checks the standard and finds out which ages the population holds,
// by asking its condition for every year of age.
func (c *checker) standardise(d *Definition) {
	if d.Kind.Cell() == cell.StandardisedRate && d.Standard != StandardESP2013 {
		c.bad(d, "standard", "okänd standardbefolkning "+d.Standard, "unknown standard population "+d.Standard).
			hint("skriv standard: esp2013", "write standard: esp2013")
	}
	if slices.ContainsFunc(d.checked.population.Columns(), func(name string) bool { return name != "alder" }) {
		c.bad(d, "population", "befolkningen i ett standardiserat tal begränsas bara efter ålder", "the population of a standardised rate is limited by age only")
		return
	}
	const oldest = bandYears * (cell.Bands - 1)
	any := false
	for age := int64(0); age <= oldest; age++ {
		held := d.checked.population.Eval(func(string) expression.Value { return expression.IntValue(age) }).IsTrue()
		if band, _ := Band(age); held {
			d.checked.years[band]++
			any = true
		}
	}
	if !any {
		c.bad(d, "population", "ingen ålder uppfyller villkoret", "no age meets the condition")
	}
}

// stratum counts an event or inhabitants in the strata of a cell.
func (e *evaluation) stratum(p *Part, row Row, events, population int64) error {
	if !e.d.Kind.Standardised() {
		return nil
	}
	age, known := row["alder"].Int()
	band, fits := Band(age)
	if !known || !fits {
		return nil
	}
	p.Strata = cell.AddStratum(p.Strata, cell.Stratum{Sex: p.Sex, Band: band, Events: events, Population: population})
	if population < 0 {
		return fmt.Errorf("evaluate %s: a negative population", e.d.ID)
	}
	return nil
}
