-- One row per case open on any day of the year, with what its child rows of the
-- same delivery tell about it up to the end of the year.
WITH
arenden AS (
    SELECT * FROM modell.arende_urval
),
insatser AS (
    SELECT
        l.nr, i.arende, i.start, i.slut, i.status, i.metod, u.period_slut
    FROM lake.insats AS i
    INNER JOIN leveranser AS l
        ON i.kommun = l.kommun AND i.insamling = l.insamling AND i.period = l.period
    CROSS JOIN urval AS u
    WHERE i.start <= u.period_slut
),
handelser AS (
    SELECT l.nr, h.arende, h.typ, h.datum
    FROM lake.handelse AS h
    INNER JOIN leveranser AS l
        ON h.kommun = l.kommun AND h.insamling = l.insamling AND h.period = l.period
    CROSS JOIN urval AS u
    WHERE h.datum <= u.period_slut
),
malen AS (
    SELECT l.nr, m.arende
    FROM lake.mal AS m
    INNER JOIN leveranser AS l
        ON m.kommun = l.kommun AND m.insamling = l.insamling AND m.period = l.period
),
antal_insatser AS (
    SELECT
        nr, arende,
        COUNT(*) AS antal,
        COUNT(CASE WHEN status = 'slutford' AND slut <= period_slut THEN 1 END) AS slutforda,
        COUNT(CASE WHEN status = 'avbruten' AND slut <= period_slut THEN 1 END) AS avbrutna,
        COUNT(metod) AS med_metod
    FROM insatser
    GROUP BY nr, arende
),
forsta AS (
    SELECT
        nr, arende,
        MIN(CASE WHEN typ = 'ansokan' THEN datum END) AS ansokan,
        MIN(CASE WHEN typ = 'anmalan' THEN datum END) AS anmalan,
        MIN(CASE WHEN typ = 'beslut' THEN datum END) AS beslut
    FROM handelser
    WHERE typ IN ('ansokan', 'anmalan', 'beslut')
    GROUP BY nr, arende
),
steg AS (
    SELECT
        f.nr, f.arende, f.ansokan, f.anmalan, f.beslut,
        MIN(CASE WHEN h.typ = 'beslut' AND h.datum >= f.ansokan THEN h.datum END) AS beslut_efter_ansokan,
        MIN(CASE WHEN h.typ = 'forhandsbedomning' AND h.datum >= f.anmalan THEN h.datum END) AS bedomning_efter_anmalan
    FROM forsta AS f
    INNER JOIN handelser AS h ON f.nr = h.nr AND f.arende = h.arende
    GROUP BY f.nr, f.arende, f.ansokan, f.anmalan, f.beslut
),
verkstallda AS (
    SELECT f.nr, f.arende, MIN(i.start) AS insats_efter_beslut
    FROM forsta AS f
    INNER JOIN insatser AS i ON f.nr = i.nr AND f.arende = i.arende AND i.start >= f.beslut
    GROUP BY f.nr, f.arende
),
matta AS (
    SELECT
        nr, arende,
        COUNT(fore) AS antal_fore,
        COUNT(efter) AS antal_efter
    FROM modell.matning_val
    GROUP BY nr, arende
),
behov AS (
    SELECT
        kommun, omrade, arende,
        COUNT(CASE WHEN varde >= 6 THEN 1 END) AS hoga
    FROM modell.matning_fore
    WHERE instrument = 'asi' AND skattare = 'intervjuare'
        AND skala IN (
            'halsa_intervjuare', 'arbete_intervjuare', 'alkohol_intervjuare', 'narkotika_intervjuare',
            'rattsligt_intervjuare', 'familj_intervjuare', 'psykisk_intervjuare'
        )
    GROUP BY kommun, omrade, arende
),
antal_mal AS (
    SELECT nr, arende, COUNT(*) AS antal FROM malen GROUP BY nr, arende
)
SELECT
    a.arende, a.person, a.kommun, a.omrade, a.enhet, a.kon, a.fodelsear, a.alder,
    a.start, a.slut, a.avslutsorsak, a.svarighetsgrad,
    a.genomforandeplan, a.sip, a.maluppfyllelse,
    a.oppen_vid_arets_slut, a.avslutad_under_aret, a.paborjad_under_aret,
    COALESCE(i.antal, 0) AS antal_insatser,
    COALESCE(i.slutforda, 0) AS antal_insatser_slutforda,
    COALESCE(i.avbrutna, 0) AS antal_insatser_avbrutna,
    COALESCE(i.med_metod, 0) AS antal_med_metod,
    dagar_mellan(s.ansokan, s.beslut_efter_ansokan) AS dagar_ansokan_beslut,
    dagar_mellan(s.anmalan, s.bedomning_efter_anmalan) AS dagar_anmalan_forhandsbedomning,
    dagar_mellan(s.beslut, v.insats_efter_beslut) AS dagar_beslut_insats,
    dagar_mellan(a.start, a.slut_i_perioden) AS langd_dagar,
    COALESCE(m.antal_fore, 0) > 0 AS har_fore,
    COALESCE(m.antal_efter, 0) > 0 AS har_efter,
    COALESCE(g.antal, 0) AS antal_mal,
    b.hoga AS antal_hoga_behov
FROM arenden AS a
LEFT JOIN antal_insatser AS i ON a.nr = i.nr AND a.arende = i.arende
LEFT JOIN steg AS s ON a.nr = s.nr AND a.arende = s.arende
LEFT JOIN verkstallda AS v ON a.nr = v.nr AND a.arende = v.arende
LEFT JOIN matta AS m ON a.nr = m.nr AND a.arende = m.arende
LEFT JOIN behov AS b ON a.kommun = b.kommun AND a.omrade = b.omrade AND a.arende = b.arende
LEFT JOIN antal_mal AS g ON a.nr = g.nr AND a.arende = g.arende
