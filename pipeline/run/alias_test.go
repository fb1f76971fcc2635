package run_test

import (
	"fmt"
	"testing"

	"jamfor/pipeline/compute"
	"jamfor/pipeline/run"
	"jamfor/pipeline/workspace"
)

// The first two persons of the fixture, who have one case each.
const (
	firstPerson  = "p1-ntuyc6df7medrmp6o66kpbytmux"
	secondPerson = "p1-qclysibiebzcp2vzqbhjhut6iyx"
)

// persons computes the cells of the set and counts the persons in them.
func persons(t *testing.T, p *run.Pipeline, whole bool) (n int64) {
	t.Helper()
	summary, err := p.Compute(t.Context(), "missbruk", "", whole)
	if err != nil {
		t.Fatal(err)
	}
	file := p.Workspace.Path(workspace.Cells, fmt.Sprintf("lager-%d", summary.LakeVersion), compute.FrozenFile("missbruk", "2025"))
	cells, _, err := compute.Thaw(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range cells.Blocks {
		if block.ID == "person.missbruk/2025" {
			for _, atom := range block.Atoms {
				n += atom.N
			}
		}
	}
	return n
}

// Two pseudonyms are two persons until a list says that they are one, from a day
// on that lies in the year; no row is changed by it. Computing anew what the list
// touches gives what computing everything gives.
func TestAliasListsAreAppliedWhenTheLakeIsRead(t *testing.T) {
	p := newPipeline(t)
	sendAs(t, p, fixture)
	apart := persons(t, p, true)
	if apart < 2 {
		t.Fatalf("%d persons", apart)
	}
	rows := lakeFiles(t, p)
	for n, list := range []struct {
		from string
		want int64
	}{{"2026-01-01", apart}, {"2025-12-31", apart - 1}} {
		name := fmt.Sprintf("personbyte_0180_2025_%d.csv", n+1)
		write(t, p.Workspace.Path(workspace.Inbox, name), "person_tidigare;person_ny;galler_fran\r\n"+firstPerson+";"+secondPerson+";"+list.from+"\r\n")
		if summary, err := p.Ingest(t.Context()); err != nil || summary.Accepted != 1 {
			t.Fatalf("%s: %+v, %v", name, summary, err)
		}
		if got, whole := persons(t, p, false), persons(t, p, true); got != list.want || whole != list.want {
			t.Errorf("valid from %s: %d persons computed anew, %d computed whole, want %d", list.from, got, whole, list.want)
		}
	}
	now := lakeFiles(t, p)
	for name, raw := range rows {
		if now[name] != raw {
			t.Errorf("%s was changed by a list", name)
		}
	}
	// A list goes through a change of key with the rows.
	if _, err := p.RotateKey(t.Context(), "prov"); err != nil {
		t.Fatal(err)
	}
	if got := persons(t, p, true); got != apart-1 {
		t.Errorf("after a change of key %d persons, want %d", got, apart-1)
	}
}
