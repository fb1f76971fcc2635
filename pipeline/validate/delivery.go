package validate

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// CheckRequiredDatasets adds a finding for every required dataset of the
// collection that a municipality has no rows of (D03).
func CheckRequiredDatasets(c *contract.Contract, collection, municipality string, rows map[string]int64, into *Findings) {
	col := c.Collections[collection]
	if col == nil {
		return
	}
	for _, name := range col.Required {
		if rows[name] > 0 {
			continue
		}
		into.Add(crossFinding(ruleMissing, table.Stop, name, municipality, text2{
			sv:   fmt.Sprintf("Den obligatoriska datamängden %s saknas eller är tom.", name),
			en:   fmt.Sprintf("The required dataset %s is missing or empty.", name),
			doSV: "Lägg till datamängden. Om det inte finns något att redovisa: skicka en nollrapport.",
			doEN: "Add the dataset. If there is nothing to report, send a zero report.",
		}))
	}
}

// DatasetFinding refuses a dataset that the collection does not have (D02).
func DatasetFinding(c *contract.Contract, collection, dataset, file, sheet string) table.Finding {
	allowed := list(c.Collections[collection].Datasets)
	return table.Finding{
		Rule: ruleDataset, Severity: table.Stop, Dataset: dataset, File: file, Sheet: sheet,
		Message: code.Text{SV: "Datamängden hör inte till insamlingen.", EN: "The dataset does not belong to the collection."},
		Remedy:  code.Text{SV: "Insamlingen har: " + allowed + ".", EN: "The collection has: " + allowed + "."},
	}
}

// HomelessFinding tells that a row's municipality cannot be decided (D01): it
// names none, and its parent is not in the delivery. No municipality can be
// named, so the whole delivery is refused.
func HomelessFinding(s Sorted, row int, parent string) table.Finding {
	f := sortedAt(s, row, "kommun")
	f.Rule, f.Severity = ruleMunicipality, table.Stop
	f.Message = code.Text{
		SV: fmt.Sprintf("Radens kommun kan inte avgöras: den saknas och nyckeln finns inte i datamängden %s.", parent),
		EN: fmt.Sprintf("The row's municipality cannot be decided: it is missing and the key is not in the dataset %s.", parent),
	}
	f.Remedy = code.Text{
		SV: fmt.Sprintf("Lägg till kolumnen kommun eller raden i %s.", parent),
		EN: fmt.Sprintf("Add the column kommun, or the row in %s.", parent),
	}
	return f
}

// TwoHomesFinding tells that one case lies in two municipalities of the same
// delivery (D06), at the given row of one of them.
func TwoHomesFinding(s Sorted, row int, municipality, other string) table.Finding {
	f := sortedAt(s, row, s.Batch.Columns[1].Name)
	f.Rule, f.Severity, f.Municipality = ruleTwoHomes, table.Stop, municipality
	f.Message = code.Text{
		SV: fmt.Sprintf("Samma nyckel finns också i kommun %s i leveransen.", other),
		EN: fmt.Sprintf("The same key is also in municipality %s of the delivery.", other),
	}
	f.Remedy = code.Text{
		SV: "Ange ärendet hos den kommun som ansvarar för det, eller lägg till kolumnen kommun i alla datamängder.",
		EN: "State the case at the municipality responsible for it, or add the column kommun to every dataset.",
	}
	return f
}

// LimitFinding refuses a delivery that is larger than the limits allow (D11).
func LimitFinding(file string, rows int64) table.Finding {
	count := func(lang code.Lang) string { return code.Number(float64(rows), 0, lang) }
	return table.Finding{
		Rule: ruleLimit, Severity: table.Stop, File: file,
		Message: code.Text{SV: "Leveransen har fler rader än " + count(code.Swedish) + ".", EN: "The delivery has more rows than " + count(code.English) + "."},
		Remedy:  code.Text{SV: "Dela upp leveransen per kommun.", EN: "Split the delivery by municipality."},
	}
}

// EmptyFinding refuses a delivery without any row (D03).
func EmptyFinding() table.Finding {
	return table.Finding{
		Rule: ruleMissing, Severity: table.Stop,
		Message: code.Text{SV: "Leveransen har inga rader.", EN: "The delivery has no rows."},
		Remedy:  code.Text{SV: "Kontrollera uttaget. Om det inte finns något att redovisa: skicka en nollrapport per kommun.", EN: "Check the extract. If there is nothing to report, send a zero report for each municipality."},
	}
}

// Outcomes judges every municipality that delivered rows or has a stop finding,
// sorted by code, and the delivery as a whole. rows counts by municipality and dataset, persons the
// distinct persons of each municipality.
func Outcomes(f *Findings, rows map[string]map[string]int64, persons map[string]int64) ([]Outcome, Status) {
	names := f.municipalities()
	for municipality := range rows {
		names = append(names, municipality)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	outcomes := make([]Outcome, 0, len(names))
	accepted := 0
	for _, m := range names {
		o := Outcome{
			Municipality: m, Status: Accepted, Rows: rows[m], Persons: persons[m],
			Stops: f.Stops(m), Warnings: f.Warnings(m),
		}
		if f.Stopped(m) {
			o.Status = Rejected
		} else {
			accepted++
		}
		outcomes = append(outcomes, o)
	}
	switch {
	case accepted == 0:
		return outcomes, Rejected
	case accepted < len(outcomes):
		return outcomes, Partial
	}
	return outcomes, Accepted
}

func list(names []string) string { return strings.Join(names, ", ") }
