package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
)

// The folders that the lake fills.
const (
	dataFolder     = "data"
	metadataFolder = "metadata"
)

// everyFile lists every file that the register ever took in.
const everyFile = `SELECT file FROM part UNION ALL SELECT file FROM metadata_file
	UNION ALL SELECT file FROM rewritten UNION ALL SELECT file FROM rewriting`

// sweep removes the files that no version knows, if a commit was stopped. Only
// the writer sweeps: to a reader the files of a commit at work look the same.
func (l *Lake) sweep(ctx context.Context) error {
	var unfinished int
	if err := l.db.QueryRowContext(ctx, "SELECT count(*) FROM unfinished").Scan(&unfinished); err != nil {
		return err
	}
	if unfinished == 0 {
		return nil
	}
	known, err := l.knownFiles(ctx)
	if err != nil {
		return err
	}
	for _, folder := range []string{dataFolder, metadataFolder} {
		if err := l.sweepFolder(ctx, folder, known); err != nil {
			return fmt.Errorf("sweep %s: %w", folder, err)
		}
	}
	_, err = l.db.ExecContext(ctx, "DELETE FROM unfinished")
	return err
}

func (l *Lake) knownFiles(ctx context.Context) (map[string]bool, error) {
	rows, err := l.db.QueryContext(ctx, "SELECT file FROM ("+everyFile+") EXCEPT SELECT file FROM gone")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	known := map[string]bool{}
	for rows.Next() {
		var file string
		if err := rows.Scan(&file); err != nil {
			return nil, err
		}
		known[file] = true
	}
	return known, rows.Err()
}

func (l *Lake) sweepFolder(ctx context.Context, folder string, known map[string]bool) error {
	root := l.disk.path(folder)
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		below, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name := path.Join(folder, filepath.ToSlash(below))
		if known[name] {
			return nil
		}
		return l.disk.remove(name)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
