package plan

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

// Make plans the sets, each by itself, in their order. The sets must come from
// indicator.Load; an error means that a definition cannot be planned.
func Make(sets []indicator.Set, models map[string]*sql.Model) (Plan, error) {
	var p Plan
	for i := range sets {
		m := maker{models: models, set: Set{Name: sets[i].Name}}
		for _, d := range sets[i].Definitions {
			if d.Kind.Derived() {
				continue // made of other indicators' published figures
			}
			if err := m.family(d); err != nil {
				return Plan{}, fmt.Errorf("plan %s in set %s: %w", d.ID, sets[i].Name, err)
			}
		}
		p.Sets = append(p.Sets, m.set)
	}
	return p, nil
}

// maker plans one set, definition by definition.
type maker struct {
	models map[string]*sql.Model
	set    Set
}

// family plans a definition and its members. Their counts share one block, so that
// disclosure control knows how the classes and the whole hang together.
func (m *maker) family(d *indicator.Definition) error {
	if len(d.Members) > 0 {
		var all []*expression.Checked
		for _, one := range d.Family() {
			all = append(all, one.AboveLine())
			if one.Kind.Cell() == cell.Share {
				all = append(all, one.BelowLine())
			}
			if one.Kind.HasBase() {
				all = append(all, one.Base())
			}
		}
		if n := distinct(all); n > cell.MaxConditions {
			return fmt.Errorf("its splits take %d conditions of one table, which holds %d: declare fewer classes", n, cell.MaxConditions)
		}
		m.count(d, all...)
	}
	for _, one := range d.Family() {
		if err := m.add(one); err != nil {
			return err
		}
	}
	return nil
}

func distinct(conditions []*expression.Checked) int {
	seen := map[string]bool{}
	for _, c := range conditions {
		seen[c.Canonical()] = true
	}
	return len(seen)
}

func (m *maker) add(d *indicator.Definition) error {
	if d.Model().Internal {
		return fmt.Errorf("model %s is internal", d.From)
	}
	measure := Measure{Definition: d}
	index := len(m.set.Measures)
	switch d.Kind.Cell() {
	case cell.Count:
		measure.Numerator = m.count(d, d.AboveLine())[0]
	case cell.Share:
		conditions := []*expression.Checked{d.AboveLine(), d.BelowLine()}
		if d.Kind.HasBase() {
			conditions = append(conditions, d.Base())
		}
		terms := m.count(d, conditions...)
		measure.Numerator, measure.Denominator = terms[0], terms[1]
		if d.Kind.HasBase() {
			measure.Base = terms[2]
		}
	case cell.Rate:
		measure.Numerator = m.count(d, d.AboveLine())[0]
		term, err := m.population(d)
		if err != nil {
			return err
		}
		measure.Denominator = term
	case cell.StandardisedRate, cell.StandardisedRatio:
		measure.Numerator = m.count(d, d.AboveLine())[0]
		term, err := m.population(d)
		if err != nil {
			return err
		}
		measure.Denominator = term
		m.set.Strata = append(
			m.set.Strata,
			Strata{Model: d.From, Measure: index, Condition: d.AboveLine()},
			Strata{Model: indicator.PopulationModel, Measure: index, Condition: d.PopulationOf(), Weight: indicator.PopulationWeight},
		)
	case cell.Mean:
		measure.Denominator = m.count(d, d.BelowLine())[0]
		m.sum(d, index, true)
	case cell.Change:
		terms := m.count(d, d.BelowLine(), d.Base())
		measure.Denominator, measure.Base = terms[0], terms[1]
		m.sum(d, index, true)
	case cell.Median, cell.Quantile:
		terms := m.count(d, d.BelowLine())
		if d.Kind.HasBase() {
			terms = m.count(d, d.BelowLine(), d.Base())
			measure.Base = terms[1]
		}
		measure.Denominator = terms[0]
		m.set.Values = append(m.set.Values, Values{
			Model: d.From, Measure: index, Condition: d.BelowLine(), Value: d.ValueOf(), Scale: d.ValueScale(),
		})
	case cell.Ratio:
		measure.Denominator = m.count(d, d.BelowLine())[0]
		m.sum(d, index, false)
		m.below(d, index)
	default:
		return fmt.Errorf("kind %q is not computed", d.Kind)
	}
	m.set.Measures = append(m.set.Measures, measure)
	return nil
}

// areasOf are the service areas that a condition is limited to, where the model
// has any.
func (m *maker) areasOf(model string, condition *expression.Checked) []string {
	if m.models[model].Column("omrade") == nil {
		return nil
	}
	areas := slices.Clone(condition.Fixed("omrade"))
	slices.Sort(areas)
	return slices.Compact(areas)
}

// count finds terms for conditions over the definition's model, all in one
// block, so that what is above a line is seen inside what is below it.
func (m *maker) count(d *indicator.Definition, conditions ...*expression.Checked) []*cell.Term {
	block := Block{
		Model: d.From, Areas: m.areasOf(d.From, d.Base()), Conditions: conditions,
		Public: d.Model().Public, Weight: d.Model().Weight, Collections: d.Collections,
	}
	return m.place(block)
}

// population finds the term of a rate's inhabitants, in a public block.
func (m *maker) population(d *indicator.Definition) (*cell.Term, error) {
	model := m.models[indicator.PopulationModel]
	if model == nil || !model.Public || model.Weight == "" {
		return nil, fmt.Errorf("model %s is no population", indicator.PopulationModel)
	}
	return m.place(Block{
		Model: model.Name, Conditions: []*expression.Checked{d.PopulationOf()},
		Public: true, Weight: model.Weight,
	})[0], nil
}

// place puts the conditions of wanted into a block of the same rows that holds
// them already, or has room, or into a new one, and gives their terms in order.
func (m *maker) place(wanted Block) []*cell.Term {
	for _, most := range []int{0, cell.MaxConditions} { // as many new conditions
		for i := range m.set.Blocks {
			b := &m.set.Blocks[i]
			if b.Model == wanted.Model && slices.Equal(b.Areas, wanted.Areas) && b.room(wanted.Conditions, most) {
				b.Collections = common(b.Collections, wanted.Collections)
				return b.terms(i, wanted.Conditions)
			}
		}
	}
	conditions := wanted.Conditions
	wanted.Conditions = nil
	if wanted.Public {
		wanted.Collections = nil
	}
	m.set.Blocks = append(m.set.Blocks, wanted)
	last := len(m.set.Blocks) - 1
	return m.set.Blocks[last].terms(last, conditions)
}

// find is the bit of a condition, -1 when the block lacks it.
func (b *Block) find(condition *expression.Checked) int {
	text := condition.Canonical()
	return slices.IndexFunc(b.Conditions, func(c *expression.Checked) bool { return c.Canonical() == text })
}

// room reports whether the block can hold the conditions too, with so many new ones
// at most.
func (b *Block) room(conditions []*expression.Checked, most int) bool {
	more := 0
	for _, c := range conditions {
		if b.find(c) < 0 {
			more++
		}
	}
	return more <= most && len(b.Conditions)+more <= cell.MaxConditions
}

func (b *Block) terms(block int, conditions []*expression.Checked) []*cell.Term {
	terms := make([]*cell.Term, len(conditions))
	for i, c := range conditions {
		bit := b.find(c)
		if bit < 0 {
			b.Conditions = append(b.Conditions, c)
			bit = len(b.Conditions) - 1
		}
		terms[i] = &cell.Term{Block: block, Condition: bit}
	}
	return terms
}

// ID names a block in its package: model and period, with the areas and a
// number where the model alone would not tell it apart.
func (s Set) ID(block int, period string) string {
	b := s.Blocks[block]
	id := b.Model
	if len(b.Areas) > 0 {
		id += "." + strings.Join(b.Areas, "+")
	}
	same := 0
	for _, other := range s.Blocks[:block] {
		if other.Model == b.Model && slices.Equal(other.Areas, b.Areas) {
			same++
		}
	}
	if same > 0 {
		id += fmt.Sprintf(".%d", same+1)
	}
	return id + "/" + period
}

// sum plans Σ over the rows below the line, with Σ of squares where wanted.
func (m *maker) sum(d *indicator.Definition, measure int, squares bool) {
	columns := []SumColumn{{Measure: measure, Part: SumPart, Condition: d.BelowLine(), Value: d.ValueOf(), Scale: d.ValueScale()}}
	if squares {
		column := columns[0]
		column.Part = SquaresPart
		columns = append(columns, column)
	}
	m.batch(d.From, m.areasOf(d.From, d.Base()), columns)
	if !d.PublicSums {
		m.set.Contributions = append(m.set.Contributions, Contributions{
			Model: d.From, Measure: measure, Contributor: d.Model().Contributor,
			Condition: d.BelowLine(), Value: d.ValueOf(), Scale: d.ValueScale(),
		})
	}
}

// below plans the sum below the line of a ratio.
func (m *maker) below(d *indicator.Definition, measure int) {
	model, rows, value := d.SumBelow()
	m.batch(model.Name, m.areasOf(model.Name, rows), []SumColumn{
		{Measure: measure, Part: BelowPart, Condition: rows, Value: value, Scale: d.ValueScale()},
	})
}

// batch puts columns into a scan of the same rows that has room, or a new one.
func (m *maker) batch(model string, areas []string, columns []SumColumn) {
	for i := range m.set.Sums {
		s := &m.set.Sums[i]
		if s.Model == model && slices.Equal(s.Areas, areas) && len(s.Columns)+len(columns) <= sumBatch {
			s.Columns = append(s.Columns, columns...)
			return
		}
	}
	m.set.Sums = append(m.set.Sums, Sums{Model: model, Areas: areas, Columns: columns})
}

// common are the texts that both lists hold.
func common(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(text string) bool { return !slices.Contains(b, text) })
}
