package serve

import (
	"container/list"
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"sync"
)

// The bounds of what is kept. An answer beyond maxKept is sent while it is made
// and not kept.
const (
	maxKept    = 2 << 20
	keptBudget = 96 << 20
)

// made is an answer that is ready to be written.
type made struct {
	mediaType string
	header    map[string]string // beside the content type
	write     func(context.Context, io.Writer) error
}

// answers keeps finished answers, so that what many ask for is made once: each
// with its compressed forms, the ones not used for longest dropped first. An
// answer's key names the view that it was made from, so none grows stale.
type answers struct {
	making chan struct{} // places for making answers

	mu    sync.Mutex
	held  int
	byKey map[string]*list.Element
	used  *list.List // of *finished, the last used first
}

// finished is an answer in memory. It does not change, but compressed forms are
// added as they are asked for.
type finished struct {
	key       string
	mediaType string
	header    map[string]string
	body      []byte

	mu     sync.Mutex
	packed map[coding][]byte
}

func newAnswers() *answers {
	return &answers{
		making: make(chan struct{}, 2*runtime.GOMAXPROCS(0)),
		byKey:  map[string]*list.Element{}, used: list.New(),
	}
}

func (a *answers) find(key string) (*finished, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at, kept := a.byKey[key]
	if !kept {
		return nil, false
	}
	a.used.MoveToFront(at)
	return at.Value.(*finished), true
}

func (a *answers) keep(f *finished) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, kept := a.byKey[f.key]; kept {
		return
	}
	a.byKey[f.key] = a.used.PushFront(f)
	a.held += len(f.body)
	a.shrink()
}

// grown counts a compressed form that an answer got.
func (a *answers) grown(f *finished, n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if at, kept := a.byKey[f.key]; kept && at.Value == f {
		a.held += n
		a.shrink()
	}
}

// shrink drops answers until the rest is within the budget.
func (a *answers) shrink() {
	for a.held > keptBudget {
		f := a.used.Remove(a.used.Back()).(*finished)
		delete(a.byKey, f.key)
		a.held -= f.size()
	}
}

// size is what the answer takes in memory.
func (f *finished) size() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := len(f.body)
	for _, p := range f.packed {
		n += len(p)
	}
	return n
}

// form is the body in a coding, compressed the first time that it is asked for.
func (a *answers) form(f *finished, c coding) []byte {
	if c == identity {
		return f.body
	}
	f.mu.Lock()
	body, there := f.packed[c]
	if !there {
		body = c.pack(f.body)
		if f.packed == nil {
			f.packed = map[coding][]byte{}
		}
		f.packed[c] = body
	}
	f.mu.Unlock()
	if !there {
		a.grown(f, len(body))
	}
	return body
}

// answer sends what make makes, or what was made before under the same key; 304
// where the reader has it. An error comes back only while nothing has been sent.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, key string, make func(context.Context) (made, error)) error {
	w.Header().Add("Vary", "Accept-Encoding")
	if unchanged(w, r, key, cacheShort) {
		return nil
	}
	if f, kept := s.answers.find(key); kept {
		s.metrics.kept.WithLabelValues("kept").Inc()
		s.sendFinished(w, r, f)
		return nil
	}
	select {
	case s.answers.making <- struct{}{}:
	case <-r.Context().Done():
		return nil // nobody waits for it
	}
	free := sync.OnceFunc(func() { <-s.answers.making })
	defer free()
	if f, kept := s.answers.find(key); kept { // made while this one waited
		free()
		s.metrics.kept.WithLabelValues("kept").Inc()
		s.sendFinished(w, r, f)
		return nil
	}
	m, err := make(r.Context())
	if err != nil {
		return err
	}
	out := &spill{w: w, r: r, made: m, overflow: free}
	err = m.write(r.Context(), out)
	switch {
	case out.sending && (err == nil || errors.Is(err, errHeadOnly)):
		out.close()
		s.metrics.kept.WithLabelValues("streamed").Inc()
		return nil
	case out.sending:
		if r.Context().Err() == nil {
			s.config.Log.Error("answer", "route", route(r.URL.Path), "error", err)
		}
		panic(http.ErrAbortHandler) // the reader must see that it is not whole
	case err != nil:
		return err
	}
	f := &finished{key: key, mediaType: m.mediaType, header: m.header, body: out.kept}
	s.answers.keep(f)
	free()
	s.metrics.kept.WithLabelValues("made").Inc()
	s.sendFinished(w, r, f)
	return nil
}

// sendFinished sends a kept answer, compressed where the reader takes it.
func (s *Server) sendFinished(w http.ResponseWriter, r *http.Request, f *finished) {
	c := identity
	if compressible(f.mediaType) && len(f.body) >= leastPacked {
		c = accepts(r)
	}
	body := s.answers.form(f, c)
	setHeaders(w, f.mediaType, f.header)
	c.mark(w)
	setLength(w, len(body))
	w.WriteHeader(http.StatusOK)
	w.Write(body) //nolint:errcheck // the reader has gone away
}

func setHeaders(w http.ResponseWriter, mediaType string, more map[string]string) {
	w.Header().Set("Content-Type", mediaType)
	for name, value := range more {
		w.Header().Set(name, value)
	}
}

// errHeadOnly ends the making of an answer of which only the head is wanted.
var errHeadOnly = errors.New("only the head is wanted")

// spill takes an answer in: it keeps the first maxKept bytes, and from there on
// sends everything to the reader.
type spill struct {
	w        http.ResponseWriter
	r        *http.Request
	made     made
	overflow func() // called when sending begins
	kept     []byte
	sending  bool
	out      io.WriteCloser // compresses, or nil
}

func (s *spill) Write(p []byte) (int, error) {
	if !s.sending && len(s.kept)+len(p) <= maxKept {
		s.kept = append(s.kept, p...)
		return len(p), nil
	}
	if !s.sending {
		if err := s.begin(); err != nil {
			return 0, err
		}
	}
	if s.out != nil {
		return s.out.Write(p)
	}
	return s.w.Write(p)
}

// begin sends the head and what was kept so far.
func (s *spill) begin() error {
	s.overflow()
	s.sending = true
	setHeaders(s.w, s.made.mediaType, s.made.header)
	if compressible(s.made.mediaType) {
		if c := accepts(s.r, gzipCoding); c != identity {
			c.mark(s.w)
			s.out = c.writer(s.w)
		}
	}
	s.w.WriteHeader(http.StatusOK)
	if s.r.Method == http.MethodHead {
		s.out = nil
		return errHeadOnly
	}
	kept := s.kept
	s.kept = nil
	if s.out != nil {
		_, err := s.out.Write(kept)
		return err
	}
	_, err := s.w.Write(kept)
	return err
}

func (s *spill) close() {
	if s.out != nil {
		s.out.Close() //nolint:errcheck // the reader has gone away
	}
}
