package lake

import (
	"context"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	icebergsql "github.com/apache/iceberg-go/catalog/sql"
	"github.com/google/go-cmp/cmp"
)

// Another Iceberg implementation counts the same rows, from the metadata file
// alone and, where SQLAlchemy is there too, through the SQL catalog.
func TestPyIceberg(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("needs python3")
	}
	if err := exec.Command(python, "-c", "import pyiceberg, pyarrow").Run(); err != nil {
		t.Skip("needs the Python packages pyiceberg and pyarrow")
	}
	ctx := context.Background()
	w := newWorkspace(t)
	w.commit(t, firstCommit()...)
	v := w.commit(t, secondCommit()...)
	view, err := w.Snapshot(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"testdata/count_rows.py", filepath.Join(w.dir, registerFile)}
	for _, dataset := range []string{"arende", "enkatsvar", "insats"} {
		metadata, err := view.MetadataFile(dataset)
		if err != nil || metadata == "" {
			t.Fatal(metadata, err)
		}
		args = append(args, dataset, metadata)
	}
	command := exec.Command(python, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := "arende 13 6 True\nenkatsvar 2 2 True\ninsats 0 0 True\n"
	if diff := cmp.Diff(want, string(out)); diff != "" {
		t.Error(diff)
	}
}

// iceberg-go's own SQL catalog opens the register and plans the same files.
func TestSQLCatalogReadsTheRegister(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	w.commit(t, firstCommit()...)
	v := w.commit(t, secondCommit()...)
	db, err := sql.Open("sqlite", dsn(filepath.Join(w.dir, registerFile), true))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	catalog, err := icebergsql.NewCatalog(catalogName, db, icebergsql.SQLite, map[string]string{"init_catalog_tables": "false"})
	if err != nil {
		t.Fatal(err)
	}
	view, err := w.Snapshot(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	for dataset, want := range map[string]int64{"arende": 13, "enkatsvar": 2, "insats": 0} {
		table, err := catalog.LoadTable(ctx, []string{namespace, dataset})
		if err != nil {
			t.Fatal(err)
		}
		tasks, err := table.Scan().PlanFiles(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var rows int64
		for _, task := range tasks {
			rows += task.File.Count()
		}
		files, err := view.Files(ctx, dataset, Selection{})
		if err != nil || len(files) != len(tasks) || rows != want {
			t.Errorf("%s: %d files and %d rows, want %d and %d (%v)", dataset, len(tasks), rows, len(files), want, err)
		}
		if id := table.CurrentSnapshot().SnapshotID; id != v.Number {
			t.Errorf("%s: snapshot %d, want the version %d", dataset, id, v.Number)
		}
	}
}
