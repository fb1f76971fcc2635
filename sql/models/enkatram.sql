-- One row per municipality and service area with a known frame: how many users
-- were invited and how many of them answered. A frame smaller than the answers is
-- wrong and left out, as is a service area whose frame is not told. Relatives have
-- no frame and do not count as answers.
WITH
ramar AS (
    SELECT v.kommun, v.omrade, SUM(v.varde) AS inbjudna
    FROM modell.volym_val AS v
    WHERE v.matt = 'inbjudna_enkat'
    GROUP BY v.kommun, v.omrade
),
svaren AS (
    SELECT e.kommun, e.omrade, COUNT(DISTINCT e.svar_id) AS svarande
    FROM lake.enkatsvar AS e
    INNER JOIN leveranser AS l
        ON e.kommun = l.kommun AND e.insamling = l.insamling AND e.period = l.period
    WHERE e.svarande <> 'anhorig'
    GROUP BY e.kommun, e.omrade
)
SELECT
    r.kommun, r.omrade, 'T' AS kon,
    CAST(r.inbjudna AS DECIMAL(18, 4)) AS inbjudna,
    COALESCE(s.svarande, 0) AS svarande
FROM ramar AS r
LEFT JOIN svaren AS s ON r.kommun = s.kommun AND r.omrade = s.omrade
WHERE r.inbjudna > 0 AND COALESCE(s.svarande, 0) <= r.inbjudna
