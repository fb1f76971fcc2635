package supplier

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/supplier/feedback"
)

// A delivery's own figures stand beside a release's, cases under their own ids,
// all of it marked as internal.
func TestFeedback(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	keys := p1Keys(t)
	id := func(n string) string { return keys.Local(identity.Case, "1280", n) }
	person := func(n string) string { return keys.Local(identity.LocalPerson, "1280", n) }
	text := "nollrapport;insats\narende;person;person_idtyp;enhet;omrade;kon;fodelsear;start;slut;avslutsorsak\n"
	for _, row := range []string{"Ä-1;P1;Norr;K;2025-02-01;2025-08-31;mal_uppnatt", "Ä-2;P2;Norr;M;2025-03-01;;", "Ä-3;P3;Söder;K;2025-03-01;;"} {
		c := strings.Split(row, ";")
		text += strings.Join([]string{id(c[0]), person(c[1]), "lokal", c[2], "missbruk", c[3], "1980", c[4], c[5], c[6]}, ";") + "\n"
	}
	folder := filepath.Join(dir, "missbruk_1280_2025_1")
	write(t, filepath.Join(folder, "arende.csv"), text)
	write(t, filepath.Join(folder, "matning.csv"), "arende;instrument;instrumentversion;skala;skattare;tillfalle;datum;varde\n"+
		id("Ä-1")+";audit;1;summa;klient;fore;2025-02-01;20\n"+id("Ä-1")+";audit;1;summa;klient;efter;2025-08-30;12,5\n")
	write(t, filepath.Join(dir, "missbruk_1280_2025_1.egna-id.csv"), "slag;kommun;eget_id;pseudonym\narende;1280;Ä-1;"+id("Ä-1")+"\n")
	write(t, filepath.Join(dir, "2025-1", "data", "missbruk.csv"), "indicator,area_code,area_name,area_type,period,sex,age_group,value,status\n"+
		"J35001,1280,Malmö,municipality,2025,T,,3,ok\nJ35001,12,Skåne,county,2025,T,,1200,ok\nJ35001,A1,Storstäder,municipality_group,2025,T,,,suppressed\nJ35001,00,Riket,nation,2025,T,,51234,ok\n")

	var out, errs bytes.Buffer
	if exit := Main(t.Context(), []string{"aterkoppla", folder, "--utgava", filepath.Join(dir, "2025-1")}, &out, &errs); exit != exitDone {
		t.Fatalf("exit %d: %s%s", exit, &out, &errs)
	}
	page, err := os.ReadFile(folder + ".aterkoppling.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{feedback.Internal, "Ä-1", "-7.5", "51\u202f234", "J35001", "Söder"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	book, err := excelize.OpenFile(folder + ".aterkoppling.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Kommunen")
	if err != nil || len(rows) < 5 || rows[0][0] != feedback.Internal {
		t.Fatalf("%v %q", err, rows)
	}
	found := false
	for _, row := range rows {
		if len(row) >= 11 && row[1] == "J35001" && row[3] == "Totalt" {
			found = true
			if row[4] != "3" || row[7] != "3" || row[9] != ".." {
				t.Errorf("J35001: %q", row)
			}
		}
	}
	if !found {
		t.Error("J35001 is missing")
	}
	units, _ := book.GetRows("Enheter")
	if len(units) < 4 || strings.Join(units[2], "|") != "Indikator|Namn|Norr|Söder" {
		t.Errorf("units %q", units[2])
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFeedbackNeedsAnAcceptedDelivery(t *testing.T) {
	t.Parallel()
	path := delivery(t, "missbruk_0180_2025_1.csv", func(s string) string { return strings.Replace(s, "2025-01-15", "2025-02-30", 1) })
	var out, errs bytes.Buffer
	if exit := Main(t.Context(), []string{"aterkoppla", path}, &out, &errs); exit != exitRejected || !strings.Contains(errs.String(), "kontrollera") {
		t.Errorf("exit %d: %s%s", exit, &out, &errs)
	}
}
