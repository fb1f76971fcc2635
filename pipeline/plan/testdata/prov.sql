-- The plan of the set prov. Rewritten by: go test ./pipeline/plan -update
-- J35901 count: numerator=person.missbruk/ar bit 0
-- J35902 share: numerator=person.missbruk/ar bit 1 denominator=person.missbruk/ar bit 2
-- J35903 rate: numerator=person.missbruk/ar bit 3 denominator=befolkning/ar bit 0
-- J35904 mean: denominator=matning_fore.missbruk/ar bit 0
-- J35905 median: denominator=arende.missbruk/ar bit 0
-- J35906 change: denominator=matningspar.missbruk/ar bit 0 base=matningspar.missbruk/ar bit 1
-- J35907 ratio: denominator=volym.missbruk/ar bit 0
-- J35908 ratio: denominator=volym.missbruk/ar bit 0
-- J35909 quantile: denominator=arende.missbruk/ar bit 1
-- J35910 duration: denominator=arende.missbruk/ar bit 2 base=arende.missbruk/ar bit 3
-- J35911 improved: numerator=matningspar.missbruk/ar bit 2 denominator=matningspar.missbruk/ar bit 0 base=matningspar.missbruk/ar bit 1
-- J35912 deteriorated: numerator=matningspar.missbruk/ar bit 3 denominator=matningspar.missbruk/ar bit 0 base=matningspar.missbruk/ar bit 1
-- J35913 goal: numerator=arende.missbruk/ar bit 4 denominator=arende.missbruk/ar bit 5 base=arende.missbruk/ar bit 6
-- J35916 standardised_rate: numerator=person.missbruk/ar bit 4 denominator=befolkning/ar bit 1
-- J35917 standardised_ratio: numerator=person.missbruk/ar bit 5 denominator=befolkning/ar bit 2
-- J35918 count: numerator=person.missbruk/ar bit 6
-- J35919 share: numerator=person.missbruk/ar bit 1 denominator=person.missbruk/ar bit 2
-- J35921 count: numerator=person.missbruk/ar bit 0
-- J35921 13-17 count: numerator=person.missbruk/ar bit 7
-- J35921 18-24 count: numerator=person.missbruk/ar bit 8
-- J35921 65+ count: numerator=person.missbruk/ar bit 9
-- J35921 the rest of age_group count: numerator=person.missbruk/ar bit 10
-- J35921 lindrig count: numerator=person.missbruk/ar bit 11
-- J35921 medelsvar count: numerator=person.missbruk/ar bit 12
-- J35921 svar count: numerator=person.missbruk/ar bit 13
-- J35921 the rest of svarighetsgrad count: numerator=person.missbruk/ar bit 14
-- J35922 rate: numerator=person.missbruk/ar bit 5 denominator=befolkning/ar bit 2
-- J35922 18-64 rate: numerator=person.missbruk/ar bit 15 denominator=befolkning/ar bit 3
-- J35922 65+ rate: numerator=person.missbruk/ar bit 16 denominator=befolkning/ar bit 4
-- J35922 the rest of age_group count: numerator=person.missbruk/ar bit 17
-- J35923 share: numerator=arende.missbruk/ar bit 7 denominator=arende.missbruk/ar bit 8
-- J35923 0-17 share: numerator=arende.missbruk/ar bit 9 denominator=arende.missbruk/ar bit 10
-- J35923 18+ share: numerator=arende.missbruk/ar bit 11 denominator=arende.missbruk/ar bit 12
-- J35923 the rest of age_group share: numerator=arende.missbruk/ar bit 13 denominator=arende.missbruk/ar bit 14
-- J35923 svar share: numerator=arende.missbruk/ar bit 15 denominator=arende.missbruk/ar bit 16
-- J35923 the rest of svarighetsgrad share: numerator=arende.missbruk/ar bit 17 denominator=arende.missbruk/ar bit 18
-- J35924 goal: numerator=arende.missbruk/ar bit 19 denominator=arende.missbruk/ar bit 20 base=arende.missbruk/ar bit 21
-- J35924 18-64 goal: numerator=arende.missbruk/ar bit 22 denominator=arende.missbruk/ar bit 23 base=arende.missbruk/ar bit 24
-- J35924 the rest of age_group goal: numerator=arende.missbruk/ar bit 25 denominator=arende.missbruk/ar bit 26 base=arende.missbruk/ar bit 27

-- block person.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'missbruk')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("svarighetsgrad" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("svarighetsgrad" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("alder" BETWEEN 18 AND 64))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("alder" BETWEEN 18 AND 24))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("alder" >= 18))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND "har_oppet_arende_arets_slut")) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("alder" >= 13) AND ("alder" <= 17)))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("alder" >= 18) AND ("alder" <= 24)))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("alder" >= 65))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("alder" IS NULL) OR (NOT (((("alder" >= 13) AND ("alder" <= 17)) OR (("alder" >= 18) AND ("alder" <= 24))) OR ("alder" >= 65)))))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("svarighetsgrad" = 'lindrig'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("svarighetsgrad" = 'medelsvar'))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("svarighetsgrad" IS NULL) OR (NOT ((("svarighetsgrad" = 'lindrig') OR ("svarighetsgrad" = 'medelsvar')) OR ("svarighetsgrad" = 'svar')))))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("alder" >= 18)) AND (("alder" >= 18) AND ("alder" <= 64)))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("alder" >= 18)) AND ("alder" >= 65))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("alder" >= 18)) AND (("alder" IS NULL) OR (NOT ((("alder" >= 18) AND ("alder" <= 64)) OR ("alder" >= 65)))))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."person"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block befolkning/ar
SELECT kommun, kon, monster, SUM("antal") AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("alder" BETWEEN 18 AND 64)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" BETWEEN 18 AND 24)) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("alder" >= 18)) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("alder" >= 18) AND (("alder" >= 18) AND ("alder" <= 64)))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("alder" >= 18) AND ("alder" >= 65))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."befolkning"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matning_fore.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matning_fore"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((("omrade" = 'missbruk') AND ("avslutsorsak" NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" >= 0)) AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND "paborjad_under_aret")) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret")) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja')) AND (("alder" >= 0) AND ("alder" <= 17)))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND (("alder" >= 0) AND ("alder" <= 17)))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja')) AND ("alder" >= 18))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("alder" >= 18))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja')) AND (("alder" IS NULL) OR (NOT ((("alder" >= 0) AND ("alder" <= 17)) OR ("alder" >= 18)))))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND (("alder" IS NULL) OR (NOT ((("alder" >= 0) AND ("alder" <= 17)) OR ("alder" >= 18)))))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja')) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja')) AND (("svarighetsgrad" IS NULL) OR (NOT ("svarighetsgrad" = 'svar'))))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("genomforandeplan" IS NOT NULL)) AND (("svarighetsgrad" IS NULL) OR (NOT ("svarighetsgrad" = 'svar'))))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND "avslutad_under_aret")) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis'))) AND (("alder" >= 18) AND ("alder" <= 64)))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND (("alder" >= 18) AND ("alder" <= 64)))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "avslutad_under_aret") AND (("alder" >= 18) AND ("alder" <= 64)))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis'))) AND (("alder" IS NULL) OR (NOT (("alder" >= 18) AND ("alder" <= 64)))))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND (("alder" IS NULL) OR (NOT (("alder" >= 18) AND ("alder" <= 64)))))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "avslutad_under_aret") AND (("alder" IS NULL) OR (NOT (("alder" >= 18) AND ("alder" <= 64)))))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matningspar.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" <= (-CAST(2 AS DECIMAL(1,0)))))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" > 0))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matningspar"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block volym.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'kostnad_brutto'))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."volym"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of matning_fore: J35904 sum, J35904 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."matning_fore"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of matningspar: J35906 sum, J35906 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."matningspar"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of volym: J35907 sum, J35907 sum_below, J35908 sum
SELECT
    kommun, kon,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'kostnad_brutto'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'brukare'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((("omrade" = 'missbruk') AND ("matt" = 'kostnad_brutto'))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_2
FROM "modell"."volym"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of befolkning: J35908 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("alder" >= 18)) IS TRUE THEN CAST("antal" AS DECIMAL(38, 4)) END) AS summa_0
FROM "modell"."befolkning"
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J35905
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE ((((("omrade" = 'missbruk') AND ("avslutsorsak" NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J35909
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J35910
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE ((((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" >= 0)) AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- age bands of person: J35916
SELECT kommun, kon, grupp, COUNT(*) AS antal
FROM (
    SELECT
        kommun, kon,
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."person"
    WHERE ((("omrade" = 'missbruk') AND ("alder" BETWEEN 18 AND 24))) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of befolkning: J35916
SELECT kommun, kon, grupp, SUM("antal") AS antal
FROM (
    SELECT
        kommun, kon, "antal",
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."befolkning"
    WHERE (("alder" BETWEEN 18 AND 24)) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of person: J35917
SELECT kommun, kon, grupp, COUNT(*) AS antal
FROM (
    SELECT
        kommun, kon,
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."person"
    WHERE ((("omrade" = 'missbruk') AND ("alder" >= 18))) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of befolkning: J35917
SELECT kommun, kon, grupp, SUM("antal") AS antal
FROM (
    SELECT
        kommun, kon, "antal",
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."befolkning"
    WHERE (("alder" >= 18)) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- contributions of matning_fore: J35904
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "person" AS givare, ABS(SUM(CAST("varde" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."matning_fore"
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35906
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "person" AS givare, ABS(SUM(CAST("skillnad" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."matningspar"
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
