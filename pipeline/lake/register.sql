-- The register of the lake, format 1 (PRAGMA user_version). Times are UTC,
-- RFC 3339 with nine decimals, so that their text order is their order. Names
-- of files are relative to the lake's folder, with slashes.

-- The Iceberg SQL catalog's own two tables, in its layout: other engines find
-- the table heads here.
CREATE TABLE iceberg_tables (
	catalog_name               TEXT NOT NULL,
	table_namespace            TEXT NOT NULL,
	table_name                 TEXT NOT NULL,
	metadata_location          TEXT,
	previous_metadata_location TEXT,
	iceberg_type               TEXT,
	PRIMARY KEY (catalog_name, table_namespace, table_name)
);
CREATE TABLE iceberg_namespace_properties (
	catalog_name   TEXT NOT NULL,
	namespace      TEXT NOT NULL,
	property_key   TEXT NOT NULL,
	property_value TEXT,
	PRIMARY KEY (catalog_name, namespace, property_key)
);
INSERT INTO iceberg_namespace_properties VALUES ('jamfor', 'lake', 'exists', 'true');

-- One row: the base of every location in the Iceberg metadata.
CREATE TABLE lake (base TEXT NOT NULL);

-- A lake version. The digest covers the version's rows and its parent's digest.
CREATE TABLE version (
	number    INTEGER PRIMARY KEY,
	run       TEXT NOT NULL,
	committed TEXT NOT NULL,
	digest    TEXT NOT NULL
);

-- The table heads of each version.
CREATE TABLE version_table (
	version           INTEGER NOT NULL REFERENCES version,
	dataset           TEXT    NOT NULL,
	snapshot_id       INTEGER NOT NULL,
	metadata_location TEXT    NOT NULL,
	PRIMARY KEY (version, dataset)
) WITHOUT ROWID;

-- Every delivery that was ever judged, the rejected ones too.
CREATE TABLE delivery (
	id             TEXT PRIMARY KEY,
	name           TEXT NOT NULL,
	content_sha256 TEXT NOT NULL,
	collection     TEXT NOT NULL,
	period         TEXT NOT NULL,
	municipality   TEXT NOT NULL,
	sequence       INTEGER NOT NULL,
	status         TEXT NOT NULL,
	zero_report    INTEGER NOT NULL,
	received_slot  TEXT NOT NULL,
	run            TEXT NOT NULL
);

-- A municipality's share of a delivery.
CREATE TABLE share (
	delivery     TEXT NOT NULL REFERENCES delivery,
	municipality TEXT NOT NULL,
	outcome      TEXT NOT NULL,
	rows         INTEGER NOT NULL,
	sketch       BLOB,
	PRIMARY KEY (delivery, municipality)
) WITHOUT ROWID;

-- Which delivery is in force, from version since up to, not including, until.
CREATE TABLE in_force (
	municipality TEXT NOT NULL,
	collection   TEXT NOT NULL,
	period       TEXT NOT NULL,
	delivery     TEXT NOT NULL REFERENCES delivery,
	outcome      TEXT NOT NULL,
	since        INTEGER NOT NULL REFERENCES version,
	until        INTEGER REFERENCES version,
	PRIMARY KEY (municipality, collection, period, since)
) WITHOUT ROWID;
CREATE UNIQUE INDEX in_force_now ON in_force (municipality, collection, period) WHERE until IS NULL;
CREATE INDEX in_force_delivery ON in_force (delivery, municipality);

-- The files of the deliveries that were ever in force.
CREATE TABLE part (
	file         TEXT PRIMARY KEY,
	delivery     TEXT NOT NULL REFERENCES delivery,
	municipality TEXT NOT NULL,
	dataset      TEXT NOT NULL,
	rows         INTEGER NOT NULL,
	bytes        INTEGER NOT NULL,
	sha256       TEXT NOT NULL,
	UNIQUE (dataset, delivery, municipality)
) WITHOUT ROWID;

-- The Iceberg metadata files that versions rest on.
CREATE TABLE metadata_file (
	file    TEXT PRIMARY KEY,
	version INTEGER NOT NULL REFERENCES version,
	sha256  TEXT NOT NULL
) WITHOUT ROWID;

-- Releases made from a version: it must outlive any expiry.
CREATE TABLE tag (
	release TEXT PRIMARY KEY,
	version INTEGER NOT NULL REFERENCES version
) WITHOUT ROWID;

-- A row while a commit puts files in place; left over, the next opening sweeps.
CREATE TABLE unfinished (run TEXT NOT NULL);
