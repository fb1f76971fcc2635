-- A pair has both values and its difference; what is no pair has no difference.
SELECT COUNT(*) AS fel
FROM modell.matningspar
WHERE (har_par AND (fore IS NULL OR efter IS NULL OR skillnad IS NULL OR skillnad <> efter - fore))
    OR (NOT har_par AND skillnad IS NOT NULL)
