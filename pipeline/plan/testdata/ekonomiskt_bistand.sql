-- The plan of the set ekonomiskt_bistand. Rewritten by: go test ./pipeline/plan -update
-- J31001 count: numerator=hushall/ar bit 0
-- J31002 count: numerator=bistandsmottagare/ar bit 0
-- J31002 18-24 count: numerator=bistandsmottagare/ar bit 1
-- J31002 25-44 count: numerator=bistandsmottagare/ar bit 2
-- J31002 45-64 count: numerator=bistandsmottagare/ar bit 3
-- J31002 65+ count: numerator=bistandsmottagare/ar bit 4
-- J31002 the rest of age_group count: numerator=bistandsmottagare/ar bit 5
-- J31003 count: numerator=bistandsmottagare/ar bit 6
-- J31004 rate: numerator=bistandsmottagare/ar bit 7 denominator=befolkning/ar bit 0
-- J31005 rate: numerator=bistandsmottagare/ar bit 6 denominator=befolkning/ar bit 1
-- J31006 share: numerator=bistandsmottagare/ar bit 8 denominator=bistandsmottagare/ar bit 0
-- J31007 share: numerator=bistandsmottagare/ar bit 9 denominator=bistandsmottagare/ar bit 10
-- J31008 share: numerator=bistandsmottagare/ar bit 11 denominator=bistandsmottagare/ar bit 10
-- J31009 share: numerator=bistandsmottagare/ar bit 12 denominator=bistandsmottagare/ar bit 10
-- J31010 share: numerator=hushall/ar bit 1 denominator=hushall/ar bit 0
-- J31011 share: numerator=hushall/ar bit 2 denominator=hushall/ar bit 3
-- J31012 mean: denominator=hushall/ar bit 4
-- J31013 share: numerator=bistandsmottagare/ar bit 13 denominator=bistandsmottagare/ar bit 14
-- J31014 share: numerator=bistandsmottagare/ar bit 15 denominator=bistandsmottagare/ar bit 16
-- J31015 share: numerator=bistandsmottagare/ar bit 17 denominator=bistandsmottagare/ar bit 10
-- J31016 share: numerator=bistandsmottagare/ar bit 18 denominator=bistandsmottagare/ar bit 10
-- J31017 share: numerator=bistandsmottagare/ar bit 19 denominator=bistandsmottagare/ar bit 10
-- J31018 share: numerator=bistandsmottagare/ar bit 20 denominator=bistandsmottagare/ar bit 10
-- J31019 share: numerator=bistandsmottagare/ar bit 21 denominator=bistandsmottagare/ar bit 10
-- J31020 share: numerator=bistandsmottagare/ar bit 22 denominator=bistandsmottagare/ar bit 6
-- J31021 rate: numerator=bistandsmottagare/ar bit 23 denominator=befolkning/ar bit 2
-- J31022 rate: numerator=bistandsmottagare/ar bit 24 denominator=befolkning/ar bit 3
-- J31023 share: numerator=hushall/ar bit 5 denominator=hushall/ar bit 3
-- J31024 share: numerator=hushall/ar bit 6 denominator=hushall/ar bit 3
-- J31025 share: numerator=hushall/ar bit 7 denominator=hushall/ar bit 3
-- J31026 share: numerator=hushall/ar bit 8 denominator=hushall/ar bit 0
-- J31028 share: numerator=bistandsmottagare/ar bit 25 denominator=bistandsmottagare/ar bit 10
-- J31029 share: numerator=hushall/ar bit 9 denominator=hushall/ar bit 3
-- J31030 share: numerator=hushall/ar bit 10 denominator=hushall/ar bit 3
-- J31032 share: numerator=hushall/ar bit 11 denominator=hushall/ar bit 3
-- J31033 rate: numerator=bistandsmottagare/ar bit 26 denominator=befolkning/ar bit 3
-- J31051 share: numerator=enkatsvar.ekonomiskt_bistand/ar bit 0 denominator=enkatsvar.ekonomiskt_bistand/ar bit 1
-- J31052 share: numerator=enkatsvar.ekonomiskt_bistand/ar bit 2 denominator=enkatsvar.ekonomiskt_bistand/ar bit 3
-- J31053 share: numerator=enkatsvar.ekonomiskt_bistand/ar bit 4 denominator=enkatsvar.ekonomiskt_bistand/ar bit 5
-- J31054 share: numerator=enkatsvar.ekonomiskt_bistand/ar bit 6 denominator=enkatsvar.ekonomiskt_bistand/ar bit 7
-- J31064 median: denominator=arende.ekonomiskt_bistand/ar bit 0

-- block hushall/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("antal_manader" >= 1)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("antal_manader" >= 1) AND "har_barn")) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("antal_manader" >= 1) AND ("hushallstyp" <> '9')) AND ("hushallstyp" IN ('4', '6')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("antal_manader" >= 1) AND ("hushallstyp" <> '9'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("antal_manader" >= 1) AND ("belopp" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("antal_manader" >= 1) AND ("hushallstyp" <> '9')) AND ("hushallstyp" IN ('5')))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("antal_manader" >= 1) AND ("hushallstyp" <> '9')) AND ("hushallstyp" IN ('3')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("antal_manader" >= 1) AND ("hushallstyp" <> '9')) AND ("hushallstyp" IN ('7', '8')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("antal_manader" >= 1) AND ("antal_manader" = 12))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("antal_manader" >= 1) AND ("hushallstyp" <> '9')) AND ("hushallstyp" = '6'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("antal_manader" >= 1) AND ("hushallstyp" <> '9')) AND ("hushallstyp" = '8'))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("antal_manader" >= 1) AND ("hushallstyp" <> '9')) AND ("hushallstyp" = '1'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."hushall"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block bistandsmottagare/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ("vuxen") IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND (("alder" >= 18) AND ("alder" <= 24)))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND (("alder" >= 25) AND ("alder" <= 44)))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND (("alder" >= 45) AND ("alder" <= 64)))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND ("alder" >= 65))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND (("alder" IS NULL) OR (NOT ((((("alder" >= 18) AND ("alder" <= 24)) OR (("alder" >= 25) AND ("alder" <= 44))) OR (("alder" >= 45) AND ("alder" <= 64))) OR ("alder" >= 65)))))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" BETWEEN 0 AND 17)) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" >= 0)) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND ("antal_manader" >= 10))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" IN ('111', '112', '113')))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" IN ('021', '022', '023')))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" = '040'))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN (("vuxen" AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("vuxen" AND ("antal_manader" >= 10)) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND ("antal_manader" >= 10)) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" IN ('031', '032', '033', '035', '036')))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" IN ('051', '052', '053')))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" IN ('061', '062', '071', '072')))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" IN ('114', '115')))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" IN ('090')))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("alder" BETWEEN 0 AND 17) AND ("antal_manader" >= 10))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" BETWEEN 18 AND 24)) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("alder" >= 18) AND ("antal_manader" >= 10))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("vuxen" AND (("forsorjningshinder" IS NOT NULL) AND ("forsorjningshinder" <> '999'))) AND ("forsorjningshinder" = '041'))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" >= 18)) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."bistandsmottagare"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block befolkning/ar
SELECT kommun, kon, monster, SUM("antal") AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("alder" >= 0)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" BETWEEN 0 AND 17)) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" BETWEEN 18 AND 24)) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" >= 18)) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."befolkning"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.ekonomiskt_bistand/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('ekonomiskt_bistand')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende.ekonomiskt_bistand/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'ekonomiskt_bistand') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('ekonomiskt_bistand')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of hushall: J31012 sum, J31012 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("antal_manader" >= 1) AND ("belopp" IS NOT NULL))) IS TRUE THEN CAST("belopp" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("antal_manader" >= 1) AND ("belopp" IS NOT NULL))) IS TRUE THEN CAST("belopp" AS DECIMAL(38, 4)) * CAST("belopp" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."hushall"
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J31064
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'ekonomiskt_bistand') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- contributions of hushall: J31012
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "hushall" AS givare, ABS(SUM(CAST("belopp" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."hushall"
        WHERE ((("antal_manader" >= 1) AND ("belopp" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "hushall"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
