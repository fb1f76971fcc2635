package publish

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"jamfor/pipeline/release"
)

// Progress is told before each file which one it is: done of total are
// finished. It is called from one goroutine.
type Progress func(file string, done, total int)

// format is one file of a release.
type format struct {
	path      string // relative, with slashes
	mediaType string
	// write writes the file and returns its number of observations, 0 where it
	// is not a table of them. scratch is a folder for temporary files that must
	// be empty again when write returns.
	write func(ctx context.Context, w io.Writer, scratch string) (rows int64, err error)
}

// Write writes all files of the edition into dir, an empty folder, and lists
// them in the order written. Each file appears whole or not at all; after an
// error or a cancelled context dir may hold some of them. The manifest is the
// caller's (release.Store).
func Write(ctx context.Context, dir string, e *release.Edition, progress Progress) ([]release.FileInfo, error) {
	if progress == nil {
		progress = func(string, int, int) {}
	}
	plain := formats(e)
	total := len(plain) + closingFormats
	var files []release.FileInfo
	write := func(list []format) error {
		for _, f := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			progress(f.path, len(files), total)
			info, err := f.file(ctx, dir)
			if err != nil {
				return err
			}
			files = append(files, info)
		}
		return nil
	}
	if err := write(plain); err != nil {
		return nil, err
	}
	if err := write(closing(e, files)); err != nil {
		return nil, err
	}
	progress("", total, total)
	return files, nil
}

// formats lists the files that are written from the edition alone.
func formats(e *release.Edition) []format {
	var list []format
	for i := range e.Sets {
		s := &e.Sets[i]
		list = append(list, workbookFormat(e, s), excelCSVFormat(e, s),
			csvFormat(e, s), csvwFormat(e, s), parquetFormat(e, s), jsonstatFormat(e, s), pxFormat(e, s))
		list = append(list, splitFormats(e, s)...)
		list = append(list, qualityFormats(e, s)...)
	}
	return slices.Concat(list, reportFormats(e), peerFormats(e), unweightedFormats(e), metadataFormats(e))
}

// closing lists the files that describe the others.
func closing(e *release.Edition, files []release.FileInfo) []format {
	return []format{dataPackageFormat(e, files), pageFormat(e, files)}
}

const closingFormats = 2

// file writes the format into the release folder.
func (f format) file(ctx context.Context, dir string) (release.FileInfo, error) {
	name := filepath.Join(dir, filepath.FromSlash(f.path))
	folder := filepath.Join(dir, filepath.FromSlash(path.Dir(f.path)))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return release.FileInfo{}, fmt.Errorf("write %s: %w", f.path, err)
	}
	var rows int64
	info, err := release.WriteFile(name, func(w io.Writer) (err error) {
		rows, err = f.write(ctx, w, folder)
		return err
	})
	if err != nil {
		return release.FileInfo{}, err
	}
	info.Path, info.MediaType, info.Rows = f.path, f.mediaType, rows
	return info, nil
}
