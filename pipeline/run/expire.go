package run

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"
)

// Expired tells what Expire gave up, or would.
type Expired struct {
	Versions []int64 `json:"versions"`
	Files    int     `json:"files"`
	Bytes    int64   `json:"bytes"`
	Dry      bool    `json:"dry"`
}

// Expire gives up the lake versions that were made before a day and that neither
// a release rests on nor are the newest, removes the files that only they had and
// notes it in the audit log. With dry nothing is done.
func (p *Pipeline) Expire(ctx context.Context, before time.Time, dry bool) (Expired, error) {
	l, err := p.openLake(ctx, dry)
	if errors.Is(err, fs.ErrNotExist) {
		return Expired{Versions: []int64{}, Dry: dry}, nil
	}
	if err != nil {
		return Expired{}, err
	}
	defer l.Close()
	e, err := l.Expire(ctx, before, dry)
	if err != nil {
		return Expired{}, err
	}
	out := Expired{Versions: slices.Concat([]int64{}, e.Versions), Files: e.Files, Bytes: e.Bytes, Dry: dry}
	if dry || len(e.Versions) == 0 {
		return out, nil
	}
	p.Log.Info("expire", "versions", len(e.Versions), "files", e.Files)
	return out, Audit(p.Workspace, p.Now(), Entry{
		Event: EventVersionsExpired, Subject: fmt.Sprint(e.Versions[0], "-", e.Versions[len(e.Versions)-1]),
		Detail: fmt.Sprintf("%d lake versions made before %s, %d files", len(e.Versions), before.UTC().Format(time.RFC3339), e.Files),
	})
}
