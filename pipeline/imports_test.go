// Package pipeline_test holds the house plan against the code.
package pipeline_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// leaves import nothing of ours but each other.
var leaves = []string{"durable", "code", "area", "table", "cell", "observation", "expression", "statistic"}

// allowed lists, beside the leaves, what each package may import of ours. One
// direction, no way back: a package further down may use those further up.
var allowed = map[string][]string{
	"durable": {}, "code": {}, "area": {}, "table": {}, "cell": {}, "observation": {}, "expression": {}, "statistic": {},
	"workspace": {},
	"contract":  {},
	"identity":  {},
	"custody":   {"identity"}, // key files; both sides of a delivery need them
	"parcel":    {"custody"},  // the delivery package
	"chain":     {},           // append-only files whose lines hold together
	"receipt":   {"chain", "custody", "validate"},
	"canonical": {"contract"},
	"intake":    {"contract", "identity"},
	"validate":  {"contract", "identity"}, // identity: names are shown only where they hold no number
	"worker":    {"custody", "parcel", "contract", "identity", "intake", "canonical", "validate"},
	"lake":      {"contract"},
	"indicator": {"contract"},
	"plan":      {"indicator"},
	"engine":    {},
	// engine/duckdb alone imports the DuckDB driver.
	"engine/duckdb": {"engine"},
	"compute":       {"contract", "canonical", "lake", "indicator", "plan", "engine"}, // canonical: given rows of tests
	"disclosure":    {},
	"observe":       {"indicator", "disclosure"},
	"release":       {},
	"publish":       {"release"},
	"serve":         {"release", "publish"}, // publish: releases of tests
	"synthetic":     {"contract", "identity"},
	"supplier":      {"custody", "parcel", "receipt", "chain", "contract", "identity", "intake", "validate", "worker", "indicator", "observe"},
	"run":           {"custody", "parcel", "receipt", "chain", "workspace", "contract", "identity", "intake", "validate", "worker", "lake", "indicator", "engine", "compute", "disclosure", "observe", "release", "publish"},
	"schedule":      {"workspace"},
	"bench":         {"workspace", "contract", "identity", "lake", "indicator", "compute", "engine/duckdb", "engine/duckdb/baseline", "synthetic", "release", "publish", "supplier", "disclosure"}, // supplier: the workbook that is checked
	"cli":           {"custody", "workspace", "contract", "identity", "intake", "validate", "worker", "lake", "indicator", "engine", "engine/duckdb", "plan", "compute", "disclosure", "observe", "release", "publish", "synthetic", "run", "schedule", "serve"},
}

// outside names the only packages of ours that may import a library directly.
var outside = map[string][]string{
	"github.com/duckdb/":                  {"engine/duckdb", "engine/duckdb/baseline"}, // the baseline is the yardstick of make bench
	"github.com/apache/iceberg-go":        {"lake"},
	"github.com/robfig/cron":              {"schedule"},
	"github.com/spf13/cobra":              {"cli"},
	"github.com/xuri/excelize":            {"publish", "synthetic"},
	"filippo.io/age":                      {"custody", "parcel", "worker", "run"}, // run keeps the recipient's keys
	"github.com/parquet-go/parquet-go":    {"supplier", "canonical", "intake", "lake", "publish", "release", "serve", "synthetic", "compute"},
	"modernc.org/sqlite":                  {"lake"},
	"net/http":                            {"serve", "cli", "bench"},
	"os/exec":                             {"worker", "cli", "bench"},
	"github.com/prometheus/client_golang": {"serve"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func TestImportsGoOneWay(t *testing.T) {
	const ours = "jamfor/pipeline/"
	for _, p := range packages(t) {
		name, found := strings.CutPrefix(p.ImportPath, ours)
		if !found {
			continue
		}
		base := name
		may, known := allowed[name]
		if !known { // a part inside a package obeys its package
			base, _, _ = strings.Cut(name, "/")
			may, known = allowed[base]
		}
		if !known {
			t.Errorf("%s has no place in the house plan: add it to the table, with its reason in the commit", name)
			continue
		}
		for _, imported := range p.Imports {
			inner, isOurs := strings.CutPrefix(imported, ours)
			if isOurs {
				top, _, _ := strings.Cut(inner, "/")
				if top != base && !slices.Contains(leaves, inner) && !slices.Contains(may, inner) && !slices.Contains(may, top) {
					t.Errorf("%s imports %s", name, inner)
				}
				continue
			}
			for library, homes := range outside {
				if strings.HasPrefix(imported, library) && !slices.Contains(homes, name) && !slices.Contains(homes, base) {
					t.Errorf("%s imports %s, which belongs to %v", name, imported, homes)
				}
			}
		}
	}
}

// What a supplier's machine or a browser runs must stay free of C and of other
// processes: every package behind it has files for the system, and none starts a
// program. make windows also compiles them all, which takes minutes.
func TestSupplierPackagesCompileEverywhere(t *testing.T) {
	shared := []string{"contract", "identity", "custody", "parcel", "intake", "validate", "expression", "indicator", "statistic"}
	for _, target := range []string{"windows/amd64", "js/wasm"} {
		system, arch, _ := strings.Cut(target, "/")
		args := []string{"list", "-deps", "-f", `{{if eq .ImportPath "os/exec" "runtime/cgo" "plugin"}}{{.ImportPath}}{{end}}`}
		if os.Getenv("JAMFOR_WINDOWS") != "" {
			args = []string{"build"}
		}
		for _, name := range shared {
			args = append(args, "jamfor/pipeline/"+name)
		}
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+arch)
		if out, err := cmd.CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
			t.Errorf("%s: %v\n%s", target, err, out)
		}
	}
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-tags", "duckdb_arrow", "-json=ImportPath,Imports", "jamfor/pipeline/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("list packages: %v", err)
	}
	var all []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
