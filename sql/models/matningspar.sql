-- One person's before and after values, once per municipality, service area,
-- instrument, scale and rater.
--
-- A pair has both values, before not dated after after. Of several cases the one
-- with a pair comes first, then the one closed latest, then the one started
-- latest; of several versions or goals in it the one with a pair, then with a
-- before value, then the first by name.
WITH
kandidater AS (
    SELECT
        v.rad, v.serie, v.skala_nr, v.mal_nr, v.fore, v.efter,
        COALESCE(p.person_nr, v.rad) AS person_nr,
        COALESCE(v.fore_datum <= v.efter_datum, FALSE) AS har_par,
        CASE
            WHEN v.efter IS NOT NULL THEN v.efter
            WHEN v.fore_datum IS NULL OR v.fore_datum <= v.under_datum THEN v.under
        END AS efter_eller_under
    FROM modell.matning_val AS v
    LEFT JOIN modell.person_rad AS p ON v.rad = p.rad
),
rangordnade AS (
    SELECT
        a.person, a.arende, a.kommun, a.omrade, a.kon, a.alder, a.avslutad_under_aret,
        k.serie, k.fore, k.efter, k.har_par, k.efter_eller_under,
        ROW_NUMBER() OVER (
            PARTITION BY k.person_nr, k.skala_nr
            ORDER BY
                CASE WHEN k.har_par THEN 0 ELSE 1 END,
                CASE WHEN a.avslutad_under_aret THEN 0 ELSE 1 END,
                a.slut_i_perioden DESC, a.start DESC, a.arende DESC,
                CASE WHEN k.fore IS NULL THEN 1 ELSE 0 END,
                k.serie, k.mal_nr
        ) AS plats
    FROM kandidater AS k
    INNER JOIN modell.arende_urval AS a ON k.rad = a.rad
)
SELECT
    r.person, r.arende, r.kommun, r.omrade, r.kon, r.alder,
    s.instrument, s.instrumentversion AS version, s.skala, s.skattare,
    r.fore, r.efter, r.har_par,
    CASE WHEN r.har_par THEN r.efter - r.fore END AS skillnad,
    r.efter_eller_under,
    CASE
        WHEN r.har_par THEN r.efter - r.fore
        WHEN r.efter IS NULL THEN r.efter_eller_under - r.fore
    END AS skillnad_under,
    r.avslutad_under_aret
FROM rangordnade AS r
INNER JOIN modell.matserie AS s ON r.serie = s.serie
WHERE r.plats = 1
