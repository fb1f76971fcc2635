package contract

// Kind is what a rule does. The set is closed: every kind is a small function of
// package validate (or of the reader) that always ends.
type Kind string

// Kinds of rules on one value. Their parameters are the variables' own.
const (
	KindType     Kind = "type"     // the value is of the variable's type; judged by the reader
	KindCode     Kind = "code"     // the value is in the variable's code list; judged by the reader
	KindRequired Kind = "required" // a required value is there
	KindRange    Kind = "range"    // the value is within min and max
	KindLength   Kind = "length"   // the text is not longer than max_length
	KindPattern  Kind = "pattern"  // the text matches pattern
	KindValidAt  Kind = "valid_at" // the code is valid at the date in valid_at
)

// Kinds of rules on one row.
const (
	KindAssert       Kind = "assert"        // Assert is not false
	KindRequiredWhen Kind = "required_when" // Columns[0] is there where When is true
	KindInstrument   Kind = "instrument"    // Columns[0] fits the instrument registry
	KindWithinPeriod Kind = "within_period" // Columns[0] is a month of the period
)

// Kinds of rules on several rows, judged in key order.
const (
	KindUnique        Kind = "unique"          // the key columns of a dataset are unique
	KindParent        Kind = "parent"          // the parent row exists
	KindParentAssert  Kind = "parent_assert"   // Assert over the row and its parent
	KindCountInParent Kind = "count_in_parent" // least ≤ rows where When is true ≤ most, per parent row
	KindOrder         Kind = "order"           // the first First lies after the last Then: swapped
	KindOrderMixed    Kind = "order_mixed"     // a First lies after some Then
	KindConstant      Kind = "constant"        // Columns are the same in all rows of Group[0], over datasets
)

// Kinds of rules on the delivery as a whole, or one municipality's part of it.
const (
	KindHome         Kind = "home"          // the row's municipality can be decided
	KindOneHome      Kind = "one_home"      // a key lies in one municipality
	KindInCollection Kind = "in_collection" // the dataset belongs to the collection
	KindRowLimit     Kind = "row_limit"     // not more rows than the limits allow
	KindAnyRows      Kind = "any_rows"      // there is at least one row
	KindDatasetRows  Kind = "dataset_rows"  // a required dataset has rows
	KindDatasetSaid  Kind = "dataset_said"  // an expected dataset has rows or a nollrapport
	KindDatasetFew   Kind = "dataset_few"   // the same, where there are few parent rows
	KindZeroOrRows   Kind = "zero_or_rows"  // no nollrapport beside rows
)

// Kinds of rules against the last delivery.
const (
	KindRowBand Kind = "row_band" // row counts within a band of last time's
	KindOverlap Kind = "overlap"  // persons in common with last time
	KindRatio   Kind = "ratio"    // Hidiroglou–Berthelot over municipalities
)

// KindProgram marks what the program itself judges: reader, identity guard,
// mapping, package, worker and register. The catalogue only explains it.
const KindProgram Kind = "program"

// Program reports whether the catalogue only explains rules of the kind.
func (k Kind) Program() bool { return k == KindProgram }

// Level is what rules of a kind look at.
type Level int

// The levels, in the order of the list of rules.
const (
	OfValue Level = iota
	OfRow
	OfRows
	OfDelivery
	AgainstLast
	OfProgram
)

// KindInfo tells what rules of a kind look at, what they must say, and which
// placeholders their messages may hold.
type KindInfo struct {
	Level Level
	// Once: the contract has exactly one rule of the kind.
	Once bool
	// Dataset: the rule names the one it judges; else it must not.
	Dataset bool
	// Fields are the yaml keys that belong to the kind and must be there, beside
	// those of every rule.
	Fields []string
	// Numbers the rule must give; those of counts are whole and not negative.
	Counts, Shares []string
	// Words are the placeholders of Message and Remedy.
	Words []string
	// Silent: the reader has the words; the catalogue needs no message.
	Silent bool
}

// Kinds is the closed table of kinds.
func Kinds() map[Kind]KindInfo {
	return map[Kind]KindInfo{
		KindType:     {Level: OfValue, Fields: []string{"types"}, Silent: true},
		KindCode:     {Level: OfValue, Once: true, Silent: true},
		KindRequired: {Level: OfValue, Once: true, Words: []string{"column"}},
		KindRange:    {Level: OfValue, Once: true, Words: []string{"column", "range"}},
		KindLength:   {Level: OfValue, Once: true, Words: []string{"column", "length"}},
		KindPattern:  {Level: OfValue, Once: true, Words: []string{"column"}},
		KindValidAt:  {Level: OfValue, Once: true, Words: []string{"column", "date"}},

		KindAssert:       {Level: OfRow, Dataset: true, Fields: []string{"columns", "assert"}},
		KindRequiredWhen: {Level: OfRow, Dataset: true, Fields: []string{"columns", "when"}},
		KindInstrument:   {Level: OfRow, Dataset: true, Fields: []string{"columns"}},
		KindWithinPeriod: {Level: OfRow, Dataset: true, Fields: []string{"columns"}},

		KindUnique:        {Level: OfRows, Once: true, Words: []string{"other", "key"}},
		KindParent:        {Level: OfRows, Once: true, Words: []string{"parent"}},
		KindParentAssert:  {Level: OfRows, Dataset: true, Fields: []string{"columns", "assert"}},
		KindCountInParent: {Level: OfRows, Dataset: true, Fields: []string{"when"}, Counts: []string{"least", "most"}, Words: []string{"parent"}},
		KindOrder:         {Level: OfRows, Dataset: true, Fields: []string{"columns", "group", "occasion", "first", "then"}},
		KindOrderMixed:    {Level: OfRows, Dataset: true, Fields: []string{"columns", "beside"}},
		KindConstant:      {Level: OfRows, Once: true, Fields: []string{"columns", "group", "ignore"}},

		KindHome:         {Level: OfDelivery, Once: true, Words: []string{"parent"}},
		KindOneHome:      {Level: OfDelivery, Once: true, Words: []string{"other"}},
		KindInCollection: {Level: OfDelivery, Once: true, Words: []string{"datasets"}},
		KindRowLimit:     {Level: OfDelivery, Once: true, Words: []string{"limit"}},
		KindAnyRows:      {Level: OfDelivery, Once: true},
		KindDatasetRows:  {Level: OfDelivery, Once: true, Words: []string{"dataset"}},
		KindDatasetSaid:  {Level: OfDelivery, Once: true, Counts: []string{"few"}, Words: []string{"dataset"}},
		KindDatasetFew:   {Level: OfDelivery, Once: true, Counts: []string{"few"}, Words: []string{"dataset"}},
		KindZeroOrRows:   {Level: OfDelivery, Once: true, Words: []string{"dataset"}},

		KindRowBand: {Level: AgainstLast, Once: true, Counts: []string{"factor", "difference"}, Words: []string{"now", "before", "period"}},
		KindOverlap: {Level: AgainstLast, Once: true, Counts: []string{"persons"}, Shares: []string{"least"}, Words: []string{"share", "period"}},
		KindRatio: {
			Level: AgainstLast, Once: true, Counts: []string{"units", "difference", "width"}, Shares: []string{"importance", "slack"},
			Words: []string{"now", "before", "period"},
		},

		KindProgram: {Level: OfProgram, Silent: true},
	}
}
