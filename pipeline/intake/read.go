package intake

import (
	"context"
	"errors"
)

func read(ctx context.Context, file File, options Options, sink Sink) (Summary, error) {
	return Summary{}, errors.Join(ctx.Err(), errors.New("reading is not built yet"))
}
