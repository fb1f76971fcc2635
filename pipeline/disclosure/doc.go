// Package disclosure decides what of a package of exact parts may be published.
// It hides small numbers, hides more so that no hidden number comes back by
// addition or subtraction, attacks the result by other means, and only then
// hands out Cleared, the one type that the publishing stages accept.
//
// How a package becomes models. Every block (things of one kind in one period)
// is one table of counts; so is every series of sums that counts users. Its
// columns are all counts that an observation shows or lets follow: numerators,
// denominators, complements, pairing bases and their complements, in every
// published area, for total, women and men, for all ages and each age group,
// and the number of unknown sex, which follows from the other three. All of a
// block's indicators share one model, so relations between indicators (equal
// denominators, nested and complementary conditions) are part of it. Tables
// that share no column are independent. An observation is shown only when all
// its columns are. Packages of other periods are independent: a block holds the
// things of its period, and the same person in two periods is in two tables.
//
// The readers it protects against: one who knows what is published and that
// zeros are shown; one who knows in addition everything about things of unknown
// sex (or takes it that there are none); and a contributor who knows that a
// hidden 1 is himself.
//
// Earlier releases of the same set and period are part of the model: what they
// showed stays known, what they hid stays protected, and small differences
// between any two versions of a count are hidden (files earlier, differences).
//
// What it does not do. Periods are linked over releases where they are equal; definitions that
// count the same events over periods of several lengths are refused by package
// indicator, not here. How near a hidden sum can be bracketed is asked of sums that few
// stand behind (file amounts), before every reader and before the largest contributor of
// every other municipality; of sums with negative parts only where a scale ends them. The
// same is asked of the sums of squares that limits give (file squares), each by itself:
// that the two of one group limit each other is not reckoned with. Intervals are proven
// for a reader who counts on hidden columns being no less than they can be; that
// every inner cell is not negative either is reckoned with in models of up to
// mostWhole inner cells, where it was seen to matter. An interval that no second
// table proves, and no programme refutes within its limits, is counted as
// unproven in the report and its cell named, for the disclosure officer to judge:
// it rests on the span test, on bounds by substitution, and on the search for sums
// that pin it (it has another value in fractions, where that search came to its end).
// In packages of small numbers spread thin that is one interval in fifteen or fewer
// (docs/measurements.md). Rules.Unproven says whether such stop a release.
//
// Files: rules (thresholds), check, grid, rollup (adding up), table, basis,
// columns, zeros, linear, joint (the model), earlier, differences (releases and
// corrections), settle, repair, concede (suppress, audit, repair), cellmodel,
// mass (means and sums), contributors (who stands behind sums), amounts, squares, sums
// (room around sums), widths (room by rule), limits, doubts, recheck
// (the last gate), cleared, report, proposals, coarser, classes (coarser tables),
// assumptions. Subpackages: model (the matrix), suppress, audit.
package disclosure
