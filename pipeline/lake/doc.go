// Package lake keeps the pseudonymised rows: one Iceberg table (format
// version 2) per dataset of the contract, in Parquet, partitioned by year (ar)
// and municipality (kommun), and beside them the register of deliveries.
//
// # What lies where
//
//	<lake>/register.db               SQLite: table heads, versions, deliveries, tags
//	<lake>/data/<dataset>/ar=2025/kommun=1280/<sha256>.parquet
//	<lake>/metadata/<dataset>/       Iceberg metadata, manifest lists, manifests
//
// # Versions
//
// Commit takes over the parts of any number of deliveries and makes one lake
// version of them: at most one Iceberg snapshot per table, and the register's
// rows. Every table head, the version, the deliveries and which delivery is in
// force for each municipality, collection and period change in one SQLite
// transaction (register.db holds the tables of the Iceberg SQL catalog as
// well), so no crash can leave a table ahead of the register. What a stopped
// commit left on disk is unreferenced and is swept when the writer opens next.
//
// A snapshot's id is the number of the lake version that made it. Readers go
// by version (Latest, At, Snapshot), never by table heads. Each version keeps
// its own metadata file per table; a metadata file lists the last hundred
// snapshots only, so that it stays small however many commits there are.
//
// # Rules of delivery
//
// For each municipality, collection and period one delivery is in force. One
// with a higher sequence number replaces it whole: datasets it omits become
// empty. A lower number is refused as stale, the same number with other content
// as a conflict; a known delivery id changes nothing. A zero report replaces
// with nothing and is remembered as zero; a withdrawal makes the key missing.
//
// # Files
//
// One file holds one dataset, municipality, collection, period and delivery.
// Column names and Iceberg field ids are the contract's, the columns exactly
// those of Schema, required columns REQUIRED and the others OPTIONAL:
//
//	string         BYTE_ARRAY (STRING)
//	long           INT64
//	int            INT32
//	decimal(18,4)  INT64 (DECIMAL(18,4))
//	date           INT32 (DATE)
//
// Commit refuses any other file (MismatchError) and any whose leverans,
// insamling, kommun, period or ar differs from its key in any row, by the
// statistics of the column chunks, which must be there.
//
// # Durability
//
// Files get unique names, are synced, and so are their folders, before the
// register names them; the register commits with synchronous=FULL. After a
// failed write or sync the lake refuses to write (the kernel may have dropped the
// pages); opening it anew removes and rewrites what was not finished. Nothing is
// ever overwritten.
//
// # Removal
//
// Expire gives up versions older than a day, never the newest and never one that
// a release is tagged with, and removes the files that only they had. Versions
// keep their numbers and digests; reading one is ErrExpired.
//
// A new lake key gives every row another pseudonym. RewriteLeft, Rewrite and
// FinishRewriting take the newest version's files over one share after another,
// durably, so that a stopped rewriting goes on where it was; the last makes one
// new version of them, gives up every earlier one, tagged or not (their rows
// carry the old pseudonyms), and Purge removes the files.
//
// # Limits
//
// One writer at a time (the caller holds the workspace lock), any number of
// readers, also from other processes. Iceberg before version 4 knows absolute
// locations only: the lake writes them with the folder it was created in, and
// reads any of them below its present folder, so a moved workspace goes on
// working here. Other Iceberg readers need the original path (a symbolic link
// will do). Tables carry gc.enabled=false so that no other engine removes what a
// version still needs.
// Object storage is not supported.
package lake
