-- A year has between one and twelve months with assistance.
SELECT COUNT(*) AS fel
FROM modell.hushall
WHERE antal_manader NOT BETWEEN 1 AND 12
