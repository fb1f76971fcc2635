package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// keptIndexes is how many indexes of sets stay in memory beside those of the
// current view.
const keptIndexes = 8

// catalog knows what has been released.
type catalog struct {
	root *os.Root
	dir  string
	log  *slog.Logger
	now  atomic.Pointer[state]

	names  []string // folders seen at the last refresh
	mu     sync.Mutex
	loaded []*indexEntry // latest used last
}

// indexEntry is one index, made once.
type indexEntry struct {
	release, set string
	once         sync.Once
	index        *index
	err          error
}

// state is what there was to serve at one moment. It never changes.
type state struct {
	manifests []release.Manifest // earliest first
	releases  map[string]*released
	current   *view
}

// released is one release's folder.
type released struct {
	release.Manifest
	digest  string // of the manifest's bytes
	raw     []byte // the manifest
	files   map[string]release.FileInfo
	sets    []setDefinition
	reasons []release.Reason
	notice  code.Text
}

// setDefinition is a set as metadata/indicators.json has it.
type setDefinition struct {
	release.SetInfo
	Indicators []release.IndicatorInfo `json:"indicators"`
}

func newCatalog(root *os.Root, dir string, log *slog.Logger) *catalog {
	c := &catalog{root: root, dir: dir, log: log}
	c.now.Store(&state{releases: map[string]*released{}, current: &view{}})
	return c
}

// watch looks for new releases until ctx ends.
func (c *catalog) watch(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := c.refresh(ctx); err != nil && ctx.Err() == nil {
				c.log.Error("look for releases", "error", err)
			}
		}
	}
}

// refresh reads the folder again where other releases lie in it than last time.
// What is served changes at once, when all of the new view is in memory.
func (c *catalog) refresh(ctx context.Context) error {
	entries, err := fs.ReadDir(c.root.FS(), ".")
	if err != nil {
		return fmt.Errorf("list releases: %w", err)
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if c.names != nil && slices.Equal(names, c.names) {
		return nil
	}
	list, err := release.List(c.dir)
	if err != nil && list == nil && len(names) > 0 {
		c.log.Error("read releases", "error", err)
	} else if err != nil {
		c.log.Warn("some releases cannot be read", "error", err)
	}
	next := &state{releases: map[string]*released{}}
	for _, m := range list {
		r, err := c.open(m)
		if err != nil {
			c.log.Error("read release", "release", m.ID, "error", err)
			continue
		}
		next.manifests = append(next.manifests, m)
		next.releases[m.ID] = r
	}
	if err := c.load(ctx, next); err != nil {
		return err
	}
	c.names = names
	c.now.Store(next)
	c.log.Info("releases", "count", len(next.manifests), "indicators", len(next.current.indicators))
	return nil
}

// load makes the current view of the state with all of its indexes. A release
// whose rows cannot be read is left out, and what came before it shows instead.
func (c *catalog) load(ctx context.Context, next *state) error {
	for whole := false; !whole; {
		whole = true
		next.current = next.viewOf(next.manifests)
		for i, p := range next.current.parts {
			x, err := c.index(ctx, p)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				c.log.Error("read release", "release", p.release.ID, "error", err)
				delete(next.releases, p.release.ID)
				next.manifests = slices.DeleteFunc(next.manifests, func(m release.Manifest) bool { return m.ID == p.release.ID })
				whole = false
				break
			}
			next.current.parts[i].index = x
		}
	}
	return nil
}

func (c *catalog) open(m release.Manifest) (*released, error) {
	raw, err := c.root.ReadFile(m.ID + "/" + release.ManifestName)
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	sum := sha256.Sum256(raw)
	r := &released{Manifest: m, raw: raw, digest: hex.EncodeToString(sum[:]), files: map[string]release.FileInfo{}}
	for _, f := range m.Files {
		r.files[f.Path] = f
	}
	var definitions struct {
		Sets []setDefinition `json:"sets"`
	}
	var facts struct {
		Reasons []release.Reason `json:"reasons"`
		Notice  code.Text        `json:"notice"`
	}
	err = errors.Join(
		c.readJSON(m.ID+"/metadata/indicators.json", &definitions),
		c.readJSON(m.ID+"/metadata/release.json", &facts))
	r.sets, r.reasons, r.notice = definitions.Sets, facts.Reasons, facts.Notice
	return r, err
}

func (c *catalog) readJSON(name string, into any) error {
	raw, err := c.root.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read metadata: %w", err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read metadata %s: %w", name, err)
	}
	return nil
}

// index is the index of a part, from memory or made now. Requests for the same
// one wait for one making.
func (c *catalog) index(ctx context.Context, p part) (*index, error) {
	if p.index != nil {
		return p.index, nil
	}
	id, set := p.release.ID, p.set.Name
	for _, q := range c.now.Load().current.parts {
		if q.release.ID == id && q.set.Name == set && q.index != nil {
			return q.index, nil
		}
	}
	entry := c.entry(id, set)
	entry.once.Do(func() {
		f, err := c.root.Open(id + "/" + release.CSVPath(set))
		if err != nil {
			entry.err = fmt.Errorf("read observations: %w", err)
			return
		}
		defer f.Close() // read only: nothing can be lost
		// One reader that goes away must not spoil the index for the others.
		entry.index, entry.err = readIndex(context.WithoutCancel(ctx), set, f)
	})
	if entry.err != nil {
		c.forget(entry)
	}
	return entry.index, entry.err
}

// entry finds or adds an entry, marks it as used now and drops the one not used
// for longest where there are too many.
func (c *catalog) entry(id, set string) *indexEntry {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, e := range c.loaded {
		if e.release == id && e.set == set {
			c.loaded = append(slices.Delete(c.loaded, i, i+1), e)
			return e
		}
	}
	if over := len(c.loaded) - keptIndexes; over >= 0 {
		c.loaded = slices.Delete(c.loaded, 0, over+1)
	}
	e := &indexEntry{release: id, set: set}
	c.loaded = append(c.loaded, e)
	return e
}

func (c *catalog) forget(entry *indexEntry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loaded = slices.DeleteFunc(c.loaded, func(e *indexEntry) bool { return e == entry })
}
