package validate

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"jamfor/pipeline/table"
)

// DefaultKeep is how many findings are kept in full for each rule, dataset,
// column and municipality, unless the caller says otherwise.
const DefaultKeep = 20

// maxKept bounds the findings kept over all rules, so that a report stays
// readable and its memory bounded whatever the file. Each severity has its own
// bound: no number of notes hides what stops the delivery.
var maxKept = [3]int{5000, 2500, 1000} // stop, warn, note; see weight

// Findings collects the remarks on one delivery. It keeps the first ones of
// each kind and counts all. The zero value is not usable; see NewFindings.
type Findings struct {
	keep   int
	kept   []table.Finding
	full   [3]int // kept, by weight of severity
	totals map[totalKey]*Total
	stops  map[string]int64 // by municipality; "" for the whole delivery
	warns  map[string]int64

	evaluated map[string]bool        // rules that had something to judge
	wrong     map[wrongCell]struct{} // cells that the reader could not use
	told      map[string]int         // how many of them, by rule
	blurred   bool                   // there are more of them than are kept
}

// wrongCell is a cell that the reader told a stop about; the whole row where
// column is empty.
type wrongCell struct {
	file, sheet string
	row         int
	column      string
}

// FromReader is how many findings of a rule the reader hands over; the rest it
// counts.
const FromReader = 10_000

// maxWrong bounds the wrong cells that are remembered.
const maxWrong = 50_000

type totalKey struct{ rule, dataset, column, municipality string }

// Total counts the findings of one kind, those kept and those not.
type Total struct {
	Rule         string         `json:"rule"`
	Severity     table.Severity `json:"severity"`
	Dataset      string         `json:"dataset,omitempty"`
	Column       string         `json:"column,omitempty"`
	Municipality string         `json:"municipality,omitempty"`
	Count        int64          `json:"count"`
	Kept         int            `json:"kept"`
}

// NewFindings starts an empty collection that keeps at most keep findings of
// each kind; zero or less means DefaultKeep.
func NewFindings(keep int) *Findings {
	if keep <= 0 {
		keep = DefaultKeep
	}
	return &Findings{
		keep: keep, totals: map[totalKey]*Total{},
		stops: map[string]int64{}, warns: map[string]int64{},
		evaluated: map[string]bool{}, wrong: map[wrongCell]struct{}{}, told: map[string]int{},
	}
}

// Add takes one finding.
func (f *Findings) Add(finding table.Finding) {
	key := totalKey{finding.Rule, finding.Dataset, finding.Column, finding.Municipality}
	total := f.totals[key]
	if total == nil {
		total = &Total{
			Rule: finding.Rule, Severity: finding.Severity, Dataset: finding.Dataset,
			Column: SafeName(finding.Column), Municipality: finding.Municipality,
		}
		f.totals[key] = total
	}
	total.Count++
	f.rememberWrong(finding)
	switch finding.Severity {
	case table.Stop:
		total.Severity = table.Stop
		f.stops[finding.Municipality]++
	case table.Warn:
		f.warns[finding.Municipality]++
	}
	if w := weight(finding.Severity); total.Kept < f.keep && f.full[w] < maxKept[w] {
		total.Kept++
		f.full[w]++
		finding.File, finding.Sheet, finding.Column = SafeName(finding.File), SafeName(finding.Sheet), SafeName(finding.Column)
		f.kept = append(f.kept, finding)
	}
}

// rememberWrong keeps the place of a value that the reader could not type (T) or
// map (X), so that it is not called missing too.
func (f *Findings) rememberWrong(finding table.Finding) {
	if finding.Row == 0 || finding.Severity != table.Stop || !strings.HasPrefix(finding.Rule, "T") && !strings.HasPrefix(finding.Rule, "X") {
		return
	}
	if f.told[finding.Rule]++; f.told[finding.Rule] >= FromReader || len(f.wrong) >= maxWrong {
		f.blurred = true
		return
	}
	cell := wrongCell{finding.File, finding.Sheet, finding.Row, strings.ToLower(finding.Column)}
	if strings.HasPrefix(finding.Rule, "X") || !columnName.MatchString(cell.column) {
		cell.column = "" // a heading of the source's own: nobody knows whose value it is
	}
	f.wrong[cell] = struct{}{}
}

// columnName is how the contract writes columns.
var columnName = regexp.MustCompile(`^[a-z_]+$`)

// wrongCell reports whether the reader has told about a value, or cannot be asked
// any more because it told too much.
func (f *Findings) wrongCell(b *table.Batch, row int, column string) bool {
	if f.blurred {
		return true
	}
	if len(f.wrong) == 0 {
		return false
	}
	for _, name := range [2]string{"", column} {
		if _, found := f.wrong[wrongCell{b.File, b.Sheet, b.Row[row], name}]; found {
			return true
		}
	}
	return false
}

// Evaluated notes that a rule had something to judge.
func (f *Findings) Evaluated(rule string) { f.evaluated[rule] = true }

// municipalities lists those with stop findings, in no order.
func (f *Findings) municipalities() []string {
	var list []string
	for m := range f.stops {
		if m != "" {
			list = append(list, m)
		}
	}
	return list
}

// Refused reports whether a stop finding concerns the whole delivery.
func (f *Findings) Refused() bool { return f.stops[""] > 0 }

// Stopped reports whether the municipality's part must not be accepted.
func (f *Findings) Stopped(municipality string) bool {
	return f.Refused() || f.stops[municipality] > 0
}

// Stops and Warnings count a municipality's findings.
func (f *Findings) Stops(municipality string) int64 { return f.stops[municipality] }

// Warnings counts a municipality's findings of severity warn.
func (f *Findings) Warnings(municipality string) int64 { return f.warns[municipality] }

// List is every kept finding in the report's order: those that stop first, then
// by municipality, file, sheet, row, column and rule.
func (f *Findings) List() []table.Finding {
	list := slices.Clone(f.kept)
	slices.SortStableFunc(list, compareFindings)
	return list
}

// Totals lists the counts per kind in the same order.
func (f *Findings) Totals() []Total {
	list := make([]Total, 0, len(f.totals))
	for _, t := range f.totals {
		list = append(list, *t)
	}
	slices.SortFunc(list, func(a, b Total) int {
		return cmp.Or(
			cmp.Compare(weight(a.Severity), weight(b.Severity)),
			cmp.Compare(a.Municipality, b.Municipality),
			cmp.Compare(a.Dataset, b.Dataset),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Column, b.Column),
		)
	})
	return list
}

func compareFindings(a, b table.Finding) int {
	return cmp.Or(
		cmp.Compare(weight(a.Severity), weight(b.Severity)),
		cmp.Compare(a.Municipality, b.Municipality),
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Sheet, b.Sheet),
		cmp.Compare(a.Row, b.Row),
		cmp.Compare(a.Dataset, b.Dataset),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message.SV, b.Message.SV),
	)
}

func weight(s table.Severity) int {
	switch s {
	case table.Stop:
		return 0
	case table.Warn:
		return 1
	}
	return 2
}

// AddUnseen counts findings that the reader met but did not hand over. They
// appear in the totals; what they stop, others of their kind have stopped.
func (f *Findings) AddUnseen(rule string, severity table.Severity, n int64) {
	if n <= 0 {
		return
	}
	key := totalKey{rule: rule, column: unseen}
	total := f.totals[key]
	if total == nil {
		total = &Total{Rule: rule, Severity: severity}
		f.totals[key] = total
	}
	total.Count += n
}

// unseen keeps the totals of AddUnseen apart from those of whole deliveries; no
// column has this name.
const unseen = "\x00"
