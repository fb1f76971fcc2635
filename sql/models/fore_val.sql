-- The before value nearest the start, once per case and scale (instrument, scale
-- and rater): of several versions or goals the nearest, then the first version
-- by name, then the first goal. serie has at most four digits, mal_nr three.
WITH
rang AS (
    SELECT
        rad, skala_nr, serie, fore,
        (fore_rang * 10000 + serie) * 1000 + mal_nr AS plats
    FROM modell.matning_val
    WHERE fore IS NOT NULL
)
SELECT
    rad, skala_nr,
    varde_vid_minst(serie, plats) AS serie,
    varde_vid_minst(fore, plats) AS varde
FROM rang
GROUP BY rad, skala_nr
