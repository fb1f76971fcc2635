-- The plan of the set funktionsnedsattning. Rewritten by: go test ./pipeline/plan -update
-- J28001 count: numerator=person.funktionsnedsattning/ar bit 0
-- J28001 0-17 count: numerator=person.funktionsnedsattning/ar bit 1
-- J28001 18-44 count: numerator=person.funktionsnedsattning/ar bit 2
-- J28001 45-64 count: numerator=person.funktionsnedsattning/ar bit 3
-- J28001 the rest of age_group count: numerator=person.funktionsnedsattning/ar bit 4
-- J28002 rate: numerator=person.funktionsnedsattning/ar bit 5 denominator=befolkning/ar bit 0
-- J28003 share: numerator=person.funktionsnedsattning/ar bit 6 denominator=person.funktionsnedsattning/ar bit 7
-- J28004 share: numerator=person.funktionsnedsattning/ar bit 8 denominator=person.funktionsnedsattning/ar bit 9
-- J28005 share: numerator=person.funktionsnedsattning/ar bit 10 denominator=person.funktionsnedsattning/ar bit 11
-- J28006 share: numerator=person.funktionsnedsattning/ar bit 12 denominator=person.funktionsnedsattning/ar bit 13
-- J28007 share: numerator=person.funktionsnedsattning/ar bit 14 denominator=person.funktionsnedsattning/ar bit 13
-- J28008 count: numerator=arende.funktionsnedsattning/ar bit 0
-- J28009 standardised_rate: numerator=person.funktionsnedsattning/ar bit 5 denominator=befolkning/ar bit 0
-- J28011 share: numerator=arende.funktionsnedsattning/ar bit 1 denominator=arende.funktionsnedsattning/ar bit 2
-- J28012 share: numerator=insats.funktionsnedsattning/ar bit 0 denominator=insats.funktionsnedsattning/ar bit 1
-- J28013 share: numerator=insats.funktionsnedsattning/ar bit 2 denominator=insats.funktionsnedsattning/ar bit 3
-- J28014 share: numerator=insats.funktionsnedsattning/ar bit 4 denominator=insats.funktionsnedsattning/ar bit 3
-- J28015 median: denominator=arende.funktionsnedsattning/ar bit 3
-- J28017 share: numerator=insats.funktionsnedsattning/ar bit 5 denominator=insats.funktionsnedsattning/ar bit 1
-- J28019 median: denominator=insats.funktionsnedsattning/ar bit 6
-- J28021 change: denominator=matningspar.funktionsnedsattning/ar bit 0 base=matningspar.funktionsnedsattning/ar bit 1
-- J28022 change: denominator=matningspar.funktionsnedsattning/ar bit 2 base=matningspar.funktionsnedsattning/ar bit 3
-- J28023 change: denominator=matningspar.funktionsnedsattning/ar bit 4 base=matningspar.funktionsnedsattning/ar bit 5
-- J28024 change: denominator=matningspar.funktionsnedsattning/ar bit 6 base=matningspar.funktionsnedsattning/ar bit 7
-- J28026 improved: numerator=matningspar.funktionsnedsattning/ar bit 8 denominator=matningspar.funktionsnedsattning/ar bit 6 base=matningspar.funktionsnedsattning/ar bit 7
-- J28027 deteriorated: numerator=matningspar.funktionsnedsattning/ar bit 9 denominator=matningspar.funktionsnedsattning/ar bit 6 base=matningspar.funktionsnedsattning/ar bit 7
-- J28030 share: numerator=matningspar.funktionsnedsattning/ar bit 10 denominator=matningspar.funktionsnedsattning/ar bit 11
-- J28031 mean: denominator=matning_fore.funktionsnedsattning/ar bit 0
-- J28032 mean: denominator=matning_fore.funktionsnedsattning/ar bit 1
-- J28033 mean: denominator=matning_fore.funktionsnedsattning/ar bit 2
-- J28034 mean: denominator=matning_fore.funktionsnedsattning/ar bit 3
-- J28035 share: numerator=arende.funktionsnedsattning/ar bit 4 denominator=arende.funktionsnedsattning/ar bit 5
-- J28036 mean: denominator=matning_fore.funktionsnedsattning/ar bit 4
-- J28037 mean: denominator=matning_fore.funktionsnedsattning/ar bit 5
-- J28038 mean: denominator=matning_fore.funktionsnedsattning/ar bit 6
-- J28041 goal: numerator=arende.funktionsnedsattning/ar bit 6 denominator=arende.funktionsnedsattning/ar bit 7 base=arende.funktionsnedsattning/ar bit 8
-- J28042 goal: numerator=arende.funktionsnedsattning/ar bit 9 denominator=arende.funktionsnedsattning/ar bit 7 base=arende.funktionsnedsattning/ar bit 8
-- J28043 goal: numerator=mal.funktionsnedsattning/ar bit 0 denominator=mal.funktionsnedsattning/ar bit 1 base=mal.funktionsnedsattning/ar bit 2
-- J28044 share: numerator=arende.funktionsnedsattning/ar bit 7 denominator=arende.funktionsnedsattning/ar bit 8
-- J28045 goal: numerator=mal.funktionsnedsattning/ar bit 3 denominator=mal.funktionsnedsattning/ar bit 4 base=mal.funktionsnedsattning/ar bit 5
-- J28046 share: numerator=mal.funktionsnedsattning/ar bit 6 denominator=mal.funktionsnedsattning/ar bit 7
-- J28047 mean: denominator=gas.funktionsnedsattning/ar bit 0
-- J28050 not_again: numerator=avslut.funktionsnedsattning/ar bit 0 denominator=avslut.funktionsnedsattning/ar bit 1
-- J28051 share: numerator=enkatsvar.funktionsnedsattning/ar bit 0 denominator=enkatsvar.funktionsnedsattning/ar bit 1
-- J28052 share: numerator=enkatsvar.funktionsnedsattning/ar bit 2 denominator=enkatsvar.funktionsnedsattning/ar bit 3
-- J28053 share: numerator=enkatsvar.funktionsnedsattning/ar bit 4 denominator=enkatsvar.funktionsnedsattning/ar bit 5
-- J28054 share: numerator=enkatsvar.funktionsnedsattning/ar bit 6 denominator=enkatsvar.funktionsnedsattning/ar bit 7
-- J28061 share: numerator=arende.funktionsnedsattning/ar bit 10 denominator=arende.funktionsnedsattning/ar bit 11
-- J28062 share: numerator=arende.funktionsnedsattning/ar bit 12 denominator=arende.funktionsnedsattning/ar bit 13
-- J28063 share: numerator=arende.funktionsnedsattning/ar bit 14 denominator=arende.funktionsnedsattning/ar bit 8
-- J28064 median: denominator=arende.funktionsnedsattning/ar bit 15
-- J28065 median: denominator=arende.funktionsnedsattning/ar bit 16
-- J28067 share: numerator=arende.funktionsnedsattning/ar bit 17 denominator=arende.funktionsnedsattning/ar bit 18
-- J28068 share: numerator=arende.funktionsnedsattning/ar bit 19 denominator=arende.funktionsnedsattning/ar bit 3
-- J28081 share: numerator=insats.funktionsnedsattning/ar bit 7 denominator=insats.funktionsnedsattning/ar bit 1
-- J28082 share: numerator=insats.funktionsnedsattning/ar bit 8 denominator=insats.funktionsnedsattning/ar bit 1
-- J28083 share: numerator=insats.funktionsnedsattning/ar bit 9 denominator=insats.funktionsnedsattning/ar bit 1
-- J28096 change: denominator=matningspar.funktionsnedsattning/ar bit 12 base=matningspar.funktionsnedsattning/ar bit 13
-- J28097 change: denominator=matningspar.funktionsnedsattning/ar bit 14 base=matningspar.funktionsnedsattning/ar bit 15
-- J28098 change: denominator=matningspar.funktionsnedsattning/ar bit 16 base=matningspar.funktionsnedsattning/ar bit 17
-- J28101 share: numerator=insats.funktionsnedsattning/ar bit 10 denominator=insats.funktionsnedsattning/ar bit 1
-- J28102 mean: denominator=insats.funktionsnedsattning/ar bit 11
-- J28110 transition: numerator=matningspar.funktionsnedsattning/ar bit 18 denominator=matningspar.funktionsnedsattning/ar bit 19 base=matningspar.funktionsnedsattning/ar bit 20
-- J28111 transition: numerator=matningspar.funktionsnedsattning/ar bit 21 denominator=matningspar.funktionsnedsattning/ar bit 19 base=matningspar.funktionsnedsattning/ar bit 20
-- J28112 transition: numerator=matningspar.funktionsnedsattning/ar bit 22 denominator=matningspar.funktionsnedsattning/ar bit 19 base=matningspar.funktionsnedsattning/ar bit 20
-- J28113 transition: numerator=matningspar.funktionsnedsattning/ar bit 23 denominator=matningspar.funktionsnedsattning/ar bit 24 base=matningspar.funktionsnedsattning/ar bit 25
-- J28114 transition: numerator=matningspar.funktionsnedsattning/ar bit 26 denominator=matningspar.funktionsnedsattning/ar bit 24 base=matningspar.funktionsnedsattning/ar bit 25
-- J28115 transition: numerator=matningspar.funktionsnedsattning/ar bit 27 denominator=matningspar.funktionsnedsattning/ar bit 24 base=matningspar.funktionsnedsattning/ar bit 25
-- J28116 transition: numerator=matningspar.funktionsnedsattning/ar bit 28 denominator=matningspar.funktionsnedsattning/ar bit 29 base=matningspar.funktionsnedsattning/ar bit 30
-- J28117 transition: numerator=matningspar.funktionsnedsattning/ar bit 31 denominator=matningspar.funktionsnedsattning/ar bit 29 base=matningspar.funktionsnedsattning/ar bit 30
-- J28118 transition: numerator=matningspar.funktionsnedsattning/ar bit 32 denominator=matningspar.funktionsnedsattning/ar bit 29 base=matningspar.funktionsnedsattning/ar bit 30
-- J28120 transition: numerator=matningspar.funktionsnedsattning/ar bit 33 denominator=matningspar.funktionsnedsattning/ar bit 34 base=matningspar.funktionsnedsattning/ar bit 35
-- J28121 transition: numerator=matningspar.funktionsnedsattning/ar bit 36 denominator=matningspar.funktionsnedsattning/ar bit 34 base=matningspar.funktionsnedsattning/ar bit 35
-- J28122 transition: numerator=matningspar.funktionsnedsattning/ar bit 37 denominator=matningspar.funktionsnedsattning/ar bit 34 base=matningspar.funktionsnedsattning/ar bit 35
-- J28123 transition: numerator=matningspar.funktionsnedsattning/ar bit 38 denominator=matningspar.funktionsnedsattning/ar bit 39 base=matningspar.funktionsnedsattning/ar bit 40
-- J28124 transition: numerator=matningspar.funktionsnedsattning/ar bit 41 denominator=matningspar.funktionsnedsattning/ar bit 39 base=matningspar.funktionsnedsattning/ar bit 40
-- J28125 transition: numerator=matningspar.funktionsnedsattning/ar bit 42 denominator=matningspar.funktionsnedsattning/ar bit 39 base=matningspar.funktionsnedsattning/ar bit 40
-- J28126 transition: numerator=matningspar.funktionsnedsattning/ar bit 43 denominator=matningspar.funktionsnedsattning/ar bit 44 base=matningspar.funktionsnedsattning/ar bit 45
-- J28127 transition: numerator=matningspar.funktionsnedsattning/ar bit 46 denominator=matningspar.funktionsnedsattning/ar bit 44 base=matningspar.funktionsnedsattning/ar bit 45
-- J28128 transition: numerator=matningspar.funktionsnedsattning/ar bit 47 denominator=matningspar.funktionsnedsattning/ar bit 44 base=matningspar.funktionsnedsattning/ar bit 45

-- block person.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'funktionsnedsattning')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND (("alder" >= 0) AND ("alder" <= 17)))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND (("alder" >= 18) AND ("alder" <= 44)))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND (("alder" >= 45) AND ("alder" <= 64)))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND (("alder" IS NULL) OR (NOT (((("alder" >= 0) AND ("alder" <= 17)) OR (("alder" >= 18) AND ("alder" <= 44))) OR (("alder" >= 45) AND ("alder" <= 64))))))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("alder" BETWEEN 0 AND 64))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("svarighetsgrad" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("svarighetsgrad" IS NOT NULL))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("alder" IS NOT NULL)) AND ("alder" BETWEEN 0 AND 17))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("alder" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("alder" IS NOT NULL)) AND ("alder" >= 65))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."person"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block befolkning/ar
SELECT kommun, kon, monster, SUM("antal") AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("alder" BETWEEN 0 AND 64)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."befolkning"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("antal_insatser" >= 1))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'funktionsnedsattning')) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("antal_svara_begransningar" IS NOT NULL)) AND ("antal_svara_begransningar" >= 3))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("antal_svara_begransningar" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret")) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt')))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja'))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL)) AND ("sip" = 'ja'))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("har_fore" AND "har_efter"))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut") AND ("antal_uppfoljningar" >= 1))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL)) AND ("dagar_beslut_insats" <= 90))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block insats.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("metod" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'funktionsnedsattning')) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'slutford'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'avbruten'))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("behovsprovad" = 'nej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("insats_kod" IN ('YAB.45.00', 'YAB.45.15', 'YAB.45.25')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("insats_kod" = 'YAB.50.ZZ'))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("insats_kod" IN ('YAB.15.ZZ', 'YAB.20.ZZ', 'YAB.25.ZZ')))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND ("lagrum" = 'LSS'))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("insats_kod" IN ('YAB.10.ZZ', 'YAB.15.ZZ', 'YAB.20.ZZ', 'YAB.25.ZZ', 'YAA.45.ZZ'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."insats"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matningspar.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" >= 5))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" <= (-CAST(5 AS DECIMAL(1,0)))))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 3 AND 6))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 3 AND 6)))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1)))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4)))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(268435456 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(536870912 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6)))) IS TRUE THEN CAST(1073741824 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(2147483648 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(4294967296 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(8589934592 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(17179869184 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(34359738368 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(68719476736 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(137438953472 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(274877906944 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(549755813888 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(1099511627776 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(2199023255552 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(4398046511104 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(8796093022208 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(17592186044416 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(35184372088832 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(70368744177664 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(140737488355328 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matningspar"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matning_fore.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matning_fore"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block mal.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL)) AND ("gas" >= 0))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."mal"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block gas.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."gas"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block avslut.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND (("manader_till_nytt" IS NULL) OR ("manader_till_nytt" >= 12)))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."avslut"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of matningspar: J28021 sum, J28021 sum_squares, J28022 sum, J28022 sum_squares, J28023 sum, J28023 sum_squares, J28024 sum, J28024 sum_squares, J28096 sum, J28096 sum_squares, J28097 sum, J28097 sum_squares, J28098 sum, J28098 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_13
FROM "modell"."matningspar"
WHERE omrade IN ('funktionsnedsattning')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of matning_fore: J28031 sum, J28031 sum_squares, J28032 sum, J28032 sum_squares, J28033 sum, J28033 sum_squares, J28034 sum, J28034 sum_squares, J28036 sum, J28036 sum_squares, J28037 sum, J28037 sum_squares, J28038 sum, J28038 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_13
FROM "modell"."matning_fore"
WHERE omrade IN ('funktionsnedsattning')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of gas: J28047 sum, J28047 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) * CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."gas"
WHERE omrade IN ('funktionsnedsattning')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of insats: J28102 sum, J28102 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("insats_kod" IN ('YAB.10.ZZ', 'YAB.15.ZZ', 'YAB.20.ZZ', 'YAB.25.ZZ', 'YAA.45.ZZ'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE THEN CAST("omfattning_timmar" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((("omrade" = 'funktionsnedsattning') AND ("insats_kod" IN ('YAB.10.ZZ', 'YAB.15.ZZ', 'YAB.20.ZZ', 'YAB.25.ZZ', 'YAA.45.ZZ'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE THEN CAST("omfattning_timmar" AS DECIMAL(38, 4)) * CAST("omfattning_timmar" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."insats"
WHERE omrade IN ('funktionsnedsattning')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J28015
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_beslut_insats" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of insats: J28019
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."insats"
    WHERE ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J28064
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J28065
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_anmalan_forhandsbedomning" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'funktionsnedsattning') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- age bands of person: J28009
SELECT kommun, kon, grupp, COUNT(*) AS antal
FROM (
    SELECT
        kommun, kon,
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."person"
    WHERE ((("omrade" = 'funktionsnedsattning') AND ("alder" BETWEEN 0 AND 64))) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of befolkning: J28009
SELECT kommun, kon, grupp, SUM("antal") AS antal
FROM (
    SELECT
        kommun, kon, "antal",
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."befolkning"
    WHERE (("alder" BETWEEN 0 AND 64)) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- contributions of matningspar: J28021
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
        WHERE ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J28022
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
        WHERE ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J28023
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
        WHERE ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J28024
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
        WHERE ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J28031
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
        WHERE (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J28032
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
        WHERE (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J28033
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
        WHERE (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J28034
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
        WHERE (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J28036
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
        WHERE (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J28037
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
        WHERE (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J28038
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
        WHERE (((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of gas: J28047
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "person" AS givare, ABS(SUM(CAST("gas_t" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."gas"
        WHERE ((((("omrade" = 'funktionsnedsattning') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J28096
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
        WHERE ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J28097
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
        WHERE ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J28098
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
        WHERE ((((((("omrade" = 'funktionsnedsattning') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of insats: J28102
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "person" AS givare, ABS(SUM(CAST("omfattning_timmar" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."insats"
        WHERE (((("omrade" = 'funktionsnedsattning') AND ("insats_kod" IN ('YAB.10.ZZ', 'YAB.15.ZZ', 'YAB.20.ZZ', 'YAB.25.ZZ', 'YAA.45.ZZ'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
