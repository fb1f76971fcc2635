package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"

	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
)

// Publishing is the demo's release written again in all formats by a process of
// its own. Ours includes reading the release back from its CSV and metadata;
// Formats tells the seconds of writing by sort of file.
type Publishing struct {
	Rows    int64              `json:"observations"`
	Files   int                `json:"files"`
	MB      float64            `json:"mb"`
	Ours    Figure             `json:"ours"`
	Reading float64            `json:"reading_seconds"`
	Formats map[string]float64 `json:"seconds_by_format"`
}

func (p Publishing) String() string {
	return fmt.Sprintf("publish  %d observations in %d files, %.0f MB: %.1f s (of which %.1f s reading), %.0f MB at most",
		p.Rows, p.Files, p.MB, p.Ours.Seconds, p.Reading, p.Ours.PeakMB)
}

// publishing measures the latest release of a workspace.
func publishing(ctx context.Context, ws, scratch string) (Publishing, error) {
	var p Publishing
	releases := filepath.Join(ws, "releases")
	list, err := release.List(releases)
	newest, found := release.Latest(list)
	if !found {
		return p, errors.Join(errors.New("no release to write again"), err)
	}
	self, err := os.Executable()
	if err != nil {
		return p, err
	}
	told := filepath.Join(scratch, "publish.json")
	figure, err := measure(exec.CommandContext(ctx, self, childWord, "publish", filepath.Join(releases, newest.ID), filepath.Join(scratch, "published"), told))
	if err != nil {
		return p, err
	}
	raw, err := os.ReadFile(told)
	if err != nil {
		return p, err
	}
	err = json.Unmarshal(raw, &p)
	p.Ours = figure
	return p, err
}

// publishChild reads a release, writes it into an empty folder in all formats
// and tells in a file how long each sort of file took.
func publishChild(ctx context.Context, dir, out, told string) error {
	begun := time.Now()
	e, err := publish.Read(ctx, dir)
	if err != nil {
		return err
	}
	p := Publishing{Reading: time.Since(begun).Seconds(), Formats: map[string]float64{}}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	last, sort := time.Now(), ""
	files, err := publish.Write(ctx, out, e, func(file string, _, _ int) {
		now := time.Now()
		if sort != "" {
			p.Formats[sort] += now.Sub(last).Seconds()
		}
		last, sort = now, sortOf(file)
	})
	if err != nil {
		return err
	}
	p.Files = len(files)
	for _, f := range files {
		p.MB += float64(f.Bytes) / 1e6
		if strings.HasSuffix(f.Path, ".parquet") {
			p.Rows += f.Rows
		}
	}
	raw, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return os.WriteFile(told, raw, 0o644)
}

// sortOf groups files: by ending for tables, by folder for the rest.
func sortOf(file string) string {
	folder, _, below := strings.Cut(file, "/")
	switch {
	case !below:
		return file
	case folder == "data" || folder == "tables":
		return strings.SplitN(path.Base(file), ".", 2)[1]
	}
	return folder
}
