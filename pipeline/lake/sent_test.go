package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"testing"
)

// sent describes a delivery of one municipality: rows by dataset.
type sent struct {
	id, municipality, collection, period string
	sequence                             int
	content                              string // stands for the file's content; empty: the id
	rows                                 map[string]int
	zero, rejected, withdrawn            bool
}

func digestOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func (s sent) delivery(t testing.TB, dir string) Delivery {
	t.Helper()
	if s.content == "" {
		s.content = s.id
	}
	d := Delivery{
		ID: s.id, Name: s.id + ".csv", ContentSHA256: digestOf(s.content), Collection: s.collection, Period: s.period,
		Municipality: s.municipality, Sequence: s.sequence, Status: Accepted, ZeroReport: s.zero, ReceivedSlot: "2026-01-10",
	}
	share := Share{Municipality: s.municipality, Outcome: AcceptedShare, Sketch: []byte("sketch of " + s.id)}
	switch {
	case s.zero:
		share.Outcome = ZeroShare
	case s.rejected:
		share.Outcome, d.Status = RejectedShare, Rejected
	case s.withdrawn:
		share.Outcome, d.Status = WithdrawnShare, Withdrawn
	}
	for _, dataset := range sortedKeys(s.rows) {
		key := Key{s.municipality, s.collection, s.period, dataset}
		d.Parts = append(d.Parts, newSheet(t, key, s.id, s.rows[dataset]).part(t, dir))
		share.Rows += int64(s.rows[dataset])
	}
	d.Shares = []Share{share}
	return d
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
