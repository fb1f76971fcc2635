package plan

import (
	"fmt"

	"jamfor/pipeline/expression"
)

// SQL adds up what each contributor stands for and gives, by kommun and kon: how
// many there are (antal), all contributions (summa), the largest and the second
// (storst, nast; NULL where there is none); ordered by the first two. Amounts
// without a contributor are in summa only.
func (x Contributions) SQL() string {
	contributor, value, grouped := "1", exact(x.Value, x.Scale), ""
	if x.Contributor != "" {
		contributor = expression.QuoteIdentifier(x.Contributor)
		value = "SUM(" + value + ")"
		grouped = "\n        GROUP BY kommun, kon, " + contributor
	}
	return fmt.Sprintf(`SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, %s AS givare, ABS(%s) AS bidrag
        FROM %s
        WHERE %s IS TRUE%s
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon`, contributor, value, Table(x.Model), parenthesised(x.Condition), grouped)
}
