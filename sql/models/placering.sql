-- The placements active on any day of the year, of the cases open in it.
WITH
placeringar AS (
    SELECT
        l.nr, p.arende, p.form, p.lagrum, p.start, p.slut, p.placeringskommun,
        u.period_start,
        CASE WHEN p.slut <= u.period_slut THEN p.slut END AS slut_i_perioden
    FROM lake.placering AS p
    INNER JOIN leveranser AS l
        ON p.kommun = l.kommun AND p.insamling = l.insamling AND p.period = l.period
    CROSS JOIN urval AS u
    WHERE p.start <= u.period_slut AND (p.slut IS NULL OR p.slut >= u.period_start)
)
SELECT
    a.arende, a.person, a.kommun, a.omrade, a.kon, a.alder,
    p.form, p.lagrum, p.start, p.slut,
    p.placeringskommun <> a.kommun AS i_annan_kommun,
    p.slut_i_perioden IS NULL AS oppen_vid_arets_slut,
    p.slut_i_perioden IS NOT NULL AS avslutad_under_aret,
    p.start >= p.period_start AS paborjad_under_aret,
    dagar_mellan(p.start, p.slut_i_perioden) AS langd_dagar,
    a.avslutsorsak
FROM placeringar AS p
INNER JOIN modell.arende_urval AS a ON p.nr = a.nr AND p.arende = a.arende
