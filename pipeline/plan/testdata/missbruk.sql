-- The plan of the set missbruk. Rewritten by: go test ./pipeline/plan -update
-- J35001 count: numerator=person.missbruk/ar bit 0
-- J35001 18-24 count: numerator=person.missbruk/ar bit 1
-- J35001 25-44 count: numerator=person.missbruk/ar bit 2
-- J35001 45-64 count: numerator=person.missbruk/ar bit 3
-- J35001 65+ count: numerator=person.missbruk/ar bit 4
-- J35001 the rest of age_group count: numerator=person.missbruk/ar bit 5
-- J35002 rate: numerator=person.missbruk/ar bit 6 denominator=befolkning/ar bit 0
-- J35003 share: numerator=person.missbruk/ar bit 7 denominator=person.missbruk/ar bit 8
-- J35004 share: numerator=person.missbruk/ar bit 9 denominator=person.missbruk/ar bit 10
-- J35005 share: numerator=person.missbruk/ar bit 11 denominator=person.missbruk/ar bit 12
-- J35006 share: numerator=person.missbruk/ar bit 13 denominator=person.missbruk/ar bit 14
-- J35007 share: numerator=person.missbruk/ar bit 15 denominator=person.missbruk/ar bit 14
-- J35008 count: numerator=arende.missbruk/ar bit 0
-- J35009 standardised_rate: numerator=person.missbruk/ar bit 6 denominator=befolkning/ar bit 0
-- J35011 share: numerator=arende.missbruk/ar bit 1 denominator=arende.missbruk/ar bit 2
-- J35012 share: numerator=insats.missbruk/ar bit 0 denominator=insats.missbruk/ar bit 1
-- J35013 share: numerator=insats.missbruk/ar bit 2 denominator=insats.missbruk/ar bit 3
-- J35014 share: numerator=insats.missbruk/ar bit 4 denominator=insats.missbruk/ar bit 3
-- J35015 median: denominator=arende.missbruk/ar bit 3
-- J35016 median: denominator=arende.missbruk/ar bit 4
-- J35017 share: numerator=insats.missbruk/ar bit 5 denominator=insats.missbruk/ar bit 1
-- J35018 share: numerator=insats.missbruk/ar bit 6 denominator=insats.missbruk/ar bit 7
-- J35019 median: denominator=insats.missbruk/ar bit 8
-- J35020 share: numerator=person.missbruk/ar bit 16 denominator=person.missbruk/ar bit 0
-- J35021 change: denominator=matningspar.missbruk/ar bit 0 base=matningspar.missbruk/ar bit 1
-- J35022 change: denominator=matningspar.missbruk/ar bit 2 base=matningspar.missbruk/ar bit 3
-- J35023 change: denominator=matningspar.missbruk/ar bit 4 base=matningspar.missbruk/ar bit 5
-- J35024 change: denominator=matningspar.missbruk/ar bit 6 base=matningspar.missbruk/ar bit 7
-- J35025 change: denominator=matningspar.missbruk/ar bit 8 base=matningspar.missbruk/ar bit 5
-- J35026 improved: numerator=matningspar.missbruk/ar bit 9 denominator=matningspar.missbruk/ar bit 6 base=matningspar.missbruk/ar bit 7
-- J35027 deteriorated: numerator=matningspar.missbruk/ar bit 10 denominator=matningspar.missbruk/ar bit 6 base=matningspar.missbruk/ar bit 7
-- J35028 share: numerator=matningspar.missbruk/ar bit 11 denominator=matningspar.missbruk/ar bit 12
-- J35029 share: numerator=matningspar.missbruk/ar bit 13 denominator=matningspar.missbruk/ar bit 14
-- J35030 share: numerator=matningspar.missbruk/ar bit 15 denominator=matningspar.missbruk/ar bit 16
-- J35031 mean: denominator=matning_fore.missbruk/ar bit 0
-- J35032 mean: denominator=matning_fore.missbruk/ar bit 1
-- J35033 mean: denominator=matning_fore.missbruk/ar bit 2
-- J35034 mean: denominator=matning_fore.missbruk/ar bit 3
-- J35035 share: numerator=arende.missbruk/ar bit 5 denominator=arende.missbruk/ar bit 6
-- J35036 mean: denominator=matning_fore.missbruk/ar bit 4
-- J35037 mean: denominator=matning_fore.missbruk/ar bit 5
-- J35038 mean: denominator=matning_fore.missbruk/ar bit 6
-- J35039 mean: denominator=matning_fore.missbruk/ar bit 7
-- J35040 mean: denominator=matning_fore.missbruk/ar bit 8
-- J35041 goal: numerator=arende.missbruk/ar bit 7 denominator=arende.missbruk/ar bit 8 base=arende.missbruk/ar bit 9
-- J35041 lindrig goal: numerator=arende.missbruk/ar bit 10 denominator=arende.missbruk/ar bit 11 base=arende.missbruk/ar bit 12
-- J35041 medelsvar goal: numerator=arende.missbruk/ar bit 13 denominator=arende.missbruk/ar bit 14 base=arende.missbruk/ar bit 15
-- J35041 svar goal: numerator=arende.missbruk/ar bit 16 denominator=arende.missbruk/ar bit 17 base=arende.missbruk/ar bit 18
-- J35041 the rest of svarighetsgrad goal: numerator=arende.missbruk/ar bit 19 denominator=arende.missbruk/ar bit 20 base=arende.missbruk/ar bit 21
-- J35042 goal: numerator=arende.missbruk/ar bit 22 denominator=arende.missbruk/ar bit 8 base=arende.missbruk/ar bit 9
-- J35043 goal: numerator=mal.missbruk/ar bit 0 denominator=mal.missbruk/ar bit 1 base=mal.missbruk/ar bit 2
-- J35044 share: numerator=arende.missbruk/ar bit 8 denominator=arende.missbruk/ar bit 9
-- J35045 goal: numerator=mal.missbruk/ar bit 3 denominator=mal.missbruk/ar bit 4 base=mal.missbruk/ar bit 5
-- J35046 share: numerator=mal.missbruk/ar bit 6 denominator=mal.missbruk/ar bit 7
-- J35047 mean: denominator=gas.missbruk/ar bit 0
-- J35050 not_again: numerator=avslut.missbruk/ar bit 0 denominator=avslut.missbruk/ar bit 1
-- J35051 share: numerator=enkatsvar.missbruk/ar bit 0 denominator=enkatsvar.missbruk/ar bit 1
-- J35052 share: numerator=enkatsvar.missbruk/ar bit 2 denominator=enkatsvar.missbruk/ar bit 3
-- J35053 share: numerator=enkatsvar.missbruk/ar bit 4 denominator=enkatsvar.missbruk/ar bit 5
-- J35054 share: numerator=enkatsvar.missbruk/ar bit 6 denominator=enkatsvar.missbruk/ar bit 7
-- J35061 share: numerator=arende.missbruk/ar bit 23 denominator=arende.missbruk/ar bit 24
-- J35062 share: numerator=arende.missbruk/ar bit 25 denominator=arende.missbruk/ar bit 26
-- J35063 share: numerator=arende.missbruk/ar bit 27 denominator=arende.missbruk/ar bit 9
-- J35064 median: denominator=arende.missbruk/ar bit 28
-- J35065 median: denominator=arende.missbruk/ar bit 29
-- J35067 share: numerator=arende.missbruk/ar bit 30 denominator=arende.missbruk/ar bit 31
-- J35068 share: numerator=arende.missbruk/ar bit 32 denominator=arende.missbruk/ar bit 3
-- J35081 share: numerator=insats.missbruk/ar bit 9 denominator=insats.missbruk/ar bit 1
-- J35082 share: numerator=insats.missbruk/ar bit 10 denominator=insats.missbruk/ar bit 1
-- J35083 share: numerator=insats.missbruk/ar bit 11 denominator=insats.missbruk/ar bit 1
-- J35084 count: numerator=placering.missbruk/ar bit 0
-- J35085 median: denominator=placering.missbruk/ar bit 1
-- J35086 share: numerator=placering.missbruk/ar bit 2 denominator=placering.missbruk/ar bit 3
-- J35089 share: numerator=placering.missbruk/ar bit 4 denominator=placering.missbruk/ar bit 5
-- J35091 change: denominator=matningspar.missbruk/ar bit 17 base=matningspar.missbruk/ar bit 18
-- J35092 change: denominator=matningspar.missbruk/ar bit 19 base=matningspar.missbruk/ar bit 20
-- J35093 change: denominator=matningspar.missbruk/ar bit 21 base=matningspar.missbruk/ar bit 22
-- J35094 change: denominator=matningspar.missbruk/ar bit 23 base=matningspar.missbruk/ar bit 24
-- J35095 change: denominator=matningspar.missbruk/ar bit 25 base=matningspar.missbruk/ar bit 26
-- J35110 transition: numerator=matningspar.missbruk/ar bit 27 denominator=matningspar.missbruk/ar bit 28 base=matningspar.missbruk/ar bit 29
-- J35111 transition: numerator=matningspar.missbruk/ar bit 30 denominator=matningspar.missbruk/ar bit 28 base=matningspar.missbruk/ar bit 29
-- J35112 transition: numerator=matningspar.missbruk/ar bit 31 denominator=matningspar.missbruk/ar bit 28 base=matningspar.missbruk/ar bit 29
-- J35113 transition: numerator=matningspar.missbruk/ar bit 32 denominator=matningspar.missbruk/ar bit 33 base=matningspar.missbruk/ar bit 34
-- J35114 transition: numerator=matningspar.missbruk/ar bit 35 denominator=matningspar.missbruk/ar bit 33 base=matningspar.missbruk/ar bit 34
-- J35115 transition: numerator=matningspar.missbruk/ar bit 36 denominator=matningspar.missbruk/ar bit 33 base=matningspar.missbruk/ar bit 34
-- J35116 transition: numerator=matningspar.missbruk/ar bit 37 denominator=matningspar.missbruk/ar bit 38 base=matningspar.missbruk/ar bit 39
-- J35117 transition: numerator=matningspar.missbruk/ar bit 40 denominator=matningspar.missbruk/ar bit 38 base=matningspar.missbruk/ar bit 39
-- J35118 transition: numerator=matningspar.missbruk/ar bit 41 denominator=matningspar.missbruk/ar bit 38 base=matningspar.missbruk/ar bit 39
-- J35120 transition: numerator=matningspar.missbruk/ar bit 42 denominator=matningspar.missbruk/ar bit 43 base=matningspar.missbruk/ar bit 44
-- J35121 transition: numerator=matningspar.missbruk/ar bit 45 denominator=matningspar.missbruk/ar bit 43 base=matningspar.missbruk/ar bit 44
-- J35122 transition: numerator=matningspar.missbruk/ar bit 46 denominator=matningspar.missbruk/ar bit 43 base=matningspar.missbruk/ar bit 44
-- J35123 transition: numerator=matningspar.missbruk/ar bit 47 denominator=matningspar.missbruk/ar bit 48 base=matningspar.missbruk/ar bit 49
-- J35124 transition: numerator=matningspar.missbruk/ar bit 50 denominator=matningspar.missbruk/ar bit 48 base=matningspar.missbruk/ar bit 49
-- J35125 transition: numerator=matningspar.missbruk/ar bit 51 denominator=matningspar.missbruk/ar bit 48 base=matningspar.missbruk/ar bit 49
-- J35126 transition: numerator=matningspar.missbruk/ar bit 52 denominator=matningspar.missbruk/ar bit 53 base=matningspar.missbruk/ar bit 54
-- J35127 transition: numerator=matningspar.missbruk/ar bit 55 denominator=matningspar.missbruk/ar bit 53 base=matningspar.missbruk/ar bit 54
-- J35128 transition: numerator=matningspar.missbruk/ar bit 56 denominator=matningspar.missbruk/ar bit 53 base=matningspar.missbruk/ar bit 54

-- block person.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'missbruk')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("alder" >= 18) AND ("alder" <= 24)))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("alder" >= 25) AND ("alder" <= 44)))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("alder" >= 45) AND ("alder" <= 64)))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("alder" >= 65))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (("alder" IS NULL) OR (NOT ((((("alder" >= 18) AND ("alder" <= 24)) OR (("alder" >= 25) AND ("alder" <= 44))) OR (("alder" >= 45) AND ("alder" <= 64))) OR ("alder" >= 65)))))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("alder" >= 18))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("svarighetsgrad" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("svarighetsgrad" IS NOT NULL))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("alder" IS NOT NULL)) AND ("alder" BETWEEN 18 AND 29))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("alder" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("alder" IS NOT NULL)) AND ("alder" >= 65))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND "aterkommande")) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END AS monster
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
        CASE WHEN (("alder" >= 18)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."befolkning"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'missbruk') AND "paborjad_under_aret")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("antal_insatser" >= 1))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'missbruk')) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND ("antal_hoga_behov" IS NOT NULL)) AND ("antal_hoga_behov" >= 3))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("antal_hoga_behov" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret")) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis'))) AND ("svarighetsgrad" = 'lindrig'))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("svarighetsgrad" = 'lindrig'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("svarighetsgrad" = 'lindrig'))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis'))) AND ("svarighetsgrad" = 'medelsvar'))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("svarighetsgrad" = 'medelsvar'))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("svarighetsgrad" = 'medelsvar'))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis'))) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis'))) AND (("svarighetsgrad" IS NULL) OR (NOT ((("svarighetsgrad" = 'lindrig') OR ("svarighetsgrad" = 'medelsvar')) OR ("svarighetsgrad" = 'svar')))))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND (("svarighetsgrad" IS NULL) OR (NOT ((("svarighetsgrad" = 'lindrig') OR ("svarighetsgrad" = 'medelsvar')) OR ("svarighetsgrad" = 'svar')))))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND (("svarighetsgrad" IS NULL) OR (NOT ((("svarighetsgrad" = 'lindrig') OR ("svarighetsgrad" = 'medelsvar')) OR ("svarighetsgrad" = 'svar')))))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt')))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja'))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL)) AND ("sip" = 'ja'))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("har_fore" AND "har_efter"))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(268435456 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE THEN CAST(536870912 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut") AND ("antal_uppfoljningar" >= 1))) IS TRUE THEN CAST(1073741824 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(2147483648 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL)) AND ("dagar_beslut_insats" <= 90))) IS TRUE THEN CAST(4294967296 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block insats.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'missbruk') AND ("metod" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'missbruk')) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'slutford'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'avbruten'))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("behovsprovad" = 'nej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("status" = 'slutford')) AND "avslutad_under_aret") AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("status" = 'slutford')) AND "avslutad_under_aret") AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("insats_kod" = 'YAD.15.ZZ'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("insats_kod" IN ('YAD.20.00', 'YAD.20.15', 'YAD.20.25', 'YAD.20.35')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND ("insats_kod" IN ('YAD.40.00', 'YAD.40.10', 'YAD.40.11', 'YAD.40.12', 'YAD.40.13', 'YAD.40.25')))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."insats"
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
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad_under" IS NOT NULL))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" >= 5))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" <= (-CAST(5 AS DECIMAL(1,0)))))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 2 AND 6))) AND ("efter" = 1))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 2 AND 6)))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" = 1))) AND ("efter" BETWEEN 2 AND 6))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" = 1)))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 3 AND 6))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 3 AND 6)))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(268435456 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1)))) IS TRUE THEN CAST(536870912 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(1073741824 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(2147483648 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(4294967296 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(8589934592 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4)))) IS TRUE THEN CAST(17179869184 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(34359738368 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(68719476736 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(137438953472 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(274877906944 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6)))) IS TRUE THEN CAST(549755813888 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(1099511627776 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(2199023255552 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(4398046511104 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(8796093022208 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(17592186044416 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(35184372088832 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(70368744177664 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(140737488355328 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(281474976710656 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(562949953421312 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(1125899906842624 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(2251799813685248 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(4503599627370496 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(9007199254740992 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(18014398509481984 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(36028797018963968 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'missbruk') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(72057594037927936 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matningspar"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matning_fore.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matning_fore"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block mal.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'missbruk') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL)) AND ("gas" >= 0))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."mal"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block gas.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."gas"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block avslut.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND (("manader_till_nytt" IS NULL) OR ("manader_till_nytt" >= 12)))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."avslut"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block placering.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'missbruk') AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND "oppen_vid_arets_slut") AND ("i_annan_kommun" IS NOT NULL)) AND "i_annan_kommun")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "oppen_vid_arets_slut") AND ("i_annan_kommun" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("lagrum" = 'LVM'))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'missbruk') AND "paborjad_under_aret")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."placering"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of matningspar: J35021 sum, J35021 sum_squares, J35022 sum, J35022 sum_squares, J35023 sum, J35023 sum_squares, J35024 sum, J35024 sum_squares, J35025 sum, J35025 sum_squares, J35091 sum, J35091 sum_squares, J35092 sum, J35092 sum_squares, J35093 sum, J35093 sum_squares, J35094 sum, J35094 sum_squares, J35095 sum, J35095 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad_under" IS NOT NULL))) IS TRUE THEN CAST("skillnad_under" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad_under" IS NOT NULL))) IS TRUE THEN CAST("skillnad_under" AS DECIMAL(38, 4)) * CAST("skillnad_under" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_13,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_14,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_15,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_16,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_17,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_18,
    SUM(CASE WHEN ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_19
FROM "modell"."matningspar"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of matning_fore: J35031 sum, J35031 sum_squares, J35032 sum, J35032 sum_squares, J35033 sum, J35033 sum_squares, J35034 sum, J35034 sum_squares, J35036 sum, J35036 sum_squares, J35037 sum, J35037 sum_squares, J35038 sum, J35038 sum_squares, J35039 sum, J35039 sum_squares, J35040 sum, J35040 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'alkohol_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_11,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_12,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_13,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_14,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_15,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_16,
    SUM(CASE WHEN (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_17
FROM "modell"."matning_fore"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of gas: J35047 sum, J35047 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) * CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."gas"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J35015
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_beslut_insats" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J35016
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'missbruk') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of insats: J35019
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."insats"
    WHERE ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J35064
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J35065
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_anmalan_forhandsbedomning" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'missbruk') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of placering: J35085
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."placering"
    WHERE ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- age bands of person: J35009
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

-- age bands of befolkning: J35009
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

-- contributions of matningspar: J35021
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

-- contributions of matningspar: J35022
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35023
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35024
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35025
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, "person" AS givare, ABS(SUM(CAST("skillnad_under" AS DECIMAL(38, 4)))) AS bidrag
        FROM "modell"."matningspar"
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad_under" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35031
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

-- contributions of matning_fore: J35032
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'narkotika_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35033
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35034
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'tlfb')) AND ("skala" = 'opioid_dagar_28')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35036
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35037
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35038
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35039
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J35040
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
        WHERE (((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of gas: J35047
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
        WHERE ((((("omrade" = 'missbruk') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35091
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'halsa_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35092
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'arbete_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35093
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'rattsligt_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35094
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'familj_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J35095
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
        WHERE ((((((("omrade" = 'missbruk') AND ("instrument" = 'asi')) AND ("skala" = 'psykisk_intervjuare')) AND ("skattare" = 'intervjuare')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
