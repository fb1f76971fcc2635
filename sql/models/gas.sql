-- The cases open on any day of the period that have main goals with a GAS level,
-- with the T-score over them. A goal without a weight weighs 1. Every T-score lies
-- within 20/√0.3 of 50, for Σw² is never negative (declared in gas.yaml).
WITH
malen AS (
    SELECT
        l.nr, m.arende,
        COUNT(*) AS antal,
        CAST(SUM(COALESCE(m.vikt, 1) * m.gas) AS BIGINT) AS vagd_summa,
        CAST(SUM(COALESCE(m.vikt, 1)) AS BIGINT) AS vikter,
        CAST(SUM(COALESCE(m.vikt, 1) * COALESCE(m.vikt, 1)) AS BIGINT) AS vikter_kvadrat
    FROM lake.mal AS m
    INNER JOIN leveranser AS l
        ON m.kommun = l.kommun AND m.insamling = l.insamling AND m.period = l.period
    WHERE m.niva = 'huvudmal' AND m.gas IS NOT NULL
    GROUP BY l.nr, m.arende
)
SELECT
    a.arende, a.person, a.kommun, a.omrade, a.kon, a.alder, a.avslutsorsak,
    a.avslutad_under_aret AS arende_avslutat,
    m.antal AS antal_mal,
    gas_t(m.vagd_summa, m.vikter, m.vikter_kvadrat) AS gas_t
FROM malen AS m
INNER JOIN modell.arende_urval AS a ON m.nr = a.nr AND m.arende = a.arende
