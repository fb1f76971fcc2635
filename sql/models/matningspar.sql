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
        a.person, a.arende, a.kommun, a.omrade, a.kon, a.alder,
        a.start, a.slut_i_perioden, a.avslutad_under_aret,
        v.instrument, v.instrumentversion, v.skala, v.skattare, v.mal_nr,
        v.fore, v.efter,
        COALESCE(v.fore_datum <= v.efter_datum, FALSE) AS har_par,
        CASE
            WHEN v.efter IS NOT NULL THEN v.efter
            WHEN v.fore_datum IS NULL OR v.fore_datum <= v.under_datum THEN v.under
        END AS efter_eller_under
    FROM modell.matning_val AS v
    INNER JOIN modell.arende_urval AS a ON v.nr = a.nr AND v.arende = a.arende
),
rangordnade AS (
    SELECT
        kandidater.*,
        ROW_NUMBER() OVER (
            PARTITION BY kommun, omrade, person, instrument, skala, skattare
            ORDER BY
                CASE WHEN har_par THEN 0 ELSE 1 END,
                CASE WHEN avslutad_under_aret THEN 0 ELSE 1 END,
                slut_i_perioden DESC, start DESC, arende DESC,
                CASE WHEN fore IS NULL THEN 1 ELSE 0 END,
                instrumentversion, mal_nr
        ) AS plats
    FROM kandidater
)
SELECT
    person, arende, kommun, omrade, kon, alder,
    instrument, instrumentversion AS version, skala, skattare,
    fore, efter, har_par,
    CASE WHEN har_par THEN efter - fore END AS skillnad,
    efter_eller_under,
    CASE
        WHEN har_par THEN efter - fore
        WHEN efter IS NULL THEN efter_eller_under - fore
    END AS skillnad_under,
    avslutad_under_aret
FROM rangordnade
WHERE plats = 1
