package run

import (
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// Rules of the orchestrator, beside those of intake and validate: they need the
// register.
const (
	ruleStale     = "R01" // a newer delivery is in force
	ruleConflict  = "R02" // same number, other content
	ruleTakenBack = "R03" // withdrawn under this number
)

func stop(rule, file, sv, en, remedySV, remedyEN string) table.Finding {
	return table.Finding{
		Rule: rule, Severity: table.Stop, File: file,
		Message: code.Text{SV: sv, EN: en}, Remedy: code.Text{SV: remedySV, EN: remedyEN},
	}
}

// staleFinding refuses a sequence number below the newest.
func staleFinding(municipality string, newest int) table.Finding {
	f := stop(ruleStale, "",
		fmt.Sprintf("En nyare leverans (löpnummer %d) gäller redan för kommunen.", newest),
		fmt.Sprintf("A newer delivery (sequence %d) is already in force for the municipality.", newest),
		fmt.Sprintf("Ska uppgifterna ändras: skicka hela leveransen med löpnummer %d eller högre.", newest+1),
		fmt.Sprintf("To change the data, send the whole delivery with sequence number %d or higher.", newest+1))
	f.Municipality = municipality
	return f
}

// withdrawnFinding refuses a number whose delivery was withdrawn.
func withdrawnFinding(municipality string, sequence int) table.Finding {
	f := stop(ruleTakenBack, "",
		fmt.Sprintf("Leveransen med löpnummer %d är återkallad för kommunen och tas inte in igen.", sequence),
		fmt.Sprintf("The delivery with sequence number %d was withdrawn for the municipality and is not taken in again.", sequence),
		fmt.Sprintf("Ska uppgifterna ändå lämnas: skicka leveransen med löpnummer %d.", sequence+1),
		fmt.Sprintf("To deliver the data after all, send the delivery with sequence number %d.", sequence+1))
	f.Municipality = municipality
	return f
}

// conflictFinding refuses other content under a number that is taken.
func conflictFinding(municipality string, sequence int) table.Finding {
	f := stop(ruleConflict, "",
		fmt.Sprintf("Löpnummer %d är redan använt med ett annat innehåll för kommunen.", sequence),
		fmt.Sprintf("Sequence number %d is already used with other content for the municipality.", sequence),
		fmt.Sprintf("Skicka leveransen med löpnummer %d.", sequence+1),
		fmt.Sprintf("Send the delivery with sequence number %d.", sequence+1))
	f.Municipality = municipality
	return f
}
