package worker

import (
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// Rules of the worker: the file could not be read at all.
const (
	ruleUnreadable = "W01" // not readable, no better reason known
	ruleMemory     = "W02" // beyond the memory limit
	ruleTime       = "W03" // beyond the time limit
	ruleSize       = "W04" // beyond the size limit of what it becomes
	ruleDied       = "W05" // the worker ended without an answer
	ruleUntrusted  = "W06" // the worker's answer does not hold
	ruleChanged    = "W07" // the file changed while it was read
	ruleMapping    = "W08" // the mapping beside the delivery is faulty
	ruleZero       = "W09" // a nollrapport is not one
	// RuleUnsearched tells that a file broke the worker that read it and the one
	// that searched it for clear identities: such content is not kept.
	RuleUnsearched = "W10"
)

var reasons = map[string]code.Text{
	ruleUnreadable: {SV: "Filen kunde inte läsas.", EN: "The file could not be read."},
	ruleMemory:     {SV: "Filen kunde inte läsas inom gränserna: den kräver för mycket minne.", EN: "The file could not be read within the limits: it needs too much memory."},
	ruleTime:       {SV: "Filen kunde inte läsas inom gränserna: det tog för lång tid.", EN: "The file could not be read within the limits: it took too long."},
	ruleSize:       {SV: "Filen kunde inte läsas inom gränserna: innehållet blir för stort.", EN: "The file could not be read within the limits: its content becomes too large."},
	ruleDied:       {SV: "Filen kunde inte läsas inom gränserna: läsningen avbröts.", EN: "The file could not be read within the limits: the reading broke off."},
	ruleUntrusted:  {SV: "Filen kunde inte läsas: resultatet av läsningen håller inte.", EN: "The file could not be read: the result of the reading does not hold."},
	ruleZero:       {SV: "Nollrapporten är för stor för att vara en nollrapport.", EN: "The zero report is too large to be one."},
	RuleUnsearched: {
		SV: "Filen avbröt även sökningen efter personnummer. Den raderas, eftersom ingen kan säga vad den innehåller.",
		EN: "The file broke the search for identity numbers too. It is deleted, because nobody can tell what it holds.",
	},
	ruleChanged: {SV: "Filen ändrades medan den lästes.", EN: "The file changed while it was being read."},
}

// reason is the finding that refuses a whole delivery for one of the worker's
// own rules.
func reason(rule, file string) table.Finding {
	f := table.Finding{
		Rule: rule, Severity: table.Stop, File: SafeName(file), Message: reasons[rule],
		Remedy: code.Text{
			SV: "Kontrollera att filen är hel och har rätt format. Dela upp en mycket stor leverans per kommun. Hör av dig om felet består.",
			EN: "Check that the file is complete and of the right format. Split a very large delivery by municipality. Get in touch if the fault remains.",
		},
	}
	switch rule {
	case ruleZero:
		f.Remedy = code.Text{SV: "En nollrapport är en tom fil eller en kort text. Skicka uppgifter med en annan filtyp.", EN: "A zero report is an empty file or a short text. Send data with another file type."}
	case ruleChanged:
		f.Remedy = code.Text{SV: "Skicka filen på nytt när den är färdigskriven.", EN: "Send the file again when it is complete."}
	}
	return f
}

func unreadable(file string) table.Finding { return reason(ruleUnreadable, file) }

// Refused is the result of a delivery that is rejected as a whole for findings
// made outside the worker: by its name, its mapping or its file.
func Refused(job Job, findings ...table.Finding) Result {
	all := validate.NewFindings(0)
	for _, f := range findings {
		all.Add(f)
	}
	r := Result{Version: ResultVersion, Status: validate.Rejected, Parts: []Part{}, Files: []FileNote{}, Municipalities: []validate.Outcome{}}
	if job.Municipality != "" {
		r.Municipalities = append(r.Municipalities, validate.Outcome{Municipality: job.Municipality, Status: validate.Rejected, Stops: all.Stops("")})
	}
	for _, f := range job.Files {
		r.Files = append(r.Files, FileNote{Name: SafeName(f.Name), SHA256: f.SHA256})
	}
	outcomes := all.RuleOutcomes(contract.Core(), job.Collection, validate.WhyUnread)
	r.Report = validate.Report{
		Version: validate.ReportVersion, Delivery: job.Delivery, Name: SafeName(job.Name),
		Collection: job.Collection, Period: job.Period, Sequence: job.Sequence, Synthetic: job.Synthetic,
		Status: r.Status, Municipalities: r.Municipalities, Files: r.Files,
		Totals: all.Totals(), Findings: all.List(), Rules: validate.RulesRun(outcomes), Outcomes: outcomes,
	}
	return r
}
