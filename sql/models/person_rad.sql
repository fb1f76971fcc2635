-- The cases of persons who have several, per municipality and service area, with
-- a number that their cases share. A person who is not here has one case.
WITH
flera AS (
    SELECT kommun, omrade, person, MIN(rad) AS person_nr
    FROM modell.arende_urval
    GROUP BY kommun, omrade, person
    HAVING COUNT(*) > 1
)
SELECT a.rad, f.person_nr
FROM modell.arende_urval AS a
INNER JOIN flera AS f
    ON a.kommun = f.kommun AND a.omrade = f.omrade AND a.person = f.person
