-- Format 2 of the register: what it has beside register.sql.

-- Versions that can no longer be read: their rows were removed. Their own rows
-- here stay, so that the chain of digests goes on.
CREATE TABLE expired (version INTEGER PRIMARY KEY REFERENCES version);

-- Files that were removed because no readable version needs them.
CREATE TABLE gone (file TEXT PRIMARY KEY) WITHOUT ROWID;

-- A part's content under a newer lake key, from version since on.
CREATE TABLE rewritten (
	part   TEXT    NOT NULL REFERENCES part,
	since  INTEGER NOT NULL REFERENCES version,
	file   TEXT    NOT NULL,
	bytes  INTEGER NOT NULL,
	sha256 TEXT    NOT NULL,
	PRIMARY KEY (part, since)
) WITHOUT ROWID;

-- What a rewriting under way has done: the file that stands for another (old)
-- under the chain of keys with the check value target. A rewriting that was
-- stopped goes on from here.
CREATE TABLE rewriting (
	old    TEXT    NOT NULL,
	target TEXT    NOT NULL,
	file   TEXT    NOT NULL,
	bytes  INTEGER NOT NULL,
	sha256 TEXT    NOT NULL,
	PRIMARY KEY (old, target)
) WITHOUT ROWID;
CREATE TABLE rewriting_sketch (
	delivery     TEXT NOT NULL,
	municipality TEXT NOT NULL,
	target       TEXT NOT NULL,
	sketch       BLOB,
	PRIMARY KEY (delivery, municipality, target)
) WITHOUT ROWID;

-- The lake's keys: how many the chain had, its check value, and the first version
-- that rests on it.
CREATE TABLE lake_key (
	generation  INTEGER PRIMARY KEY,
	check_value TEXT    NOT NULL,
	since       INTEGER NOT NULL
);
