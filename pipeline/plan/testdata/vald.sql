-- The plan of the set vald. Rewritten by: go test ./pipeline/plan -update
-- J34001 count: numerator=person.vald/ar bit 0
-- J34001 0-17 count: numerator=person.vald/ar bit 1
-- J34001 18-34 count: numerator=person.vald/ar bit 2
-- J34001 35-64 count: numerator=person.vald/ar bit 3
-- J34001 65+ count: numerator=person.vald/ar bit 4
-- J34001 the rest of age_group count: numerator=person.vald/ar bit 5
-- J34002 rate: numerator=person.vald/ar bit 6 denominator=befolkning/ar bit 0
-- J34003 share: numerator=person.vald/ar bit 7 denominator=person.vald/ar bit 8
-- J34004 share: numerator=person.vald/ar bit 9 denominator=person.vald/ar bit 10
-- J34005 share: numerator=person.vald/ar bit 11 denominator=person.vald/ar bit 12
-- J34006 share: numerator=person.vald/ar bit 13 denominator=person.vald/ar bit 14
-- J34007 share: numerator=person.vald/ar bit 15 denominator=person.vald/ar bit 14
-- J34008 count: numerator=arende.vald/ar bit 0
-- J34009 standardised_rate: numerator=person.vald/ar bit 6 denominator=befolkning/ar bit 0
-- J34011 share: numerator=arende.vald/ar bit 1 denominator=arende.vald/ar bit 2
-- J34012 share: numerator=insats.vald/ar bit 0 denominator=insats.vald/ar bit 1
-- J34013 share: numerator=insats.vald/ar bit 2 denominator=insats.vald/ar bit 3
-- J34014 share: numerator=insats.vald/ar bit 4 denominator=insats.vald/ar bit 3
-- J34015 median: denominator=arende.vald/ar bit 3
-- J34016 median: denominator=arende.vald/ar bit 4
-- J34017 share: numerator=insats.vald/ar bit 5 denominator=insats.vald/ar bit 1
-- J34019 median: denominator=insats.vald/ar bit 6
-- J34020 share: numerator=person.vald/ar bit 16 denominator=person.vald/ar bit 0
-- J34021 change: denominator=matningspar.vald/ar bit 0 base=matningspar.vald/ar bit 1
-- J34022 change: denominator=matningspar.vald/ar bit 2 base=matningspar.vald/ar bit 3
-- J34023 change: denominator=matningspar.vald/ar bit 4 base=matningspar.vald/ar bit 5
-- J34024 change: denominator=matningspar.vald/ar bit 6 base=matningspar.vald/ar bit 7
-- J34026 improved: numerator=matningspar.vald/ar bit 8 denominator=matningspar.vald/ar bit 6 base=matningspar.vald/ar bit 7
-- J34027 deteriorated: numerator=matningspar.vald/ar bit 9 denominator=matningspar.vald/ar bit 6 base=matningspar.vald/ar bit 7
-- J34028 share: numerator=matningspar.vald/ar bit 10 denominator=matningspar.vald/ar bit 11
-- J34031 mean: denominator=matning_fore.vald/ar bit 0
-- J34033 mean: denominator=matning_fore.vald/ar bit 1
-- J34034 mean: denominator=matning_fore.vald/ar bit 2
-- J34035 share: numerator=arende.vald/ar bit 5 denominator=arende.vald/ar bit 6
-- J34036 mean: denominator=matning_fore.vald/ar bit 3
-- J34037 mean: denominator=matning_fore.vald/ar bit 4
-- J34038 mean: denominator=matning_fore.vald/ar bit 5
-- J34041 goal: numerator=arende.vald/ar bit 7 denominator=arende.vald/ar bit 8 base=arende.vald/ar bit 9
-- J34042 goal: numerator=arende.vald/ar bit 10 denominator=arende.vald/ar bit 8 base=arende.vald/ar bit 9
-- J34043 goal: numerator=mal.vald/ar bit 0 denominator=mal.vald/ar bit 1 base=mal.vald/ar bit 2
-- J34044 share: numerator=arende.vald/ar bit 8 denominator=arende.vald/ar bit 9
-- J34045 goal: numerator=mal.vald/ar bit 3 denominator=mal.vald/ar bit 4 base=mal.vald/ar bit 5
-- J34046 share: numerator=mal.vald/ar bit 6 denominator=mal.vald/ar bit 7
-- J34047 mean: denominator=gas.vald/ar bit 0
-- J34050 not_again: numerator=avslut.vald/ar bit 0 denominator=avslut.vald/ar bit 1
-- J34051 share: numerator=enkatsvar.vald/ar bit 0 denominator=enkatsvar.vald/ar bit 1
-- J34052 share: numerator=enkatsvar.vald/ar bit 2 denominator=enkatsvar.vald/ar bit 3
-- J34053 share: numerator=enkatsvar.vald/ar bit 4 denominator=enkatsvar.vald/ar bit 5
-- J34054 share: numerator=enkatsvar.vald/ar bit 6 denominator=enkatsvar.vald/ar bit 7
-- J34061 share: numerator=arende.vald/ar bit 11 denominator=arende.vald/ar bit 12
-- J34062 share: numerator=arende.vald/ar bit 13 denominator=arende.vald/ar bit 14
-- J34063 share: numerator=arende.vald/ar bit 15 denominator=arende.vald/ar bit 9
-- J34064 median: denominator=arende.vald/ar bit 16
-- J34065 median: denominator=arende.vald/ar bit 17
-- J34067 share: numerator=arende.vald/ar bit 18 denominator=arende.vald/ar bit 19
-- J34081 share: numerator=insats.vald/ar bit 7 denominator=insats.vald/ar bit 1
-- J34082 share: numerator=insats.vald/ar bit 8 denominator=insats.vald/ar bit 1
-- J34083 share: numerator=insats.vald/ar bit 9 denominator=insats.vald/ar bit 1
-- J34097 change: denominator=matningspar.vald/ar bit 12 base=matningspar.vald/ar bit 13
-- J34098 change: denominator=matningspar.vald/ar bit 14 base=matningspar.vald/ar bit 15
-- J34101 count: numerator=arende_orsak.vald/ar bit 0
-- J34102 rate: numerator=arende_orsak.vald/ar bit 1 denominator=befolkning/ar bit 0
-- J34103 share: numerator=arende_orsak.vald/ar bit 2 denominator=arende_orsak.vald/ar bit 3
-- J34104 share: numerator=arende_orsak.vald/ar bit 4 denominator=arende_orsak.vald/ar bit 3
-- J34105 share: numerator=arende_orsak.vald/ar bit 5 denominator=arende_orsak.vald/ar bit 0
-- J34106 count: numerator=placering.vald/ar bit 0
-- J34107 median: denominator=placering.vald/ar bit 1
-- J34110 transition: numerator=matningspar.vald/ar bit 16 denominator=matningspar.vald/ar bit 17 base=matningspar.vald/ar bit 18
-- J34111 transition: numerator=matningspar.vald/ar bit 19 denominator=matningspar.vald/ar bit 17 base=matningspar.vald/ar bit 18
-- J34112 transition: numerator=matningspar.vald/ar bit 20 denominator=matningspar.vald/ar bit 17 base=matningspar.vald/ar bit 18
-- J34113 transition: numerator=matningspar.vald/ar bit 21 denominator=matningspar.vald/ar bit 22 base=matningspar.vald/ar bit 23
-- J34114 transition: numerator=matningspar.vald/ar bit 24 denominator=matningspar.vald/ar bit 22 base=matningspar.vald/ar bit 23
-- J34115 transition: numerator=matningspar.vald/ar bit 25 denominator=matningspar.vald/ar bit 22 base=matningspar.vald/ar bit 23
-- J34116 transition: numerator=matningspar.vald/ar bit 26 denominator=matningspar.vald/ar bit 27 base=matningspar.vald/ar bit 28
-- J34117 transition: numerator=matningspar.vald/ar bit 29 denominator=matningspar.vald/ar bit 27 base=matningspar.vald/ar bit 28
-- J34118 transition: numerator=matningspar.vald/ar bit 30 denominator=matningspar.vald/ar bit 27 base=matningspar.vald/ar bit 28
-- J34120 transition: numerator=matningspar.vald/ar bit 31 denominator=matningspar.vald/ar bit 32 base=matningspar.vald/ar bit 33
-- J34121 transition: numerator=matningspar.vald/ar bit 34 denominator=matningspar.vald/ar bit 32 base=matningspar.vald/ar bit 33
-- J34122 transition: numerator=matningspar.vald/ar bit 35 denominator=matningspar.vald/ar bit 32 base=matningspar.vald/ar bit 33
-- J34123 transition: numerator=matningspar.vald/ar bit 36 denominator=matningspar.vald/ar bit 37 base=matningspar.vald/ar bit 38
-- J34124 transition: numerator=matningspar.vald/ar bit 39 denominator=matningspar.vald/ar bit 37 base=matningspar.vald/ar bit 38
-- J34125 transition: numerator=matningspar.vald/ar bit 40 denominator=matningspar.vald/ar bit 37 base=matningspar.vald/ar bit 38
-- J34126 transition: numerator=matningspar.vald/ar bit 41 denominator=matningspar.vald/ar bit 42 base=matningspar.vald/ar bit 43
-- J34127 transition: numerator=matningspar.vald/ar bit 44 denominator=matningspar.vald/ar bit 42 base=matningspar.vald/ar bit 43
-- J34128 transition: numerator=matningspar.vald/ar bit 45 denominator=matningspar.vald/ar bit 42 base=matningspar.vald/ar bit 43

-- block person.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'vald')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND (("alder" >= 0) AND ("alder" <= 17)))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND (("alder" >= 18) AND ("alder" <= 34)))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND (("alder" >= 35) AND ("alder" <= 64)))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("alder" >= 65))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND (("alder" IS NULL) OR (NOT ((((("alder" >= 0) AND ("alder" <= 17)) OR (("alder" >= 18) AND ("alder" <= 34))) OR (("alder" >= 35) AND ("alder" <= 64))) OR ("alder" >= 65)))))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("alder" >= 18))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("svarighetsgrad" IS NOT NULL)) AND ("svarighetsgrad" = 'svar'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("svarighetsgrad" IS NOT NULL))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M'))) AND ("kon" = 'K'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("svarighetsgrad" = 'svar')) AND ("kon" IN ('K', 'M')))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("alder" IS NOT NULL)) AND ("alder" BETWEEN 0 AND 17))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("alder" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("alder" IS NOT NULL)) AND ("alder" >= 65))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND "aterkommande")) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."person"
    WHERE omrade IN ('vald')
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

-- block arende.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'vald') AND "paborjad_under_aret")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("antal_insatser" >= 1))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'vald')) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("antal_svara_begransningar" IS NOT NULL)) AND ("antal_svara_begransningar" >= 3))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("antal_svara_begransningar" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret")) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("maluppfyllelse" IN ('helt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL)) AND ("genomforandeplan" = 'ja'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND ("antal_insatser" >= 1)) AND "oppen_vid_arets_slut") AND ("genomforandeplan" IS NOT NULL))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL)) AND ("sip" = 'ja'))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND ("antal_insatser" >= 2)) AND "oppen_vid_arets_slut") AND ("sip" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("har_fore" AND "har_efter"))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut") AND ("antal_uppfoljningar" >= 1))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND ("antal_insatser" >= 1)) AND ("langd_vid_arets_slut" >= 184)) AND "oppen_vid_arets_slut")) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block insats.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'vald') AND ("metod" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (("omrade" = 'vald')) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'slutford'))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("status" IN ('slutford', 'avbruten'))) AND ("status" = 'avbruten'))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("behovsprovad" = 'nej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("insats_kod" = 'YAD.15.ZZ'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("insats_kod" IN ('YAD.20.00', 'YAD.20.15', 'YAD.20.25', 'YAD.20.35')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("insats_kod" = 'YAC.75.ZZ'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."insats"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matningspar.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" >= 5))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL)) AND ("skillnad" <= (-CAST(5 AS DECIMAL(1,0)))))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 2 AND 6))) AND ("efter" = 1))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("har_par" AND ("fore" BETWEEN 2 AND 6)))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(4096 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(8192 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST(16384 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL))) IS TRUE THEN CAST(32768 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(65536 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(131072 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1)))) IS TRUE THEN CAST(262144 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(524288 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (1))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(1048576 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(2097152 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(4194304 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4)))) IS TRUE THEN CAST(8388608 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(16777216 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (2, 3, 4))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(33554432 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1)))) IS TRUE THEN CAST(67108864 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(134217728 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6)))) IS TRUE THEN CAST(268435456 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (2, 3, 4)))) IS TRUE THEN CAST(536870912 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'boende')) AND ("skattare" = 'personal')) AND ("fore" IN (5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (5, 6)))) IS TRUE THEN CAST(1073741824 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(2147483648 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(4294967296 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2)))) IS TRUE THEN CAST(8589934592 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(17179869184 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (1, 2))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(34359738368 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(68719476736 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(137438953472 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3)))) IS TRUE THEN CAST(274877906944 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(549755813888 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (3))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(1099511627776 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (1, 2)))) IS TRUE THEN CAST(2199023255552 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6))))) IS TRUE THEN CAST(4398046511104 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6)))) IS TRUE THEN CAST(8796093022208 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (3)))) IS TRUE THEN CAST(17592186044416 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND ("instrument" = 'situation')) AND ("skala" = 'sysselsattning')) AND ("skattare" = 'personal')) AND ("fore" IN (4, 5, 6))) AND ("har_par" AND ("efter" IN (1, 2, 3, 4, 5, 6)))) AND ("efter" IN (4, 5, 6)))) IS TRUE THEN CAST(35184372088832 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matningspar"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block matning_fore.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."matning_fore"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block mal.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'vald') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej'))) AND ("uppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("uppfyllelse" IN ('helt', 'delvis', 'ej')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'vald') AND ("niva" = 'delmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL)) AND ("gas" >= 0))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("niva" = 'huvudmal')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas" IS NOT NULL))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."mal"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block gas.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."gas"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block avslut.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND (("manader_till_nytt" IS NULL) OR ("manader_till_nytt" >= 12)))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."avslut"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block arende_orsak.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((("omrade" = 'vald') AND "utsatt")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((((("omrade" = 'vald') AND "utsatt") AND "har_insats") AND ("alder" >= 18)) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("maluppfyllelse" IN ('helt', 'delvis')))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("antal_orsaker" >= 1)) AND "barn_som_upplevt")) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN ((("omrade" = 'vald') AND ("antal_orsaker" >= 1))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND ("antal_orsaker" >= 1)) AND "utovare")) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((("omrade" = 'vald') AND "utsatt") AND "har_insats")) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."arende_orsak"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block placering.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (((("omrade" = 'vald') AND ("form" = 'skyddat_boende')) AND "paborjad_under_aret")) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("form" = 'skyddat_boende')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."placering"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of matningspar: J34021 sum, J34021 sum_squares, J34022 sum, J34022 sum_squares, J34023 sum, J34023 sum_squares, J34024 sum, J34024 sum_squares, J34097 sum, J34097 sum_squares, J34098 sum, J34098 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE THEN CAST("skillnad" AS DECIMAL(38, 4)) * CAST("skillnad" AS DECIMAL(38, 4)) END) AS summa_11
FROM "modell"."matningspar"
WHERE omrade IN ('vald')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of matning_fore: J34031 sum, J34031 sum_squares, J34033 sum, J34033 sum_squares, J34034 sum, J34034 sum_squares, J34036 sum, J34036 sum_squares, J34037 sum, J34037 sum_squares, J34038 sum, J34038 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_1,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_2,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_3,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_4,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_5,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_6,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_7,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_8,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_9,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) END) AS summa_10,
    SUM(CASE WHEN (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE THEN CAST("varde" AS DECIMAL(38, 4)) * CAST("varde" AS DECIMAL(38, 4)) END) AS summa_11
FROM "modell"."matning_fore"
WHERE omrade IN ('vald')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of gas: J34047 sum, J34047 sum_squares
SELECT
    kommun, kon,
    SUM(CASE WHEN ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE THEN CAST("gas_t" AS DECIMAL(38, 4)) * CAST("gas_t" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."gas"
WHERE omrade IN ('vald')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- values of arende: J34015
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_beslut_insats" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'vald') AND "paborjad_under_aret") AND ("dagar_beslut_insats" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J34016
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'vald') AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of insats: J34019
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."insats"
    WHERE ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J34064
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_ansokan_beslut" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'vald') AND "paborjad_under_aret") AND ("dagar_ansokan_beslut" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of arende: J34065
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("dagar_anmalan_forhandsbedomning" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."arende"
    WHERE (((("omrade" = 'vald') AND "paborjad_under_aret") AND ("dagar_anmalan_forhandsbedomning" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- values of placering: J34107
SELECT kommun, kon, varde, COUNT(*) AS antal
FROM (
    SELECT kommun, kon, CAST("langd_dagar" AS DECIMAL(38, 0)) AS varde
    FROM "modell"."placering"
    WHERE (((((("omrade" = 'vald') AND ("form" = 'skyddat_boende')) AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "avslutad_under_aret") AND ("langd_dagar" IS NOT NULL))) IS TRUE
) AS rader
GROUP BY kommun, kon, varde
ORDER BY kommun, kon, varde;

-- age bands of person: J34009
SELECT kommun, kon, grupp, COUNT(*) AS antal
FROM (
    SELECT
        kommun, kon,
        CASE WHEN "alder" >= 90 THEN 18 WHEN "alder" >= 85 THEN 17 WHEN "alder" >= 80 THEN 16 WHEN "alder" >= 75 THEN 15 WHEN "alder" >= 70 THEN 14 WHEN "alder" >= 65 THEN 13 WHEN "alder" >= 60 THEN 12 WHEN "alder" >= 55 THEN 11 WHEN "alder" >= 50 THEN 10 WHEN "alder" >= 45 THEN 9 WHEN "alder" >= 40 THEN 8 WHEN "alder" >= 35 THEN 7 WHEN "alder" >= 30 THEN 6 WHEN "alder" >= 25 THEN 5 WHEN "alder" >= 20 THEN 4 WHEN "alder" >= 15 THEN 3 WHEN "alder" >= 10 THEN 2 WHEN "alder" >= 5 THEN 1 WHEN "alder" >= 0 THEN 0 END AS grupp
    FROM "modell"."person"
    WHERE ((("omrade" = 'vald') AND ("alder" >= 18))) IS TRUE
) AS rader
WHERE grupp IS NOT NULL
GROUP BY kommun, kon, grupp
ORDER BY kommun, kon, grupp;

-- age bands of befolkning: J34009
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

-- contributions of matningspar: J34021
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
        WHERE ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J34022
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
        WHERE ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J34023
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
        WHERE ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J34024
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
        WHERE ((((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J34031
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
        WHERE (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'hemliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J34033
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
        WHERE (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'relationer')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J34034
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
        WHERE (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J34036
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
        WHERE (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'trygghet')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J34037
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
        WHERE (((((("omrade" = 'vald') AND ("instrument" = 'ors')) AND ("skala" = 'summa')) AND ("skattare" = 'klient')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matning_fore: J34038
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
        WHERE (((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("varde" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of gas: J34047
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
        WHERE ((((("omrade" = 'vald') AND (COALESCE("avslutsorsak", 'annan') NOT IN ('avliden', 'flyttat'))) AND "arende_avslutat") AND ("gas_t" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J34097
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
        WHERE ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'samhallsliv')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of matningspar: J34098
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
        WHERE ((((((("omrade" = 'vald') AND ("instrument" = 'ibic')) AND ("skala" = 'utbildning_arbete')) AND ("skattare" = 'personal')) AND ("fore" IS NOT NULL)) AND ("skillnad" IS NOT NULL))) IS TRUE
        GROUP BY kommun, kon, "person"
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
