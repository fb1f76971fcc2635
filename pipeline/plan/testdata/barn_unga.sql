-- The plan of the set barn_unga. Rewritten by: go test ./pipeline/plan -update
-- J33001 count: numerator=person.barn_unga/ar bit 0
-- J33001 0-6 count: numerator=person.barn_unga/ar bit 1
-- J33001 7-12 count: numerator=person.barn_unga/ar bit 2
-- J33001 13-17 count: numerator=person.barn_unga/ar bit 3
-- J33001 18-20 count: numerator=person.barn_unga/ar bit 4
-- J33001 the rest of age_group count: numerator=person.barn_unga/ar bit 5
-- J33002 rate: numerator=person.barn_unga/ar bit 6 denominator=befolkning/ar bit 0
-- J33003 share: numerator=person.barn_unga/ar bit 7 denominator=person.barn_unga/ar bit 8
-- J33004 share: numerator=person.barn_unga/ar bit 9 denominator=person.barn_unga/ar bit 10
-- J33005 share: numerator=person.barn_unga/ar bit 11 denominator=person.barn_unga/ar bit 12
-- J33006 share: numerator=person.barn_unga/ar bit 13 denominator=person.barn_unga/ar bit 14
-- J33007 share: numerator=person.barn_unga/ar bit 15 denominator=person.barn_unga/ar bit 14
-- J33008 count: numerator=arende.barn_unga/ar bit 0
-- J33009 standardised_rate: numerator=person.barn_unga/ar bit 6 denominator=befolkning/ar bit 0
-- J33011 share: numerator=arende.barn_unga/ar bit 1 denominator=arende.barn_unga/ar bit 2
-- J33012 share: numerator=insats.barn_unga/ar bit 0 denominator=insats.barn_unga/ar bit 1
-- J33013 share: numerator=insats.barn_unga/ar bit 2 denominator=insats.barn_unga/ar bit 3
-- J33014 share: numerator=insats.barn_unga/ar bit 4 denominator=insats.barn_unga/ar bit 3
-- J33015 median: denominator=arende.barn_unga/ar bit 3
-- J33016 median: denominator=arende.barn_unga/ar bit 4
-- J33017 share: numerator=insats.barn_unga/ar bit 5 denominator=insats.barn_unga/ar bit 1
-- J33018 share: numerator=insats.barn_unga/ar bit 6 denominator=insats.barn_unga/ar bit 7
-- J33019 median: denominator=insats.barn_unga/ar bit 8
-- J33020 share: numerator=person.barn_unga/ar bit 16 denominator=person.barn_unga/ar bit 0
-- J33021 change: denominator=matningspar.barn_unga/ar bit 0 base=matningspar.barn_unga/ar bit 1
-- J33022 change: denominator=matningspar.barn_unga/ar bit 2 base=matningspar.barn_unga/ar bit 3
-- J33023 change: denominator=matningspar.barn_unga/ar bit 4 base=matningspar.barn_unga/ar bit 5
-- J33024 change: denominator=matningspar.barn_unga/ar bit 6 base=matningspar.barn_unga/ar bit 7
-- J33026 improved: numerator=matningspar.barn_unga/ar bit 8 denominator=matningspar.barn_unga/ar bit 6 base=matningspar.barn_unga/ar bit 7
-- J33027 deteriorated: numerator=matningspar.barn_unga/ar bit 9 denominator=matningspar.barn_unga/ar bit 6 base=matningspar.barn_unga/ar bit 7
-- J33031 mean: denominator=matning_fore.barn_unga/ar bit 0
-- J33032 mean: denominator=matning_fore.barn_unga/ar bit 1
-- J33033 mean: denominator=matning_fore.barn_unga/ar bit 2
-- J33035 share: numerator=arende.barn_unga/ar bit 5 denominator=arende.barn_unga/ar bit 6
-- J33036 mean: denominator=matning_fore.barn_unga/ar bit 3
-- J33037 mean: denominator=matning_fore.barn_unga/ar bit 4
-- J33038 mean: denominator=matning_fore.barn_unga/ar bit 5
-- J33041 goal: numerator=arende.barn_unga/ar bit 7 denominator=arende.barn_unga/ar bit 8 base=arende.barn_unga/ar bit 9
-- J33042 goal: numerator=arende.barn_unga/ar bit 10 denominator=arende.barn_unga/ar bit 8 base=arende.barn_unga/ar bit 9
-- J33043 goal: numerator=mal.barn_unga/ar bit 0 denominator=mal.barn_unga/ar bit 1 base=mal.barn_unga/ar bit 2
-- J33044 share: numerator=arende.barn_unga/ar bit 8 denominator=arende.barn_unga/ar bit 9
-- J33045 goal: numerator=mal.barn_unga/ar bit 3 denominator=mal.barn_unga/ar bit 4 base=mal.barn_unga/ar bit 5
-- J33046 share: numerator=mal.barn_unga/ar bit 6 denominator=mal.barn_unga/ar bit 7
-- J33047 mean: denominator=gas.barn_unga/ar bit 0
-- J33050 not_again: numerator=avslut.barn_unga/ar bit 0 denominator=avslut.barn_unga/ar bit 1
-- J33051 share: numerator=enkatsvar.barn_unga/ar bit 0 denominator=enkatsvar.barn_unga/ar bit 1
-- J33052 share: numerator=enkatsvar.barn_unga/ar bit 2 denominator=enkatsvar.barn_unga/ar bit 3
-- J33053 share: numerator=enkatsvar.barn_unga/ar bit 4 denominator=enkatsvar.barn_unga/ar bit 5
-- J33054 share: numerator=enkatsvar.barn_unga/ar bit 6 denominator=enkatsvar.barn_unga/ar bit 7
-- J33055 share: numerator=enkatsvar.barn_unga/ar bit 8 denominator=enkatsvar.barn_unga/ar bit 9
-- J33061 share: numerator=arende.barn_unga/ar bit 11 denominator=arende.barn_unga/ar bit 12
-- J33062 share: numerator=arende.barn_unga/ar bit 13 denominator=arende.barn_unga/ar bit 14
-- J33063 share: numerator=arende.barn_unga/ar bit 15 denominator=arende.barn_unga/ar bit 9
-- J33064 median: denominator=arende.barn_unga/ar bit 16
-- J33065 median: denominator=arende.barn_unga/ar bit 17
-- J33066 share: numerator=arende.barn_unga/ar bit 18 denominator=arende.barn_unga/ar bit 17
-- J33067 share: numerator=arende.barn_unga/ar bit 19 denominator=arende.barn_unga/ar bit 20
-- J33081 share: numerator=insats.barn_unga/ar bit 9 denominator=insats.barn_unga/ar bit 1
-- J33082 share: numerator=insats.barn_unga/ar bit 10 denominator=insats.barn_unga/ar bit 1
-- J33083 share: numerator=insats.barn_unga/ar bit 11 denominator=insats.barn_unga/ar bit 1
-- J33084 count: numerator=placering.barn_unga/ar bit 0
-- J33085 median: denominator=placering.barn_unga/ar bit 1
-- J33086 share: numerator=placering.barn_unga/ar bit 2 denominator=placering.barn_unga/ar bit 3
-- J33087 share: numerator=placering.barn_unga/ar bit 4 denominator=placering.barn_unga/ar bit 0
-- J33088 share: numerator=placering.barn_unga/ar bit 5 denominator=placering.barn_unga/ar bit 0
-- J33089 share: numerator=placering.barn_unga/ar bit 6 denominator=placering.barn_unga/ar bit 7
-- J33096 change: denominator=matningspar.barn_unga/ar bit 10 base=matningspar.barn_unga/ar bit 11
-- J33098 change: denominator=matningspar.barn_unga/ar bit 12 base=matningspar.barn_unga/ar bit 13
-- J33099 change: denominator=matningspar.barn_unga/ar bit 14 base=matningspar.barn_unga/ar bit 15
-- J33101 improved: numerator=matningspar.barn_unga/ar bit 16 denominator=matningspar.barn_unga/ar bit 0 base=matningspar.barn_unga/ar bit 1
-- J33102 deteriorated: numerator=matningspar.barn_unga/ar bit 17 denominator=matningspar.barn_unga/ar bit 0 base=matningspar.barn_unga/ar bit 1
-- J33103 improved: numerator=matningspar.barn_unga/ar bit 18 denominator=matningspar.barn_unga/ar bit 2 base=matningspar.barn_unga/ar bit 3
-- J33104 deteriorated: numerator=matningspar.barn_unga/ar bit 19 denominator=matningspar.barn_unga/ar bit 2 base=matningspar.barn_unga/ar bit 3
-- J33105 mean: denominator=matning_fore.barn_unga/ar bit 6
-- J33120 transition: numerator=matningspar.barn_unga/ar bit 20 denominator=matningspar.barn_unga/ar bit 21 base=matningspar.barn_unga/ar bit 22
-- J33121 transition: numerator=matningspar.barn_unga/ar bit 23 denominator=matningspar.barn_unga/ar bit 21 base=matningspar.barn_unga/ar bit 22
-- J33122 transition: numerator=matningspar.barn_unga/ar bit 24 denominator=matningspar.barn_unga/ar bit 21 base=matningspar.barn_unga/ar bit 22
-- J33123 transition: numerator=matningspar.barn_unga/ar bit 25 denominator=matningspar.barn_unga/ar bit 26 base=matningspar.barn_unga/ar bit 27
-- J33124 transition: numerator=matningspar.barn_unga/ar bit 28 denominator=matningspar.barn_unga/ar bit 26 base=matningspar.barn_unga/ar bit 27
-- J33125 transition: numerator=matningspar.barn_unga/ar bit 29 denominator=matningspar.barn_unga/ar bit 26 base=matningspar.barn_unga/ar bit 27
-- J33126 transition: numerator=matningspar.barn_unga/ar bit 30 denominator=matningspar.barn_unga/ar bit 31 base=matningspar.barn_unga/ar bit 32
-- J33127 transition: numerator=matningspar.barn_unga/ar bit 33 denominator=matningspar.barn_unga/ar bit 31 base=matningspar.barn_unga/ar bit 32
-- J33128 transition: numerator=matningspar.barn_unga/ar bit 34 denominator=matningspar.barn_unga/ar bit 31 base=matningspar.barn_unga/ar bit 32
-- J33130 transition: numerator=matningspar.barn_unga/ar bit 35 denominator=matningspar.barn_unga/ar bit 36 base=matningspar.barn_unga/ar bit 37
-- J33131 transition: numerator=matningspar.barn_unga/ar bit 38 denominator=matningspar.barn_unga/ar bit 36 base=matningspar.barn_unga/ar bit 37
-- J33132 transition: numerator=matningspar.barn_unga/ar bit 39 denominator=matningspar.barn_unga/ar bit 36 base=matningspar.barn_unga/ar bit 37
-- J33133 transition: numerator=matningspar.barn_unga/ar bit 40 denominator=matningspar.barn_unga/ar bit 41 base=matningspar.barn_unga/ar bit 42
-- J33134 transition: numerator=matningspar.barn_unga/ar bit 43 denominator=matningspar.barn_unga/ar bit 41 base=matningspar.barn_unga/ar bit 42
-- J33135 transition: numerator=matningspar.barn_unga/ar bit 44 denominator=matningspar.barn_unga/ar bit 41 base=matningspar.barn_unga/ar bit 42
-- J33136 transition: numerator=matningspar.barn_unga/ar bit 45 denominator=matningspar.barn_unga/ar bit 46 base=matningspar.barn_unga/ar bit 47
-- J33137 transition: numerator=matningspar.barn_unga/ar bit 48 denominator=matningspar.barn_unga/ar bit 46 base=matningspar.barn_unga/ar bit 47
-- J33138 transition: numerator=matningspar.barn_unga/ar bit 49 denominator=matningspar.barn_unga/ar bit 46 base=matningspar.barn_unga/ar bit 47
-- J33153 share: numerator=enkatsvar.barn_unga/ar bit 10 denominator=enkatsvar.barn_unga/ar bit 11
-- J33154 share: numerator=enkatsvar.barn_unga/ar bit 12 denominator=enkatsvar.barn_unga/ar bit 13
-- J33155 share: numerator=enkatsvar.barn_unga/ar bit 14 denominator=enkatsvar.barn_unga/ar bit 15

-- block person.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'barn_unga')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND (("alder" >= 0) AND ("alder" <= 6)))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND (("alder" >= 7) AND ("alder" <= 12)))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND (("alder" >= 13) AND ("alder" <= 17)))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND (("alder" >= 18) AND ("alder" <= 20)))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND (("alder" IS NULL) OR (NOT ((((("alder" >= 0) AND ("alder" <= 6)) OR (("alder" >= 7) AND ("alder" <= 12))) OR (("alder" >= 13) AND ("alder" <= 17))) OR (("alder" >= 18) AND ("alder" <= 20))))))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("alder" BETWEEN 0 AND 20))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND ("svarighetsgrad" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("svarighetsgrad" IS NOT NULL))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND ("alder" IS NOT NULL)) AND ("alder" BETWEEN 0 AND 12))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("alder" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND ("alder" IS NOT NULL)) AND ("alder" BETWEEN 18 AND 20))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND "aterkommande")) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."person"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block befolkning/ar
SELECT kommun, kon, monster, SUM("antal") AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("alder" BETWEEN 0 AND 20)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."befolkning"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'barn_unga') AND "paborjad_under_aret")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("antal_insatser" >= 1))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'barn_unga')) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND ("antal_svara_begransningar" IS NOT NULL)) AND ("antal_svara_begransningar" >= 3))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("antal_svara_begransningar" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret")) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL)) AND ("sip" = 'ja'))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("har_fore" AND "har_efter"))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL)) AND ("dagar_anmalan_forhandsbedomning" <= 14))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut") AND ("antal_uppfoljningar" >= 1))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block insats.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'barn_unga') AND ("metod" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'barn_unga')) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'slutford'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'avbruten'))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("behovsprovad" = 'nej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("status" = 'slutford')) AND "avslutad_under_aret") AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("status" = 'slutford')) AND "avslutad_under_aret") AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("insats_kod" IN ('YAC.70.ZZ', 'YAC.75.ZZ')))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("insats_kod" IN ('YAC.80.ZZ', 'YAC.85.ZZ', 'YAC.90.ZZ')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND ("insats_kod" IN ('YAC.25.ZZ', 'YAC.30.ZZ', 'YAC.35.ZZ')))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."insats"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matningspar.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" >= 5))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" <= (-CAST(5 AS DECIMAL(1,0)))))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" < 0))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" > 0))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" < 0))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" > 0))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(268435456 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(536870912 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(1073741824 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(2147483648 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(4294967296 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(8589934592 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((((("omrade" = 'barn_unga') AND ("alder" >= 7)) AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(17179869184 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(34359738368 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(68719476736 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(137438953472 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(274877906944 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(549755813888 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(1099511627776 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(2199023255552 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(4398046511104 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(8796093022208 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(17592186044416 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(35184372088832 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(70368744177664 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(140737488355328 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(281474976710656 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'barn_unga') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(562949953421312 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matningspar"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matning_fore.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matning_fore"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block mal.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'barn_unga') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL)) AND ("gas" >= 0))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."mal"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block gas.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."gas"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block avslut.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND (("manader_till_nytt" IS NULL) OR ("manader_till_nytt" >= 12)))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."avslut"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'vardnadshavare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block placering.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'barn_unga') AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND "oppen_vid_arets_slut") AND ("i_annan_kommun" IS NOT NULL)) AND "i_annan_kommun")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "oppen_vid_arets_slut") AND ("i_annan_kommun" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "oppen_vid_arets_slut") AND ("form" IN ('familjehem', 'jourhem', 'natverkshem')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "oppen_vid_arets_slut") AND ("lagrum" = 'LVU'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("lagrum" = 'LVU'))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'barn_unga') AND "paborjad_under_aret")) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."placering"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of matningspar: J33021 sum, J33021 sum_squares, J33022 sum, J33022 sum_squares, J33023 sum, J33023 sum_squares, J33024 sum, J33024 sum_squares, J33096 sum, J33096 sum_squares, J33098 sum, J33098 sum_squares, J33099 sum, J33099 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_13
FROM "modell"."matningspar"
WHERE omrade IN ('barn_unga')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of matning_fore: J33031 sum, J33031 sum_squares, J33032 sum, J33032 sum_squares, J33033 sum, J33033 sum_squares, J33036 sum, J33036 sum_squares, J33037 sum, J33037 sum_squares, J33038 sum, J33038 sum_squares, J33105 sum, J33105 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_13
FROM "modell"."matning_fore"
WHERE omrade IN ('barn_unga')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of gas: J33047 sum, J33047 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) * CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."gas"
WHERE omrade IN ('barn_unga')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J33015
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_beslut_insats" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J33016
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'barn_unga') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of insats: J33019
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."insats"
    WHERE ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J33064
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J33065
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_anmalan_forhandsbedomning" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'barn_unga') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of placering: J33085
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."placering"
    WHERE ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- age bands of person: J33009
SELECT kommun, kon, grupp, COUNT(*) AS antal
FROM (
    SELECT
        kommun, kon,
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."person"
    WHERE ((("omrade" = 'barn_unga') AND ("alder" BETWEEN 0 AND 20))) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of befolkning: J33009
SELECT kommun, kon, grupp, SUM("antal") AS antal
FROM (
    SELECT
        kommun, kon, "antal",
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."befolkning"
    WHERE (("alder" BETWEEN 0 AND 20)) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- contributions of matningspar: J33021
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
        WHERE ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J33022
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
        WHERE ((((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J33023
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
        WHERE ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J33024
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
        WHERE ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J33031
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
        WHERE (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'vardnadshavare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J33032
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
        WHERE (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J33033
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
        WHERE (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J33036
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
        WHERE (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J33037
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
        WHERE (((((("omrade" = 'barn_unga') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J33038
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
        WHERE (((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of gas: J33047
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
        WHERE ((((("omrade" = 'barn_unga') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J33096
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
        WHERE ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J33098
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
        WHERE ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J33099
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
        WHERE ((((((("omrade" = 'barn_unga') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J33105
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
        WHERE (((((("omrade" = 'barn_unga') AND ("instrument" = 'sdq')) AND ("skala" = 'total')) AND ("skattare" = 'barn')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
