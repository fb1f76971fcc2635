package run_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/indicators"
	"jamfor/pipeline/code"
	"jamfor/pipeline/engine/duckdb"
	"jamfor/pipeline/release"
	"jamfor/pipeline/run"
	"jamfor/pipeline/synthetic"
	"jamfor/pipeline/workspace"
)

// TestPersonDecidesOnUnprovenNumbers: a county of small numbers, in a workspace of real
// data. Its candidate tells how many hidden numbers have no proof of their width; the
// disclosure officer accepts exactly that number, or nothing goes out; the decision stands in the
// audit, which was written with the candidate, and nowhere that the public sees.
func TestPersonDecidesOnUnprovenNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("a release and its audit: some seconds")
	}
	p := attended(t, withDefinitions(t, newPipeline(t), []string{"personer", "andel_kvinnor", "arenden_med_insats", "insatser_slutforda", "arendets_langd", "forandring_ors", "forbattrade_ors", "ors_fore", "genomforandeplan", "sip"}))
	inbox := p.Workspace.Path(workspace.Inbox)
	if _, err := synthetic.Generate(t.Context(), inbox, synthetic.Options{Scale: 0.05, Seed: 4, FirstYear: 2025, LastYear: 2025, Only: countiesOf("24")}, nil); err != nil {
		t.Fatal(err)
	}
	keep(t, inbox, "missbruk_", "enkat_")
	made, err := p.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id, n := made.Release.ID, made.Release.Unproven
	t.Logf("release %s: %d numbers without proof", id, n)
	if made.Release.State != "staged" || n == 0 {
		t.Fatalf("%s with %d unproven numbers: choose a demo of which some are unproven", made.Release.State, n)
	}
	page := readFile(t, made.Release.Audit)
	for _, want := range []string{"En människa måste avgöra", fmt.Sprintf("--unproven %d", n), "Av dem är"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the candidate's audit does not say %q", want)
		}
	}
	refuseOthers(t, p, id, n)
	approved, err := p.ApproveRelease(id, release.DisclosureOfficer, "Bo Granskare", n)
	if err != nil || approved.State != "staged" {
		t.Fatal(approved.State, err)
	}
	if approved, err = p.ApproveRelease(id, release.Owner, "Anna Ägare", 0); err != nil || approved.State != "approved" || approved.Unproven != n {
		t.Fatal(approved.State, approved.Unproven, err)
	}
	holdDecision(t, p, id, n)
	if _, err := p.PublishRelease(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	page = readFile(t, made.Release.Audit)
	if !strings.Contains(page, "Läge: publicerad") || strings.Contains(page, "En människa måste avgöra") {
		t.Error("the audit's page does not follow the publication")
	}
	publicTellsNothing(t, p)
}

// attended opens the pipeline again over a workspace of real data, with a declaration of
// quality, and with a set more that somebody delivers to, but nothing of its own: it has
// cells, and no place in the release.
func attended(t *testing.T, p *run.Pipeline) *run.Pipeline {
	t.Helper()
	dir := t.TempDir()
	vald, err := fs.Sub(indicators.Files(), "vald")
	if err == nil {
		err = errors.Join(os.CopyFS(dir, p.Indicators), os.CopyFS(filepath.Join(dir, "vald"), vald))
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		filepath.Join(dir, "missbruk", "set.yaml"):           {"sample: true", "sample: false"},
		filepath.Join(p.Workspace.Dir, workspace.ConfigName): {"synthetic: true", "synthetic: false"},
	} {
		text := readFile(t, name)
		if !strings.Contains(text, edit[0]) {
			t.Fatalf("%s does not say %s", name, edit[0])
		}
		write(t, name, strings.Replace(text, edit[0], edit[1], 1))
	}
	w, err := workspace.Open(p.Workspace.Dir)
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.New(run.Config{Workspace: w, Indicators: os.DirFS(dir), Engine: duckdb.Engine{}, Worker: p.Worker, Now: p.Now})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// refuseOthers holds that no number but n is taken, and that the refusal says what to do.
func refuseOthers(t *testing.T, p *run.Pipeline, id string, n int) {
	t.Helper()
	for _, accepted := range []int{0, n - 1, n + 1, -n} {
		if accepted == n {
			continue
		}
		_, err := p.ApproveRelease(id, release.DisclosureOfficer, "Bo Granskare", accepted)
		var refused *run.UserError
		if !errors.As(err, &refused) {
			t.Fatalf("%d accepted: got %v", accepted, err)
		}
		for _, lang := range []code.Lang{code.Swedish, code.English} {
			said := refused.Text.In(lang)
			for _, want := range []string{fmt.Sprintf("--unproven %d", n), filepath.Join("disclosure", id+".html"), "unproven: block", "grains"} {
				if !strings.Contains(said, want) {
					t.Errorf("%d accepted: %q is not said: %s", accepted, want, said)
				}
			}
		}
	}
	if d, err := p.ShowRelease(id); err != nil || len(d.Approvals) != 0 {
		t.Errorf("after refusals there are %d approvals, %v", len(d.Approvals), err)
	}
}

// holdDecision holds that the written audit has the decision, and is what an audit made
// anew says but for the coarser tables.
func holdDecision(t *testing.T, p *run.Pipeline, id string, n int) {
	t.Helper()
	name := p.Workspace.Path(workspace.Ledger, "disclosure", id+".json")
	var written run.DisclosureAudit
	if err := json.Unmarshal([]byte(readFile(t, name)), &written); err != nil {
		t.Fatal(err)
	}
	if d := written.Accepted(); d == nil || d.Unproven != n || d.Name != "Bo Granskare" || d.At.IsZero() || written.Undecided() {
		t.Errorf("the audit's decision is %+v", d)
	}
	if page := readFile(t, strings.TrimSuffix(name, ".json")+".html"); !strings.Contains(page, "Bo Granskare godtog den 2026-03-02") {
		t.Error("the audit's page does not tell of the decision")
	}
	anew, err := p.AuditRelease(t.Context(), id, code.Swedish)
	if err != nil {
		t.Fatal(err)
	}
	if len(anew.Problems) > 0 || anew.Doubts.Total() != n {
		t.Errorf("the audit made anew counts %d, %v", anew.Doubts.Total(), anew.Problems)
	}
	anew.Proposals = nil
	if diff := cmp.Diff(encode(t, anew), encode(t, &written)); diff != "" {
		t.Errorf("the audit made anew (-) differs from the one written with the candidate (+):\n%s", diff)
	}
}

func encode(t *testing.T, a *run.DisclosureAudit) string {
	t.Helper()
	raw, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// publicTellsNothing holds that no public file speaks of the decision.
func publicTellsNothing(t *testing.T, p *run.Pipeline) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(p.Workspace.Path(workspace.Releases), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		files++
		for _, word := range []string{"unproven", "Granskare", "bevisad bredd"} {
			if bytes.Contains(raw, []byte(word)) {
				t.Errorf("%s says %q", path, word)
			}
		}
		return err
	})
	if err != nil || files < 10 {
		t.Errorf("%d public files, %v", files, err)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
