-- Per case, series (instrument, version, scale, rater) and goal: the values
-- chosen as before, after and during. Never across raters, versions or goals.
--
-- before  tillfalle fore, nearest the start within 90 days before to 60 after;
--         of two equally near, the earlier
-- after   closed cases: tillfalle efter, nearest the end within 90 days, of two
--         equally near the later; open cases: the latest efter or uppfoljning
--         by the end of the year, of two on one day the efter
-- during  the latest tillfalle under between start and end (or the year's end)
--
-- A rank is the distance in days with room for the side and for insats_nr (four
-- digits), so that it is unique and its least value picks one measurement.
WITH
avstand AS (
    SELECT
        a.rad, s.serie, s.skala_nr,
        COALESCE(m.mal_nr, 0) AS mal_nr,
        COALESCE(m.insats_nr, 0) AS insats_nr,
        m.datum, m.varde,
        CASE
            WHEN m.tillfalle = 'fore' AND dagar_mellan(a.start, m.datum) BETWEEN -90 AND 0
                THEN 2 * dagar_mellan(m.datum, a.start)
            WHEN m.tillfalle = 'fore' AND dagar_mellan(a.start, m.datum) BETWEEN 1 AND 60
                THEN 2 * dagar_mellan(a.start, m.datum) + 1
        END AS till_start,
        CASE
            WHEN a.avslutad_under_aret AND m.tillfalle = 'efter'
                AND dagar_mellan(a.slut_i_perioden, m.datum) BETWEEN 0 AND 90
                THEN 2 * dagar_mellan(a.slut_i_perioden, m.datum)
            WHEN a.avslutad_under_aret AND m.tillfalle = 'efter'
                AND dagar_mellan(a.slut_i_perioden, m.datum) BETWEEN -90 AND -1
                THEN 2 * dagar_mellan(m.datum, a.slut_i_perioden) + 1
            WHEN a.oppen_vid_arets_slut AND m.tillfalle IN ('efter', 'uppfoljning')
                AND m.datum BETWEEN a.start AND u.period_slut
                THEN 2 * dagar_mellan(m.datum, u.period_slut)
                    + CASE WHEN m.tillfalle = 'efter' THEN 0 ELSE 1 END
        END AS till_slut,
        CASE
            WHEN m.tillfalle = 'under'
                AND m.datum BETWEEN a.start AND COALESCE(a.slut_i_perioden, u.period_slut)
                THEN dagar_mellan(m.datum, u.period_slut)
        END AS till_nu
    FROM lake.matning AS m
    INNER JOIN leveranser AS l
        ON m.kommun = l.kommun AND m.insamling = l.insamling AND m.period = l.period
    INNER JOIN modell.matserie AS s
        ON m.instrument = s.instrument AND m.instrumentversion = s.instrumentversion
            AND m.skala = s.skala AND m.skattare = s.skattare
    INNER JOIN modell.arende_urval AS a ON l.nr = a.nr AND m.arende = a.arende
    CROSS JOIN urval AS u
    WHERE m.varde IS NOT NULL
),
rang AS (
    SELECT
        avstand.*,
        CAST(till_start AS BIGINT) * 10000 + insats_nr AS fore_rang,
        CAST(till_slut AS BIGINT) * 10000 + insats_nr AS efter_rang,
        CAST(till_nu AS BIGINT) * 10000 + insats_nr AS under_rang
    FROM avstand
)
SELECT
    rad, serie, skala_nr, mal_nr,
    MIN(fore_rang) AS fore_rang,
    varde_vid_minst(varde, fore_rang) AS fore,
    varde_vid_minst(datum, fore_rang) AS fore_datum,
    varde_vid_minst(varde, efter_rang) AS efter,
    varde_vid_minst(datum, efter_rang) AS efter_datum,
    varde_vid_minst(varde, under_rang) AS under,
    varde_vid_minst(datum, under_rang) AS under_datum
FROM rang
WHERE fore_rang IS NOT NULL OR efter_rang IS NOT NULL OR under_rang IS NOT NULL
GROUP BY rad, serie, skala_nr, mal_nr
