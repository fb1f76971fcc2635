package supplier

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/intake"
)

func mappingCommand() command {
	return command{
		name:     "mappning",
		synopsis: code.Text{SV: "SYSTEM [--insamling NAMN] | --gissa FIL --insamling NAMN", EN: "SYSTEM [--insamling NAME] | --gissa FILE --insamling NAME"},
		summary:  code.Text{SV: "skriv ut en mappning att anpassa, eller föreslå en", EN: "print a mapping to adapt, or propose one"},
		help: code.Text{SV: `
Skriver ut mappningen för ett källsystem, med kommentarer som säger hur den
anpassas. En mappning säger vilken kolumn och vilka koder i ert uttag som blir
vilken kolumn och vilka koder i kärnmodellen. Den är text och kan redigeras i
Anteckningar.

System: ` + strings.Join(intake.Systems(), ", ") + `

  --insamling NAMN  samma mappning för en annan insamling, till exempel vald
  --gissa FIL       föreslå en mappning ur filens rubriker och värden; allt som
                    är gissat är utmärkt och ska läsas och rättas av en människa

Värden ur filen skrivs bara ut när de ser ut som koder (få olika, korta, utan
siffror som kan vara personnummer).

Exempel:
  leverera mappning asi > min-asi.yaml
  leverera mappning su-reg --insamling vald > su-vald.yaml
  leverera mappning --gissa "Uttag från systemet.csv" --insamling missbruk > förslag.yaml`, EN: `
Prints the mapping of a source system with comments (in Swedish) that tell how it
is adapted. A mapping says which column and which codes of your extract become
which column and which codes of the core model. It is text, for any editor.

Systems: ` + strings.Join(intake.Systems(), ", ") + `

  --insamling NAME  the same mapping for another collection, for example vald
  --gissa FILE      propose a mapping from the file's headings and values; all
                    that is guessed is marked, to be read and corrected by a person

Values of the file are printed only where they look like codes (few different
ones, short, without digits that may be identity numbers).

Examples:
  leverera mappning asi > my-asi.yaml
  leverera mappning su-reg --insamling vald > su-vald.yaml
  leverera mappning --gissa "Extract of the system.csv" --insamling missbruk > proposal.yaml`},
		run: runMapping,
	}
}

func runMapping(ctx context.Context, c *call) int {
	flags := c.flags()
	guess := flags.String("gissa", "", "")
	collection := flags.String("insamling", "", "")
	names, exit, done := c.parse(flags)
	if done {
		return exit
	}
	col := contract.Core().Collections[*collection]
	if *collection != "" && col == nil {
		return c.usage("insamlingen är okänd; välj bland %s.", "the collection is unknown; choose among %s.", strings.Join(contract.Core().CollectionNames(), ", "))
	}
	if *guess != "" {
		if col == nil || len(names) > 0 {
			return c.usage("ange --gissa FIL och --insamling NAMN.", "give --gissa FILE and --insamling NAME.")
		}
		return guessFile(ctx, c, *guess, col)
	}
	if len(names) != 1 {
		return c.usage("ange ett system: %s.", "name a system: %s.", strings.Join(intake.Systems(), ", "))
	}
	raw, ok := intake.System(names[0])
	if !ok {
		return c.usage("systemet finns inte; välj bland %s.", "there is no such system; choose among %s.", strings.Join(intake.Systems(), ", "))
	}
	if col != nil {
		raw = intake.ForCollection(raw, col.Name, col.ServiceArea)
		if _, err := intake.ParseMapping(raw, nil); err != nil {
			return c.fail(code.Problem("mappningen %s passar inte insamlingen %s: dess datamängder finns inte där", "the mapping %s does not fit the collection %s: its datasets are not there", names[0], col.Name))
		}
	}
	if _, err := c.stdout.Write(raw); err != nil {
		return exitFailure
	}
	return exitDone
}

func guessFile(ctx context.Context, c *call, path string, col *contract.Collection) int {
	file, err := os.Open(path)
	if err != nil {
		return c.fail(code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err)))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return c.fail(err)
	}
	g := newGuess(contract.Core(), col)
	if err := g.read(ctx, intake.File{Name: filepath.Base(path), Data: file, Size: info.Size()}); err != nil {
		return c.fail(err)
	}
	if _, err := c.stdout.Write(g.yaml()); err != nil {
		return exitFailure
	}
	return exitDone
}
