-- Every selected case has exactly one row: no child row multiplied it.
SELECT
    (SELECT COUNT(*) FROM modell.arende) - (SELECT COUNT(*) FROM modell.arende_urval) AS fel
