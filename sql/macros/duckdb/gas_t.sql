-- The T-score of goal attainment scaling (Kiresuk and Sherman 1968) with the
-- customary correlation 0.3 between goals, to four decimals: 50 + 10 sum(w g) over
-- the root of 0.7 sum(w^2) + 0.3 sum(w)^2, of sums of whole numbers. A root is no
-- decimal number: it is taken once per case and rounded before anything is summed.
CREATE MACRO gas_t(vagd_summa, vikter, vikter_kvadrat) AS CAST(
    round(50 + vagd_summa * sqrt(CAST(1000 AS DOUBLE) / (7 * vikter_kvadrat + 3 * vikter * vikter)), 4)
    AS DECIMAL(18, 4)
)
