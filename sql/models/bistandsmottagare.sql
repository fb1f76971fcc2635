-- One row per person in a household with economic assistance in any month of
-- the year, per municipality. What can change is that of the latest month (of
-- two households in it the applicant's, then the co-applicant's, then the first
-- by key); the obstacle is the latest given.
WITH
rader AS (
    SELECT
        b.kommun, b.person, b.hushall, b.manad, b.roll, b.kon, b.fodelsear, b.forsorjningshinder, u.ar,
        CASE b.roll WHEN 'registerledare' THEN 1 WHEN 'medsokande' THEN 2 ELSE 3 END AS rollordning
    FROM lake.bistandsmottagare AS b
    INNER JOIN leveranser AS l
        ON b.kommun = l.kommun AND b.insamling = l.insamling AND b.period = l.period
    CROSS JOIN urval AS u
),
rangordnade AS (
    SELECT
        rader.*,
        ROW_NUMBER() OVER (
            PARTITION BY kommun, person ORDER BY manad DESC, rollordning, hushall
        ) AS plats,
        ROW_NUMBER() OVER (
            PARTITION BY kommun, person
            ORDER BY
                CASE WHEN forsorjningshinder IS NULL THEN 1 ELSE 0 END,
                manad DESC, rollordning, hushall
        ) AS hinderplats
    FROM rader
),
personer AS (
    SELECT
        kommun, person,
        MIN(CASE WHEN plats = 1 THEN kon END) AS kon,
        MIN(CASE WHEN plats = 1 THEN ar - fodelsear END) AS alder,
        MIN(CASE WHEN plats = 1 THEN roll END) AS roll,
        COUNT(DISTINCT manad) AS antal_manader,
        MIN(CASE WHEN hinderplats = 1 THEN forsorjningshinder END) AS forsorjningshinder
    FROM rangordnade
    GROUP BY kommun, person
)
SELECT
    kommun, person, kon, alder,
    alder >= 18 AS vuxen,
    roll, antal_manader, forsorjningshinder
FROM personer
