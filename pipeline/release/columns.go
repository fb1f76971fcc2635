package release

import (
	"slices"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
)

// ColumnKind is the kind of a published column.
type ColumnKind string

// The kinds. A decimal has at most DecimalScale decimals.
const (
	TextColumn    ColumnKind = "text"
	DecimalColumn ColumnKind = "decimal"
	IntegerColumn ColumnKind = "integer"
)

// DecimalScale is the number of decimals that decimal columns can hold, and
// DecimalPrecision their digits in all.
const (
	DecimalScale     = 4
	DecimalPrecision = 18
)

// Column is one column of the published observations. Every data format writes
// these columns in this order, from the same texts.
type Column struct {
	Name     string
	Kind     ColumnKind
	Required bool // never empty
	Key      bool // part of the unique key
	Meaning  code.Text
	text     func(*observation.Observation) string
	read     func(*observation.Observation, string) error
}

// Text is the observation's value in the column as CSV holds it: decimal point,
// no grouping; empty is null.
func (c Column) Text(o *observation.Observation) string { return c.text(o) }

// Columns lists the published columns in order. The schema is version
// ManifestFormat's; columns are only ever added at the end.
func Columns() []Column {
	text := func(name, sv, en string, at func(*observation.Observation) *string) Column {
		return Column{
			Name: name, Kind: TextColumn, Meaning: code.Text{SV: sv, EN: en},
			text: func(o *observation.Observation) string { return *at(o) },
			read: func(o *observation.Observation, t string) error { *at(o) = t; return nil },
		}
	}
	return slices.Concat(keyColumns(text), valueColumns(), comparisonColumns(text), laterColumns(text))
}

type textColumn func(name, sv, en string, at func(*observation.Observation) *string) Column

func keyColumns(text textColumn) []Column {
	columns := []Column{
		text("indicator", "Indikatorns id", "Indicator id", func(o *observation.Observation) *string { return &o.Indicator }),
		text("area_code", "Områdets kod", "Area code", func(o *observation.Observation) *string { return &o.Area.Code }),
		text("area_name", "Områdets namn", "Area name", func(o *observation.Observation) *string { return &o.AreaName }),
		{
			Name: "area_type", Kind: TextColumn, Meaning: code.Text{SV: "Områdestyp: kommun, län, kommungrupp eller nation", EN: "Area type"},
			text: func(o *observation.Observation) string { return string(o.Area.Type) },
			read: func(o *observation.Observation, t string) error { o.Area.Type = area.Type(t); return nil },
		},
		{
			Name: "period", Kind: TextColumn, Meaning: code.Text{SV: "Period", EN: "Period"},
			text: func(o *observation.Observation) string { return o.Period.String() },
			read: func(o *observation.Observation, t string) error { return o.Period.UnmarshalText([]byte(t)) },
		},
		{
			Name: "sex", Kind: TextColumn, Meaning: code.Text{SV: "Kön: T totalt, K kvinnor, M män", EN: "Sex: T total, K women, M men"},
			text: func(o *observation.Observation) string { return string(o.Sex) },
			read: func(o *observation.Observation, t string) error { o.Sex = code.Sex(t); return nil },
		},
		text("age_group", "Åldersgrupp; tomt är alla åldrar", "Age group; empty is all ages", func(o *observation.Observation) *string { return &o.AgeGroup }),
	}
	for i := range columns {
		columns[i].Required = columns[i].Name != "age_group"
		columns[i].Key = columns[i].Name != "area_name"
	}
	return columns
}

func valueColumns() []Column {
	return []Column{
		decimal("value", "Värde, avrundat enligt definitionen", "Value, rounded as defined", fixed, func(o *observation.Observation) **float64 { return &o.Value }),
		exact("numerator", "Täljare", "Numerator", func(o *observation.Observation) *string { return &o.Numerator }),
		exact("denominator", "Nämnare", "Denominator", func(o *observation.Observation) *string { return &o.Denominator }),
		decimal("lower95", "Nedre gräns, 95 procents konfidensintervall", "Lower limit, 95% confidence interval", fixed, func(o *observation.Observation) **float64 { return &o.Lower95 }),
		decimal("upper95", "Övre gräns, 95 procents konfidensintervall", "Upper limit, 95% confidence interval", fixed, func(o *observation.Observation) **float64 { return &o.Upper95 }),
		{
			Name: "status", Kind: TextColumn, Required: true, Meaning: code.Text{SV: "Status: ok, missing (bortfall), not_applicable, suppressed (sekretess)", EN: "Status: ok, missing, not_applicable, suppressed"},
			text: func(o *observation.Observation) string { return string(o.Status) },
			read: func(o *observation.Observation, t string) error { o.Status = code.Status(t); return nil },
		},
		{
			Name: "flags", Kind: TextColumn, Meaning: code.Text{SV: "Märken, åtskilda av blanksteg: provisional, revised, break, synthetic", EN: "Flags separated by spaces"},
			text: flagText,
			read: func(o *observation.Observation, t string) error {
				o.Flags = nil
				for f := range strings.FieldsSeq(t) {
					o.Flags = append(o.Flags, code.Flag(f))
				}
				return nil
			},
		},
	}
}

func comparisonColumns(text textColumn) []Column {
	return []Column{
		integer("rank", "Rang bland områden av samma typ, 1 är bäst", "Rank among areas of the same type, 1 is best", func(o *observation.Observation) **int { return &o.Rank }),
		integer("rank_of", "Antal rangordnade områden", "Number of ranked areas", func(o *observation.Observation) **int { return &o.RankOf }),
		integer("quartile", "Fjärdedel, 1 är bäst", "Quarter, 1 is best", func(o *observation.Observation) **int { return &o.Quartile }),
		text("vs_nation", "Jämfört med riket: better, similar, worse, higher, lower", "Compared with the nation", func(o *observation.Observation) *string { return &o.VsNation }),
	}
}

func laterColumns(text textColumn) []Column {
	return []Column{
		integer("persons", "Antal personer", "Number of persons", func(o *observation.Observation) **int64 { return &o.Persons }),
		decimal("lower998", "Nedre gräns, 99,8 procent", "Lower limit, 99.8%", fixed, func(o *observation.Observation) **float64 { return &o.Lower998 }),
		decimal("upper998", "Övre gräns, 99,8 procent", "Upper limit, 99.8%", fixed, func(o *observation.Observation) **float64 { return &o.Upper998 }),
		text("method", "Intervallmetod", "Interval method", func(o *observation.Observation) *string { return &o.Method }),
		decimal("change", "Förändring sedan föregående period", "Change since the previous period", fixed, func(o *observation.Observation) **float64 { return &o.Change }),
		text("trend", "Utveckling", "Trend", func(o *observation.Observation) *string { return &o.Trend }),
		text("reason", "Varför värde eller rang saknas", "Why a value or rank is absent", func(o *observation.Observation) *string { return &o.Reason }),
		decimal("paired_share", "Andel av basen, procent, som värdet kunde bildas för (par, bedömda mål, kända längder); indikatorns paired_share säger vad", "Per cent of the base that the value could be made for (pairs, judged goals, known lengths); the indicator's paired_share tells what", shortest, func(o *observation.Observation) **float64 { return &o.PairedShare }),
		integer("coverage_n", "Antal kommuner som ingår", "Municipalities included", func(o *observation.Observation) **int { return &o.CoverageN }),
		integer("coverage_of", "Antal kommuner i området", "Municipalities in the area", func(o *observation.Observation) **int { return &o.CoverageOf }),
		keyed(text("dimension", "Ytterligare indelning", "Further dimension", func(o *observation.Observation) *string { return &o.Dimension })),
		keyed(text("category", "Klass i indelningen", "Category of the dimension", func(o *observation.Observation) *string { return &o.Category })),
	}
}

func keyed(c Column) Column {
	c.Key = true
	return c
}
