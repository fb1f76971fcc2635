package supplier

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/supplier/template"
)

// A proposal names what it found, asks about the rest and shows no value that
// could be a person's.
func TestGuess(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "uttag.csv")
	text := "Ärendenummer;Personnummer;Enhet;Kön;Startdatum;Genomförandeplan;Måluppfyllelse;Anteckning\n" +
		"1;18900101-9802;Norr;Kvinna;2025-01-01;Ja;Helt;Anna ringde\n2;18900101-9802;Norr;Man;2025-01-02;Nej;Bra;x\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if exit := Main(t.Context(), []string{"mappning", "--gissa", path, "--insamling", "missbruk"}, &out, &errs); exit != exitDone {
		t.Fatalf("exit %d: %s", exit, &errs)
	}
	for _, want := range []string{
		`arende: {local_id: {column: "Ärendenummer", context: arende}}`, `person: {column: "Personnummer"}`,
		`"Kvinna": "K", "Man": "M"`, `start: {column: "Startdatum"}`, `"Ja": "ja", "Nej": "nej"`, `"Helt": "helt", "Bra": ???`,
		`ignore: ["Anteckning"]`, "person_idtyp: {constant: ???}",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, &out)
		}
	}
	for _, never := range []string{"9802", "Anna"} {
		if strings.Contains(out.String(), never) {
			t.Errorf("%q is echoed", never)
		}
	}
	finished := strings.NewReplacer(`"Bra": ???`, `"Bra": "delvis"`, "name: ???", "name: mitt", "person_idtyp: {constant: ???}", "person_idtyp: {constant: pnr}", "omrade: {constant: ???}", "omrade: {constant: missbruk}").Replace(out.String())
	if _, err := intake.ParseMapping([]byte(finished), nil); err != nil {
		t.Errorf("the finished proposal: %v\n%s", err, finished)
	}
	if _, err := intake.ParseMapping(out.Bytes(), nil); err == nil {
		t.Error("the unfinished proposal is a mapping")
	}
}

// From a template's own headings the guess finds every column of the dataset.
func TestGuessOfTemplates(t *testing.T) {
	t.Parallel()
	c := contract.Core()
	for _, name := range c.DatasetNames() {
		var head bytes.Buffer
		if err := template.CSV(&head, c, c.Datasets[name]); err != nil {
			t.Fatal(err)
		}
		for _, col := range c.CollectionNames() {
			collection := c.Collections[col]
			g := newGuess(c, collection)
			if !strings.Contains(strings.Join(collection.Datasets, " "), name) {
				continue
			}
			err := g.read(t.Context(), intake.File{Name: "x.csv", Data: bytes.NewReader(head.Bytes()), Size: int64(head.Len())})
			if err != nil {
				t.Fatal(err)
			}
			sources, missing := g.dataset(c.Datasets[name])
			if len(missing) > 0 || len(sources) != len(c.Datasets[name].Variables) {
				t.Errorf("%s: found %v, missing %v", name, sources, missing)
			}
		}
	}
}

func TestMappingCommand(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"mappning", "asi"}, exitDone, "name: asi"},
		{[]string{"mappning", "su-reg", "--insamling", "vald"}, exitDone, "collection: vald"},
		{[]string{"mappning", "enkat", "--insamling", "vald"}, exitFailure, "passar inte"},
		{[]string{"mappning", "okänt"}, exitUsage, "su-reg"},
		{[]string{"mappning", "--gissa", "finns-inte.csv", "--insamling", "vald"}, exitFailure, "finns-inte.csv"},
		{[]string{"mappning"}, exitUsage, "asi"},
	} {
		var out, errs bytes.Buffer
		if exit := Main(t.Context(), test.args, &out, &errs); exit != test.exit || !strings.Contains(out.String()+errs.String(), test.says) {
			t.Errorf("%v: exit %d, says %s%s", test.args, exit, &out, &errs)
		}
	}
}
