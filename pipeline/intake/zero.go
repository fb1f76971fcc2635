package intake

import (
	"slices"

	"jamfor/pipeline/identity"
)

// ZeroReport says that a dataset is empty on purpose. Municipality is empty where
// it holds for the whole delivery.
type ZeroReport struct {
	Dataset      string `json:"dataset"`
	Municipality string `json:"municipality,omitempty"`
}

// zeroWord is what a supplier writes for it: in the first cell of a dataset's own
// table (with kommun beside it in a file for several municipalities), or in a
// line above the headings of another, followed by the datasets' names.
const zeroWord = "nollrapport"

func isZeroWord(cell []byte) bool {
	return len(cell) >= len(zeroWord) && len(cell) < 2*len(zeroWord) && fold(string(cell)) == zeroWord
}

// zeroLine takes a line above the headings, if it is a nollrapport.
func (j *job) zeroLine(sheet string, row int, cells [][]byte) {
	if len(cells) == 0 || !isZeroWord(cells[0]) {
		return
	}
	for _, cell := range cells[1:] {
		name := string(trim(cell))
		switch {
		case name == "":
		case slices.Contains(j.collection.Datasets, name):
			j.zero(name, j.options.Municipality)
		default:
			f := stop(RuleDataset, textf("Nollrapporten på raden nämner något som inte är en datamängd i insamlingen %[1]s.", "The nollrapport on the line names something that is no dataset of the collection %[1]s.", j.collection.Name), nameDataset)
			f.Sheet, f.Row, f.ValueClass = sheet, row, valueClass(cell)
			j.found.add(f)
		}
	}
}

func (j *job) zero(dataset, municipality string) {
	report := ZeroReport{dataset, municipality}
	if !slices.Contains(j.summary.Zero, report) {
		j.summary.Zero = append(j.summary.Zero, report)
	}
}

// zeroColumns is how many of a table's first columns may hold the word.
const zeroColumns = 3

// takeZero takes rows that are a nollrapport out of the block.
func (a *assembler) takeZero(b *block) *block {
	var kept *block
	for r := range b.len() {
		if !a.isZeroRow(b, r) {
			if kept != nil {
				kept.appendRow(b.row[r], b.rowCells(nil, r))
			}
			continue
		}
		if kept == nil {
			kept = &block{}
			kept.reset(b.width)
			for before := range r {
				kept.appendRow(b.row[before], b.rowCells(nil, before))
			}
		}
		a.zeroRow(b, r)
	}
	if kept == nil {
		return b
	}
	return kept
}

// isZeroRow reports a row with the word and nothing else but kommun.
func (a *assembler) isZeroRow(b *block, r int) bool {
	found := false
	for c := range min(b.width, zeroColumns) {
		found = found || isZeroWord(trim(b.cell(r, c)))
	}
	if !found {
		return false
	}
	for c := range b.width {
		cell := trim(b.cell(r, c))
		if len(cell) > 0 && c != a.kommun.source && !isZeroWord(cell) {
			return false
		}
	}
	return true
}

func (a *assembler) zeroRow(b *block, r int) {
	municipality := a.job.options.Municipality
	if a.kommun.source >= 0 {
		cell := trim(b.cell(r, a.kommun.source))
		code, ok := a.kommun.codes.find(cell)
		switch {
		case len(cell) == 0:
		case !ok || municipality != "" && code != municipality:
			a.table.guard.Text(identity.PlaceLoose, b.row[r], cell)
			f := stop(RuleMunicipality, text("Nollrapportens kommun är ingen kommunkod, eller en annan än leveransens.", "The nollrapport's municipality is no code, or not the delivery's."), fillKommun)
			f.Sheet, f.Dataset, f.Row, f.Column, f.Municipality = a.table.sheet, a.table.dataset.Name, b.row[r], a.kommun.shown, municipality
			a.job.found.add(f)
			return
		default:
			municipality = code
		}
	}
	a.saidEmpty = true
	a.job.zero(a.table.dataset.Name, municipality)
}
