package worker

import (
	"errors"

	"jamfor/pipeline/code"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/table"
)

// mapping reads the job's mapping, nil when it has none. Its mistakes are
// findings, all told at once.
func (p *process) mapping() (*intake.Mapping, []table.Finding) {
	if len(p.job.Mapping) == 0 {
		return nil, nil
	}
	mapping, err := intake.ParseMapping(p.job.Mapping, p.contract)
	if err == nil {
		return mapping, nil
	}
	problems := []code.Text{{SV: "den går inte att läsa", EN: "it cannot be read"}}
	var faulty *intake.MappingError
	if errors.As(err, &faulty) {
		problems = faulty.Problems
	}
	var findings []table.Finding
	for _, problem := range problems {
		findings = append(findings, table.Finding{
			Rule: ruleMapping, Severity: table.Stop, File: SafeName(MappingName(p.job.Name)),
			Message: code.Text{
				SV: "Mappningen kan inte användas: " + SafeName(problem.SV),
				EN: "The mapping cannot be used: " + SafeName(problem.EN),
			},
			Remedy: code.Text{SV: "Rätta mappningen.", EN: "Correct the mapping."},
		})
	}
	return nil, findings
}
