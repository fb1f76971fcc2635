-- A population has one row per municipality, sex and age.
SELECT COUNT(*) AS fel
FROM (
    SELECT kommun, kon, alder
    FROM modell.befolkning
    GROUP BY kommun, kon, alder
    HAVING COUNT(*) > 1
) AS dubbla
