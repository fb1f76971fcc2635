-- The plan of the set socialpsykiatri. Rewritten by: go test ./pipeline/plan -update
-- J26001 count: numerator=person.socialpsykiatri/ar bit 0
-- J26001 18-24 count: numerator=person.socialpsykiatri/ar bit 1
-- J26001 25-44 count: numerator=person.socialpsykiatri/ar bit 2
-- J26001 45-64 count: numerator=person.socialpsykiatri/ar bit 3
-- J26001 65+ count: numerator=person.socialpsykiatri/ar bit 4
-- J26001 the rest of age_group count: numerator=person.socialpsykiatri/ar bit 5
-- J26002 rate: numerator=person.socialpsykiatri/ar bit 6 denominator=befolkning/ar bit 0
-- J26003 share: numerator=person.socialpsykiatri/ar bit 7 denominator=person.socialpsykiatri/ar bit 8
-- J26004 share: numerator=person.socialpsykiatri/ar bit 9 denominator=person.socialpsykiatri/ar bit 10
-- J26005 share: numerator=person.socialpsykiatri/ar bit 11 denominator=person.socialpsykiatri/ar bit 12
-- J26006 share: numerator=person.socialpsykiatri/ar bit 13 denominator=person.socialpsykiatri/ar bit 14
-- J26007 share: numerator=person.socialpsykiatri/ar bit 15 denominator=person.socialpsykiatri/ar bit 14
-- J26008 count: numerator=arende.socialpsykiatri/ar bit 0
-- J26009 standardised_rate: numerator=person.socialpsykiatri/ar bit 6 denominator=befolkning/ar bit 0
-- J26011 share: numerator=arende.socialpsykiatri/ar bit 1 denominator=arende.socialpsykiatri/ar bit 2
-- J26012 share: numerator=insats.socialpsykiatri/ar bit 0 denominator=insats.socialpsykiatri/ar bit 1
-- J26013 share: numerator=insats.socialpsykiatri/ar bit 2 denominator=insats.socialpsykiatri/ar bit 3
-- J26014 share: numerator=insats.socialpsykiatri/ar bit 4 denominator=insats.socialpsykiatri/ar bit 3
-- J26015 median: denominator=arende.socialpsykiatri/ar bit 3
-- J26016 median: denominator=arende.socialpsykiatri/ar bit 4
-- J26017 share: numerator=insats.socialpsykiatri/ar bit 5 denominator=insats.socialpsykiatri/ar bit 1
-- J26019 median: denominator=insats.socialpsykiatri/ar bit 6
-- J26020 share: numerator=person.socialpsykiatri/ar bit 16 denominator=person.socialpsykiatri/ar bit 0
-- J26021 change: denominator=matningspar.socialpsykiatri/ar bit 0 base=matningspar.socialpsykiatri/ar bit 1
-- J26022 change: denominator=matningspar.socialpsykiatri/ar bit 2 base=matningspar.socialpsykiatri/ar bit 3
-- J26023 change: denominator=matningspar.socialpsykiatri/ar bit 4 base=matningspar.socialpsykiatri/ar bit 5
-- J26024 change: denominator=matningspar.socialpsykiatri/ar bit 6 base=matningspar.socialpsykiatri/ar bit 7
-- J26026 improved: numerator=matningspar.socialpsykiatri/ar bit 8 denominator=matningspar.socialpsykiatri/ar bit 6 base=matningspar.socialpsykiatri/ar bit 7
-- J26027 deteriorated: numerator=matningspar.socialpsykiatri/ar bit 9 denominator=matningspar.socialpsykiatri/ar bit 6 base=matningspar.socialpsykiatri/ar bit 7
-- J26028 share: numerator=matningspar.socialpsykiatri/ar bit 10 denominator=matningspar.socialpsykiatri/ar bit 11
-- J26029 share: numerator=matningspar.socialpsykiatri/ar bit 12 denominator=matningspar.socialpsykiatri/ar bit 13
-- J26030 share: numerator=matningspar.socialpsykiatri/ar bit 14 denominator=matningspar.socialpsykiatri/ar bit 15
-- J26031 mean: denominator=matning_fore.socialpsykiatri/ar bit 0
-- J26032 mean: denominator=matning_fore.socialpsykiatri/ar bit 1
-- J26033 mean: denominator=matning_fore.socialpsykiatri/ar bit 2
-- J26034 mean: denominator=matning_fore.socialpsykiatri/ar bit 3
-- J26035 share: numerator=arende.socialpsykiatri/ar bit 5 denominator=arende.socialpsykiatri/ar bit 6
-- J26036 mean: denominator=matning_fore.socialpsykiatri/ar bit 4
-- J26037 mean: denominator=matning_fore.socialpsykiatri/ar bit 5
-- J26038 mean: denominator=matning_fore.socialpsykiatri/ar bit 6
-- J26041 goal: numerator=arende.socialpsykiatri/ar bit 7 denominator=arende.socialpsykiatri/ar bit 8 base=arende.socialpsykiatri/ar bit 9
-- J26042 goal: numerator=arende.socialpsykiatri/ar bit 10 denominator=arende.socialpsykiatri/ar bit 8 base=arende.socialpsykiatri/ar bit 9
-- J26043 goal: numerator=mal.socialpsykiatri/ar bit 0 denominator=mal.socialpsykiatri/ar bit 1 base=mal.socialpsykiatri/ar bit 2
-- J26044 share: numerator=arende.socialpsykiatri/ar bit 8 denominator=arende.socialpsykiatri/ar bit 9
-- J26045 goal: numerator=mal.socialpsykiatri/ar bit 3 denominator=mal.socialpsykiatri/ar bit 4 base=mal.socialpsykiatri/ar bit 5
-- J26046 share: numerator=mal.socialpsykiatri/ar bit 6 denominator=mal.socialpsykiatri/ar bit 7
-- J26047 mean: denominator=gas.socialpsykiatri/ar bit 0
-- J26050 not_again: numerator=avslut.socialpsykiatri/ar bit 0 denominator=avslut.socialpsykiatri/ar bit 1
-- J26051 share: numerator=enkatsvar.socialpsykiatri/ar bit 0 denominator=enkatsvar.socialpsykiatri/ar bit 1
-- J26052 share: numerator=enkatsvar.socialpsykiatri/ar bit 2 denominator=enkatsvar.socialpsykiatri/ar bit 3
-- J26053 share: numerator=enkatsvar.socialpsykiatri/ar bit 4 denominator=enkatsvar.socialpsykiatri/ar bit 5
-- J26054 share: numerator=enkatsvar.socialpsykiatri/ar bit 6 denominator=enkatsvar.socialpsykiatri/ar bit 7
-- J26061 share: numerator=arende.socialpsykiatri/ar bit 11 denominator=arende.socialpsykiatri/ar bit 12
-- J26062 share: numerator=arende.socialpsykiatri/ar bit 13 denominator=arende.socialpsykiatri/ar bit 14
-- J26063 share: numerator=arende.socialpsykiatri/ar bit 15 denominator=arende.socialpsykiatri/ar bit 9
-- J26064 median: denominator=arende.socialpsykiatri/ar bit 16
-- J26065 median: denominator=arende.socialpsykiatri/ar bit 17
-- J26067 share: numerator=arende.socialpsykiatri/ar bit 18 denominator=arende.socialpsykiatri/ar bit 19
-- J26068 share: numerator=arende.socialpsykiatri/ar bit 20 denominator=arende.socialpsykiatri/ar bit 3
-- J26081 share: numerator=insats.socialpsykiatri/ar bit 7 denominator=insats.socialpsykiatri/ar bit 1
-- J26082 share: numerator=insats.socialpsykiatri/ar bit 8 denominator=insats.socialpsykiatri/ar bit 1
-- J26083 share: numerator=insats.socialpsykiatri/ar bit 9 denominator=insats.socialpsykiatri/ar bit 1
-- J26096 change: denominator=matningspar.socialpsykiatri/ar bit 16 base=matningspar.socialpsykiatri/ar bit 17
-- J26097 change: denominator=matningspar.socialpsykiatri/ar bit 18 base=matningspar.socialpsykiatri/ar bit 19
-- J26098 change: denominator=matningspar.socialpsykiatri/ar bit 20 base=matningspar.socialpsykiatri/ar bit 21
-- J26110 transition: numerator=matningspar.socialpsykiatri/ar bit 22 denominator=matningspar.socialpsykiatri/ar bit 23 base=matningspar.socialpsykiatri/ar bit 24
-- J26111 transition: numerator=matningspar.socialpsykiatri/ar bit 25 denominator=matningspar.socialpsykiatri/ar bit 23 base=matningspar.socialpsykiatri/ar bit 24
-- J26112 transition: numerator=matningspar.socialpsykiatri/ar bit 26 denominator=matningspar.socialpsykiatri/ar bit 23 base=matningspar.socialpsykiatri/ar bit 24
-- J26113 transition: numerator=matningspar.socialpsykiatri/ar bit 27 denominator=matningspar.socialpsykiatri/ar bit 28 base=matningspar.socialpsykiatri/ar bit 29
-- J26114 transition: numerator=matningspar.socialpsykiatri/ar bit 30 denominator=matningspar.socialpsykiatri/ar bit 28 base=matningspar.socialpsykiatri/ar bit 29
-- J26115 transition: numerator=matningspar.socialpsykiatri/ar bit 31 denominator=matningspar.socialpsykiatri/ar bit 28 base=matningspar.socialpsykiatri/ar bit 29
-- J26116 transition: numerator=matningspar.socialpsykiatri/ar bit 32 denominator=matningspar.socialpsykiatri/ar bit 33 base=matningspar.socialpsykiatri/ar bit 34
-- J26117 transition: numerator=matningspar.socialpsykiatri/ar bit 35 denominator=matningspar.socialpsykiatri/ar bit 33 base=matningspar.socialpsykiatri/ar bit 34
-- J26118 transition: numerator=matningspar.socialpsykiatri/ar bit 36 denominator=matningspar.socialpsykiatri/ar bit 33 base=matningspar.socialpsykiatri/ar bit 34
-- J26120 transition: numerator=matningspar.socialpsykiatri/ar bit 37 denominator=matningspar.socialpsykiatri/ar bit 38 base=matningspar.socialpsykiatri/ar bit 39
-- J26121 transition: numerator=matningspar.socialpsykiatri/ar bit 40 denominator=matningspar.socialpsykiatri/ar bit 38 base=matningspar.socialpsykiatri/ar bit 39
-- J26122 transition: numerator=matningspar.socialpsykiatri/ar bit 41 denominator=matningspar.socialpsykiatri/ar bit 38 base=matningspar.socialpsykiatri/ar bit 39
-- J26123 transition: numerator=matningspar.socialpsykiatri/ar bit 42 denominator=matningspar.socialpsykiatri/ar bit 43 base=matningspar.socialpsykiatri/ar bit 44
-- J26124 transition: numerator=matningspar.socialpsykiatri/ar bit 45 denominator=matningspar.socialpsykiatri/ar bit 43 base=matningspar.socialpsykiatri/ar bit 44
-- J26125 transition: numerator=matningspar.socialpsykiatri/ar bit 46 denominator=matningspar.socialpsykiatri/ar bit 43 base=matningspar.socialpsykiatri/ar bit 44
-- J26126 transition: numerator=matningspar.socialpsykiatri/ar bit 47 denominator=matningspar.socialpsykiatri/ar bit 48 base=matningspar.socialpsykiatri/ar bit 49
-- J26127 transition: numerator=matningspar.socialpsykiatri/ar bit 50 denominator=matningspar.socialpsykiatri/ar bit 48 base=matningspar.socialpsykiatri/ar bit 49
-- J26128 transition: numerator=matningspar.socialpsykiatri/ar bit 51 denominator=matningspar.socialpsykiatri/ar bit 48 base=matningspar.socialpsykiatri/ar bit 49

-- block person.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'socialpsykiatri')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND (("alder" >= 18) AND ("alder" <= 24)))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND (("alder" >= 25) AND ("alder" <= 44)))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND (("alder" >= 45) AND ("alder" <= 64)))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("alder" >= 65))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND (("alder" IS NULL) OR (NOT ((((("alder" >= 18) AND ("alder" <= 24)) OR (("alder" >= 25) AND ("alder" <= 44))) OR (("alder" >= 45) AND ("alder" <= 64))) OR ("alder" >= 65)))))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("alder" >= 18))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND ("svarighetsgrad" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("svarighetsgrad" IS NOT NULL))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND ("alder" IS NOT NULL)) AND ("alder" BETWEEN 18 AND 29))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("alder" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND ("alder" IS NOT NULL)) AND ("alder" >= 65))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND "aterkommande")) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."person"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block befolkning/ar
SELECT kommun, kon, monster, SUM("antal") AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("alder" >= 18)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."befolkning"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("antal_insatser" >= 1))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'socialpsykiatri')) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND ("antal_svara_begransningar" IS NOT NULL)) AND ("antal_svara_begransningar" >= 3))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("antal_svara_begransningar" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret")) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL)) AND ("sip" = 'ja'))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("har_fore" AND "har_efter"))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut") AND ("antal_uppfoljningar" >= 1))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL)) AND ("dagar_beslut_insats" <= 90))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block insats.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("metod" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'socialpsykiatri')) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'slutford'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'avbruten'))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("behovsprovad" = 'nej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("insats_kod" = 'YAA.45.ZZ'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("insats_kod" = 'YAA.40.ZZ'))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND ("insats_kod" IN ('YAA.70.ZZ', 'YAA.75.ZZ')))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."insats"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matningspar.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" >= 5))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" <= (-CAST(5 AS DECIMAL(1,0)))))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 2 AND 6))) AND ("efter" = 1))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 2 AND 6)))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" = 1))) AND ("efter" BETWEEN 2 AND 6))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" = 1)))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 3 AND 6))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 3 AND 6)))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1)))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(268435456 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4)))) IS TRUE THEN CAST(536870912 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(1073741824 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(2147483648 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(4294967296 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(8589934592 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6)))) IS TRUE THEN CAST(17179869184 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(34359738368 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(68719476736 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(137438953472 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(274877906944 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(549755813888 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(1099511627776 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(2199023255552 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(4398046511104 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(8796093022208 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(17592186044416 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(35184372088832 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(70368744177664 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(140737488355328 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(281474976710656 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(562949953421312 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(1125899906842624 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(2251799813685248 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matningspar"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matning_fore.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matning_fore"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block mal.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL)) AND ("gas" >= 0))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."mal"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block gas.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."gas"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block avslut.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND (("manader_till_nytt" IS NULL) OR ("manader_till_nytt" >= 12)))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."avslut"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of matningspar: J26021 sum, J26021 sum_squares, J26022 sum, J26022 sum_squares, J26023 sum, J26023 sum_squares, J26024 sum, J26024 sum_squares, J26096 sum, J26096 sum_squares, J26097 sum, J26097 sum_squares, J26098 sum, J26098 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_13
FROM "modell"."matningspar"
WHERE omrade IN ('socialpsykiatri')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of matning_fore: J26031 sum, J26031 sum_squares, J26032 sum, J26032 sum_squares, J26033 sum, J26033 sum_squares, J26034 sum, J26034 sum_squares, J26036 sum, J26036 sum_squares, J26037 sum, J26037 sum_squares, J26038 sum, J26038 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_13
FROM "modell"."matning_fore"
WHERE omrade IN ('socialpsykiatri')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of gas: J26047 sum, J26047 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) * CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."gas"
WHERE omrade IN ('socialpsykiatri')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J26015
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_beslut_insats" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J26016
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'socialpsykiatri') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of insats: J26019
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."insats"
    WHERE ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J26064
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J26065
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_anmalan_forhandsbedomning" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'socialpsykiatri') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- age bands of person: J26009
SELECT kommun, kon, grupp, COUNT(*) AS antal
FROM (
    SELECT
        kommun, kon,
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."person"
    WHERE ((("omrade" = 'socialpsykiatri') AND ("alder" >= 18))) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of befolkning: J26009
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

-- contributions of matningspar: J26021
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
        WHERE ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J26022
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
        WHERE ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J26023
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
        WHERE ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J26024
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
        WHERE ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J26031
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
        WHERE (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J26032
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
        WHERE (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J26033
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
        WHERE (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J26034
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
        WHERE (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J26036
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
        WHERE (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J26037
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
        WHERE (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J26038
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
        WHERE (((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of gas: J26047
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
        WHERE ((((("omrade" = 'socialpsykiatri') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J26096
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
        WHERE ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J26097
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
        WHERE ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J26098
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
        WHERE ((((((("omrade" = 'socialpsykiatri') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
