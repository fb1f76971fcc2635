package serve

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// coding is a way of compressing an answer, by the name it has in headers.
type coding string

// The codings. Each makes the same bytes of the same bytes, so that an answer
// has one form per coding.
const (
	identity      coding = ""
	gzipCoding    coding = "gzip"
	brotliCoding  coding = "br"
	zstdCoding    coding = "zstd"
	leastPacked          = 1024 // bytes; below that the headers weigh more
	brotliQuality        = 5
)

// codings lists them, the one that we would rather send first.
func codings() []coding { return []coding{brotliCoding, zstdCoding, gzipCoding} }

// writer compresses what is written to it.
func (c coding) writer(w io.Writer) io.WriteCloser {
	switch c {
	case brotliCoding:
		return brotli.NewWriterLevel(w, brotliQuality)
	case zstdCoding:
		// The window bounds the memory of either side; these options never fail.
		z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
		if err == nil {
			return z
		}
	}
	return gzip.NewWriter(w)
}

// pack compresses a body in memory.
func (c coding) pack(body []byte) []byte {
	var out bytes.Buffer
	w := c.writer(&out)
	w.Write(body) //nolint:errcheck // into memory
	w.Close()     //nolint:errcheck // into memory
	return out.Bytes()
}

// mark says in the headers that the body has the coding. The tag of another form
// is another tag.
func (c coding) mark(w http.ResponseWriter) {
	if c == identity {
		return
	}
	w.Header().Set("Content-Encoding", string(c))
	if tag, quoted := strings.CutSuffix(w.Header().Get("ETag"), `"`); quoted {
		w.Header().Set("ETag", tag+"-"+string(c)+`"`)
	}
}

// accepts is the coding that the request takes best, identity where none of the
// offered; all of codings are offered where none is named. A part of a file is
// a part of it as it lies.
func accepts(r *http.Request, offered ...coding) coding {
	given := r.Header.Get("Accept-Encoding")
	if given == "" || r.Header.Get("Range") != "" {
		return identity
	}
	if len(offered) == 0 {
		offered = codings()
	}
	best, most := identity, 0.0
	for _, c := range offered {
		if q := codingQuality(given, c); q > most {
			best, most = c, q
		}
	}
	return best
}

// codingQuality is how much the header wants the coding, from 0 to 1.
func codingQuality(header string, c coding) float64 {
	quality := 0.0
	for each := range strings.SplitSeq(header, ",") {
		name, rest, _ := strings.Cut(each, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name != string(c) && name != "*" {
			continue
		}
		q := 1.0
		if value, found := strings.CutPrefix(strings.TrimSpace(rest), "q="); found {
			var err error
			if q, err = strconv.ParseFloat(value, 64); err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
		}
		if name == string(c) {
			return q
		}
		quality = q
	}
	return quality
}

// bareTag is a tag without the mark of a coding.
func bareTag(tag string) string {
	for _, c := range codings() {
		if bare, marked := strings.CutSuffix(tag, "-"+string(c)+`"`); marked {
			return bare + `"`
		}
	}
	return tag
}

// compressible reports whether the media type is text, which packs well.
func compressible(mediaType string) bool {
	name, _, _ := strings.Cut(mediaType, ";")
	name = strings.TrimSpace(strings.ToLower(name))
	return strings.HasPrefix(name, "text/") || strings.HasSuffix(name, "json") || strings.HasSuffix(name, "xml") ||
		slices.Contains([]string{"application/n-triples", "application/trig", "image/svg+xml"}, name)
}
