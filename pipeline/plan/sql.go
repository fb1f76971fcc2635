package plan

import (
	"fmt"
	"strings"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
)

// Schema is the schema in which the materialised models lie.
const Schema = "modell"

// Table is a model's materialised table, quoted.
func Table(model string) string {
	return expression.QuoteIdentifier(Schema) + "." + expression.QuoteIdentifier(model)
}

// SQL counts the block's things: kommun, kon, monster (the pattern), antal;
// ordered by the first three. Things that meet no condition have the pattern 0.
func (b Block) SQL() string {
	antal := "COUNT(*)"
	if b.Weight != "" {
		antal = "SUM(" + expression.QuoteIdentifier(b.Weight) + ")"
	}
	var s strings.Builder
	fmt.Fprintf(&s, "SELECT kommun, kon, monster, %s AS antal\nFROM (\n    SELECT\n        *,\n", antal)
	for i, c := range b.Conditions {
		if i > 0 {
			s.WriteString("\n        + ")
		} else {
			s.WriteString("        ")
		}
		fmt.Fprintf(&s, "CASE WHEN %s IS TRUE THEN CAST(%d AS BIGINT) ELSE 0 END", parenthesised(c), uint64(1)<<i)
	}
	fmt.Fprintf(&s, " AS monster\n    FROM %s%s\n) AS rader\n", Table(b.Model), limit(b.Areas, "    "))
	s.WriteString("GROUP BY kommun, kon, monster\nORDER BY kommun, kon, monster")
	return s.String()
}

// SQL sums the columns: kommun, kon, then one column per SumColumn, NULL where
// no row meets its condition; ordered by the first two.
func (x Sums) SQL() string {
	var s strings.Builder
	s.WriteString("SELECT\n    kommun, kon")
	for i, c := range x.Columns {
		value := exact(c.Value, c.Scale)
		if c.Part == SquaresPart {
			value += " * " + value
		}
		fmt.Fprintf(&s, ",\n    SUM(CASE WHEN %s IS TRUE THEN %s END) AS summa_%d", parenthesised(c.Condition), value, i)
	}
	fmt.Fprintf(&s, "\nFROM %s%s\nGROUP BY kommun, kon\nORDER BY kommun, kon", Table(x.Model), limit(x.Areas, ""))
	return s.String()
}

// SQL lists the values: kommun, kon, varde, antal; ordered by the first three.
func (v Values) SQL() string {
	return fmt.Sprintf(`SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, %s AS varde
    FROM %s
    WHERE %s IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde`, exact(v.Value, v.Scale), Table(v.Model), parenthesised(v.Condition))
}

// SQL counts by age band: kommun, kon, grupp, antal; ordered by the first three.
// Rows without a known age are left out: they have no band.
func (x Strata) SQL() string {
	antal := "COUNT(*)"
	inner := "kommun, kon"
	if x.Weight != "" {
		antal = "SUM(" + expression.QuoteIdentifier(x.Weight) + ")"
		inner += ", " + expression.QuoteIdentifier(x.Weight)
	}
	var bands strings.Builder
	bands.WriteString("CASE")
	for band := cell.Bands - 1; band >= 0; band-- {
		fmt.Fprintf(&bands, " WHEN %s >= %d THEN %d", expression.QuoteIdentifier("alder"), indicator.BandStart(band), band)
	}
	return fmt.Sprintf(`SELECT kommun, kon, grupp, %s AS antal
FROM (
    SELECT
        %s,
        %s END AS grupp
    FROM %s
    WHERE %s IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp`, antal, inner, bands.String(), Table(x.Model), parenthesised(x.Condition))
}

// exact writes a value as the widest DECIMAL, so that sums and squares of it
// either fit or are an error.
func exact(value *expression.Checked, scale int) string {
	return fmt.Sprintf("CAST(%s AS DECIMAL(%d, %d))", value.SQL(), expression.MaxDigits, scale)
}

func parenthesised(condition *expression.Checked) string { return "(" + condition.SQL() + ")" }

// limit narrows a scan to service areas; every condition implies it.
func limit(areas []string, indent string) string {
	if len(areas) == 0 {
		return ""
	}
	quoted := make([]string, len(areas))
	for i, a := range areas {
		quoted[i] = expression.QuoteText(a)
	}
	return "\n" + indent + "WHERE omrade IN (" + strings.Join(quoted, ", ") + ")"
}
