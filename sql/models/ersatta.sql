-- The case rows that a later telling replaces: (nr, arende) of each.
--
-- Within a collection the latest delivered period's content of a case wins,
-- before anything else is asked of it. A case (kommun, omrade, arende) that two
-- collections tell of counts once: the latest period's, then the first
-- collection's by name. Most deliveries stand alone in their year and need no
-- ranking; that is why they are left out first.
WITH
aldre AS (
    SELECT nr, arende
    FROM (
        SELECT
            l.nr, a.arende,
            ROW_NUMBER() OVER (
                PARTITION BY l.kommun, l.insamling, a.arende ORDER BY l.ordning DESC
            ) AS plats
        FROM lake.arende AS a
        INNER JOIN leveranser AS l
            ON a.kommun = l.kommun AND a.insamling = l.insamling AND a.period = l.period
        WHERE NOT l.ensam
    ) AS rangordnade
    WHERE plats > 1
),
-- Areas that more than one collection tells of: usually none.
delade AS (
    SELECT a.kommun, a.omrade
    FROM lake.arende AS a
    INNER JOIN leveranser AS l
        ON a.kommun = l.kommun AND a.insamling = l.insamling AND a.period = l.period
    GROUP BY a.kommun, a.omrade
    HAVING MIN(a.insamling) <> MAX(a.insamling)
),
andra AS (
    SELECT nr, arende
    FROM (
        SELECT
            l.nr, a.arende,
            ROW_NUMBER() OVER (
                PARTITION BY a.kommun, a.omrade, a.arende ORDER BY l.ordning DESC, l.insamling
            ) AS plats
        FROM lake.arende AS a
        INNER JOIN leveranser AS l
            ON a.kommun = l.kommun AND a.insamling = l.insamling AND a.period = l.period
        INNER JOIN delade AS d ON a.kommun = d.kommun AND a.omrade = d.omrade
        LEFT JOIN aldre AS x ON l.nr = x.nr AND a.arende = x.arende
        WHERE x.nr IS NULL
    ) AS rangordnade
    WHERE plats > 1
)
SELECT nr, arende FROM aldre
UNION ALL
SELECT nr, arende FROM andra
