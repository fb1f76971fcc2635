package supplier

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/supplier/template"
	"jamfor/pipeline/worker"
)

func templateCommand() command {
	return command{
		name:     "mall",
		synopsis: code.Text{SV: "INSAMLING [--kommun KOD] [--period PERIOD] [--ut MAPP]", EN: "COLLECTION [--kommun CODE] [--period PERIOD] [--ut FOLDER]"},
		summary:  code.Text{SV: "skapa en Excelmall och CSV-mallar att fylla i", EN: "make an Excel template and CSV templates to fill in"},
		help: code.Text{SV: `
Skapar en arbetsbok med ett blad per datamängd (listor att välja i, celler som
kontrolleras medan man skriver, definitioner, kodlistor och exempel) och en mapp
med CSV-mallar. En ifylld mall kan kontrolleras och lämnas som den är.

Insamlingar: ` + strings.Join(contract.Core().CollectionNames(), ", ") + `

  --kommun KOD      kommunkod, eller multi; ger filen rätt namn från början
  --period PERIOD   år (2025), halvår (2025H1), kvartal (2025K1), månad (2025-03)
  --ut MAPP         var mallarna läggs (annars i den här mappen)

Befintliga filer skrivs aldrig över.

Exempel:
  leverera mall missbruk --kommun 1280 --period 2025
  leverera mall enkat --ut "Mina mallar"`, EN: `
Makes a workbook with a sheet for each dataset (lists to choose from, cells that
are checked while you type, definitions, code lists and examples) and a folder of
CSV templates. A template that is filled in can be checked and sent as it is.

Collections: ` + strings.Join(contract.Core().CollectionNames(), ", ") + `

  --kommun CODE     municipality code, or multi; names the file rightly at once
  --period PERIOD   year (2025), half-year (2025H1), quarter (2025K1), month (2025-03)
  --ut FOLDER       where the templates go (else into this folder)

Files that are there are never written over.

Examples:
  leverera mall missbruk --kommun 1280 --period 2025 --lang en
  leverera mall enkat --ut "My templates"`},
		run: runTemplate,
	}
}

func runTemplate(_ context.Context, c *call) int {
	flags := c.flags()
	municipality := flags.String("kommun", "", "")
	period := flags.String("period", "", "")
	out := flags.String("ut", ".", "")
	names, exit, done := c.parse(flags)
	if done {
		return exit
	}
	model := contract.Core()
	if len(names) != 1 || model.Collections[names[0]] == nil {
		return c.usage("ange en insamling: %s.", "name a collection: %s.", strings.Join(model.CollectionNames(), ", "))
	}
	stem := "mall_" + names[0]
	if *municipality != "" || *period != "" {
		stem = fmt.Sprintf("%s_%s_%s_1", names[0], *municipality, *period)
		if _, findings := worker.ParseName(model, stem, true); findings != nil {
			return c.usage("%s Ange både --kommun och --period.", "%s Give both --kommun and --period.", findings[0].Message.In(c.lang))
		}
	}
	written, err := writeTemplates(*out, stem, names[0])
	if err != nil {
		return c.fail(err)
	}
	for _, path := range written {
		fmt.Fprintln(c.stdout, path)
	}
	return exitDone
}

// writeTemplates writes the workbook and the CSV files of a collection and
// lists what it wrote.
func writeTemplates(dir, stem, collection string) ([]string, error) {
	model := contract.Core()
	folder := filepath.Join(dir, stem)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, code.Problem("skapa mappen: %v", "make the folder: %v", plainError(err))
	}
	book := folder + ".xlsx"
	if err := writeNew(book, func(w io.Writer) error { return template.Workbook(w, model, collection) }); err != nil {
		return nil, err
	}
	written := []string{book}
	for _, name := range model.Collections[collection].Datasets {
		path := filepath.Join(folder, name+".csv")
		if err := writeNew(path, func(w io.Writer) error { return template.CSV(w, model, model.Datasets[name]) }); err != nil {
			return written, err
		}
		written = append(written, path)
	}
	return written, nil
}

// writeNew writes a file that must not be there before; a file that could not
// be finished is removed.
func writeNew(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if os.IsExist(err) {
		return code.Problem("%s finns redan och skrivs inte över", "%s is there already and is not written over", safePath(path))
	}
	if err != nil {
		return code.Problem("skapa %s: %v", "make %s: %v", safePath(path), plainError(err))
	}
	err = write(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		_ = os.Remove(path)
		return code.Problem("skriv %s: %v", "write %s: %v", safePath(path), plainError(err))
	}
	return nil
}
