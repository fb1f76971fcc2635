package synthetic

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jamfor/pipeline/contract"
)

// format is a supplier's habit.
type format int

const (
	formatCSV      format = iota // UTF-8 with a byte order mark, semicolons
	formatCSV1252                // Windows-1252, headings as people write them
	formatCSVExcel               // one flat file, UTF-8 with a byte order mark
	formatWorkbook
	formatParquet
	formatZero // nollrapport
)

// columns are the headings that suppliers send, per dataset.
var columns = map[string][]string{
	"arende":            {"arende", "person", "person_idtyp", "kommun", "enhet", "omrade", "kon", "fodelsear", "start", "slut", "avslutsorsak", "svarighetsgrad", "genomforandeplan", "sip", "maluppfyllelse"},
	"orsak":             {"arende", "orsak", "roll"},
	"handelse":          {"arende", "typ", "datum"},
	"insats":            {"arende", "insats_nr", "insats_kod", "metod", "lagrum", "behovsprovad", "start", "slut", "status", "avbrottsorsak", "omfattning_timmar"},
	"placering":         {"arende", "placering_nr", "form", "lagrum", "start", "slut", "placeringskommun"},
	"matning":           {"arende", "instrument", "instrumentversion", "skala", "skattare", "tillfalle", "datum", "mal_nr", "insats_nr", "varde", "saknadkod"},
	"mal":               {"arende", "mal_nr", "niva", "livsomrade", "fore", "mal", "efter", "uppfyllelse", "gas", "vikt"},
	"bistandshushall":   {"hushall", "kommun", "manad", "hushallstyp", "belopp"},
	"bistandsmottagare": {"hushall", "manad", "person", "roll", "kon", "fodelsear", "forsorjningshinder"},
	"enkatsvar":         {"svar_id", "fraga", "kommun", "enhet", "omrade", "kon", "aldersgrupp", "svarande", "svarssatt", "svar", "datum"},
	"volym":             {"kommun", "enhet", "omrade", "ar", "matt", "kon", "alder", "varde"},
	"befolkning":        {"kommun", "ar", "kon", "alder", "antal", "kalla"},
}

// rowWriter writes the rows of one dataset.
type rowWriter interface {
	row(values []string) error
	close() error
}

// output is one delivery being written. It appears under its name only when it
// is whole.
type output struct {
	datasets map[string]rowWriter
	order    []string
	finish   func() error
	temp     string
	final    string
	rows     int64
}

func (w *writer) add(dataset string, values []string) error {
	w.out.rows++
	return w.out.datasets[dataset].row(values)
}

func newOutput(c *contract.Contract, dir string, d delivery) (*output, error) {
	o := &output{datasets: map[string]rowWriter{}, order: slices.Clone(c.Collections[d.collection].Datasets), finish: func() error { return nil }}
	flat := d.format == formatCSVExcel || (d.format == formatParquet && len(o.order) == 1) || (d.format == formatCSV && len(o.order) == 1)
	extension := map[format]string{formatCSV: ".csv", formatCSV1252: ".csv", formatCSVExcel: ".csv", formatParquet: ".parquet", formatWorkbook: ".xlsx"}[d.format]
	switch {
	case d.format == formatWorkbook, flat:
		o.final = filepath.Join(dir, d.name()+extension)
	default:
		o.final = filepath.Join(dir, d.name())
	}
	o.temp = filepath.Join(dir, "."+filepath.Base(o.final)+".part")
	if err := os.RemoveAll(o.temp); err != nil {
		return nil, err
	}
	if d.format == formatWorkbook {
		return o, o.openWorkbook(c, d)
	}
	if !flat {
		if err := os.Mkdir(o.temp, 0o750); err != nil {
			return nil, err
		}
	}
	for _, name := range o.order {
		path := o.temp
		if !flat {
			path = filepath.Join(o.temp, name+extension)
		}
		w, err := openRows(c, d, name, path)
		if err != nil {
			return nil, err
		}
		o.datasets[name] = w
	}
	return o, nil
}

func openRows(c *contract.Contract, d delivery, dataset, path string) (rowWriter, error) {
	if d.format == formatParquet {
		return newParquet(c, dataset, path, d.fault.kind == faultBrotli)
	}
	return newCSV(dataset, path, d.format == formatCSV1252)
}

func (o *output) close() error {
	for _, name := range o.order {
		if err := o.datasets[name].close(); err != nil {
			return fmt.Errorf("close %s: %w", name, err)
		}
	}
	if err := o.finish(); err != nil {
		return err
	}
	if err := os.RemoveAll(o.final); err != nil {
		return err
	}
	return os.Rename(o.temp, o.final)
}

func (o *output) abandon() {
	for _, name := range o.order {
		_ = o.datasets[name].close()
	}
	_ = os.RemoveAll(o.temp)
}

// typesOf are the contract's types of a dataset's columns.
func typesOf(c *contract.Contract, dataset string) []contract.Type {
	types := make([]contract.Type, len(columns[dataset]))
	for i, name := range columns[dataset] {
		if v := c.Datasets[dataset].Variable(name); v != nil {
			types[i] = v.Type
			continue
		}
		at := slices.IndexFunc(c.System, func(v contract.Variable) bool { return v.Name == name })
		types[i] = c.System[at].Type
	}
	return types
}
