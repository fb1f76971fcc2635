-- The goals of the cases open on any day of the year.
WITH
malen AS (
    SELECT l.nr, m.arende, m.niva, m.livsomrade, m.uppfyllelse, m.gas, m.vikt
    FROM lake.mal AS m
    INNER JOIN leveranser AS l
        ON m.kommun = l.kommun AND m.insamling = l.insamling AND m.period = l.period
)
SELECT
    a.arende, a.person, a.kommun, a.omrade, a.kon, a.alder,
    m.niva, m.livsomrade, m.uppfyllelse, m.gas, m.vikt,
    a.avslutsorsak,
    a.avslutad_under_aret AS arende_avslutat
FROM malen AS m
INNER JOIN modell.arende_urval AS a ON m.nr = a.nr AND m.arende = a.arende
