-- One row per delivered quantity, nothing counted twice (see volym_val).
SELECT kommun, omrade, matt, kon, varde
FROM modell.volym_val
