-- One row per delivered quantity, nothing counted twice (see volym_val).
SELECT kommun, omrade, matt, kon, enhet, varde
FROM modell.volym_val
