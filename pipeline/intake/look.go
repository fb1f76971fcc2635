package intake

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// Look searches a file that cannot be read for clear identities: what is to be
// done with it depends on them. It takes the file for nothing but bytes, and for
// what those unpack to where a stream of deflate, gzip or Zstandard, or a page of
// Parquet, begins, whatever stands about it. So it finds what betrays itself in
// plain or packed text, and neither what is encrypted nor what is packed otherwise.
// It has no opinion on anything else. Its memory is bounded, and so is what it
// unpacks (Limits.ZipTotalBytes and a few times the file).
func Look(ctx context.Context, file File, limits Limits, allow *identity.AllowList) ([]table.Finding, error) {
	guard := identity.NewGuard(identity.GuardOptions{Allow: allow})
	l := &looker{ctx: ctx, file: file, limits: limits.withDefaults(), guard: guard}
	const unpackedTimes = 8
	l.left = min(l.limits.ZipTotalBytes, 64<<20+unpackedTimes*file.Size)
	l.packedLeft = 64<<20 + unpackedTimes*file.Size
	if err := l.whole(); err != nil {
		return nil, err
	}
	l.parquet()
	if l.zstd != nil {
		l.zstd.Close()
	}
	return guard.Close(), ctx.Err()
}

// lookAgain searches a file that was refused before it was read to its end.
func (j *job) lookAgain() error {
	if j.found.identities {
		return nil // what is to be done is settled
	}
	findings, err := Look(j.ctx, j.file, j.options.Limits, j.options.AllowTestIdentities)
	for _, f := range findings {
		j.found.add(f)
	}
	return err
}

// looker is one search.
type looker struct {
	ctx    context.Context
	file   File
	limits Limits
	guard  *identity.Guard
	left   int64 // bytes that may still be unpacked
	// packedLeft is how many bytes may still be read of packed streams: one that
	// unpacks to nothing can be as long as the file, and begin in many places.
	packedLeft int64
	tries      int
	zstd       *zstd.Decoder
}

// mostTries is how many beginnings of packed streams are tried: in noise most are
// none.
const mostTries = 20_000

// whole looks at the file's bytes and unpacks what begins in them.
func (l *looker) whole() error {
	raw := l.guard.Raw(identity.PlaceContent)
	defer raw.Close()
	const overlap = 4 // of the longest mark, less one
	buf := make([]byte, overlap+blockBytes)
	kept := 0
	for at := int64(0); at < l.file.Size; {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		n, err := l.file.Data.ReadAt(buf[kept:kept+int(min(blockBytes, l.file.Size-at))], at)
		if n == 0 {
			if errors.Is(err, io.EOF) {
				return nil // shorter than it was
			}
			return err
		}
		_, _ = raw.Write(buf[kept : kept+n]) // cannot fail
		l.packed(buf[:kept+n], at-int64(kept))
		at += int64(n)
		kept = copy(buf, buf[max(0, kept+n-overlap+1):kept+n])
	}
	return nil
}

// packedStreams are how packed streams begin, and how they are opened.
var packedStreams = []struct {
	mark []byte
	open func(l *looker, at int64) io.Reader
}{
	{[]byte("PK\x03\x04"), (*looker).deflated},
	{[]byte("\x1f\x8b\x08"), (*looker).gzipped},
	{[]byte("\x28\xb5\x2f\xfd"), (*looker).zstandard},
}

// packed unpacks what begins in a block that lies at an offset of the file.
func (l *looker) packed(block []byte, offset int64) {
	for _, kind := range packedStreams {
		for from := 0; ; {
			i := bytes.Index(block[from:], kind.mark)
			if i < 0 || l.tries >= mostTries || l.left <= 0 || l.packedLeft <= 0 || l.ctx.Err() != nil {
				break
			}
			l.tries++
			if in := kind.open(l, offset+int64(from+i)); in != nil {
				l.unpack(in)
			}
			from += i + 1
		}
	}
}

// unpack looks at what a stream unpacks to, as far as that goes.
func (l *looker) unpack(in io.Reader) {
	raw := l.guard.Raw(identity.PlaceContent)
	n, _ := io.Copy(raw, contextReader{l.ctx, io.LimitReader(in, l.left)}) // a broken stream is looked at up to its fault
	l.left -= n
	raw.Close()
}

// from reads the file from an offset on, as far as may still be read.
func (l *looker) from(at int64) io.Reader {
	return &packedReader{l, io.NewSectionReader(l.file.Data, at, max(0, l.file.Size-at))}
}

// packedReader counts what is read of packed streams.
type packedReader struct {
	l  *looker
	in io.Reader
}

func (r *packedReader) Read(p []byte) (int, error) {
	if r.l.packedLeft <= 0 {
		return 0, io.EOF
	}
	n, err := r.in.Read(p)
	r.l.packedLeft -= int64(n)
	return n, err
}

// deflated opens the entry of a zip archive whose own header begins at an offset;
// nil where it is not packed.
func (l *looker) deflated(at int64) io.Reader {
	const fixed, deflate = 30, 8
	var head [fixed]byte
	if n, _ := l.file.Data.ReadAt(head[:], at); n < fixed || binary.LittleEndian.Uint16(head[8:]) != deflate {
		return nil
	}
	names := int64(binary.LittleEndian.Uint16(head[26:])) + int64(binary.LittleEndian.Uint16(head[28:]))
	return flate.NewReader(l.from(at + fixed + names))
}

func (l *looker) gzipped(at int64) io.Reader {
	r, err := gzip.NewReader(l.from(at))
	if err != nil {
		return nil
	}
	return r
}

func (l *looker) zstandard(at int64) io.Reader {
	const window = 32 << 20
	if l.zstd == nil {
		r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil
		}
		l.zstd = r
	}
	if err := l.zstd.Reset(l.from(at)); err != nil {
		return nil
	}
	return l.zstd
}

// parquet looks at pages that are packed without a mark of their own, as far as the
// footer can be understood.
func (l *looker) parquet() {
	var end [8]byte
	if n, _ := l.file.Data.ReadAt(end[:], l.file.Size-8); l.file.Size < 12 || n < 8 || string(end[4:]) != "PAR1" {
		return
	}
	length := int64(binary.LittleEndian.Uint32(end[:4]))
	if length > l.limits.FooterBytes || length > l.file.Size-12 {
		return
	}
	footerBytes := make([]byte, length)
	if _, err := l.file.Data.ReadAt(footerBytes, l.file.Size-8-length); err != nil {
		return
	}
	f, _ := readFooter(footerBytes, l.limits) // as far as it goes
	w := &pageWalk{file: l.file, limits: l.limits, widest: make([]int64, len(f.columns)), page: &pageLook{l}}
	for _, c := range f.chunks {
		if l.ctx.Err() != nil || l.left <= 0 {
			return
		}
		if c.codec == codecSnappy && c.column < len(f.columns) && c.start() >= 0 && c.compressed > 0 && c.start() <= l.file.Size-c.compressed {
			_ = w.chunk(c) // up to its fault
		}
	}
}

// pageLook takes unpacked pages.
type pageLook struct{ l *looker }

func (p *pageLook) Write(page []byte) (int, error) {
	p.l.unpack(bytes.NewReader(page))
	return len(page), p.l.ctx.Err()
}

// contextReader stops reading when the context ends.
type contextReader struct {
	ctx context.Context
	in  io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}
