package serve

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	"jamfor/pipeline/release"
)

// files answers /releases/{id}/{file}. Only what the manifest lists is there,
// and the manifest itself; the folder is opened as a root that no link leaves.
func (s *Server) files(w http.ResponseWriter, r *http.Request) {
	now := s.catalog.now.Load()
	id, name := r.PathValue("id"), r.PathValue("file")
	if id == "latest" {
		s.latest(w, r, now, name)
		return
	}
	found, ok := now.releases[id]
	if !ok {
		s.noRelease(w, r, now, id)
		return
	}
	if name == "" {
		name = "index.html"
	}
	if superseded := release.SupersededBy(now.manifests, id); superseded != "" {
		w.Header().Set("Link", "<"+s.base(r)+"/releases/"+superseded+"/>; rel=\"successor-version\"")
	}
	if name == release.ManifestName {
		serveBytes(w, r, "application/json", `"`+found.digest+`"`, found.raw)
		return
	}
	info, listed := found.files[name]
	if !listed {
		s.noFile(w, r, found)
		return
	}
	s.file(w, r, id, info)
}

func (s *Server) file(w http.ResponseWriter, r *http.Request, id string, info release.FileInfo) {
	f, err := s.catalog.root.Open(id + "/" + info.Path)
	if err != nil {
		s.internal(w, r, err)
		return
	}
	defer f.Close() // read only: nothing can be lost
	stat, err := f.Stat()
	if err != nil || !stat.Mode().IsRegular() || stat.Size() != info.Bytes {
		s.internal(w, r, &fs.PathError{Op: "serve", Path: info.Path, Err: release.ErrAltered})
		return
	}
	h := w.Header()
	h.Set("ETag", `"`+info.SHA256+`"`)
	h.Set("Cache-Control", cacheForever)
	h.Set("Content-Type", info.MediaType)
	if strings.HasPrefix(info.MediaType, "text/html") {
		h.Set("Content-Security-Policy", releasePolicy)
	} else {
		h.Set("Content-Disposition", mime.FormatMediaType(disposition(info.MediaType), map[string]string{"filename": id + "-" + path.Base(info.Path)}))
	}
	var body io.ReadSeeker = f
	if compressible(info.MediaType) {
		h.Add("Vary", "Accept-Encoding")
		if unchanged(w, r, h.Get("ETag"), cacheForever) {
			return
		}
		if packed, c := s.packedFile(r, info, f); packed != nil {
			c.mark(w)
			h.Set("Content-Length", strconv.FormatInt(packed.Size(), 10))
			body = packed
		} else if _, err := f.Seek(0, io.SeekStart); err != nil {
			s.internal(w, r, err)
			return
		}
	}
	// The zero time leaves Last-Modified out: the digest is the better witness.
	http.ServeContent(w, r, "", time.Time{}, body)
}

// packedFile is the file's compressed form in a coding that the reader takes;
// nil where there is none.
func (s *Server) packedFile(r *http.Request, info release.FileInfo, f *os.File) (*io.SectionReader, coding) {
	c := accepts(r)
	if c == identity || info.Bytes < leastPacked {
		return nil, identity
	}
	packed, err := s.packer.form(info.SHA256, c, f)
	switch {
	case err == nil:
		return packed, c
	case !errors.Is(err, errNotPacked):
		s.config.Log.Error("answer", "route", route(r.URL.Path), "error", err)
	}
	return nil, identity
}

// disposition shows JSON in the browser and saves the rest.
func disposition(mediaType string) string {
	if strings.HasPrefix(mediaType, "application/json") {
		return "inline"
	}
	return "attachment"
}

// latest leads on to the latest release, for a short time.
func (s *Server) latest(w http.ResponseWriter, r *http.Request, now *state, name string) {
	m, ok := release.Latest(now.manifests)
	if !ok {
		s.refuse(w, r, http.StatusNotFound, "Inget är publicerat än.", "Nothing has been released yet.")
		return
	}
	if name != "" && name != release.ManifestName {
		if _, listed := now.releases[m.ID].files[name]; !listed {
			s.noFile(w, r, now.releases[m.ID])
			return
		}
	}
	s.lead(w, r, http.StatusFound, "/releases/"+m.ID+"/"+name)
}

func (s *Server) noRelease(w http.ResponseWriter, r *http.Request, now *state, id string) {
	s.refuse(w, r, http.StatusNotFound, "Utgåvan finns inte.", "There is no such release.",
		unknownValue("release", id, now.ids()))
}

func (s *Server) noFile(w http.ResponseWriter, r *http.Request, in *released) {
	var names []string
	for _, f := range in.Files {
		names = append(names, f.Path)
	}
	s.refuse(w, r, http.StatusNotFound, "Filen finns inte i utgåvan.", "The release has no such file.",
		unknownValue("file", r.PathValue("file"), names))
}

// ids lists the releases, earliest first.
func (s *state) ids() []string {
	var ids []string
	for _, m := range s.manifests {
		ids = append(ids, m.ID)
	}
	return ids
}

// serveBytes sends what is in memory, with ranges and 304.
func serveBytes(w http.ResponseWriter, r *http.Request, mediaType, etag string, body []byte) {
	w.Header().Set("ETag", etag)
	w.Header().Set("Cache-Control", cacheForever)
	w.Header().Set("Content-Type", mediaType)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// health answers whether there is anything to serve.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	now := s.catalog.now.Load()
	status, word := http.StatusOK, "ok"
	if len(now.manifests) == 0 {
		status, word = http.StatusServiceUnavailable, "no releases"
	}
	writeJSON(w, status, "application/json", map[string]any{"status": word, "releases": len(now.manifests)})
}
