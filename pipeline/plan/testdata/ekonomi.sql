-- The plan of the set ekonomi. Rewritten by: go test ./pipeline/plan -update
-- J31901 ratio: denominator=volym.ekonomiskt_bistand/ar bit 0
-- J31902 ratio: denominator=volym.ekonomiskt_bistand/ar bit 0
-- J31903 ratio: denominator=volym.ekonomiskt_bistand/ar bit 1
-- J33901 ratio: denominator=volym.barn_unga/ar bit 0
-- J33902 ratio: denominator=volym.barn_unga/ar bit 0
-- J33903 ratio: denominator=volym.barn_unga/ar bit 1
-- J33904 ratio: denominator=volym.barn_unga/ar bit 2
-- J35901 ratio: denominator=volym.missbruk/ar bit 0
-- J35902 ratio: denominator=volym.missbruk/ar bit 0
-- J35903 ratio: denominator=volym.missbruk/ar bit 1
-- J35904 ratio: denominator=volym.missbruk/ar bit 2

-- block volym.ekonomiskt_bistand/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'ekonomiskt_bistand') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'ekonomiskt_bistand') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('ekonomiskt_bistand')
) AS rader
WHERE monster > 0
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('barn_unga')
) AS rader
WHERE monster > 0
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('missbruk')
) AS rader
WHERE monster > 0
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of volym: J31901 sum, J31901 sum_below, J31902 sum, J31903 sum, J31903 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'ekonomiskt_bistand') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'ekonomiskt_bistand') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'ekonomiskt_bistand') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'ekonomiskt_bistand') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'ekonomiskt_bistand') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4
FROM "modell"."volym"
WHERE omrade IN ('ekonomiskt_bistand')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of befolkning: J31902 sum_below, J33902 sum_below, J35902 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_2
FROM "modell"."befolkning"
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of volym: J33901 sum, J33901 sum_below, J33902 sum, J33903 sum, J33903 sum_below, J33904 sum, J33904 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6
FROM "modell"."volym"
WHERE omrade IN ('barn_unga')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of volym: J35901 sum, J35901 sum_below, J35902 sum, J35903 sum, J35903 sum_below, J35904 sum, J35904 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6
FROM "modell"."volym"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;
