-- One row per case open on any day of the year, with what its child rows of the
-- same delivery tell about it up to the end of the year.
WITH
insatser AS (
    SELECT a.rad, i.start, i.slut, i.status, i.metod, u.period_slut
    FROM lake.insats AS i
    INNER JOIN leveranser AS l
        ON i.kommun = l.kommun AND i.insamling = l.insamling AND i.period = l.period
    INNER JOIN modell.arende_urval AS a ON l.nr = a.nr AND i.arende = a.arende
    CROSS JOIN urval AS u
    WHERE i.start <= u.period_slut
),
handelser AS (
    SELECT a.rad, h.typ, h.datum
    FROM lake.handelse AS h
    INNER JOIN leveranser AS l
        ON h.kommun = l.kommun AND h.insamling = l.insamling AND h.period = l.period
    INNER JOIN modell.arende_urval AS a ON l.nr = a.nr AND h.arende = a.arende
    CROSS JOIN urval AS u
    WHERE h.datum <= u.period_slut
        AND h.typ IN ('ansokan', 'anmalan', 'forhandsbedomning', 'beslut', 'uppfoljning')
),
antal_mal AS (
    SELECT a.rad, COUNT(*) AS antal
    FROM lake.mal AS m
    INNER JOIN leveranser AS l
        ON m.kommun = l.kommun AND m.insamling = l.insamling AND m.period = l.period
    INNER JOIN modell.arende_urval AS a ON l.nr = a.nr AND m.arende = a.arende
    GROUP BY a.rad
),
antal_insatser AS (
    SELECT
        rad,
        COUNT(*) AS antal,
        COUNT(CASE WHEN status = 'slutford' AND slut <= period_slut THEN 1 END) AS slutforda,
        COUNT(CASE WHEN status = 'avbruten' AND slut <= period_slut THEN 1 END) AS avbrutna,
        COUNT(metod) AS med_metod
    FROM insatser
    GROUP BY rad
),
forsta AS (
    SELECT
        rad,
        MIN(CASE WHEN typ = 'ansokan' THEN datum END) AS ansokan,
        MIN(CASE WHEN typ = 'anmalan' THEN datum END) AS anmalan,
        MIN(CASE WHEN typ = 'beslut' THEN datum END) AS beslut,
        COUNT(CASE WHEN typ = 'uppfoljning' THEN 1 END) AS uppfoljningar
    FROM handelser
    GROUP BY rad
),
steg AS (
    SELECT
        f.rad, f.ansokan, f.anmalan, f.beslut, f.uppfoljningar,
        MIN(CASE WHEN h.typ = 'beslut' AND h.datum >= f.ansokan THEN h.datum END) AS beslut_efter_ansokan,
        MIN(CASE WHEN h.typ = 'forhandsbedomning' AND h.datum >= f.anmalan THEN h.datum END) AS bedomning_efter_anmalan
    FROM forsta AS f
    INNER JOIN handelser AS h ON f.rad = h.rad
    GROUP BY f.rad, f.ansokan, f.anmalan, f.beslut, f.uppfoljningar
),
verkstallda AS (
    SELECT f.rad, MIN(i.start) AS insats_efter_beslut
    FROM forsta AS f
    INNER JOIN insatser AS i ON f.rad = i.rad AND i.start >= f.beslut
    GROUP BY f.rad
),
matta AS (
    SELECT rad, COUNT(fore) AS antal_fore, COUNT(efter) AS antal_efter
    FROM modell.matning_val
    GROUP BY rad
),
behov AS (
    SELECT f.rad, COUNT(CASE WHEN f.varde >= 6 THEN 1 END) AS hoga
    FROM modell.fore_val AS f
    INNER JOIN modell.matserie AS s ON f.serie = s.serie
    WHERE s.instrument = 'asi' AND s.skattare = 'intervjuare'
        AND s.skala IN (
            'halsa_intervjuare', 'arbete_intervjuare', 'alkohol_intervjuare', 'narkotika_intervjuare',
            'rattsligt_intervjuare', 'familj_intervjuare', 'psykisk_intervjuare'
        )
    GROUP BY f.rad
),
-- IBIC rates how hard each life area is, 0 to 4; 3 is severe.
begransningar AS (
    SELECT f.rad, COUNT(CASE WHEN f.varde >= 3 THEN 1 END) AS svara
    FROM modell.fore_val AS f
    INNER JOIN modell.matserie AS s ON f.serie = s.serie
    WHERE s.instrument = 'ibic' AND s.skattare = 'personal'
    GROUP BY f.rad
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
    b.hoga AS antal_hoga_behov,
    c.svara AS antal_svara_begransningar,
    COALESCE(s.uppfoljningar, 0) AS antal_uppfoljningar,
    CASE WHEN a.oppen_vid_arets_slut THEN dagar_mellan(a.start, u.period_slut) END AS langd_vid_arets_slut
FROM modell.arende_urval AS a
CROSS JOIN urval AS u
LEFT JOIN antal_insatser AS i ON a.rad = i.rad
LEFT JOIN steg AS s ON a.rad = s.rad
LEFT JOIN verkstallda AS v ON a.rad = v.rad
LEFT JOIN matta AS m ON a.rad = m.rad
LEFT JOIN behov AS b ON a.rad = b.rad
LEFT JOIN begransningar AS c ON a.rad = c.rad
LEFT JOIN antal_mal AS g ON a.rad = g.rad
