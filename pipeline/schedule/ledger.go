package schedule

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"jamfor/pipeline/durable"
)

// Ledger remembers which slots have run: one small file per job and slot,
// created once and never changed.
type Ledger struct{ dir string }

// Entry is what the ledger says of one slot.
type Entry struct {
	Version  int       `json:"version"`
	Job      string    `json:"job"`
	Slot     string    `json:"slot"`
	Finished time.Time `json:"finished"` // UTC
	Outcome  string    `json:"outcome"`
}

const ledgerVersion = 1

// OpenLedger opens the ledger under a folder, making it where it is missing.
func OpenLedger(dir string) (*Ledger, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("open slot ledger: %w", err)
	}
	return &Ledger{dir}, nil
}

func (l *Ledger) path(job string, slot Civil) string {
	return filepath.Join(l.dir, job, strings.ReplaceAll(slot.String(), ":", "")+".json")
}

// Has reports whether the slot has run.
func (l *Ledger) Has(job string, slot Civil) bool {
	_, err := os.Stat(l.path(job, slot))
	return err == nil
}

// Record writes that the slot has run. A slot that is recorded already is left
// as it is.
func (l *Ledger) Record(job string, slot Civil, finished time.Time, outcome string) error {
	path := l.path(job, slot)
	if l.Has(job, slot) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("record slot: %w", err)
	}
	raw, err := json.Marshal(Entry{ledgerVersion, job, slot.String(), finished.UTC(), outcome})
	if err != nil {
		return fmt.Errorf("record slot: %w", err)
	}
	return durable.WriteFile(path, append(raw, '\n'), 0o640)
}

// Last is the newest recorded slot of a job; ok is false when none is.
func (l *Ledger) Last(job string) (last Civil, ok bool, err error) {
	entries, err := os.ReadDir(filepath.Join(l.dir, job))
	if errors.Is(err, fs.ErrNotExist) {
		return Civil{}, false, nil
	}
	if err != nil {
		return Civil{}, false, fmt.Errorf("read slot ledger: %w", err)
	}
	var names []string
	for _, e := range entries {
		if name, found := strings.CutSuffix(e.Name(), ".json"); found && !strings.HasPrefix(name, ".") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return Civil{}, false, nil
	}
	sort.Strings(names)
	t, err := time.Parse("2006-01-02T1504", names[len(names)-1])
	if err != nil {
		return Civil{}, false, fmt.Errorf("read slot ledger: %w", err)
	}
	return Civil(t), true, nil
}
