package parcel

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
)

// archive walks the tar archive of a package. It is the reader that package tar
// reads from, and so knows where each file begins.
type archive struct {
	ctx  context.Context // of this one walk
	data io.ReaderAt
	size int64
	at   int64
	disk error // why the data could not be read
	tar  *tar.Reader
}

// Read reads on.
func (a *archive) Read(p []byte) (int, error) {
	if err := a.ctx.Err(); err != nil {
		a.disk = err
		return 0, err
	}
	left := a.size - a.at
	if left <= 0 {
		return 0, io.EOF
	}
	n, err := a.data.ReadAt(p[:min(int64(len(p)), left)], a.at)
	a.at += int64(n)
	if errors.Is(err, io.EOF) && n > 0 {
		err = nil
	}
	return n, err
}

// next wants a plain file of that name next.
func (a *archive) next(name string) (size int64, err error) {
	h, err := a.tar.Next()
	switch {
	case a.disk != nil:
		return 0, a.disk
	case err != nil:
		return 0, refuse(ruleDamaged)
	case h.Typeflag != tar.TypeReg || h.Format != tar.FormatUSTAR || h.Name != name || len(h.PAXRecords) > 0 || h.Size < 0 || h.Size > a.size-a.at:
		return 0, refuse(ruleContent)
	}
	return h.Size, nil
}

// small reads one of the package's own files into memory.
func (a *archive) small(name string, most int64) ([]byte, error) {
	size, err := a.next(name)
	if err != nil {
		return nil, err
	}
	if size > most {
		return nil, refuse(ruleLimit)
	}
	raw, err := io.ReadAll(a.tar)
	if err != nil {
		return nil, a.fault()
	}
	return raw, nil
}

// file passes over a file and holds it against its size and digest.
func (a *archive) file(f File) (*io.SectionReader, error) {
	size, err := a.next(f.Name)
	if err != nil {
		return nil, err
	}
	if size != f.Size {
		return nil, refuse(ruleContent)
	}
	begin := a.at
	read, sum, err := digest(a.tar)
	if err != nil {
		return nil, a.fault()
	}
	if read != size || sum != f.SHA256 {
		return nil, refuse(ruleContent)
	}
	return io.NewSectionReader(a.data, begin, size), nil
}

// fault is what a failed read means: the disk, the caller's context, or a
// package that does not decrypt to its end.
func (a *archive) fault() error {
	if a.disk != nil {
		return a.disk
	}
	return refuse(ruleDamaged)
}

// end wants nothing behind the last file but the archive's end.
func (a *archive) end(o *Opened) error {
	if _, err := a.tar.Next(); !errors.Is(err, io.EOF) {
		if a.disk != nil {
			return a.disk
		}
		return refuse(ruleContent)
	}
	total := padded(int64(len(o.Raw))) + padded(signatureSize) + 2*blockSize
	for _, f := range o.Manifest.Files {
		total += padded(f.Size)
	}
	if total != a.size {
		return refuse(ruleContent)
	}
	return nil
}

// signatureSize is the length of manifest.sig: 64 bytes in base64, a line end.
const signatureSize = 88 + 1

// padded is the room of a file in the archive: header and whole blocks.
func padded(size int64) int64 { return blockSize + (size+blockSize-1)/blockSize*blockSize }

// digest reads to the end: how much it was and its SHA-256.
func digest(r io.Reader) (int64, string, error) {
	hash := sha256.New()
	n, err := io.CopyBuffer(hash, onlyReader{r}, make([]byte, 256<<10))
	return n, hex.EncodeToString(hash.Sum(nil)), err
}

// onlyReader hides WriteTo, which would choose its own buffer.
type onlyReader struct{ io.Reader }

// DigestFile is the size and SHA-256 of a file, for its manifest.
func DigestFile(r io.Reader) (size int64, sha256 string, err error) { return digest(r) }
