-- One row per person with a case open on any day of the year, per municipality
-- and service area. Persons never link across municipalities here.
--
-- Sex and age are those of the case opened latest (then of the case whose key
-- comes last). Returned means: a case closed during the year, and another one
-- opened after that day in the same year.
WITH
ensamma AS (
    SELECT
        a.person, a.kommun, a.omrade, a.kon, a.alder,
        CAST(1 AS BIGINT) AS antal_arenden,
        a.svarighetsgrad,
        a.oppen_vid_arets_slut AS har_oppet_arende_arets_slut,
        FALSE AS aterkommande
    FROM modell.arende_urval AS a
    LEFT JOIN modell.person_rad AS p ON a.rad = p.rad
    WHERE p.rad IS NULL
),
arenden AS (
    SELECT
        p.person_nr, a.*,
        CASE a.svarighetsgrad WHEN 'lindrig' THEN 1 WHEN 'medelsvar' THEN 2 WHEN 'svar' THEN 3 END AS grad,
        ROW_NUMBER() OVER (
            PARTITION BY p.person_nr ORDER BY a.start DESC, a.arende DESC
        ) AS plats
    FROM modell.arende_urval AS a
    INNER JOIN modell.person_rad AS p ON a.rad = p.rad
),
flera AS (
    SELECT
        person, kommun, omrade,
        MIN(CASE WHEN plats = 1 THEN kon END) AS kon,
        MIN(CASE WHEN plats = 1 THEN alder END) AS alder,
        COUNT(*) AS antal_arenden,
        MAX(grad) AS grad,
        COUNT(CASE WHEN oppen_vid_arets_slut THEN 1 END) AS oppna,
        MIN(CASE WHEN avslutad_under_aret THEN slut_i_perioden END) AS forst_avslutad,
        MAX(CASE WHEN paborjad_under_aret THEN start END) AS sist_paborjad
    FROM arenden
    GROUP BY person, kommun, omrade
)
SELECT
    person, kommun, omrade, kon, alder, antal_arenden, svarighetsgrad,
    har_oppet_arende_arets_slut, aterkommande
FROM ensamma
UNION ALL
SELECT
    person, kommun, omrade, kon, alder, antal_arenden,
    CASE grad WHEN 1 THEN 'lindrig' WHEN 2 THEN 'medelsvar' WHEN 3 THEN 'svar' END AS svarighetsgrad,
    oppna > 0 AS har_oppet_arende_arets_slut,
    COALESCE(sist_paborjad > forst_avslutad, FALSE) AS aterkommande
FROM flera
