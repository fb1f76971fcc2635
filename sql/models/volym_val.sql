-- One row per delivered quantity, nothing counted twice: where a delivery gives
-- both a total and its parts, the total alone is kept (over units first, then
-- over sexes, then over ages). A total over sexes that its parts add up to gives
-- way to them, so that the split is not lost.
WITH
rader AS (
    SELECT l.nr, v.kommun, v.omrade, v.matt, v.enhet, v.kon, v.alder, v.varde
    FROM lake.volym AS v
    INNER JOIN leveranser AS l
        ON v.kommun = l.kommun AND v.insamling = l.insamling AND v.period = l.period
),
enheter AS (
    SELECT
        rader.*,
        MAX(CASE WHEN enhet IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY nr, omrade, matt) AS har_total
    FROM rader
),
aldrar AS (
    SELECT
        enheter.*,
        MAX(CASE WHEN alder IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY nr, omrade, matt, enhet, kon) AS har_alla_aldrar
    FROM enheter
    WHERE har_total = 0 OR enhet IS NULL
),
konen AS (
    SELECT
        aldrar.*,
        SUM(CASE WHEN kon IS NULL THEN varde END) OVER (PARTITION BY nr, omrade, matt, enhet) AS totalt,
        SUM(CASE WHEN kon IS NOT NULL THEN varde END) OVER (PARTITION BY nr, omrade, matt, enhet) AS delat
    FROM aldrar
    WHERE har_alla_aldrar = 0 OR alder IS NULL
)
SELECT
    kommun, omrade, matt,
    COALESCE(kon, 'T') AS kon,
    enhet, varde
FROM konen
WHERE totalt IS NULL
    OR delat IS NULL
    OR (totalt = delat AND kon IS NOT NULL)
    OR (totalt <> delat AND kon IS NULL)
