package disclosure

import (
	"fmt"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/model"
)

// unknownSexAttacker is a reader who knows everything about the things of
// unknown sex, most often that there are none: without this reader a hidden
// number of women would count as safe beside total and men.
func unknownSexAttacker(rows []bool) []model.Attacker {
	for _, u := range rows {
		if u {
			return []model.Attacker{{Name: "knows_unknown_sex", Knows: rows}}
		}
	}
	return nil
}

func (c *columns) describe(col *column) string {
	return fmt.Sprintf("%s form %d %s %s %s %s", c.label, col.form, col.place.area.Type, col.place.area.Code, col.place.sex, col.place.age)
}

// equations lists what may be sums among the columns: an area of its parts, a total of
// its sexes, a whole of part and complement, all ages of the age groups. A part that is
// no column is left out; whether the rest is the whole sum is seen in equationsInto.
func (c *columns) equations(m *model.Model) {
	for i := range c.list {
		col := &c.list[i]
		total := int32(i)
		if col.place.sex == code.TotalSex {
			c.equation(m, total, c.sexParts(col))
		}
		if f := c.forms[col.form]; f.not >= 0 {
			whole, ok1 := c.sibling(col, c.formNumber(form{f.has, -1}), col.place)
			part, ok2 := c.sibling(col, c.formNumber(form{f.not, -1}), col.place)
			if ok1 && ok2 {
				m.Equations = append(m.Equations, model.Equation{Total: whole, Parts: []int32{part, total}})
			}
		}
		c.areaEquations(m, total, col)
		if col.place.age == "" && len(c.ages) > 1 {
			c.equation(m, total, c.ageParts(col))
		}
	}
}

// equation adds a sum when all its parts are columns.
func (c *columns) equation(m *model.Model, total int32, parts []int32) {
	if len(parts) > 0 {
		m.Equations = append(m.Equations, model.Equation{Total: total, Parts: parts})
	}
}

// sibling finds the column of a form in a place, for the same coverage.
func (c *columns) sibling(col *column, form int, at place) (int32, bool) {
	k := columnKey{form: form, place: at, coverage: col.coverage}
	if at.area.Type == area.Municipality {
		k.coverage = ""
	}
	i, ok := c.index[k]
	return int32(i), ok
}

// sexParts: women, men, and unknown where there is a column for it or where
// there is nobody; nil otherwise.
func (c *columns) sexParts(col *column) []int32 {
	var out []int32
	for _, sex := range code.PersonSexes {
		i, ok := c.sibling(col, col.form, place{col.place.area, sex, col.place.age})
		if ok {
			out = append(out, i)
		} else if sex != code.Unknown {
			return nil
		}
	}
	return out
}

func (c *columns) ageParts(col *column) []int32 {
	var out []int32
	for _, age := range c.ages {
		i, ok := c.sibling(col, col.form, place{col.place.area, col.place.sex, age})
		if !ok {
			return nil
		}
		out = append(out, i)
	}
	return out
}

// areaEquations: the area as the sum of its municipalities, the nation also of
// its counties and of the municipality groups.
func (c *columns) areaEquations(m *model.Model, total int32, col *column) {
	if col.place.area.Type == area.Municipality {
		return
	}
	for _, ids := range c.grid.finer[col.place.area] {
		var parts []int32
		for _, id := range ids {
			// Areas outside the coverage have no column, or one of another
			// measure that does not count here: equationsInto looks whether all are there.
			if i, ok := c.sibling(col, col.form, place{id, col.place.sex, col.place.age}); ok && c.counts(col, id) {
				parts = append(parts, i)
			}
		}
		c.equation(m, total, parts)
	}
}

// counts reports whether an area's groups lie among the column's groups.
func (c *columns) counts(col *column, id area.ID) bool {
	i, ok := c.sibling(col, col.form, place{id, col.place.sex, col.place.age})
	if !ok || len(c.list[i].groups) == 0 {
		return false
	}
	_, inside := slices.BinarySearch(col.groups, c.list[i].groups[0])
	return inside
}
