// Package workspace is the folder that a jamfor installation lives in: its
// zones, its configuration jamfor.yaml, its keys and the lock that lets one
// run at a time change it. It knows no stage of the pipeline.
//
// A workspace of an unknown format version is refused.
package workspace

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jamfor/pipeline/durable"
)

// Zone is a folder of the workspace. Who may read what is told in the README;
// Releases is the only zone that the public may see.
type Zone string

// The zones.
const (
	Inbox      Zone = "inbox"
	Deliveries Zone = "deliveries"
	Lake       Zone = "lake"
	Cells      Zone = "cells"
	Staged     Zone = "staged"
	Releases   Zone = "releases"
	Ledger     Zone = "ledger"
	Keys       Zone = "keys"
)

// Zones lists every zone.
var Zones = []Zone{Inbox, Deliveries, Lake, Cells, Staged, Releases, Ledger, Keys}

// ConfigName is the name of the configuration file.
const ConfigName = "jamfor.yaml"

// ErrNone tells that the folder is no workspace.
var ErrNone = errors.New("no workspace")

// Workspace is an opened workspace.
type Workspace struct {
	Dir    string
	Config Config
}

// Path is the path of a zone, or of something inside it.
func (w *Workspace) Path(zone Zone, parts ...string) string {
	return filepath.Join(append([]string{w.Dir, string(zone)}, parts...)...)
}

// Init makes a new workspace with its zones, a commented jamfor.yaml and a
// fresh lake key. An existing workspace is left as it is and is no error; a
// folder that holds other things is refused.
func Init(dir string) (*Workspace, error) {
	if w, err := Open(dir); err == nil || !errors.Is(err, ErrNone) {
		return w, err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 && !onlyZones(entries) {
		return nil, fmt.Errorf("make workspace in %s: the folder is not empty", dir)
	}
	for _, zone := range Zones {
		mode := os.FileMode(0o750)
		if zone == Keys {
			mode = 0o700
		}
		if zone == Releases {
			mode = 0o755
		}
		if err := os.MkdirAll(filepath.Join(dir, string(zone)), mode); err != nil {
			return nil, fmt.Errorf("make zone %s: %w", zone, err)
		}
	}
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, fmt.Errorf("make lake key: %w", err)
	}
	w := &Workspace{Dir: dir}
	if _, err := os.Stat(w.Path(Keys, lakeKeyName)); errors.Is(err, os.ErrNotExist) {
		if err := w.WriteLakeKey(key); err != nil {
			return nil, err
		}
	}
	// The configuration is written last: a folder without it is no workspace.
	if err := durable.WriteFile(filepath.Join(dir, ConfigName), []byte(template), 0o640); err != nil {
		return nil, err
	}
	return Open(dir)
}

func onlyZones(entries []os.DirEntry) bool {
	for _, e := range entries {
		known := false
		for _, z := range Zones {
			known = known || e.Name() == string(z)
		}
		if !known {
			return false
		}
	}
	return true
}

// Open reads a workspace's configuration; ErrNone where there is none.
func Open(dir string) (*Workspace, error) {
	raw, err := os.ReadFile(filepath.Join(dir, ConfigName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", dir, ErrNone)
	}
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	config, err := ParseConfig(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, ConfigName), err)
	}
	return &Workspace{Dir: dir, Config: config}, nil
}
