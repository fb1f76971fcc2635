package validate

import (
	"fmt"
	"slices"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// CheckExpectedDatasets holds a municipality's expected datasets against what
// was delivered. A dataset without rows must be said to be empty (zero);
// otherwise nobody can tell none from not delivered, and shares would show 0 %.
// Where the delivery has no table of it that is a stop; where it has one, in
// which other municipalities have rows or nobody has, it is a stop too from
// few_cases parent rows on (in the contract) and a warning below. A zero report beside rows is a
// stop (D13).
func CheckExpectedDatasets(c *contract.Contract, collection, municipality string, rows map[string]int64, there, zero []string, into *Findings) {
	col := c.Collections[collection]
	if col == nil {
		return
	}
	for _, name := range col.Datasets {
		if rows[name] > 0 && slices.Contains(zero, name) {
			into.Add(crossFinding(ruleZero, table.Stop, name, municipality, text2{
				sv:   fmt.Sprintf("Datamängden %s har en nollrapport men också rader.", name),
				en:   fmt.Sprintf("The dataset %s has a nollrapport but rows too.", name),
				doSV: "Ta bort nollrapporten eller raderna.", doEN: "Remove the nollrapport or the rows.",
			}))
		}
	}
	for _, name := range col.Expected {
		parents := rows[c.Datasets[name].Parent]
		if rows[name] > 0 || slices.Contains(zero, name) || parents == 0 {
			continue
		}
		severity := table.Stop
		if slices.Contains(there, name) && parents < c.Limits.FewCases {
			severity = table.Warn
		}
		into.Add(crossFinding(ruleExpected, severity, name, municipality, text2{
			sv:   fmt.Sprintf("Datamängden %s saknas eller är tom, och ingen nollrapport säger att den ska vara det.", name),
			en:   fmt.Sprintf("The dataset %s is missing or empty, and no nollrapport says that it should be.", name),
			doSV: fmt.Sprintf("Lägg till datamängden. Finns inget att redovisa: skriv nollrapport i första cellen under rubrikerna i %s, eller en rad nollrapport;%s överst i filen.", name, name),
			doEN: fmt.Sprintf("Add the dataset. If there is nothing to report: write nollrapport in the first cell below the headings of %s, or a line nollrapport;%s at the top of the file.", name, name),
		}))
	}
}
