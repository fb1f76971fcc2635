package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/publish"
	"jamfor/pipeline/release"
	"jamfor/pipeline/release/releasetest"
)

// The releases of the tests: the first, and its correction a month later in
// which one municipality's values have moved and one indicator is gone.
const (
	firstID  = "missbruk-2026-03-01-v1"
	secondID = "missbruk-2026-04-01-v2"
)

// fixtures is made once: writing all formats takes a while.
var fixtures = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "serve-test-")
	if err != nil {
		return "", err
	}
	first := releasetest.Edition(releasetest.Options{Years: 2, Seed: 1, Municipalities: 40})
	if err := publishEdition(dir, first); err != nil {
		return dir, err
	}
	return dir, publishEdition(dir, correction(first))
})

// correction is a second version of the edition: a value moved, an indicator
// gone.
func correction(first *release.Edition) *release.Edition {
	second := *first
	second.ID, second.Version, second.Created, second.Replaces = secondID, 2, "2026-04-01", first.ID
	second.Cause = code.Text{SV: "En kommun rättade sina uppgifter.", EN: "A municipality corrected its data."}
	set := first.Sets[0]
	gone := set.Indicators[len(set.Indicators)-1].ID
	set.Indicators = set.Indicators[:len(set.Indicators)-1]
	set.Observations = nil
	moved := false
	for _, o := range first.Sets[0].Observations {
		if o.Indicator == gone {
			continue
		}
		if !moved && o.Value != nil && o.Indicator == set.Indicators[0].ID && o.Sex == code.TotalSex {
			value := *o.Value + 1
			o.Value, moved = &value, true
			o.Lower95, o.Upper95, o.Lower998, o.Upper998 = nil, nil, nil, nil
			o.Flags = []code.Flag{code.Provisional, code.Revised}
		}
		set.Observations = append(set.Observations, o)
	}
	second.Sets = []release.Set{set}
	return &second
}

func publishEdition(dir string, e *release.Edition) error {
	store, err := release.NewStore(filepath.Join(dir, "staged"), filepath.Join(dir, "releases"))
	if err != nil {
		return err
	}
	now := time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC)
	_, err = store.Stage(context.Background(), e, release.Terms{}, func(ctx context.Context, dir string) ([]release.FileInfo, error) {
		return publish.Write(ctx, dir, e, nil)
	})
	if err != nil {
		return fmt.Errorf("stage: %w", err)
	}
	if _, err := store.ApproveSynthetic(e.ID, now); err != nil {
		return err
	}
	_, err = store.Publish(context.Background(), e.ID, now)
	return err
}

func TestMain(m *testing.M) {
	exit := m.Run()
	if dir, _ := fixtures(); dir != "" {
		os.RemoveAll(dir)
	}
	os.Exit(exit)
}

// clock is a clock that tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func releasesDir(t testing.TB) string {
	t.Helper()
	dir, err := fixtures()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "releases")
}

func newServer(t testing.TB, change func(*Config)) *Server {
	t.Helper()
	c := &clock{now: time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC)}
	config := Config{Releases: releasesDir(t), Now: c.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	if change != nil {
		change(&config)
	}
	s, err := New(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// answer is what a request got.
type answer struct {
	status int
	header http.Header
	body   string
}

// get asks the server; headers are pairs of name and value.
func get(t testing.TB, s *Server, target string, headers ...string) answer {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

// into reads the answer's JSON.
func (a answer) into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), v); err != nil {
		t.Fatalf("%v in %.300s", err, a.body)
	}
}
