package run_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
	"jamfor/pipeline/run"
	"jamfor/pipeline/workspace"
)

// sendCosts puts a year's costs and users of municipalities into the inbox: 1 000 a
// user, and of Heby 2 000.
func sendCosts(t *testing.T, p *run.Pipeline, year, sequence int, municipalities ...string) {
	t.Helper()
	var s strings.Builder
	s.WriteString("kommun;omrade;matt;varde\r\n")
	for _, m := range municipalities {
		cost := 100_000
		if m == "1917" || m == "0331" {
			cost *= 2
		}
		fmt.Fprintf(&s, "%s;missbruk;kostnad_brutto;%d\r\n%s;missbruk;brukare;100\r\n", m, cost, m)
	}
	write(t, p.Workspace.Path(workspace.Inbox, fmt.Sprintf("ekonomi_multi_%d_%d.csv", year, sequence)), s.String())
}

// costs are the published costs per user of a release, by area and year.
func costs(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for o, err := range release.Rows(dir, "ekonomi") {
		if err != nil {
			t.Fatal(err)
		}
		if o.Indicator != "J35901" {
			continue
		}
		text := string(o.Status)
		if o.Value != nil {
			text = fmt.Sprint(*o.Value)
		}
		for _, f := range o.Flags {
			if f == code.Break {
				text += " |"
			}
		}
		all[o.Area.Code+" "+o.Period.String()] = text
	}
	return all
}

// Heby lay in Västmanland (19) as 1917 through 2006 and in Uppsala county (03) as
// 0331 from 2007 on.
func TestAMunicipalityThatMovedIsPublishedOnEitherBoundaries(t *testing.T) {
	for boundaries, want := range map[string]map[string]string{
		"then": {
			"1917 2006": "2000", "0331 2006": "", "0331 2007": "2000 |", "1917 2007": "",
			"19 2006": "1500", "19 2007": "1000 |", "03 2006": "1000", "03 2007": "1500 |", "00 2006": "1333",
		},
		"today": {
			"1917 2006": "", "0331 2006": "2000", "0331 2007": "2000", "1917 2007": "",
			"19 2006": "1000", "19 2007": "1000", "03 2006": "1500", "03 2007": "1500", "00 2006": "1333",
		},
	} {
		t.Run(boundaries, func(t *testing.T) {
			p := newPipeline(t)
			path := filepath.Join(p.Workspace.Dir, workspace.ConfigName)
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			configure := func(boundaries string) *run.Pipeline {
				text := strings.Replace(string(raw), "boundaries: then", "boundaries: "+boundaries, 1)
				write(t, path, strings.Replace(text, "sets: []", "sets: [ekonomi]", 1))
				return openPipeline(t, p.Workspace.Dir)
			}
			p = configure(boundaries)
			sendCosts(t, p, 2006, 1, "1917", "1980", "0380")
			sendCosts(t, p, 2007, 1, "0331", "1980", "0380")
			sendCosts(t, p, 2007, 2, "1917") // a code that was no more
			summary, err := p.Ingest(t.Context())
			if err != nil || summary.Accepted != 2 || summary.Rejected != 1 {
				t.Fatalf("ingest: %+v, %v", summary, err)
			}
			made, err := p.CreateRelease(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got := costs(t, made.Dir)
			for at, value := range want {
				if got[at] != value {
					t.Errorf("%s: %q, want %q", at, got[at], value)
				}
			}
			stated, err := os.ReadFile(filepath.Join(made.Dir, "metadata", "release.json"))
			if err != nil || !strings.Contains(string(stated), `"code": "`+boundaries+`"`) {
				t.Errorf("release.json does not state the boundaries: %v", err)
			}

			// What one division shows and another would is never out together.
			if boundaries == "today" {
				return // once is enough: it computes everything again
			}
			other := configure("today")
			var refused *run.UserError
			if _, err := other.CreateRelease(t.Context()); !errors.As(err, &refused) {
				t.Errorf("a release on the other boundaries: %v", err)
			}
		})
	}
}
