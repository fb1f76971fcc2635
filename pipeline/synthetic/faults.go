package synthetic

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// fault is something wrong with a delivery, on purpose. kind faultNone and an
// empty reason mean that intake is expected to accept it.
type fault struct {
	kind         faultKind
	municipality string
	reason       string
}

type faultKind int

const (
	faultNone faultKind = iota
	faultIdentities
	faultTruncated
	faultBrotli
	faultWrongKey
	faultBadRows
	faultDuplicates
	faultIncomplete // the last cases are missing: a delivery sent too early
)

// testIdentities are official test numbers from Skatteverket's open list; they
// belong to nobody.
var testIdentities = []string{
	"189001019802", "189001159806", "192302189176", "192307258430", "192312029289",
}

// looseFaults are files that are no delivery at all.
var looseFaults = []struct{ supplier, name, content, reason string }{
	{"kommun-0488", "barn_unga_0488_%y_1.csv", "Hej!\nHär kommer filen som vi pratade om, hör av er om något är fel.\n", "textfil"},
	{"kommun-0560", "barn_unga_0560_%y_1.csv", "", "tom fil"},
	{"kommun-2409", "slutgiltig version (2).csv", "arende;person\n", "filnamnet följer inte mönstret"},
}

func (g *generator) plantLooseFaults() error {
	for _, f := range looseFaults {
		dir := filepath.Join(g.inbox, f.supplier)
		if err := os.MkdirAll(dir, 0o750); err != nil {
			return err
		}
		name := replaceYear(f.name, g.LastYear)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(f.content), 0o640); err != nil {
			return err
		}
		g.summary.Deliveries++
		g.summary.Faulty = append(g.summary.Faulty, Fault{filepath.Join(f.supplier, name), f.reason})
	}
	return nil
}

func replaceYear(name string, year int) string {
	return strings.ReplaceAll(name, "%y", strconv.Itoa(year))
}
