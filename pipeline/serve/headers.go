package serve

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The content policies: pages of this server take style from it; pages of a
// release carry their style inside. Neither runs a script.
const (
	ownPolicy     = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
	releasePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

// The cache rules: what is under a release's own address never changes; what
// follows from the list of releases may at any minute.
const (
	cacheForever = "public, max-age=31536000, immutable"
	cacheShort   = "public, max-age=60, must-revalidate"
)

// chain puts what holds for every request around the routes, outermost first.
func (s *Server) chain(next http.Handler) http.Handler {
	return s.logged(s.secured(s.methods(s.bounded(s.limited(next)))))
}

// secured sets the headers that every answer has.
func (s *Server) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", ownPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After, Content-Range, X-Total-Count, X-Ignored-Parameters")
		if strings.HasPrefix(s.base(r), "https://") {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// methods lets reading through, answers browsers that ask before they read, and
// refuses the rest.
func (s *Server) methods(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead:
			r.Body = http.MaxBytesReader(w, r.Body, maxRequestBytes)
			next.ServeHTTP(w, r)
		case http.MethodOptions:
			w.Header().Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
			w.Header().Set("Access-Control-Allow-Headers", "Accept, If-None-Match, If-Range, Range")
			w.Header().Set("Access-Control-Max-Age", "86400")
			w.WriteHeader(http.StatusNoContent)
		default:
			w.Header().Set("Allow", "GET, HEAD, OPTIONS")
			s.refuse(w, r, http.StatusMethodNotAllowed, "Här går det bara att läsa: använd GET.", "This is for reading only: use GET.")
		}
	})
}

// bounded lets a number of requests in at once and asks the rest to come back.
func (s *Server) bounded(next http.Handler) http.Handler {
	places := make(chan struct{}, s.config.Concurrent)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
			next.ServeHTTP(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			s.refuse(w, r, http.StatusServiceUnavailable, "Servern är upptagen. Försök igen om en sekund.", "The server is busy. Try again in a second.")
		}
	})
}

// logged writes one line a request, without address, query or file name, and
// counts it.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() { // also where the answer was broken off
			method, part, took := knownMethod(r.Method), route(r.URL.Path), time.Since(start)
			s.metrics.count(method, part, seen.status, seen.bytes, took)
			s.config.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", method), slog.String("route", part),
				slog.Int("status", seen.status), slog.Int64("bytes", seen.bytes), slog.Int64("ms", took.Milliseconds()))
		}()
		next.ServeHTTP(seen, r)
	})
}

// recorder sees status and size of an answer.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	n, err := r.ResponseWriter.Write(p)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets the library reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return method
	}
	return "other"
}

// route names the part of the server that a path leads to, never the path: what
// somebody looks for is theirs.
func route(path string) string {
	for _, begin := range []string{"/releases", "/v3", "/v2", "/api/v1", "/healthz", "/metrics", "/datasets", "/assets"} {
		if path == begin || strings.HasPrefix(path, begin+"/") {
			return begin
		}
	}
	if path == "/" {
		return path
	}
	return "other"
}

// base is the address that the reader used, without a slash at the end.
func (s *Server) base(r *http.Request) string {
	if s.config.PublicURL != "" {
		return s.config.PublicURL
	}
	scheme := "http"
	if r.TLS != nil || s.config.BehindProxy && r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// unchanged answers 304 where the reader has this version already, in whatever
// coding, and sets its headers.
func unchanged(w http.ResponseWriter, r *http.Request, etag, cache string) bool {
	w.Header().Set("ETag", etag)
	w.Header().Set("Cache-Control", cache)
	for given := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		given = bareTag(strings.TrimPrefix(strings.TrimSpace(given), "W/"))
		if given == etag || given == "*" {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

func setLength(w http.ResponseWriter, n int) {
	w.Header().Set("Content-Length", strconv.Itoa(n))
}
