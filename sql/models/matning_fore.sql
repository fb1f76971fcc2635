-- The before value nearest the start, once per case, instrument, scale and
-- rater (of several versions or goals the nearest, then the first by name).
WITH
rangordnade AS (
    SELECT
        v.nr, v.arende, v.instrument, v.skala, v.skattare, v.fore,
        ROW_NUMBER() OVER (
            PARTITION BY v.nr, v.arende, v.instrument, v.skala, v.skattare
            ORDER BY v.fore_rang, v.instrumentversion, v.mal_nr
        ) AS plats
    FROM modell.matning_val AS v
    WHERE v.fore IS NOT NULL
)
SELECT
    a.person, a.arende, a.kommun, a.omrade, a.kon, a.alder,
    r.instrument, r.skala, r.skattare,
    r.fore AS varde
FROM rangordnade AS r
INNER JOIN modell.arende_urval AS a ON r.nr = a.nr AND r.arende = a.arende
WHERE r.plats = 1
