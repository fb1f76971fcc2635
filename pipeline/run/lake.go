package run

import (
	"context"

	"jamfor/pipeline/lake"
)

// VerifyLake re-reads everything that the newest lake version rests on and lists
// what is not as the register has it.
func (p *Pipeline) VerifyLake(ctx context.Context) ([]lake.Damage, error) {
	l, err := p.openLake(ctx, true)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	version, err := l.Latest(ctx)
	if err != nil {
		return nil, err
	}
	return l.Verify(ctx, version)
}
