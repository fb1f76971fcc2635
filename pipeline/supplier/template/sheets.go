package template

import (
	"time"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/supplier/workbook"
)

func texts(style workbook.Style, values ...string) []workbook.Cell {
	cells := make([]workbook.Cell, len(values))
	for i, v := range values {
		cells[i] = workbook.Cell{Text: v, Style: style}
	}
	return cells
}

// definitions lists every column and every rule in words.
func (f *form) definitions() error {
	s, err := f.book.Sheet("Definitioner", workbook.Options{Widths: []float64{18, 22, 34, 12, 60}, Frozen: 1})
	if err != nil {
		return err
	}
	if err := s.Row(1, texts(workbook.Heading, "datamängd", "kolumn", "betydelse", "krävs", "innehåll")...); err != nil {
		return err
	}
	row := 1
	for _, name := range f.collection.Datasets {
		d := f.contract.Datasets[name]
		for _, c := range Columns(f.contract, d) {
			required := "nej"
			if c.Required {
				required = "ja"
			}
			row++
			if err := s.Row(row, texts(workbook.Wrapped, name, c.Name, c.Label.SV, required, typeText(c)+rangeText(c))...); err != nil {
				return err
			}
		}
		for _, r := range f.contract.Rules {
			if r.Dataset != name || !r.Holds(f.collection) {
				continue
			}
			row++
			if err := s.Row(row, texts(workbook.Wrapped, name, "regel "+r.ID, r.Demand.SV, "", r.Remedy.SV)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// codes lists every code list in two columns: code and meaning. The drop-down
// lists refer to it, so it starts at row 3.
func (f *form) codes() error {
	s, err := f.book.Sheet(listSheet, workbook.Options{Frozen: 2})
	if err != nil {
		return err
	}
	var titles, heads []workbook.Cell
	longest := 0
	for _, name := range f.lists {
		l := f.contract.Lists[name]
		titles = append(titles, workbook.Cell{Text: l.Title.SV, Style: workbook.Heading}, workbook.Cell{})
		heads = append(heads, texts(workbook.Heading, name, "betydelse")...)
		longest = max(longest, len(l.Entries))
	}
	if err := s.Row(1, titles...); err != nil {
		return err
	}
	if err := s.Row(2, heads...); err != nil {
		return err
	}
	for i := range longest {
		var cells []workbook.Cell
		for _, name := range f.lists {
			pair := []workbook.Cell{{}, {}}
			if entries := f.contract.Lists[name].Entries; i < len(entries) {
				pair = texts(workbook.Text, entries[i].Code, entries[i].Text.SV+validity(entries[i]))
			}
			cells = append(cells, pair...)
		}
		if err := s.Row(3+i, cells...); err != nil {
			return err
		}
	}
	return nil
}

func validity(e contract.Entry) string {
	text := ""
	if !e.From.IsZero() {
		text += " (från " + e.From.Format(time.DateOnly) + ")"
	}
	if !e.To.IsZero() {
		text += " (till " + e.To.Format(time.DateOnly) + ")"
	}
	return text
}

// examples shows one filled-in row for each dataset.
func (f *form) examples() error {
	s, err := f.book.Sheet("Exempel", workbook.Options{})
	if err != nil {
		return err
	}
	row := 1
	for _, name := range f.collection.Datasets {
		d := f.contract.Datasets[name]
		columns := Columns(f.contract, d)
		var heads, values []workbook.Cell
		for _, c := range columns {
			heads = append(heads, workbook.Cell{Text: c.Name, Style: workbook.Heading})
			values = append(values, workbook.Cell{Text: Example(f.contract, f.collection, d, c), Style: workbook.Text})
		}
		for _, cells := range [][]workbook.Cell{texts(workbook.Title, d.Title.SV), heads, values} {
			if err := s.Row(row, cells...); err != nil {
				return err
			}
			row++
		}
		row++
	}
	return nil
}

// Example is what could stand in a column: a value that fits the contract, the
// same every time. Own numbers are made up; "" where the example row leaves the
// column empty.
func Example(c *contract.Contract, col *contract.Collection, d *contract.Dataset, v Column) string {
	if text, ok := examples[d.Name+"."+v.Name]; ok {
		return text
	}
	switch {
	case v.System:
		return "1280"
	case v.Name == "omrade":
		return orElse(col.ServiceArea, "missbruk")
	}
	switch v.Type {
	case contract.Pseudonym:
		return map[string]string{"arende": "Ä-17", "hushall": "H-17", "svar_id": "S-17", "person": "P-17", "person_tidigare": "P-16", "person_ny": "P-17"}[v.Name]
	case contract.Code:
		return c.Lists[v.List].Entries[0].Code
	case contract.Integer:
		return "1"
	case contract.Decimal:
		return orElse(v.Min, "1")
	case contract.Year:
		return "1985"
	case contract.Month:
		return "2025-03"
	case contract.Date:
		return "2025-03-01"
	}
	return "Centrum"
}

// examples are values that the type alone does not tell, so that each example
// row holds together.
var examples = map[string]string{
	"arende.folkbokforingskommun": "1280", "arende.kon": "K", "arende.person_idtyp": "pnr", "arende.start": "2025-02-03", "arende.slut": "2025-10-20",
	"arende.avslutsorsak": "mal_uppnatt", "arende.maluppfyllelse": "delvis", "arende.genomforandeplan": "ja", "arende.sip": "nej", "arende.svarighetsgrad": "medelsvar",
	"orsak.orsak": "alkohol", "orsak.roll": "", "handelse.typ": "beslut", "handelse.datum": "2025-02-20",
	"insats.insats_kod": "YAD.15.ZZ", "insats.metod": "MI", "insats.lagrum": "SoL_2001", "insats.behovsprovad": "ja", "insats.start": "2025-03-01",
	"insats.slut": "2025-09-30", "insats.status": "slutford", "insats.avbrottsorsak": "", "insats.omfattning_timmar": "12,5",
	"placering.form": "hvb", "placering.lagrum": "SoL_2001", "placering.slut": "", "placering.placeringskommun": "1280",
	"matning.instrument": "asi", "matning.instrumentversion": "2022", "matning.skala": "alkohol_intervjuare", "matning.skattare": "intervjuare",
	"matning.tillfalle": "fore", "matning.datum": "2025-02-10", "matning.mal_nr": "", "matning.insats_nr": "", "matning.varde": "6", "matning.saknadkod": "",
	"mal.niva": "huvudmal", "mal.livsomrade": "alkohol", "mal.fore": "", "mal.mal": "", "mal.efter": "", "mal.uppfyllelse": "delvis", "mal.gas": "-1", "mal.vikt": "1",
	"bistandshushall.hushallstyp": "5", "bistandshushall.belopp": "8450", "bistandsmottagare.roll": "registerledare", "bistandsmottagare.kon": "K",
	"bistandsmottagare.forsorjningshinder": "", "enkatsvar.svar": "positivt", "enkatsvar.svarssatt": "sjalv", "volym.matt": "brukare", "volym.varde": "412",
	"volym.kon": "", "volym.alder": "", "volym.enhet": "", "befolkning.alder": "17", "befolkning.antal": "1234", "befolkning.kalla": "scb",
}
