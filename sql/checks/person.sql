-- The persons' cases add up to the selected cases.
SELECT
    COALESCE((SELECT SUM(antal_arenden) FROM modell.person), 0)
    - (SELECT COUNT(*) FROM modell.arende_urval) AS fel
