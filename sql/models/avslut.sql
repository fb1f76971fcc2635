-- One row per person who left in the first of the two years, per municipality and
-- service area: at their first close in it after which no other case was open,
-- with the time to their next case.
--
-- A case that began on the day of the close is a change of case, not a return.
-- Whole months: from 31 January to 28 February is none, to 1 March one.
WITH
arenden AS (
    SELECT
        a.rad, COALESCE(p.person_nr, a.rad) AS person_nr,
        a.person, a.arende, a.kommun, a.omrade, a.kon, a.alder, a.avslutsorsak,
        a.start, a.slut_i_perioden, u.ar
    FROM modell.arende_urval AS a
    LEFT JOIN modell.person_rad AS p ON a.rad = p.rad
    CROSS JOIN urval AS u
),
slutade AS (
    SELECT * FROM arenden WHERE EXTRACT(YEAR FROM slut_i_perioden) < ar
),
foljda AS (
    SELECT
        s.rad,
        COUNT(CASE
            WHEN n.start <= s.slut_i_perioden AND (n.slut_i_perioden IS NULL OR n.slut_i_perioden > s.slut_i_perioden)
                THEN 1
        END) AS pagaende,
        MIN(CASE WHEN n.start > s.slut_i_perioden THEN n.start END) AS nytt
    FROM slutade AS s
    LEFT JOIN arenden AS n ON s.person_nr = n.person_nr AND s.rad <> n.rad
    GROUP BY s.rad
),
ordnade AS (
    SELECT
        s.person, s.kommun, s.omrade, s.kon, s.alder, s.avslutsorsak, s.slut_i_perioden, f.nytt,
        ROW_NUMBER() OVER (
            PARTITION BY s.person_nr ORDER BY s.slut_i_perioden, s.start DESC, s.arende DESC
        ) AS plats
    FROM slutade AS s
    INNER JOIN foljda AS f ON s.rad = f.rad
    WHERE f.pagaende = 0
)
SELECT
    person, kommun, omrade, kon, alder, avslutsorsak,
    CAST(
        12 * (EXTRACT(YEAR FROM nytt) - EXTRACT(YEAR FROM slut_i_perioden))
        + EXTRACT(MONTH FROM nytt) - EXTRACT(MONTH FROM slut_i_perioden)
        - CASE WHEN EXTRACT(DAY FROM nytt) < EXTRACT(DAY FROM slut_i_perioden) THEN 1 ELSE 0 END
        AS INTEGER
    ) AS manader_till_nytt
FROM ordnade
WHERE plats = 1
