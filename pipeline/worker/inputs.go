package worker

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// openInputs opens every file of a job. Files that are not plain files are
// findings, all told at once; an error is one of this side.
func openInputs(job Job) (files []*os.File, findings []table.Finding, err error) {
	for _, f := range job.Files {
		file, err := openUntrusted(f.Path)
		switch {
		case err == nil:
			files = append(files, file)
		case errors.Is(err, ErrNotPlain), errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
			findings = append(findings, reason(ruleUnreadable, f.Name))
		default:
			return files, nil, fmt.Errorf("open file of %s: %w", job.Delivery, err)
		}
	}
	return files, findings, nil
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close() // opened for reading: nothing can be lost
	}
}

func sizes(files []*os.File) (n int64) {
	for _, f := range files {
		if info, err := f.Stat(); err == nil {
			n += info.Size()
		}
	}
	return n
}

// digest is a file as it was: what it hashed to and how long it was.
type digest struct {
	sum  string
	size int64
	err  error
}

// digestAll hashes the files while the child reads them.
func digestAll(ctx context.Context, files []*os.File) <-chan []digest {
	done := make(chan []digest, 1)
	go func() {
		sums := make([]digest, len(files))
		for i, f := range files {
			sums[i] = digestOf(ctx, f)
		}
		done <- sums
	}()
	return done
}

func digestOf(ctx context.Context, f *os.File) digest {
	info, err := f.Stat()
	if err != nil {
		return digest{err: err}
	}
	hash := sha256.New()
	n, err := io.Copy(hash, contextReader{ctx, io.NewSectionReader(f, 0, info.Size())})
	return digest{hex.EncodeToString(hash.Sum(nil)), n, err}
}

// contextReader stops reading when the context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// compareDigests finds files that changed while they were read, or since the
// caller hashed them; otherwise it notes the digests in the job.
func compareDigests(job *Job, sums []digest, files []*os.File) (rule string) {
	for i, d := range sums {
		info, err := files[i].Stat()
		want := job.Files[i].SHA256
		if d.err != nil || err != nil || info.Size() != d.size || want != "" && want != d.sum {
			return ruleChanged
		}
		job.Files[i].SHA256 = d.sum
	}
	return ""
}

func readAllowList(raw []byte) (*identity.AllowList, error) {
	list, err := identity.ReadAllowList(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: test identities: %w", ErrJob, err)
	}
	return list, nil
}
