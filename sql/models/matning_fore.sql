-- The before value nearest the start, once per case, instrument, scale and
-- rater (see fore_val).
SELECT
    a.person, a.arende, a.kommun, a.omrade, a.kon, a.alder,
    s.instrument, s.skala, s.skattare,
    f.varde
FROM modell.fore_val AS f
INNER JOIN modell.arende_urval AS a ON f.rad = a.rad
INNER JOIN modell.matserie AS s ON f.serie = s.serie
