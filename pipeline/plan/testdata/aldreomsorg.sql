-- The plan of the set aldreomsorg. Rewritten by: go test ./pipeline/plan -update
-- J23001 count: numerator=person.aldreomsorg/ar bit 0
-- J23001 65-79 count: numerator=person.aldreomsorg/ar bit 1
-- J23001 80-89 count: numerator=person.aldreomsorg/ar bit 2
-- J23001 90+ count: numerator=person.aldreomsorg/ar bit 3
-- J23001 the rest of age_group count: numerator=person.aldreomsorg/ar bit 4
-- J23002 rate: numerator=person.aldreomsorg/ar bit 5 denominator=befolkning/ar bit 0
-- J23003 share: numerator=person.aldreomsorg/ar bit 6 denominator=person.aldreomsorg/ar bit 7
-- J23004 share: numerator=person.aldreomsorg/ar bit 8 denominator=person.aldreomsorg/ar bit 9
-- J23005 share: numerator=person.aldreomsorg/ar bit 10 denominator=person.aldreomsorg/ar bit 11
-- J23006 share: numerator=person.aldreomsorg/ar bit 12 denominator=person.aldreomsorg/ar bit 13
-- J23007 share: numerator=person.aldreomsorg/ar bit 14 denominator=person.aldreomsorg/ar bit 13
-- J23008 count: numerator=arende.aldreomsorg/ar bit 0
-- J23009 standardised_rate: numerator=person.aldreomsorg/ar bit 5 denominator=befolkning/ar bit 0
-- J23011 share: numerator=arende.aldreomsorg/ar bit 1 denominator=arende.aldreomsorg/ar bit 2
-- J23012 share: numerator=insats.aldreomsorg/ar bit 0 denominator=insats.aldreomsorg/ar bit 1
-- J23013 share: numerator=insats.aldreomsorg/ar bit 2 denominator=insats.aldreomsorg/ar bit 3
-- J23014 share: numerator=insats.aldreomsorg/ar bit 4 denominator=insats.aldreomsorg/ar bit 3
-- J23015 median: denominator=arende.aldreomsorg/ar bit 3
-- J23017 share: numerator=insats.aldreomsorg/ar bit 5 denominator=insats.aldreomsorg/ar bit 1
-- J23019 median: denominator=insats.aldreomsorg/ar bit 6
-- J23021 change: denominator=matningspar.aldreomsorg/ar bit 0 base=matningspar.aldreomsorg/ar bit 1
-- J23022 change: denominator=matningspar.aldreomsorg/ar bit 2 base=matningspar.aldreomsorg/ar bit 3
-- J23023 change: denominator=matningspar.aldreomsorg/ar bit 4 base=matningspar.aldreomsorg/ar bit 5
-- J23024 change: denominator=matningspar.aldreomsorg/ar bit 6 base=matningspar.aldreomsorg/ar bit 7
-- J23026 improved: numerator=matningspar.aldreomsorg/ar bit 8 denominator=matningspar.aldreomsorg/ar bit 6 base=matningspar.aldreomsorg/ar bit 7
-- J23027 deteriorated: numerator=matningspar.aldreomsorg/ar bit 9 denominator=matningspar.aldreomsorg/ar bit 6 base=matningspar.aldreomsorg/ar bit 7
-- J23031 mean: denominator=matning_fore.aldreomsorg/ar bit 0
-- J23032 mean: denominator=matning_fore.aldreomsorg/ar bit 1
-- J23033 mean: denominator=matning_fore.aldreomsorg/ar bit 2
-- J23034 mean: denominator=matning_fore.aldreomsorg/ar bit 3
-- J23035 share: numerator=arende.aldreomsorg/ar bit 4 denominator=arende.aldreomsorg/ar bit 5
-- J23036 mean: denominator=matning_fore.aldreomsorg/ar bit 4
-- J23037 mean: denominator=matning_fore.aldreomsorg/ar bit 5
-- J23041 goal: numerator=arende.aldreomsorg/ar bit 6 denominator=arende.aldreomsorg/ar bit 7 base=arende.aldreomsorg/ar bit 8
-- J23042 goal: numerator=arende.aldreomsorg/ar bit 9 denominator=arende.aldreomsorg/ar bit 7 base=arende.aldreomsorg/ar bit 8
-- J23043 goal: numerator=mal.aldreomsorg/ar bit 0 denominator=mal.aldreomsorg/ar bit 1 base=mal.aldreomsorg/ar bit 2
-- J23044 share: numerator=arende.aldreomsorg/ar bit 7 denominator=arende.aldreomsorg/ar bit 8
-- J23045 goal: numerator=mal.aldreomsorg/ar bit 3 denominator=mal.aldreomsorg/ar bit 4 base=mal.aldreomsorg/ar bit 5
-- J23046 share: numerator=mal.aldreomsorg/ar bit 6 denominator=mal.aldreomsorg/ar bit 7
-- J23047 mean: denominator=gas.aldreomsorg/ar bit 0
-- J23050 not_again: numerator=avslut.aldreomsorg/ar bit 0 denominator=avslut.aldreomsorg/ar bit 1
-- J23051 share: numerator=enkatsvar.aldreomsorg/ar bit 0 denominator=enkatsvar.aldreomsorg/ar bit 1
-- J23052 share: numerator=enkatsvar.aldreomsorg/ar bit 2 denominator=enkatsvar.aldreomsorg/ar bit 3
-- J23053 share: numerator=enkatsvar.aldreomsorg/ar bit 4 denominator=enkatsvar.aldreomsorg/ar bit 5
-- J23054 share: numerator=enkatsvar.aldreomsorg/ar bit 6 denominator=enkatsvar.aldreomsorg/ar bit 7
-- J23061 share: numerator=arende.aldreomsorg/ar bit 10 denominator=arende.aldreomsorg/ar bit 11
-- J23062 share: numerator=arende.aldreomsorg/ar bit 12 denominator=arende.aldreomsorg/ar bit 13
-- J23063 share: numerator=arende.aldreomsorg/ar bit 14 denominator=arende.aldreomsorg/ar bit 8
-- J23064 median: denominator=arende.aldreomsorg/ar bit 15
-- J23065 median: denominator=arende.aldreomsorg/ar bit 16
-- J23067 share: numerator=arende.aldreomsorg/ar bit 17 denominator=arende.aldreomsorg/ar bit 18
-- J23068 share: numerator=arende.aldreomsorg/ar bit 19 denominator=arende.aldreomsorg/ar bit 3
-- J23081 share: numerator=insats.aldreomsorg/ar bit 7 denominator=insats.aldreomsorg/ar bit 1
-- J23082 share: numerator=insats.aldreomsorg/ar bit 8 denominator=insats.aldreomsorg/ar bit 1
-- J23083 share: numerator=insats.aldreomsorg/ar bit 9 denominator=insats.aldreomsorg/ar bit 1
-- J23096 change: denominator=matningspar.aldreomsorg/ar bit 10 base=matningspar.aldreomsorg/ar bit 11
-- J23097 change: denominator=matningspar.aldreomsorg/ar bit 12 base=matningspar.aldreomsorg/ar bit 13
-- J23101 mean: denominator=insats.aldreomsorg/ar bit 10
-- J23102 share: numerator=person.aldreomsorg/ar bit 15 denominator=person.aldreomsorg/ar bit 16
-- J23120 transition: numerator=matningspar.aldreomsorg/ar bit 14 denominator=matningspar.aldreomsorg/ar bit 15 base=matningspar.aldreomsorg/ar bit 16
-- J23121 transition: numerator=matningspar.aldreomsorg/ar bit 17 denominator=matningspar.aldreomsorg/ar bit 15 base=matningspar.aldreomsorg/ar bit 16
-- J23122 transition: numerator=matningspar.aldreomsorg/ar bit 18 denominator=matningspar.aldreomsorg/ar bit 15 base=matningspar.aldreomsorg/ar bit 16
-- J23123 transition: numerator=matningspar.aldreomsorg/ar bit 19 denominator=matningspar.aldreomsorg/ar bit 20 base=matningspar.aldreomsorg/ar bit 21
-- J23124 transition: numerator=matningspar.aldreomsorg/ar bit 22 denominator=matningspar.aldreomsorg/ar bit 20 base=matningspar.aldreomsorg/ar bit 21
-- J23125 transition: numerator=matningspar.aldreomsorg/ar bit 23 denominator=matningspar.aldreomsorg/ar bit 20 base=matningspar.aldreomsorg/ar bit 21
-- J23126 transition: numerator=matningspar.aldreomsorg/ar bit 24 denominator=matningspar.aldreomsorg/ar bit 25 base=matningspar.aldreomsorg/ar bit 26
-- J23127 transition: numerator=matningspar.aldreomsorg/ar bit 27 denominator=matningspar.aldreomsorg/ar bit 25 base=matningspar.aldreomsorg/ar bit 26
-- J23128 transition: numerator=matningspar.aldreomsorg/ar bit 28 denominator=matningspar.aldreomsorg/ar bit 25 base=matningspar.aldreomsorg/ar bit 26
-- J23130 transition: numerator=matningspar.aldreomsorg/ar bit 29 denominator=matningspar.aldreomsorg/ar bit 30 base=matningspar.aldreomsorg/ar bit 31
-- J23131 transition: numerator=matningspar.aldreomsorg/ar bit 32 denominator=matningspar.aldreomsorg/ar bit 30 base=matningspar.aldreomsorg/ar bit 31
-- J23132 transition: numerator=matningspar.aldreomsorg/ar bit 33 denominator=matningspar.aldreomsorg/ar bit 30 base=matningspar.aldreomsorg/ar bit 31
-- J23133 transition: numerator=matningspar.aldreomsorg/ar bit 34 denominator=matningspar.aldreomsorg/ar bit 35 base=matningspar.aldreomsorg/ar bit 36
-- J23134 transition: numerator=matningspar.aldreomsorg/ar bit 37 denominator=matningspar.aldreomsorg/ar bit 35 base=matningspar.aldreomsorg/ar bit 36
-- J23135 transition: numerator=matningspar.aldreomsorg/ar bit 38 denominator=matningspar.aldreomsorg/ar bit 35 base=matningspar.aldreomsorg/ar bit 36
-- J23136 transition: numerator=matningspar.aldreomsorg/ar bit 39 denominator=matningspar.aldreomsorg/ar bit 40 base=matningspar.aldreomsorg/ar bit 41
-- J23137 transition: numerator=matningspar.aldreomsorg/ar bit 42 denominator=matningspar.aldreomsorg/ar bit 40 base=matningspar.aldreomsorg/ar bit 41
-- J23138 transition: numerator=matningspar.aldreomsorg/ar bit 43 denominator=matningspar.aldreomsorg/ar bit 40 base=matningspar.aldreomsorg/ar bit 41

-- block person.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'aldreomsorg')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND (("alder" >= 65) AND ("alder" <= 79)))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND (("alder" >= 80) AND ("alder" <= 89)))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("alder" >= 90))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND (("alder" IS NULL) OR (NOT (((("alder" >= 65) AND ("alder" <= 79)) OR (("alder" >= 80) AND ("alder" <= 89))) OR ("alder" >= 90)))))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("alder" >= 65))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("svarighetsgrad" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("svarighetsgrad" IS NOT NULL))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("alder" IS NOT NULL)) AND ("alder" < 75))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("alder" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("alder" IS NOT NULL)) AND ("alder" >= 85))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("alder" >= 85)) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("alder" >= 85)) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."person"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block befolkning/ar
SELECT kommun, kon, monster, SUM("antal") AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("alder" >= 65)) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."befolkning"
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'aldreomsorg') AND "paborjad_under_aret")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("antal_insatser" >= 1))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'aldreomsorg')) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("antal_svara_begransningar" IS NOT NULL)) AND ("antal_svara_begransningar" >= 3))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("antal_svara_begransningar" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret")) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt')))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja'))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL)) AND ("sip" = 'ja'))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("har_fore" AND "har_efter"))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut") AND ("antal_uppfoljningar" >= 1))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL)) AND ("dagar_beslut_insats" <= 90))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block insats.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'aldreomsorg') AND ("metod" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'aldreomsorg')) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'slutford'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'avbruten'))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("behovsprovad" = 'nej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("insats_kod" IN ('YAA.05.00', 'YAA.05.15', 'YAA.05.25')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("insats_kod" = 'YAA.75.ZZ'))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND ("insats_kod" IN ('YAA.65.ZZ', 'YAA.40.ZZ')))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'aldreomsorg') AND ("insats_kod" IN ('YAA.05.00', 'YAA.05.15', 'YAA.05.25'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."insats"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matningspar.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" >= 5))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" <= (-CAST(5 AS DECIMAL(1,0)))))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(268435456 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(536870912 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(1073741824 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(2147483648 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(4294967296 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(8589934592 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(17179869184 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(34359738368 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(68719476736 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(137438953472 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(274877906944 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(549755813888 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(1099511627776 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(2199023255552 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(4398046511104 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(8796093022208 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matningspar"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matning_fore.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matning_fore"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block mal.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL)) AND ("gas" >= 0))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."mal"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block gas.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."gas"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block avslut.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND (("manader_till_nytt" IS NULL) OR ("manader_till_nytt" >= 12)))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."avslut"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of matningspar: J23021 sum, J23021 sum_squares, J23022 sum, J23022 sum_squares, J23023 sum, J23023 sum_squares, J23024 sum, J23024 sum_squares, J23096 sum, J23096 sum_squares, J23097 sum, J23097 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_11
FROM "modell"."matningspar"
WHERE omrade IN ('aldreomsorg')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of matning_fore: J23031 sum, J23031 sum_squares, J23032 sum, J23032 sum_squares, J23033 sum, J23033 sum_squares, J23034 sum, J23034 sum_squares, J23036 sum, J23036 sum_squares, J23037 sum, J23037 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_11
FROM "modell"."matning_fore"
WHERE omrade IN ('aldreomsorg')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of gas: J23047 sum, J23047 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) * CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."gas"
WHERE omrade IN ('aldreomsorg')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of insats: J23101 sum, J23101 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((("omrade" = 'aldreomsorg') AND ("insats_kod" IN ('YAA.05.00', 'YAA.05.15', 'YAA.05.25'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE THEN CAST("omfattning_timmar" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((("omrade" = 'aldreomsorg') AND ("insats_kod" IN ('YAA.05.00', 'YAA.05.15', 'YAA.05.25'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE THEN CAST("omfattning_timmar" AS DECIMAL(38, 4)) * CAST("omfattning_timmar" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."insats"
WHERE omrade IN ('aldreomsorg')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J23015
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_beslut_insats" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'aldreomsorg') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of insats: J23019
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."insats"
    WHERE ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J23064
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'aldreomsorg') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J23065
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_anmalan_forhandsbedomning" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'aldreomsorg') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- age bands of person: J23009
SELECT kommun, kon, grupp, COUNT(*) AS antal
FROM (
    SELECT
        kommun, kon,
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."person"
    WHERE ((("omrade" = 'aldreomsorg') AND ("alder" >= 65))) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of befolkning: J23009
SELECT kommun, kon, grupp, SUM("antal") AS antal
FROM (
    SELECT
        kommun, kon, "antal",
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."befolkning"
    WHERE (("alder" >= 65)) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- contributions of matningspar: J23021
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
        WHERE ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J23022
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
        WHERE ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J23023
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
        WHERE ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J23024
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
        WHERE ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J23031
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
        WHERE (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J23032
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
        WHERE (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J23033
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
        WHERE (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J23034
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
        WHERE (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J23036
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
        WHERE (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J23037
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
        WHERE (((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of gas: J23047
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
        WHERE ((((("omrade" = 'aldreomsorg') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J23096
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
        WHERE ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'personlig_vard')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J23097
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
        WHERE ((((((("omrade" = 'aldreomsorg') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of insats: J23101
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
        WHERE (((("omrade" = 'aldreomsorg') AND ("insats_kod" IN ('YAA.05.00', 'YAA.05.15', 'YAA.05.25'))) AND ("omfattning_timmar" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
