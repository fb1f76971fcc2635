package intake

import (
	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// kommunColumn makes the first column of every batch.
type kommunColumn struct {
	source int // -1 when the file lacks it
	handle int // in the guard
	shown  string
	fixed  string // the delivery's municipality, "" for several
	codes  *codeIndex
	period code.Period // the delivery's
}

// column fills the batch's kommun and the assembler's rowKommun.
func (k *kommunColumn) column(b *block, dst *table.Column, a *assembler) {
	n := b.len()
	*dst = table.Column{Name: "kommun", Kind: table.Text, Valid: make([]bool, n), Text: make([]string, n)}
	a.rowKommun = dst.Text
	for r := range n {
		if k.fixed != "" {
			dst.Text[r], dst.Valid[r] = k.fixed, true
		}
	}
	if k.source < 0 {
		return
	}
	for r := range n {
		cell := trim(b.cell(r, k.source))
		if len(cell) > 0 {
			k.row(b, r, cell, dst, a)
		} else if k.fixed == "" && a.table.dataset.Parent == "" {
			f := stop(RuleMunicipality, text("Raden saknar kommunkod.", "The row has no municipality code."), fillKommun)
			f.Column = k.shown
			a.report(r, f)
		}
	}
}

var fillKommun = text("Fyll i kommunens fyrsiffriga kod på varje rad.", "Fill in the municipality's four-digit code on every row.")

func (k *kommunColumn) row(b *block, r int, cell []byte, dst *table.Column, a *assembler) {
	found, ok := k.codes.find(cell)
	switch {
	case !ok:
		a.table.guard.Cell(k.handle, b.row[r], cell)
		f := stop(RuleMunicipality, text("Värdet är ingen kommunkod.", "The value is no municipality code."), fillKommun)
		f.Column, f.ValueClass = k.shown, valueClass(cell)
		a.report(r, f)
	case k.fixed == "":
		if wrong, ok := WrongCode(found, k.period); !ok {
			f := stop(RuleMunicipality, wrong, fillKommun)
			f.Column, f.ValueClass = k.shown, "kommunkod"
			a.report(r, f)
			return
		}
		dst.Text[r], dst.Valid[r] = found, true
	case found != k.fixed:
		f := stop(RuleMunicipality, text("Radens kommun är en annan än leveransens.", "The row's municipality is not the delivery's."),
			text("Ta bort raden, eller lämna en fil för flera kommuner (multi i filnamnet).", "Remove the row, or deliver a file for several municipalities (multi in its name)."))
		f.Column, f.ValueClass = k.shown, "kommunkod"
		a.report(r, f)
	}
}

// systemCheck holds a column ar, period or insamling against the delivery.
type systemCheck struct {
	name   string
	source int
	handle int
	shown  string
}

func (s systemCheck) run(b *block, a *assembler) {
	for r := range b.len() {
		cell := trim(b.cell(r, s.source))
		if len(cell) == 0 || s.agrees(cell, a.job.options) {
			continue
		}
		a.table.guard.Cell(s.handle, b.row[r], cell)
		f := stop(RulePeriod, periodMessages[s.name],
			text("Rätta värdet, eller lämna raden i den leverans där den hör hemma.", "Correct the value, or deliver the row where it belongs."))
		f.Column, f.ValueClass = s.shown, valueClass(cell)
		a.report(r, f)
	}
}

func (s systemCheck) agrees(cell []byte, o Options) bool {
	switch s.name {
	case "ar":
		year, ok := parseYear(cell)
		return ok && year == int64(o.Period.YearNumber())
	case "period":
		period, err := code.ParsePeriod(string(cell))
		return err == nil && period == o.Period
	}
	return fold(string(cell)) == fold(o.Collection)
}

var periodMessages = map[string]code.Text{
	"ar":        {SV: "Radens år är ett annat än leveransens.", EN: "The row's year is not the delivery's."},
	"period":    {SV: "Radens period är en annan än leveransens.", EN: "The row's period is not the delivery's."},
	"insamling": {SV: "Radens insamling är en annan än leveransens.", EN: "The row's collection is not the delivery's."},
}
