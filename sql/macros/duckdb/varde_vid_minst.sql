-- The value of the row whose key is least among rows with a key; keys must be
-- unique within the group for the answer to be determined (min_by elsewhere).
CREATE MACRO varde_vid_minst(varde, nyckel) AS arg_min(varde, nyckel)
