package worker

import (
	"fmt"

	"jamfor/pipeline/intake"
	"jamfor/pipeline/table"
)

// mapping reads the job's mapping; its mistakes are findings.
func (p *process) mapping() (*intake.Mapping, []table.Finding, error) {
	if len(p.job.Mapping) == 0 {
		return nil, nil, nil
	}
	return nil, nil, fmt.Errorf("%w: mappings are not read yet", ErrJob)
}
