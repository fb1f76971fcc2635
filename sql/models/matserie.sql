-- The series of measurements that occur: what may be compared with itself.
-- serie numbers instrument, scale, rater and version; skala_nr the first three.
SELECT
    instrument, instrumentversion, skala, skattare,
    ROW_NUMBER() OVER (ORDER BY instrument, skala, skattare, instrumentversion) AS serie,
    DENSE_RANK() OVER (ORDER BY instrument, skala, skattare) AS skala_nr
FROM (
    SELECT DISTINCT m.instrument, m.instrumentversion, m.skala, m.skattare
    FROM lake.matning AS m
) AS serier
