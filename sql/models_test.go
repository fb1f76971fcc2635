package sql

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the list of constructs")

func TestModelsAreDeclared(t *testing.T) {
	want := []string{"arende", "person", "insats", "matning_fore", "matningspar", "mal", "enkatsvar", "hushall", "bistandsmottagare", "volym", "befolkning", "placering", "arende_orsak", "enkatram", "avslut", "gas"}
	for _, name := range want {
		m := Models()[name]
		if m == nil {
			t.Errorf("model %s is not declared", name)
			continue
		}
		if m.Column("kommun") == nil || m.Column("kon") == nil {
			t.Errorf("model %s: every model that indicators read has kommun and kon", name)
		}
		if m.Internal {
			t.Errorf("model %s must be open to indicators", name)
		}
	}
}

// TestSQLIsPortable holds the models to the subset that package engine states:
// no division, no floats, no FILTER, no dialect of one engine.
func TestSQLIsPortable(t *testing.T) {
	comment := regexp.MustCompile(`(?m)--.*$`)
	text := regexp.MustCompile(`'[^']*'`)
	forbidden := regexp.MustCompile(`(?i)/|%|::|\b(FILTER|QUALIFY|DOUBLE|FLOAT|REAL|AVG|arg_min|date_diff|NTILE|read_parquet|LIMIT|ILIKE|STRUCT|LIST)\b`)
	for name, m := range Models() {
		for _, statement := range []string{m.SQL, m.Check} {
			plain := text.ReplaceAllString(comment.ReplaceAllString(statement, ""), "''")
			if found := forbidden.FindAllString(plain, -1); found != nil {
				t.Errorf("model %s uses %q", name, found)
			}
		}
	}
}

func TestOrderPutsWhatIsUsedFirst(t *testing.T) {
	order, err := Order(Models(), []string{"person", "arende"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"ersatta", "arende_urval", "matserie", "matning_val", "fore_val", "arende", "person_rad", "person"}
	if !slices.Equal(order, want) {
		t.Errorf("order = %v, want %v", order, want)
	}
	if _, err := Order(Models(), []string{"saknas"}); err == nil {
		t.Error("an unknown model must be an error")
	}
	circle := map[string]*Model{"a": {Uses: []string{"b"}}, "b": {Uses: []string{"a"}}}
	if _, err := Order(circle, []string{"a"}); err == nil {
		t.Error("a circle must be an error")
	}
}

// TestConstructsAreListed lists every word of SQL that the models and checks
// use, so that a new one is seen before an engine has to know it.
func TestConstructsAreListed(t *testing.T) {
	comment := regexp.MustCompile(`(?m)--.*$`)
	text := regexp.MustCompile(`'[^']*'`)
	keyword := regexp.MustCompile(`\b[A-Z][A-Z_]+\b`)
	call := regexp.MustCompile(`\b[a-z_]+\(`)
	seen := map[string]bool{}
	for _, m := range Models() {
		plain := text.ReplaceAllString(comment.ReplaceAllString(m.SQL+"\n"+m.Check, ""), "''")
		for _, word := range append(keyword.FindAllString(plain, -1), call.FindAllString(plain, -1)...) {
			seen[strings.TrimSuffix(word, "(")] = true
		}
	}
	var words []string
	for word := range seen {
		words = append(words, word)
	}
	slices.Sort(words)
	got := strings.Join(words, "\n") + "\n"
	if *update {
		if err := os.WriteFile("testdata/constructs.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/constructs.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the models use other words of SQL than are listed (go test ./sql -update, then read the difference):\n%s", got)
	}
}
