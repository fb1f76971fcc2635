package plan_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/plan"
	"jamfor/sql"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func load(t *testing.T, folder string) []indicator.Set {
	t.Helper()
	sets, err := indicator.Load(os.DirFS(folder), sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

func makePlan(t *testing.T, folder string) plan.Plan {
	t.Helper()
	p, err := plan.Make(load(t, folder), sql.Models())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// statements lists every statement of a set with a heading.
func statements(s plan.Set) (headings, texts []string) {
	add := func(heading, text string) {
		headings = append(headings, heading)
		texts = append(texts, text)
	}
	for i, b := range s.Blocks {
		add("block "+s.ID(i, "ar"), b.SQL())
	}
	for _, x := range s.Sums {
		var parts []string
		for _, c := range x.Columns {
			parts = append(parts, s.Measures[c.Measure].Definition.ID+" "+string(c.Part))
		}
		add("sums of "+x.Model+": "+strings.Join(parts, ", "), x.SQL())
	}
	for _, v := range s.Values {
		add("values of "+v.Model+": "+s.Measures[v.Measure].Definition.ID, v.SQL())
	}
	for _, x := range s.Strata {
		add("age bands of "+x.Model+": "+s.Measures[x.Measure].Definition.ID, x.SQL())
	}
	for _, x := range s.Contributions {
		add("contributions of "+x.Model+": "+s.Measures[x.Measure].Definition.ID, x.SQL())
	}
	return headings, texts
}

// describe writes a set's whole plan for review.
func describe(s plan.Set) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "-- The plan of the set %s. Rewritten by: go test ./pipeline/plan -update\n", s.Name)
	term := func(name string, t *cell.Term) {
		if t != nil {
			fmt.Fprintf(&out, " %s=%s bit %d", name, s.ID(t.Block, "ar"), t.Condition)
		}
	}
	for _, m := range s.Measures {
		class := m.Definition.Member.Code()
		if rest := m.Definition.Member.Rest; rest != "" {
			class = "the rest of " + rest
		}
		fmt.Fprintf(&out, "-- %s:", strings.Join(strings.Fields(m.Definition.ID+" "+class+" "+string(m.Definition.Kind)), " "))
		term("numerator", m.Numerator)
		term("denominator", m.Denominator)
		term("base", m.Base)
		out.WriteByte('\n')
	}
	headings, texts := statements(s)
	for i, h := range headings {
		fmt.Fprintf(&out, "\n-- %s\n%s;\n", h, texts[i])
	}
	return out.Bytes()
}

// TestGoldenPlans shows the SQL of the shipped sets. A change of a definition
// shows here as a change of SQL, to be read before it is accepted.
func TestGoldenPlans(t *testing.T) {
	for _, folder := range []string{"../../indicators", "../compute/testdata/sets"} {
		for _, s := range makePlan(t, folder).Sets {
			name := filepath.Join("testdata", s.Name+".sql")
			got := describe(s)
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s (go test ./pipeline/plan -update, then read the difference):\n%s", name, diff)
			}
		}
	}
}

// TestStatementsStayInTheSubset looks for what no statement may hold: division
// above all.
func TestStatementsStayInTheSubset(t *testing.T) {
	text := regexp.MustCompile(`'(?:[^']|'')*'`)
	words := regexp.MustCompile(`[A-Za-z_]+`)
	keywords := strings.Fields(`SELECT FROM WHERE GROUP BY ORDER AS AND OR NOT IS NULL TRUE FALSE IN BETWEEN CASE WHEN THEN ELSE END
		CAST BIGINT DECIMAL DATE COALESCE SUM COUNT MAX ABS ROW_NUMBER OVER PARTITION DESC`)
	own := strings.Fields("kommun kon monster antal varde grupp rader modell givare givarna bidrag summa storst nast ordning ordnade")
	identifier := regexp.MustCompile(`"[a-z_]+"`)
	n := 0
	for _, folder := range []string{"../../indicators", "../compute/testdata/sets"} {
		for _, s := range makePlan(t, folder).Sets {
			headings, texts := statements(s)
			for i, statement := range texts {
				n++
				plain := identifier.ReplaceAllString(text.ReplaceAllString(statement, "''"), "x")
				if strings.ContainsAny(plain, `/%"`) {
					t.Errorf("%s %s: holds a division or an unquoted sign", s.Name, headings[i])
				}
				for _, w := range words.FindAllString(plain, -1) {
					if !slices.Contains(keywords, w) && !slices.Contains(own, w) && w != "x" && w != "omrade" && !strings.HasPrefix(w, "summa_") {
						t.Errorf("%s %s: %q is outside the subset", s.Name, headings[i], w)
					}
				}
			}
		}
	}
	if n == 0 {
		t.Error("no statement was looked at")
	}
}

// TestBlocksShareConditions: equal conditions are one bit, and the terms of one
// measure over one model lie in one block.
func TestBlocksShareConditions(t *testing.T) {
	for _, s := range makePlan(t, "../../indicators").Sets {
		for i, b := range s.Blocks {
			seen := map[string]bool{}
			for _, c := range b.Conditions {
				if seen[c.Canonical()] {
					t.Errorf("%s: %s has a condition twice: %s", s.Name, s.ID(i, "ar"), c.Canonical())
				}
				seen[c.Canonical()] = true
			}
			if len(b.Conditions) > cell.MaxConditions {
				t.Errorf("%s: %s has %d conditions", s.Name, s.ID(i, "ar"), len(b.Conditions))
			}
			if b.Public != (b.Model == indicator.PopulationModel || b.Model == "volym" || b.Model == "enkatram") {
				t.Errorf("%s: %s: public is %v", s.Name, s.ID(i, "ar"), b.Public)
			}
		}
		ids := map[string]bool{}
		for i := range s.Blocks {
			ids[s.ID(i, "2025")] = true
		}
		if len(ids) != len(s.Blocks) {
			t.Errorf("%s: two blocks share an id", s.Name)
		}
		for _, m := range s.Measures {
			if m.Numerator != nil && m.Denominator != nil && m.Definition.Kind.Cell() == cell.Share && m.Numerator.Block != m.Denominator.Block {
				t.Errorf("%s: the terms lie in two blocks", m.Definition.ID)
			}
		}
	}
}

// TestBlocksSplitWhenFull makes more conditions than a block can hold.
func TestBlocksSplitWhenFull(t *testing.T) {
	set := load(t, "../compute/testdata/sets")[0]
	template := set.Definitions[1] // a share over persons
	if template.Kind.Cell() != cell.Share {
		t.Fatalf("%s is no share", template.ID)
	}
	var many bytes.Buffer
	source, err := os.ReadFile("../compute/testdata/sets/prov/slag.yaml")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := bytes.Cut(source, []byte("definitions:\n"))
	many.Write(head)
	many.WriteString("definitions:\n")
	const definitions = 80
	for i := range definitions {
		fmt.Fprintf(&many, `  - {id: J35%03d, title: {sv: Prov, en: Test}, kind: share, from: person, unit: person, above_municipality: sum_of_municipalities,
     among: "omrade = 'missbruk' AND alder = %d", numerator: "antal_arenden > 1", denominator_text: {sv: n, en: d}, multiplier: 100, age_at: year_end}
`, i, i)
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "prov"), 0o755); err != nil {
		t.Fatal(err)
	}
	setFile, err := os.ReadFile("../compute/testdata/sets/prov/set.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"set.yaml": setFile, "many.yaml": many.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, "prov", name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := makePlan(t, dir).Sets[0]
	total := 0
	for i, b := range s.Blocks {
		total += len(b.Conditions)
		if len(b.Conditions) > cell.MaxConditions {
			t.Errorf("%s has %d conditions", s.ID(i, "ar"), len(b.Conditions))
		}
	}
	if want := (2*definitions + cell.MaxConditions - 1) / cell.MaxConditions; len(s.Blocks) != want || total != 2*definitions {
		t.Errorf("%d blocks with %d conditions, want %d with %d", len(s.Blocks), total, want, 2*definitions)
	}
	for _, m := range s.Measures {
		if m.Numerator.Block != m.Denominator.Block {
			t.Errorf("%s: the terms lie in two blocks", m.Definition.ID)
		}
	}
	if s.ID(0, "2025") == s.ID(1, "2025") {
		t.Error("two blocks share an id")
	}
}
