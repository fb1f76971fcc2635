-- The cases open on any day of the year, once each, as last told.
--
-- A case is (kommun, omrade, arende). Within the year the content of the latest
-- delivered period wins, before anything else is asked of it; a case that two
-- collections tell of in the same area counts once. nr names the delivery whose
-- child rows belong to the case.
WITH
levererade AS (
    SELECT
        l.nr, l.ordning, l.ensam, l.insamling,
        a.arende, a.person, a.kommun, a.omrade, a.enhet, a.kon, a.fodelsear,
        a.start, a.slut, a.avslutsorsak, a.svarighetsgrad,
        a.genomforandeplan, a.sip, a.maluppfyllelse
    FROM lake.arende AS a
    INNER JOIN leveranser AS l
        ON a.kommun = l.kommun AND a.insamling = l.insamling AND a.period = l.period
),
-- Only where a collection has several deliveries in the year can one case stand
-- in several; the others need no ranking.
senaste AS (
    SELECT levererade.*, 1 AS plats FROM levererade WHERE ensam
    UNION ALL
    SELECT
        levererade.*,
        ROW_NUMBER() OVER (PARTITION BY kommun, insamling, arende ORDER BY ordning DESC) AS plats
    FROM levererade
    WHERE NOT ensam
),
gallande AS (
    SELECT
        s.*,
        u.ar, u.period_start, u.period_slut,
        CASE WHEN s.slut <= u.period_slut THEN s.slut END AS slut_i_perioden
    FROM senaste AS s
    CROSS JOIN urval AS u
    WHERE s.plats = 1
        AND s.start <= u.period_slut
        AND (s.slut IS NULL OR s.slut >= u.period_start)
),
-- Areas that more than one collection tells of: few, usually none.
delade AS (
    SELECT kommun, omrade
    FROM gallande
    GROUP BY kommun, omrade
    HAVING MIN(insamling) <> MAX(insamling)
),
enkla AS (
    SELECT g.*, 1 AS foretrade
    FROM gallande AS g
    LEFT JOIN delade AS d ON g.kommun = d.kommun AND g.omrade = d.omrade
    WHERE d.kommun IS NULL
    UNION ALL
    SELECT
        g.*,
        ROW_NUMBER() OVER (
            PARTITION BY g.kommun, g.omrade, g.arende ORDER BY g.ordning DESC, g.insamling
        ) AS foretrade
    FROM gallande AS g
    INNER JOIN delade AS d ON g.kommun = d.kommun AND g.omrade = d.omrade
)
SELECT
    nr, arende, person, kommun, omrade, enhet, kon, fodelsear,
    ar - fodelsear AS alder,
    start, slut, slut_i_perioden, avslutsorsak, svarighetsgrad,
    genomforandeplan, sip, maluppfyllelse,
    slut_i_perioden IS NULL AS oppen_vid_arets_slut,
    slut_i_perioden IS NOT NULL AS avslutad_under_aret,
    start >= period_start AS paborjad_under_aret
FROM enkla
WHERE foretrade = 1
