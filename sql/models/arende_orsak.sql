-- One row per case open on any day of the year, with what its reasons tell:
-- which roles the person has had (violence) and whether there were interventions.
WITH
roller AS (
    SELECT
        a.rad,
        COUNT(*) AS antal,
        COUNT(CASE WHEN o.roll = 'utsatt' THEN 1 END) AS utsatt,
        COUNT(CASE WHEN o.roll = 'utovare' THEN 1 END) AS utovare,
        COUNT(CASE WHEN o.roll = 'barn_som_upplevt' THEN 1 END) AS barn
    FROM lake.orsak AS o
    INNER JOIN leveranser AS l
        ON o.kommun = l.kommun AND o.insamling = l.insamling AND o.period = l.period
    INNER JOIN modell.arende_urval AS a ON l.nr = a.nr AND o.arende = a.arende
    GROUP BY a.rad
),
insatser AS (
    SELECT a.rad, COUNT(*) AS antal
    FROM lake.insats AS i
    INNER JOIN leveranser AS l
        ON i.kommun = l.kommun AND i.insamling = l.insamling AND i.period = l.period
    INNER JOIN modell.arende_urval AS a ON l.nr = a.nr AND i.arende = a.arende
    CROSS JOIN urval AS u
    WHERE i.start <= u.period_slut
    GROUP BY a.rad
)
SELECT
    a.arende, a.person, a.kommun, a.omrade, a.kon, a.alder,
    a.avslutsorsak, a.maluppfyllelse,
    a.oppen_vid_arets_slut, a.avslutad_under_aret, a.paborjad_under_aret,
    COALESCE(r.antal, 0) AS antal_orsaker,
    COALESCE(r.utsatt, 0) > 0 AS utsatt,
    COALESCE(r.utovare, 0) > 0 AS utovare,
    COALESCE(r.barn, 0) > 0 AS barn_som_upplevt,
    COALESCE(i.antal, 0) > 0 AS har_insats
FROM modell.arende_urval AS a
LEFT JOIN roller AS r ON a.rad = r.rad
LEFT JOIN insatser AS i ON a.rad = i.rad
