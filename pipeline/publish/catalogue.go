package publish

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// Announcement is a publication that is planned: what people wrote into the
// calendar, never what waits under staged/.
type Announcement struct {
	At    time.Time
	Title code.Text
}

// Catalogue makes the files that describe all releases of the folder together:
//
//	catalog.rdf, .ttl, .jsonld   DCAT-AP-SE 3.0.1, for harvesters of open data
//	calendar.json, calendar.ics  what has been and will be published, and when
//	corrections.json             which release replaced which, why, and how much changed
//	latest.json                  which release is the latest
//
// They follow from the releases and the announcements alone: the same input
// makes the same bytes. base is the public address, without a slash at the end;
// empty takes the newest release's own. A folder without releases gives none.
// Folders that are no releases are passed over.
func Catalogue(ctx context.Context, releases, base string, planned []Announcement) ([]release.Derived, error) {
	list, err := release.List(releases)
	newest, found := release.Latest(list)
	if err != nil && list == nil {
		return nil, err
	}
	if !found {
		return nil, nil
	}
	c := &catalogue{dir: releases, base: base, releases: list, newest: newest}
	if base == "" {
		c.base = newest.Publication.Base()
	}
	for _, m := range list {
		sets, err := readDefinitions(filepath.Join(releases, m.ID))
		if err != nil {
			return nil, err
		}
		c.sets = append(c.sets, sets)
	}
	g := c.graph()
	asJSON, err := g.jsonLD()
	if err != nil {
		return nil, fmt.Errorf("write catalogue: %w", err)
	}
	calendar := c.calendar(planned)
	corrections, err := c.corrections(ctx)
	if err != nil {
		return nil, err
	}
	files := []release.Derived{
		{Name: "catalog.rdf", MediaType: "application/rdf+xml", Content: g.xml()},
		{Name: "catalog.ttl", MediaType: "text/turtle; charset=utf-8", Content: g.turtle()},
		{Name: "catalog.jsonld", MediaType: "application/ld+json", Content: asJSON},
		{Name: "calendar.ics", MediaType: "text/calendar; charset=utf-8", Content: calendar.ics(c.base)},
	}
	for _, document := range []struct {
		name string
		of   any
	}{{"calendar.json", calendar}, {correctionsName, corrections}, {"latest.json", c.latest()}} {
		raw, err := encoded(document.of)
		if err != nil {
			return nil, err
		}
		files = append(files, release.Derived{Name: document.name, MediaType: "application/json", Content: raw})
	}
	return files, nil
}

// catalogue is all releases of a folder, the earliest first, with the sets'
// definitions beside them.
type catalogue struct {
	dir, base string
	releases  []release.Manifest
	sets      []map[string]setDefinition
	newest    release.Manifest
}

// maxDefinitions bounds what is read of a release's definitions.
const maxDefinitions = 64 << 20

// readDefinitions reads what a release says about its sets, by name. A release
// without definitions has none.
func readDefinitions(dir string) (map[string]setDefinition, error) {
	name := filepath.Join(dir, "metadata", "indicators.json")
	info, err := os.Stat(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil || info.Size() > maxDefinitions {
		return nil, errors.Join(fmt.Errorf("read definitions %s: cannot be read or too large", name), err)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read definitions: %w", err)
	}
	var doc indicatorsFile
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, fmt.Errorf("read definitions %s: %w", name, err)
	}
	sets := map[string]setDefinition{}
	for _, s := range doc.Sets {
		sets[s.Name] = s
	}
	return sets, nil
}

// latestFile is latest.json: for those who mirror the files without a server.
type latestFile struct {
	Format  int    `json:"format"`
	ID      string `json:"id"`
	Version int    `json:"version"`
	Created string `json:"created"`
	Path    string `json:"path"` // relative to the file
	URL     string `json:"url"`
}

func (c *catalogue) latest() latestFile {
	m := c.newest
	return latestFile{release.ManifestFormat, m.ID, m.Version, m.Created, m.ID + "/", c.base + "/releases/" + m.ID + "/"}
}

// encoded is a document in the form of every JSON file of a release.
func encoded(document any) ([]byte, error) {
	var b bytesWriter
	err := release.EncodeJSON(&b, document)
	return b, err
}

type bytesWriter []byte

func (b *bytesWriter) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}
