package feedback

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/table"
	"jamfor/sql"
)

// makers are the models that can be made of one delivery, and the datasets that
// each rests on.
var makers = map[string]func(*Rows) []record{
	"arende": (*Rows).arende, "person": (*Rows).person, "insats": (*Rows).insats, "mal": (*Rows).mal,
	"matning_fore": (*Rows).matningFore, "matningspar": (*Rows).matningspar, "placering": (*Rows).placering,
	"arende_orsak": (*Rows).arendeOrsak, "hushall": (*Rows).hushall, "bistandsmottagare": (*Rows).bistandsmottagare,
	"volym": (*Rows).volym, "enkatsvar": (*Rows).enkatsvar, "enkatram": (*Rows).enkatram, "befolkning": (*Rows).befolkning,
	"avslut": (*Rows).avslut, "gas": (*Rows).gas,
}

// Models makes the rows of every model that can be made here, as texts by the
// models' columns; some rows have more. A test of package compute holds them
// against the SQL of the same models.
func (s *Rows) Models() map[string][]Record {
	all := make(map[string][]Record, len(makers))
	for name, maker := range makers {
		all[name] = maker(s)
	}
	return all
}

// model makes the rows of a model with the types that its declaration says. A
// model that is not known here, or has columns that are not made here, is an
// error: figures of it are left out.
func (s *Rows) model(name string) ([]indicator.Row, error) {
	declared := sql.Models()[name]
	maker := makers[name]
	if declared == nil || maker == nil {
		return nil, fmt.Errorf("model %s is not made locally", name)
	}
	var rows []indicator.Row
	for _, r := range maker(s) {
		row := make(indicator.Row, len(declared.Columns))
		for _, c := range declared.Columns {
			text, made := r[c.Name]
			if !made && !c.Nullable {
				return nil, fmt.Errorf("model %s: column %s is not made locally", name, c.Name)
			}
			value, err := typed(c.Type, text)
			if err != nil {
				return nil, fmt.Errorf("model %s: column %s: %w", name, c.Name, err)
			}
			row[c.Name] = value
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// typed is a text as a value; NULL for "".
func typed(kind, text string) (expression.Value, error) {
	if text == "" {
		return expression.Value{}, nil
	}
	switch kind {
	case "integer":
		n, err := strconv.ParseInt(text, 10, 64)
		return expression.IntValue(n), err
	case "boolean":
		return expression.BoolValue(text == "true"), nil
	case "date":
		d, err := expression.ParseDate(text)
		return expression.DateValue(d), err
	case "decimal":
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			return expression.Value{}, fmt.Errorf("%d characters that are no number", len(text))
		}
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(table.Scale), nil)
		r.Mul(r, new(big.Rat).SetInt(scale))
		if !r.IsInt() || !r.Num().IsInt64() {
			return expression.Value{}, fmt.Errorf("a number that does not fit %d decimals", table.Scale)
		}
		return expression.DecimalValue(r.Num().Int64(), table.Scale), nil
	}
	return expression.TextValue(text), nil
}

// computable reports whether every row the definition reads can be made here:
// its models, all their columns, no population, and no other period than the
// delivery's own.
func (s *Rows) computable(d *indicator.Definition) bool {
	if d.Kind.Derived() || d.Span != indicator.YearSpan || d.PopulationOf() != nil || makers[d.From] == nil {
		return false
	}
	if below, _, _ := d.SumBelow(); below != nil && makers[below.Name] == nil {
		return false
	}
	return true
}

// modelsOf lists the models that the definitions read, sorted.
func modelsOf(definitions []*indicator.Definition) []string {
	var names []string
	for _, d := range definitions {
		names = append(names, d.From)
		if below, _, _ := d.SumBelow(); below != nil {
			names = append(names, below.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
