package suppress_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/internal/sdcset"
	"jamfor/pipeline/disclosure/model"
	"jamfor/pipeline/disclosure/suppress"
)

// records reads a CSV file with a header line.
func records(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, line := range lines[1:] {
		r := map[string]string{}
		for i, v := range line {
			r[lines[0][i]] = v
		}
		out = append(out, r)
	}
	return out
}

func amount(t *testing.T, text string) int64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return int64(math.Round(10 * x))
}

// matches reports whether an inner cell counts in a published one: in every
// dimension that both have, the published one is the same or a total of it.
func matches(inner, published map[string]string, within map[string][]string) bool {
	for dim, p := range published {
		i, ok := inner[dim]
		if ok && p != i && p != "Total" && !slices.Contains(within[p], i) {
			return false
		}
	}
	return true
}

// expected are the ids of a file's rows that a column says TRUE of.
func expected(rows []map[string]string, column string) []int {
	var out []int
	for i, r := range rows {
		if r[column] == "TRUE" {
			out = append(out, i)
		}
	}
	return out
}

// crossed makes the model of published cells over inner ones.
func crossed(t *testing.T, inner, published []map[string]string, value string, dims []string, within map[string][]string) *model.Model {
	t.Helper()
	of := func(r map[string]string) map[string]string {
		out := map[string]string{}
		for _, d := range dims {
			if v, ok := r[d]; ok {
				out[d] = v
			}
		}
		return out
	}
	m := &model.Model{Rows: make([]model.Row, len(inner))}
	for i, r := range inner {
		m.Rows[i].Value = amount(t, r[value])
	}
	for _, p := range published {
		c := model.Column{Value: amount(t, p[value]), Primary: p["primary"] == "TRUE", Forced: p["forced"] == "TRUE"}
		sum := int64(0)
		for i, r := range inner {
			if matches(of(r), of(p), within) {
				c.Entries = append(c.Entries, model.Entry{Row: int32(i), Coef: 1})
				sum += m.Rows[i].Value
			}
		}
		if sum != c.Value {
			t.Fatalf("%v is %d, its inner cells %d", p, c.Value, sum)
		}
		m.Columns = append(m.Columns, c)
	}
	return m
}

// quartersOf lists the quarters of a cumulated period, quarter_Q1_Q3 for example.
func quartersOf(period string) []string {
	all := []string{"Q1", "Q2", "Q3", "Q4"}
	first, last, ok := strings.Cut(strings.TrimPrefix(period, "quarter_"), "_")
	if !strings.HasPrefix(period, "quarter_") || !ok {
		return nil
	}
	return all[slices.Index(all, first) : slices.Index(all, last)+1]
}

// TestQuarters: a year's quarters and what is summed over them, alone and after
// what was published before. a1, c2 and d2_ are the reference's patterns. a2
// comes from a call that ranks cumulated cells otherwise than the order of the
// method does; ours is that of c2, the same cells with cumulated totals first:
// two more hidden, and as safe. In d4 the reference hides four cells of the whole
// year more, by a stricter rule on singletons that it takes up where cells are
// forced; ours is safe without, also from a reader who knows all zeros.
func TestQuarters(t *testing.T) {
	folder := filepath.Join(sdcset.Shared(t), "time_quarters")
	for _, c := range []struct{ name, like string }{{"a1", "a1"}, {"a2", "c2"}, {"c2", "c2"}, {"d2_", "d2_"}, {"d4", "d4"}} {
		t.Run(c.name, func(t *testing.T) {
			published := records(t, filepath.Join(folder, c.name+".csv"))
			within := map[string][]string{}
			var inner []map[string]string
			for _, r := range published {
				if q := quartersOf(r["quarter"]); q != nil {
					within[r["quarter"]] = q
				} else if r["quarter"] != "Total" && r["main_income"] != "Total" && r["size"] != "Total" {
					inner = append(inner, r)
				}
			}
			m := crossed(t, inner, published, "freq", []string{"quarter", "main_income", "size"}, within)
			for r := range m.Rows {
				m.Rows[r].Singleton = m.Rows[r].Value == 0 // zeros are protected here
			}
			knows := make([]bool, len(m.Rows))
			for r := range knows {
				knows[r] = m.Rows[r].Singleton
			}
			if c.name == "d4" {
				m.Attackers = []model.Attacker{{Name: "knows all zeros", Knows: knows}}
			}
			p, err := suppress.Suppress(t.Context(), m, suppress.Options{Singletons: suppress.AnySumNotPrimary, ZerosLast: true})
			if err != nil {
				t.Fatal(err)
			}
			if want := expected(published, "unsafe"); !slices.Equal(p.Unsafe, want) {
				t.Errorf("unsafe %v, want %v", p.Unsafe, want)
			}
			want := like(t, folder, c.like, published)
			if c.name == "d4" { // the reference hides four cells of the whole year more
				if more := less(p.Suppressed(), want); len(more) > 0 {
					t.Errorf("hidden %v, which the reference shows", more)
				}
			} else if !slices.Equal(p.Suppressed(), want) {
				t.Errorf("hidden %v, want %v", p.Suppressed(), want)
			}
			f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test"})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Disclosed {
				if !slices.Contains(p.Unsafe, d.Column) {
					t.Errorf("the audit finds %v", d)
				}
			}
		})
	}
}

// like gives the hidden cells of a file as places in another's list of cells.
func like(t *testing.T, folder, name string, published []map[string]string) []int {
	t.Helper()
	key := func(r map[string]string) string { return r["quarter"] + "|" + r["main_income"] + "|" + r["size"] }
	rows := records(t, filepath.Join(folder, name+".csv"))
	hidden := map[string]bool{}
	for _, i := range expected(rows, "suppressed") {
		hidden[key(rows[i])] = true
	}
	var out []int
	for i, r := range published {
		if hidden[key(r)] {
			out = append(out, i)
		}
	}
	return out
}

// TestLinkedMagnitude: two tables of one set of contributions in one model.
// Theirs are suppressed one by one until common cells agree; ours protects both
// at once, against every lone contributor too: what is primary is hidden, common
// cells agree because they are one column, and nothing follows.
func TestLinkedMagnitude(t *testing.T) {
	shared := sdcset.Shared(t)
	inner := records(t, filepath.Join(shared, "magnitude1_p10", "inner.csv"))
	names := map[string]int32{}
	for _, r := range inner {
		if r["geo"] != "Iceland" {
			r["eu"] = "EU"
		} else {
			r["eu"] = "nonEU"
		}
		r["sector2"] = "private"
		if r["sector4"] == "Governmental" {
			r["sector2"] = "public"
		}
		if _, ok := names[r["company"]]; !ok && r["company"] != "" {
			names[r["company"]] = int32(len(names) + 1)
		}
	}
	var published []map[string]string
	sizes := []int{}
	for _, table := range []string{"table_1.csv", "table_2.csv"} {
		rows := records(t, filepath.Join(shared, "linked_magnitude1", table))
		published, sizes = append(published, rows...), append(sizes, len(rows))
	}
	m := crossed(t, inner, published, "value", []string{"geo", "eu", "sector2", "sector4"}, nil)
	for i, r := range inner {
		m.Rows[i].Singleton, m.Rows[i].Contributor = r["company"] != "", names[r["company"]]
	}
	m.Attackers = m.Contributors()
	p, err := suppress.Suppress(t.Context(), m, suppress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := audit.Audit(t.Context(), m, p, audit.Options{Seed: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Unsafe) > 0 || !f.Passed() {
		t.Errorf("unsafe %v, findings %+v", p.Unsafe, f)
	}
	hidden := p.Suppressed()
	if missing := less(expected(published, "primary"), hidden); len(missing) > 0 {
		t.Errorf("primary and shown: %v", missing)
	}
	first := less(hidden, []int{12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26})
	t.Logf("hidden %d of %d and %d of %d; the reference %d in both; differing %v %v", len(first), sizes[0], len(hidden)-len(first), sizes[1],
		len(expected(published, "suppressed")), less(hidden, expected(published, "suppressed")), less(expected(published, "suppressed"), hidden))
	if len(hidden) > len(expected(published, "suppressed")) {
		t.Errorf("%d hidden, the reference hides %d", len(hidden), len(expected(published, "suppressed")))
	}
}

func less(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(x int) bool { return slices.Contains(b, x) })
}
