-- One row per household with economic assistance in any month of the year.
WITH
manader AS (
    SELECT
        h.kommun, h.hushall, h.manad, h.hushallstyp, h.belopp,
        ROW_NUMBER() OVER (
            PARTITION BY h.kommun, h.hushall ORDER BY h.manad DESC, h.hushallstyp
        ) AS plats
    FROM lake.bistandshushall AS h
    INNER JOIN leveranser AS l
        ON h.kommun = l.kommun AND h.insamling = l.insamling AND h.period = l.period
),
barnen AS (
    SELECT b.kommun, b.hushall, COUNT(*) AS rader
    FROM lake.bistandsmottagare AS b
    INNER JOIN leveranser AS l
        ON b.kommun = l.kommun AND b.insamling = l.insamling AND b.period = l.period
    WHERE b.roll = 'barn'
    GROUP BY b.kommun, b.hushall
),
hushallen AS (
    SELECT
        kommun, hushall,
        MIN(CASE WHEN plats = 1 THEN hushallstyp END) AS hushallstyp,
        COUNT(DISTINCT manad) AS antal_manader,
        CAST(SUM(belopp) AS DECIMAL(18, 4)) AS belopp,
        COUNT(CASE WHEN hushallstyp IN ('1', '4', '6', '8') THEN 1 END) AS manader_med_barn
    FROM manader
    GROUP BY kommun, hushall
)
SELECT
    h.kommun,
    'T' AS kon,
    h.hushall, h.hushallstyp, h.antal_manader, h.belopp,
    (h.manader_med_barn > 0 OR b.rader IS NOT NULL) AS har_barn
FROM hushallen AS h
LEFT JOIN barnen AS b ON h.kommun = b.kommun AND h.hushall = b.hushall
