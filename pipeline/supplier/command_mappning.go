package supplier

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/intake"
)

func mappingCommand() command {
	return command{
		name: "mappning", synopsis: "SYSTEM [--insamling NAMN] | --gissa FIL --insamling NAMN",
		summary: "skriv ut en mappning att anpassa, eller föreslå en",
		help: `
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
  leverera mappning --gissa "Uttag från systemet.csv" --insamling missbruk > förslag.yaml`,
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
		return c.usage("insamlingen är okänd; välj bland %s.", strings.Join(contract.Core().CollectionNames(), ", "))
	}
	if *guess != "" {
		if col == nil || len(names) > 0 {
			return c.usage("ange --gissa FIL och --insamling NAMN.")
		}
		return guessFile(ctx, c, *guess, col)
	}
	if len(names) != 1 {
		return c.usage("ange ett system: %s.", strings.Join(intake.Systems(), ", "))
	}
	raw, ok := intake.System(names[0])
	if !ok {
		return c.usage("systemet finns inte; välj bland %s.", strings.Join(intake.Systems(), ", "))
	}
	if col != nil {
		raw = intake.ForCollection(raw, col.Name, col.ServiceArea)
		if _, err := intake.ParseMapping(raw, nil); err != nil {
			return c.fail(fmt.Errorf("mappningen %s passar inte insamlingen %s: dess datamängder finns inte där", names[0], col.Name))
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
		return c.fail(fmt.Errorf("öppna %s: %w", filepath.Base(path), err))
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
