-- The cases open on any day of the year, once each, as last told (see ersatta).
--
-- nr names the delivery whose child rows belong to the case. rad numbers the
-- rows of this run so that later joins and groups need not compare pseudonyms;
-- it means nothing, orders nothing and reaches no result. Because of it the model
-- has to be made as a table: as a view it would number anew at every reading.
WITH
gallande AS (
    SELECT
        l.nr,
        a.arende, a.person, a.kommun, a.omrade, a.enhet, a.kon, a.fodelsear,
        a.start, a.slut, a.avslutsorsak, a.svarighetsgrad,
        a.genomforandeplan, a.sip, a.maluppfyllelse,
        u.ar, u.period_start,
        CASE WHEN a.slut <= u.period_slut THEN a.slut END AS slut_i_perioden
    FROM lake.arende AS a
    INNER JOIN leveranser AS l
        ON a.kommun = l.kommun AND a.insamling = l.insamling AND a.period = l.period
    CROSS JOIN urval AS u
    LEFT JOIN modell.ersatta AS e ON l.nr = e.nr AND a.arende = e.arende
    WHERE e.nr IS NULL
        AND a.start <= u.period_slut
        AND (a.slut IS NULL OR a.slut >= u.period_start)
)
SELECT
    ROW_NUMBER() OVER () AS rad,
    nr, arende, person, kommun, omrade, enhet, kon, fodelsear,
    ar - fodelsear AS alder,
    start, slut, slut_i_perioden, avslutsorsak, svarighetsgrad,
    genomforandeplan, sip, maluppfyllelse,
    slut_i_perioden IS NULL AS oppen_vid_arets_slut,
    slut_i_perioden IS NOT NULL AS avslutad_under_aret,
    start >= period_start AS paborjad_under_aret
FROM gallande
