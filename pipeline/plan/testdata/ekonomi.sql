-- The plan of the set ekonomi. Rewritten by: go test ./pipeline/plan -update
-- J23901 ratio: denominator=volym.aldreomsorg/ar bit 0
-- J23902 ratio: denominator=volym.aldreomsorg/ar bit 0
-- J23903 ratio: denominator=volym.aldreomsorg/ar bit 1
-- J23905 ratio: denominator=volym.aldreomsorg/ar bit 2
-- J23907 ratio: denominator=volym.aldreomsorg/ar bit 3
-- J26901 ratio: denominator=volym.socialpsykiatri/ar bit 0
-- J26902 ratio: denominator=volym.socialpsykiatri/ar bit 0
-- J26903 ratio: denominator=volym.socialpsykiatri/ar bit 1
-- J26905 ratio: denominator=volym.socialpsykiatri/ar bit 2
-- J26907 ratio: denominator=volym.socialpsykiatri/ar bit 3
-- J28901 ratio: denominator=volym.funktionsnedsattning/ar bit 0
-- J28902 ratio: denominator=volym.funktionsnedsattning/ar bit 0
-- J28903 ratio: denominator=volym.funktionsnedsattning/ar bit 1
-- J28905 ratio: denominator=volym.funktionsnedsattning/ar bit 2
-- J28907 ratio: denominator=volym.funktionsnedsattning/ar bit 3
-- J31901 ratio: denominator=volym.ekonomiskt_bistand/ar bit 0
-- J31902 ratio: denominator=volym.ekonomiskt_bistand/ar bit 0
-- J31903 ratio: denominator=volym.ekonomiskt_bistand/ar bit 1
-- J33901 ratio: denominator=volym.barn_unga/ar bit 0
-- J33902 ratio: denominator=volym.barn_unga/ar bit 0
-- J33903 ratio: denominator=volym.barn_unga/ar bit 1
-- J33904 ratio: denominator=volym.barn_unga/ar bit 2
-- J33906 ratio: denominator=volym.barn_unga/ar bit 0
-- J33907 ratio: denominator=volym.barn_unga/ar bit 3
-- J34901 ratio: denominator=volym.vald/ar bit 0
-- J34902 ratio: denominator=volym.vald/ar bit 0
-- J34903 ratio: denominator=volym.vald/ar bit 1
-- J34904 ratio: denominator=volym.vald/ar bit 2
-- J34907 ratio: denominator=volym.vald/ar bit 3
-- J35901 ratio: denominator=volym.missbruk/ar bit 0
-- J35902 ratio: denominator=volym.missbruk/ar bit 0
-- J35903 ratio: denominator=volym.missbruk/ar bit 1
-- J35904 ratio: denominator=volym.missbruk/ar bit 2
-- J35906 ratio: denominator=volym.missbruk/ar bit 0
-- J35907 ratio: denominator=volym.missbruk/ar bit 3

-- block volym.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" = 'timmar'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" = 'timmar'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'timmar'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

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
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'vald') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of volym: J23901 sum, J23901 sum_below, J23902 sum, J23903 sum, J23903 sum_below, J23905 sum, J23905 sum_below, J23907 sum
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" = 'timmar'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((("omrade" = 'aldreomsorg') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7
FROM "modell"."volym"
WHERE omrade IN ('aldreomsorg')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of befolkning: J23902 sum_below, J23907 sum_below, J26902 sum_below, J26907 sum_below, J28902 sum_below, J28907 sum_below, J31902 sum_below, J33902 sum_below, J33907 sum_below, J34902 sum_below, J34907 sum_below, J35902 sum_below, J35907 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN (TRUE) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_12
FROM "modell"."befolkning"
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of volym: J26901 sum, J26901 sum_below, J26902 sum, J26903 sum, J26903 sum_below, J26905 sum, J26905 sum_below, J26907 sum
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" = 'timmar'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7
FROM "modell"."volym"
WHERE omrade IN ('socialpsykiatri')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of volym: J28901 sum, J28901 sum_below, J28902 sum, J28903 sum, J28903 sum_below, J28905 sum, J28905 sum_below, J28907 sum
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'timmar'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7
FROM "modell"."volym"
WHERE omrade IN ('funktionsnedsattning')
GROUP BY kommun, kon
ORDER BY kommun, kon;

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

-- sums of volym: J33901 sum, J33901 sum_below, J33902 sum, J33903 sum, J33903 sum_below, J33904 sum, J33904 sum_below, J33906 sum, J33906 sum_below, J33907 sum
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((("omrade" = 'barn_unga') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9
FROM "modell"."volym"
WHERE omrade IN ('barn_unga')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of volym: J34901 sum, J34901 sum_below, J34902 sum, J34903 sum, J34903 sum_below, J34904 sum, J34904 sum_below, J34907 sum
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((("omrade" = 'vald') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7
FROM "modell"."volym"
WHERE omrade IN ('vald')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of volym: J35901 sum, J35901 sum_below, J35902 sum, J35903 sum, J35903 sum_below, J35904 sum, J35904 sum_below, J35906 sum, J35906 sum_below, J35907 sum
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning', 'budget')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'budget'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE THEN CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'vardygn'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'insatser_utan_behovsprovning'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9
FROM "modell"."volym"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J23901
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'aldreomsorg') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J23905
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST("varde" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'aldreomsorg') AND ("matt" = 'timmar'))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J26901
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'socialpsykiatri') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J26905
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST("varde" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'socialpsykiatri') AND ("matt" = 'timmar'))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J28901
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'funktionsnedsattning') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J28905
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST("varde" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'funktionsnedsattning') AND ("matt" = 'timmar'))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J31901
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'ekonomiskt_bistand') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J33901
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J33904
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST("varde" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'barn_unga') AND ("matt" = 'vardygn'))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J33906
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'barn_unga') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J34901
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'vald') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J34904
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST("varde" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'vald') AND ("matt" = 'vardygn'))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J35901
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J35904
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST("varde" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'missbruk') AND ("matt" = 'vardygn'))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of volym: J35906
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "enhet" AS givare, ABS(SUM(CAST((CASE WHEN ("matt" = 'kostnad_brutto') THEN "varde" ELSE (-CAST("varde" AS DECIMAL(18,4))) END) AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."volym"
        WHERE ((("omrade" = 'missbruk') AND ("matt" IN ('kostnad_brutto', 'intakt_intern', 'forsaljning')))) IS TRUE
        GROUP BY kommun, kon, "enhet"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
