package publish

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// steadyZip is the archive of a workbook with nothing in it that varies: parts
// in the order of their names, no times. The workbook library hands its sheets
// over in the order of a map, so parts are held compressed until Close.
type steadyZip struct {
	w     io.Writer
	parts map[string]*zipPart
	open  *zipPart
}

type zipPart struct {
	compressed bytes.Buffer
	deflate    *flate.Writer
	crc        hash.Hash32
	size       uint64
}

func newSteadyZip(w io.Writer) *steadyZip {
	return &steadyZip{w: w, parts: map[string]*zipPart{}}
}

// Create begins a part and ends the one before it.
func (z *steadyZip) Create(name string) (io.Writer, error) {
	if err := z.finish(); err != nil {
		return nil, err
	}
	if z.parts[name] != nil {
		return nil, errors.New("zip part " + name + " occurs twice")
	}
	p := &zipPart{crc: crc32.NewIEEE()}
	var err error
	if p.deflate, err = flate.NewWriter(&p.compressed, flate.DefaultCompression); err != nil {
		return nil, err
	}
	z.parts[name], z.open = p, p
	return p, nil
}

// AddFS is not used by workbooks.
func (z *steadyZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (z *steadyZip) Close() error {
	if err := z.finish(); err != nil {
		return err
	}
	out := zip.NewWriter(z.w)
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		p := z.parts[name]
		w, err := out.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, CRC32: p.crc.Sum32(),
			CompressedSize64: uint64(p.compressed.Len()), UncompressedSize64: p.size,
		})
		if err != nil {
			return err
		}
		if _, err := p.compressed.WriteTo(w); err != nil {
			return err
		}
	}
	return out.Close()
}

func (z *steadyZip) finish() error {
	if z.open == nil {
		return nil
	}
	err := z.open.deflate.Close()
	z.open = nil
	return err
}

func (p *zipPart) Write(b []byte) (int, error) {
	_, _ = p.crc.Write(b) // a hash never fails
	p.size += uint64(len(b))
	return p.deflate.Write(b)
}
