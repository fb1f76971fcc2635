-- One row per answer to one question. Answers carry no person and are never
-- joined to cases.
SELECT
    e.kommun, e.omrade,
    COALESCE(e.kon, 'U') AS kon,
    e.aldersgrupp, e.svarande, e.svarssatt, e.fraga, e.svar
FROM lake.enkatsvar AS e
INNER JOIN leveranser AS l
    ON e.kommun = l.kommun AND e.insamling = l.insamling AND e.period = l.period
