-- Whole days from one date to another; negative when till lies before fran.
CREATE MACRO dagar_mellan(fran, till) AS CAST(date_diff('day', fran, till) AS INTEGER)
