package run_test

import (
	"bytes"
	"context"
	"encoding/base32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/run"
	"jamfor/pipeline/supplier"
	"jamfor/pipeline/table"
	"jamfor/pipeline/workspace"
)

// After an ingest of the same cases in every format no file of the workspace holds
// a supplier's pseudonym: not the lake, its register and its metadata, not reports,
// receipts, logs and temporary files; neither as text nor packed nor under
// compression.
func TestNoP1IsKeptAnywhere(t *testing.T) {
	p := newPipeline(t)
	raw, err := os.ReadFile(filepath.Join(deliveries, fixture))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(string(raw), "\r", "")), "\n")
	head, rows := strings.Split(lines[1], ";"), [][]string{}
	for _, line := range lines[2:] {
		rows = append(rows, strings.Split(line, ";"))
	}
	inbox := p.Workspace.Path(workspace.Inbox)
	write(t, filepath.Join(inbox, fixture), string(raw))
	writeBook(t, filepath.Join(inbox, "missbruk_1280_2025_1.xlsx"), head, rows)
	for name, writeTable := range map[string]func(*testing.T, string, []string, [][]string){
		"missbruk_1380_2025_1/arende.parquet": writeParquet, "missbruk_1480_2025_1/arende.arrow": writeArrow,
	} {
		path := filepath.Join(inbox, filepath.FromSlash(name))
		if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		writeTable(t, path, head, rows)
		for _, dataset := range []string{"insats", "matning"} {
			write(t, filepath.Join(filepath.Dir(path), dataset+".csv"), strings.Join(emptyTable(dataset)[0], ";")+"\n"+strings.Join(emptyTable(dataset)[1], ";")+"\n")
		}
	}
	writePackage(t, p, string(raw))
	write(t, filepath.Join(inbox, "personbyte_0180_2025_1.csv"), "person_tidigare;person_ny;galler_fran\n"+firstPerson+";"+secondPerson+";2025-01-01\n")
	summary, err := p.Ingest(t.Context())
	if err != nil || summary.Accepted != 6 {
		t.Fatalf("%+v, %v", summary, err)
	}
	hidden := map[string][]byte{}
	for _, row := range rows {
		for _, p1 := range row[:2] {
			body := p1[len("p1-") : len(p1)-1]
			packed, err := base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding).DecodeString(body)
			if err != nil {
				t.Fatal(err)
			}
			hidden[p1], hidden[body] = []byte(body), packed
		}
	}
	values := 0
	err = filepath.WalkDir(p.Workspace.Dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.HasSuffix(path, ".parquet") {
			content = append(content, unpacked(t, path, content, &values)...)
		}
		for _, form := range hidden {
			if bytes.Contains(content, form) {
				t.Errorf("%s holds a p1", path)
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if values < 5*len(rows)*2 {
		t.Errorf("only %d pseudonyms were looked at under compression", values)
	}
}

// unpacked are the texts of a file of the lake.
func unpacked(t *testing.T, path string, content []byte, values *int) (all []byte) {
	t.Helper()
	dataset := strings.Split(filepath.ToSlash(path[strings.Index(path, "data"+string(filepath.Separator)):]), "/")[1]
	schema, err := canonical.NewSchema(contract.Core(), dataset)
	if err != nil {
		t.Fatal(err)
	}
	err = canonical.Read(bytes.NewReader(content), int64(len(content)), schema, func(b *table.Batch) error {
		for i, c := range b.Columns {
			for _, text := range c.Text {
				if all = append(append(all, text...), '\n'); schema.Columns[i].Type == contract.Pseudonym {
					*values++
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// emptyTable is a dataset that is said to be empty.
func emptyTable(dataset string) [][]string {
	var head []string
	for _, v := range contract.Core().Datasets[dataset].Variables {
		head = append(head, v.Name)
	}
	return [][]string{head, append([]string{"nollrapport"}, make([]string, len(head)-1)...)}
}

func writeBook(t *testing.T, path string, head []string, rows [][]string) {
	t.Helper()
	book := excelize.NewFile()
	for sheet, table := range map[string][][]string{
		"arende": append([][]string{head}, rows...), "insats": emptyTable("insats"), "matning": emptyTable("matning"),
	} {
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for r, row := range table {
			for c, text := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err == nil {
					err = book.SetCellStr(sheet, cell, text)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func writeParquet(t *testing.T, path string, head []string, rows [][]string) {
	t.Helper()
	group := parquet.Group{}
	for _, name := range head {
		group[name] = parquet.Optional(parquet.String())
	}
	schema := parquet.NewSchema("arende", group)
	var out bytes.Buffer
	w := parquet.NewWriter(&out, schema)
	for _, row := range rows {
		values := make(parquet.Row, len(head))
		for i, name := range head {
			leaf, _ := schema.Lookup(name)
			v := parquet.NullValue().Level(0, 0, leaf.ColumnIndex)
			if row[i] != "" {
				v = parquet.ByteArrayValue([]byte(row[i])).Level(0, 1, leaf.ColumnIndex)
			}
			values[leaf.ColumnIndex] = v
		}
		if _, err := w.WriteRows([]parquet.Row{values}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, path, out.String())
}

func writeArrow(t *testing.T, path string, head []string, rows [][]string) {
	t.Helper()
	var fields []arrow.Field
	for _, name := range head {
		fields = append(fields, arrow.Field{Name: name, Type: arrow.BinaryTypes.String, Nullable: true})
	}
	schema := arrow.NewSchema(fields, nil)
	b := array.NewRecordBuilder(memory.NewGoAllocator(), schema)
	for _, row := range rows {
		for i, text := range row {
			if text == "" {
				b.Field(i).AppendNull()
			} else {
				b.Field(i).(*array.StringBuilder).Append(text)
			}
		}
	}
	err := durable.Write(path, 0o600, func(out io.Writer) error {
		w, err := ipc.NewFileWriter(out, ipc.WithSchema(schema))
		if err != nil {
			return err
		}
		if err := w.Write(b.NewRecordBatch()); err != nil {
			return err
		}
		return w.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
}

// writePackage packs the delivery as its supplier would and registers the key.
func writePackage(t *testing.T, p *run.Pipeline, content string) {
	t.Helper()
	dir := t.TempDir()
	tool := func(args ...string) {
		t.Helper()
		var out bytes.Buffer
		if exit := supplier.Main(context.Background(), args, &out, &out); exit != 0 {
			t.Fatalf("leverera %s: exit %d\n%s", args[0], exit, &out)
		}
	}
	file := filepath.Join(dir, "missbruk_2584_2025_1.csv")
	write(t, file, content)
	tool("nyckel", "skapa", "signering", "--agare", "Prov", "--ut", dir)
	signing, err := filepath.Glob(filepath.Join(dir, "signering-*.nyckel"))
	if err != nil || len(signing) != 1 {
		t.Fatalf("signing keys: %v, %v", signing, err)
	}
	keys, err := run.OpenKeys(p.Workspace)
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.MakeReceiptKey(); err != nil {
		t.Fatal(err)
	}
	if err := keys.CreateRecipient(); err != nil {
		t.Fatal(err)
	}
	card, err := keys.Card()
	if err != nil {
		t.Fatal(err)
	}
	cardFile := filepath.Join(dir, "mottagare.kort")
	if err := durable.Write(cardFile, 0o600, card.Write); err != nil {
		t.Fatal(err)
	}
	registerKey(t, keys, strings.TrimSuffix(signing[0], ".nyckel")+".publik")
	tool("packa", file, "--mottagare", cardFile, "--signera", signing[0], "--andamal", "Prov", "--ut", p.Workspace.Path(workspace.Inbox))
}

func registerKey(t *testing.T, keys *run.KeyRing, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	public, err := custody.ReadPublicKey(f)
	if err != nil {
		t.Fatal(err)
	}
	s := custody.Supplier{Name: public.Owner, Public: public.Text(), Registered: "2026-03-02"}
	if err := keys.Suppliers.Add(s); err != nil {
		t.Fatal(err)
	}
	if err := keys.SaveSuppliers(); err != nil {
		t.Fatal(err)
	}
}
