-- The plan of the set enkat. Rewritten by: go test ./pipeline/plan -update
-- J23056 share: numerator=enkatsvar.aldreomsorg/ar bit 0 denominator=enkatsvar.aldreomsorg/ar bit 1
-- J23057 share: numerator=enkatsvar.aldreomsorg/ar bit 2 denominator=enkatsvar.aldreomsorg/ar bit 3
-- J23058 share: numerator=enkatsvar.aldreomsorg/ar bit 4 denominator=enkatsvar.aldreomsorg/ar bit 5
-- J23059 ratio: denominator=enkatram.aldreomsorg/ar bit 0
-- J23060 share: numerator=enkatsvar.aldreomsorg/ar bit 6 denominator=enkatsvar.aldreomsorg/ar bit 7
-- J23151 share: numerator=enkatsvar.aldreomsorg/ar bit 8 denominator=enkatsvar.aldreomsorg/ar bit 9
-- J23152 share: numerator=enkatsvar.aldreomsorg/ar bit 10 denominator=enkatsvar.aldreomsorg/ar bit 11
-- J26056 share: numerator=enkatsvar.socialpsykiatri/ar bit 0 denominator=enkatsvar.socialpsykiatri/ar bit 1
-- J26057 share: numerator=enkatsvar.socialpsykiatri/ar bit 2 denominator=enkatsvar.socialpsykiatri/ar bit 3
-- J26058 share: numerator=enkatsvar.socialpsykiatri/ar bit 4 denominator=enkatsvar.socialpsykiatri/ar bit 5
-- J26059 ratio: denominator=enkatram.socialpsykiatri/ar bit 0
-- J26060 share: numerator=enkatsvar.socialpsykiatri/ar bit 6 denominator=enkatsvar.socialpsykiatri/ar bit 7
-- J26151 share: numerator=enkatsvar.socialpsykiatri/ar bit 8 denominator=enkatsvar.socialpsykiatri/ar bit 9
-- J26152 share: numerator=enkatsvar.socialpsykiatri/ar bit 10 denominator=enkatsvar.socialpsykiatri/ar bit 11
-- J28056 share: numerator=enkatsvar.funktionsnedsattning/ar bit 0 denominator=enkatsvar.funktionsnedsattning/ar bit 1
-- J28057 share: numerator=enkatsvar.funktionsnedsattning/ar bit 2 denominator=enkatsvar.funktionsnedsattning/ar bit 3
-- J28058 share: numerator=enkatsvar.funktionsnedsattning/ar bit 4 denominator=enkatsvar.funktionsnedsattning/ar bit 5
-- J28059 ratio: denominator=enkatram.funktionsnedsattning/ar bit 0
-- J28060 share: numerator=enkatsvar.funktionsnedsattning/ar bit 6 denominator=enkatsvar.funktionsnedsattning/ar bit 7
-- J28151 share: numerator=enkatsvar.funktionsnedsattning/ar bit 8 denominator=enkatsvar.funktionsnedsattning/ar bit 9
-- J28152 share: numerator=enkatsvar.funktionsnedsattning/ar bit 10 denominator=enkatsvar.funktionsnedsattning/ar bit 11
-- J31058 share: numerator=enkatsvar.ekonomiskt_bistand/ar bit 0 denominator=enkatsvar.ekonomiskt_bistand/ar bit 1
-- J31059 ratio: denominator=enkatram.ekonomiskt_bistand/ar bit 0
-- J33056 share: numerator=enkatsvar.barn_unga/ar bit 0 denominator=enkatsvar.barn_unga/ar bit 1
-- J33057 share: numerator=enkatsvar.barn_unga/ar bit 2 denominator=enkatsvar.barn_unga/ar bit 3
-- J33058 share: numerator=enkatsvar.barn_unga/ar bit 4 denominator=enkatsvar.barn_unga/ar bit 5
-- J33059 ratio: denominator=enkatram.barn_unga/ar bit 0
-- J33060 share: numerator=enkatsvar.barn_unga/ar bit 6 denominator=enkatsvar.barn_unga/ar bit 7
-- J33151 share: numerator=enkatsvar.barn_unga/ar bit 8 denominator=enkatsvar.barn_unga/ar bit 9
-- J33152 share: numerator=enkatsvar.barn_unga/ar bit 10 denominator=enkatsvar.barn_unga/ar bit 11
-- J34056 share: numerator=enkatsvar.vald/ar bit 0 denominator=enkatsvar.vald/ar bit 1
-- J34057 share: numerator=enkatsvar.vald/ar bit 2 denominator=enkatsvar.vald/ar bit 3
-- J34058 share: numerator=enkatsvar.vald/ar bit 4 denominator=enkatsvar.vald/ar bit 5
-- J34059 ratio: denominator=enkatram.vald/ar bit 0
-- J34151 share: numerator=enkatsvar.vald/ar bit 6 denominator=enkatsvar.vald/ar bit 7
-- J34152 share: numerator=enkatsvar.vald/ar bit 8 denominator=enkatsvar.vald/ar bit 9
-- J35056 share: numerator=enkatsvar.missbruk/ar bit 0 denominator=enkatsvar.missbruk/ar bit 1
-- J35057 share: numerator=enkatsvar.missbruk/ar bit 2 denominator=enkatsvar.missbruk/ar bit 3
-- J35058 share: numerator=enkatsvar.missbruk/ar bit 4 denominator=enkatsvar.missbruk/ar bit 5
-- J35059 ratio: denominator=enkatram.missbruk/ar bit 0
-- J35060 share: numerator=enkatsvar.missbruk/ar bit 6 denominator=enkatsvar.missbruk/ar bit 7
-- J35151 share: numerator=enkatsvar.missbruk/ar bit 8 denominator=enkatsvar.missbruk/ar bit 9
-- J35152 share: numerator=enkatsvar.missbruk/ar bit 10 denominator=enkatsvar.missbruk/ar bit 11

-- block enkatsvar.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal'))) AND ("svarssatt" IN ('sjalv', 'med_stod')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'aldreomsorg') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'aldreomsorg') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'aldreomsorg') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatram.aldreomsorg/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'aldreomsorg')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatram"
    WHERE omrade IN ('aldreomsorg')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal'))) AND ("svarssatt" IN ('sjalv', 'med_stod')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'socialpsykiatri') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatram.socialpsykiatri/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'socialpsykiatri')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatram"
    WHERE omrade IN ('socialpsykiatri')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal'))) AND ("svarssatt" IN ('sjalv', 'med_stod')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'funktionsnedsattning') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatram.funktionsnedsattning/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'funktionsnedsattning')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatram"
    WHERE omrade IN ('funktionsnedsattning')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.ekonomiskt_bistand/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'ekonomiskt_bistand') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('ekonomiskt_bistand')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatram.ekonomiskt_bistand/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'ekonomiskt_bistand')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatram"
    WHERE omrade IN ('ekonomiskt_bistand')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal'))) AND ("svarssatt" IN ('sjalv', 'med_stod')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'barn_unga') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'ungdom')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'barn_unga') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'barn_unga') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatram.barn_unga/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'barn_unga')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatram"
    WHERE omrade IN ('barn_unga')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'vald') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'vald') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatram.vald/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'vald')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatram"
    WHERE omrade IN ('vald')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatsvar.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(4 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'gott_bemotande')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(8 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(16 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'paverka_stod')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(32 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal'))) AND ("svarssatt" IN ('sjalv', 'med_stod')))) IS TRUE THEN CAST(64 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((("omrade" = 'missbruk') AND ("fraga" = 'nojd_helhet')) AND ("svarande" = 'brukare')) AND ("svarssatt" IN ('sjalv', 'med_stod', 'ombud', 'personal')))) IS TRUE THEN CAST(128 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(256 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'delaktig_planering')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(512 AS BIGINT) ELSE 0 END
        + CASE WHEN ((((((("omrade" = 'missbruk') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej')) AND ("svar" IN ('mycket_positivt', 'positivt')))) IS TRUE THEN CAST(1024 AS BIGINT) ELSE 0 END
        + CASE WHEN (((((("omrade" = 'missbruk') AND ("fraga" = 'situation_battre')) AND ("svarande" = 'anhorig')) AND ("svarssatt" IN ('sjalv', 'med_stod'))) AND ("svar" <> 'vet_ej'))) IS TRUE THEN CAST(2048 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatsvar"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- block enkatram.missbruk/ar
SELECT kommun, kon, monster, COUNT(*) AS antal
FROM (
    SELECT
        *,
        CASE WHEN (("omrade" = 'missbruk')) IS TRUE THEN CAST(1 AS BIGINT) ELSE 0 END AS monster
    FROM "modell"."enkatram"
    WHERE omrade IN ('missbruk')
) AS rader
GROUP BY kommun, kon, monster
ORDER BY kommun, kon, monster;

-- sums of enkatram: J23059 sum, J23059 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("omrade" = 'aldreomsorg')) IS TRUE THEN CAST("svarande" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (("omrade" = 'aldreomsorg')) IS TRUE THEN CAST("inbjudna" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."enkatram"
WHERE omrade IN ('aldreomsorg')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of enkatram: J26059 sum, J26059 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("omrade" = 'socialpsykiatri')) IS TRUE THEN CAST("svarande" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (("omrade" = 'socialpsykiatri')) IS TRUE THEN CAST("inbjudna" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."enkatram"
WHERE omrade IN ('socialpsykiatri')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of enkatram: J28059 sum, J28059 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("omrade" = 'funktionsnedsattning')) IS TRUE THEN CAST("svarande" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (("omrade" = 'funktionsnedsattning')) IS TRUE THEN CAST("inbjudna" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."enkatram"
WHERE omrade IN ('funktionsnedsattning')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of enkatram: J31059 sum, J31059 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("omrade" = 'ekonomiskt_bistand')) IS TRUE THEN CAST("svarande" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (("omrade" = 'ekonomiskt_bistand')) IS TRUE THEN CAST("inbjudna" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."enkatram"
WHERE omrade IN ('ekonomiskt_bistand')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of enkatram: J33059 sum, J33059 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("omrade" = 'barn_unga')) IS TRUE THEN CAST("svarande" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (("omrade" = 'barn_unga')) IS TRUE THEN CAST("inbjudna" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."enkatram"
WHERE omrade IN ('barn_unga')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of enkatram: J34059 sum, J34059 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("omrade" = 'vald')) IS TRUE THEN CAST("svarande" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (("omrade" = 'vald')) IS TRUE THEN CAST("inbjudna" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."enkatram"
WHERE omrade IN ('vald')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- sums of enkatram: J35059 sum, J35059 sum_below
SELECT
    kommun, kon,
    SUM(CASE WHEN (("omrade" = 'missbruk')) IS TRUE THEN CAST("svarande" AS DECIMAL(38, 4)) END) AS summa_0,
    SUM(CASE WHEN (("omrade" = 'missbruk')) IS TRUE THEN CAST("inbjudna" AS DECIMAL(38, 4)) END) AS summa_1
FROM "modell"."enkatram"
WHERE omrade IN ('missbruk')
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of enkatram: J23059
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, 1 AS givare, ABS(CAST("svarande" AS DECIMAL(38, 4))) AS bidrag
        FROM "modell"."enkatram"
        WHERE (("omrade" = 'aldreomsorg')) IS TRUE
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of enkatram: J26059
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, 1 AS givare, ABS(CAST("svarande" AS DECIMAL(38, 4))) AS bidrag
        FROM "modell"."enkatram"
        WHERE (("omrade" = 'socialpsykiatri')) IS TRUE
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of enkatram: J28059
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, 1 AS givare, ABS(CAST("svarande" AS DECIMAL(38, 4))) AS bidrag
        FROM "modell"."enkatram"
        WHERE (("omrade" = 'funktionsnedsattning')) IS TRUE
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of enkatram: J31059
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, 1 AS givare, ABS(CAST("svarande" AS DECIMAL(38, 4))) AS bidrag
        FROM "modell"."enkatram"
        WHERE (("omrade" = 'ekonomiskt_bistand')) IS TRUE
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of enkatram: J33059
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, 1 AS givare, ABS(CAST("svarande" AS DECIMAL(38, 4))) AS bidrag
        FROM "modell"."enkatram"
        WHERE (("omrade" = 'barn_unga')) IS TRUE
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of enkatram: J34059
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, 1 AS givare, ABS(CAST("svarande" AS DECIMAL(38, 4))) AS bidrag
        FROM "modell"."enkatram"
        WHERE (("omrade" = 'vald')) IS TRUE
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;

-- contributions of enkatram: J35059
SELECT
    kommun, kon, COUNT(givare) AS antal, SUM(bidrag) AS summa,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 1 THEN bidrag END) AS storst,
    MAX(CASE WHEN givare IS NOT NULL AND ordning = 2 THEN bidrag END) AS nast
FROM (
    SELECT
        kommun, kon, givare, bidrag,
        ROW_NUMBER() OVER (PARTITION BY kommun, kon, givare IS NULL ORDER BY bidrag DESC) AS ordning
    FROM (
        SELECT kommun, kon, 1 AS givare, ABS(CAST("svarande" AS DECIMAL(38, 4))) AS bidrag
        FROM "modell"."enkatram"
        WHERE (("omrade" = 'missbruk')) IS TRUE
    ) AS givarna
) AS ordnade
GROUP BY kommun, kon
ORDER BY kommun, kon;
