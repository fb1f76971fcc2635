package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// Config is what a server needs.
type Config struct {
	// Releases is the folder of released releases. Required.
	Releases string
	// PublicURL is the address that readers use, without a slash at the end, as
	// https://statistik.example.se. Empty: built from each request's host.
	PublicURL string
	// BehindProxy tells that every request comes through one proxy of ours, whose
	// X-Forwarded-For (last entry) and X-Forwarded-Proto can be believed.
	BehindProxy bool
	// Rate is how many requests a second one address may make in the long run
	// and Burst how many at once. Rate 0 means no limit.
	Rate  float64
	Burst int
	// Concurrent is how many requests are answered at once; default 256.
	Concurrent int
	// Poll is how often new releases are looked for; default one second.
	Poll time.Duration
	// Now is the clock of the rate limit. Required.
	Now func() time.Time
	// Log takes one line a request and what goes wrong. Required.
	Log *slog.Logger
}

// Validate tells what is missing or impossible.
func (c Config) Validate() error {
	switch {
	case c.Releases == "":
		return errors.New("no folder of releases")
	case c.Now == nil || c.Log == nil:
		return errors.New("no clock or no log")
	case c.Rate < 0 || c.Burst < 0 || c.Concurrent < 0 || c.Poll < 0:
		return errors.New("a limit is negative")
	case c.Rate > 0 && c.Burst < 1:
		return errors.New("a rate needs a burst of at least 1")
	case c.PublicURL != "" && !strings.HasPrefix(c.PublicURL, "http://") && !strings.HasPrefix(c.PublicURL, "https://"):
		return errors.New("the public address begins with neither http:// nor https://")
	}
	return nil
}

// The limits of a connection. Writing has long time, for large files on slow
// lines.
const (
	headerTimeout   = 5 * time.Second
	readTimeout     = 10 * time.Second
	writeTimeout    = 10 * time.Minute
	idleTimeout     = time.Minute
	stopTimeout     = 10 * time.Second
	maxHeaderBytes  = 16 << 10
	maxRequestBytes = 1 << 10 // no request has a body
)

// Server answers requests about releases. Use New.
type Server struct {
	config  Config
	catalog *catalog
	answers *answers
	packer  *packer
	metrics *metrics
	handler http.Handler
}

// New opens the folder and loads what has been released. Releases that cannot
// be read are told in the log and left out.
func New(ctx context.Context, config Config) (*Server, error) {
	if err := config.Validate(); err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	if config.Concurrent == 0 {
		config.Concurrent = 256
	}
	if config.Poll == 0 {
		config.Poll = time.Second
	}
	config.PublicURL = strings.TrimRight(config.PublicURL, "/")
	root, err := os.OpenRoot(config.Releases)
	if err != nil {
		return nil, fmt.Errorf("open releases: %w", err)
	}
	s := &Server{config: config, catalog: newCatalog(root, config.Releases, config.Log), answers: newAnswers(), packer: newPacker()}
	s.metrics = newMetrics(s.catalog, s.answers)
	if err := s.catalog.refresh(ctx); err != nil {
		root.Close() // the error told is the one that matters
		return nil, err
	}
	s.handler = s.chain(s.mux())
	return s, nil
}

// Close lets go of the folder and removes what was compressed.
func (s *Server) Close() error {
	return errors.Join(s.catalog.root.Close(), s.packer.close())
}

// Handler answers all requests.
func (s *Server) Handler() http.Handler { return s.handler }

// Serve answers on the listener until ctx ends, then lets requests in progress
// finish. A stop that was asked for is no error.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler: s.handler, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout,
		WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes,
		ErrorLog: slog.NewLogLogger(discardAddresses{s.config.Log.Handler()}, slog.LevelDebug),
	}
	watching, stopWatching := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		s.catalog.watch(watching, s.config.Poll)
	}()
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		err = server.Shutdown(last)
		cancel()
	}
	stopWatching()
	<-watched
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// discardAddresses drops the library's own lines about connections, which name
// the other side's address.
type discardAddresses struct{ slog.Handler }

func (discardAddresses) Enabled(context.Context, slog.Level) bool  { return false }
func (discardAddresses) Handle(context.Context, slog.Record) error { return nil }
