-- The inhabitants on 31 December by sex and age (reference delivery, public).
SELECT b.kommun, b.kon, b.alder, b.antal
FROM lake.befolkning AS b
INNER JOIN leveranser AS l
    ON b.kommun = l.kommun AND b.insamling = l.insamling AND b.period = l.period
