-- The interventions active on any day of the year, of the cases open in it.
WITH
insatser AS (
    SELECT
        l.nr, i.arende, i.insats_kod, SUBSTRING(i.insats_kod, 1, 2) AS borjan,
        i.metod, i.lagrum, i.behovsprovad, i.start, i.slut, i.status, i.omfattning_timmar,
        CASE WHEN i.slut <= u.period_slut THEN i.slut END AS slut_i_perioden
    FROM lake.insats AS i
    INNER JOIN leveranser AS l
        ON i.kommun = l.kommun AND i.insamling = l.insamling AND i.period = l.period
    CROSS JOIN urval AS u
    WHERE i.start <= u.period_slut AND (i.slut IS NULL OR i.slut >= u.period_start)
)
SELECT
    a.arende, a.person, a.kommun, a.omrade, a.kon, a.alder,
    i.insats_kod,
    -- KSI 2025 groups its two-letter beginnings into chapters.
    CASE
        WHEN i.borjan BETWEEN 'SA' AND 'SC' THEN 'SA-SC'
        WHEN i.borjan BETWEEN 'SE' AND 'SG' THEN 'SE-SG'
        WHEN i.borjan BETWEEN 'SH' AND 'SK' THEN 'SH-SK'
        WHEN i.borjan BETWEEN 'SN' AND 'SP' THEN 'SN-SP'
        WHEN i.borjan BETWEEN 'SR' AND 'SS' THEN 'SR-SS'
        WHEN i.borjan BETWEEN 'ST' AND 'SV' THEN 'ST-SV'
        WHEN i.borjan BETWEEN 'UA' AND 'UE' THEN 'UA-UE'
        WHEN i.borjan BETWEEN 'VA' AND 'VE' THEN 'VA-VE'
        WHEN i.borjan BETWEEN 'WA' AND 'WZ' THEN 'WA-WZ'
        ELSE i.borjan
    END AS kapitel,
    i.metod, i.lagrum, i.behovsprovad, i.start, i.slut, i.status,
    i.slut_i_perioden IS NOT NULL AS avslutad_under_aret,
    dagar_mellan(i.start, i.slut_i_perioden) AS langd_dagar,
    i.omfattning_timmar,
    a.avslutsorsak
FROM insatser AS i
INNER JOIN modell.arende_urval AS a ON i.nr = a.nr AND i.arende = a.arende
