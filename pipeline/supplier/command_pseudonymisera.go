package supplier

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/supplier/pseudonymise"
	"jamfor/pipeline/worker"
)

func pseudonymiseCommand() command {
	return command{
		name:     "pseudonymisera",
		synopsis: code.Text{SV: "LEVERANS … --nyckel FIL [--mappning FIL|SYSTEM] [--ut MAPP]", EN: "DELIVERY … --nyckel FILE [--mappning FILE|SYSTEM] [--ut FOLDER]"},
		summary:  code.Text{SV: "gör om personnummer och id:n till pseudonymer", EN: "turn identity numbers and ids into pseudonyms"},
		help: code.Text{SV: `
Läser egna uttag (CSV, Excel, Parquet eller Arrow) och skriver dem utan personnummer och egna
id:n: personnummer i alla skrivsätt, samordningsnummer, tillfälliga nummer samt
ärende-, hushålls- och svars-id blir pseudonymer (p1-…). Födelseår, kön och typ
av identitet fylls i ur personnumret där de saknas. Namn, fritext och andra
kolumner som mallen inte har tas bort. Originalet ändras inte.

Leveransen ska heta <insamling>_<kommun eller multi>_<period>_<löpnummer>. En fil
med en tabell blir en fil, en arbetsbok blir en mapp med en fil per datamängd.

  --nyckel FIL      pseudonymnyckeln (krävs), se leverera nyckel
  --ut MAPP         var resultatet läggs (annars mappen pseudonymiserat bredvid)
  --mappning FIL    mappning från ett källsystem (eller systemets namn, till
                    exempel asi): säger vad kolumnerna är
  --parquet         skriv Parquet i stället för CSV
  --person KOLUMN   kolumnen med personnummer, om rubriken inte säger det;
                    så även --arende, --hushall och --svar
  --behall KOLUMN   behåll även den kolumnen (flera: skilj med komma)
  --lokala-id       låt det som inte är personnummer vara lokala person-id:n

Tabellen LEVERANS.egna-id.csv kopplar era egna id:n till pseudonymerna. Den är
bara för er: skicka den aldrig. Personnummer finns inte i den.

Exempel:
  leverera pseudonymisera missbruk_1280_2025_1.xlsx --nyckel skane-2026.nyckel
  leverera pseudonymisera "Uttag från Åsa/missbruk_1280_2025_1.csv" --nyckel skane-2026.nyckel --mappning asi.yaml --ut "Att skicka"`, EN: `
Reads your own extracts (CSV, Excel, Parquet or Arrow) and writes them without
identity numbers and own ids: identity numbers in every written form,
coordination numbers, temporary numbers and the ids of cases, households and
answers become pseudonyms (p1-…). Birth year, sex and kind of identity are filled
in from the number where they are missing. Names, free text and other columns
that the template does not have are dropped. The original is not changed.

The delivery must be called <collection>_<municipality or multi>_<period>_<number>.
A file with one table becomes a file, a workbook becomes a folder with a file for
each dataset.

  --nyckel FILE     the pseudonym key (required), see leverera nyckel
  --ut FOLDER       where the result goes (else the folder pseudonymiserat beside it)
  --mappning FILE   mapping of a source system (or the system's name, for example
                    asi): says what the columns are
  --parquet         write Parquet instead of CSV
  --person COLUMN   the column of identity numbers, if the heading does not tell;
                    likewise --arende, --hushall and --svar
  --behall COLUMN   keep that column too (several: separate with commas)
  --lokala-id       let what is no identity number be a local person id

The table DELIVERY.egna-id.csv links your own ids with the pseudonyms. It is for
you alone: never send it. It holds no identity numbers.

Examples:
  leverera pseudonymisera missbruk_1280_2025_1.xlsx --nyckel skane-2026.nyckel
  leverera pseudonymisera "Extract/missbruk_1280_2025_1.csv" --nyckel skane-2026.nyckel --mappning asi.yaml --ut "To send"`},
		run: runPseudonymise,
	}
}

// pseudonymising is one use of the command.
type pseudonymising struct {
	*call
	options pseudonymise.Options
	out     string
	parquet bool
}

func runPseudonymise(ctx context.Context, c *call) int {
	flags := c.flags()
	keyFile := flags.String("nyckel", "", "")
	mapping := flags.String("mappning", "", "")
	keep := flags.String("behall", "", "")
	columns := map[pseudonymise.Role]*string{
		pseudonymise.PersonRole: flags.String("person", "", ""), pseudonymise.CaseRole: flags.String("arende", "", ""),
		pseudonymise.HouseholdRole: flags.String("hushall", "", ""), pseudonymise.AnswerRole: flags.String("svar", "", ""),
	}
	p := &pseudonymising{call: c}
	flags.StringVar(&p.out, "ut", "", "")
	flags.BoolVar(&p.parquet, "parquet", false, "")
	flags.BoolVar(&p.options.LocalIDs, "lokala-id", false, "")
	paths, exit, done := c.parse(flags)
	if done {
		return exit
	}
	if len(paths) == 0 || *keyFile == "" {
		return c.usage("ange minst en leverans och --nyckel.", "name at least one delivery and --nyckel.")
	}
	key, err := readFile(*keyFile, custody.ReadPseudonymKey)
	if err != nil {
		return c.fail(err)
	}
	defer key.Clear()
	c.warnOpen(*keyFile)
	if p.options.Keyer, err = key.Keyer(); err != nil {
		return c.fail(err)
	}
	if p.options.Mapping, err = readMapping(*mapping); err != nil {
		return c.fail(err)
	}
	p.options.Contract = contract.Core()
	p.options.Columns, p.options.Keep = map[string]pseudonymise.Role{}, map[string]bool{}
	for role, name := range columns {
		if *name != "" {
			p.options.Columns[intake.Fold(*name)] = role
		}
	}
	for name := range strings.SplitSeq(*keep, ",") {
		if intake.Fold(name) != "" {
			p.options.Keep[intake.Fold(name)] = true
		}
	}
	for _, path := range paths {
		exit = max(exit, p.delivery(ctx, path))
	}
	return exit
}

func readMapping(path string) (*intake.Mapping, error) {
	if path == "" {
		return nil, nil
	}
	raw, err := mappingText(path)
	if err != nil {
		return nil, err
	}
	m, err := intake.ParseMapping(raw, contract.Core())
	if err != nil {
		return nil, code.Problem("%s: %v", "%s: %v", safePath(path), err)
	}
	return m, nil
}

// delivery pseudonymises one file or folder and returns the exit code.
func (p *pseudonymising) delivery(ctx context.Context, path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return p.fail(code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err)))
	}
	name, findings := worker.ParseName(contract.Core(), filepath.Base(path), info.IsDir())
	if findings == nil && safePath(path) != filepath.Base(path) {
		return p.fail(code.Problem("filnamnet kan innehålla ett personnummer; döp om filen", "the file's name may hold an identity number; rename the file"))
	}
	if findings != nil {
		fmt.Fprintf(p.stderr, "leverera pseudonymisera: %s: %s %s\n", safePath(path), findings[0].Message.In(p.lang), findings[0].Remedy.In(p.lang))
		return exitUsage
	}
	o := p.options
	o.Collection, o.Municipality, o.Period = name.Collection, name.Municipality, name.Period
	paths, err := members(path, info.IsDir())
	if err != nil {
		return p.fail(err)
	}
	out := p.out
	if out == "" {
		out = filepath.Join(filepath.Dir(path), "pseudonymiserat")
	}
	if err := os.MkdirAll(out, 0o700); err != nil {
		return p.fail(code.Problem("skapa mappen för resultatet: %v", "make the folder for the result: %v", plainError(err)))
	}
	w := &writing{pseudonymising: p, options: o, folder: info.IsDir(), stem: filepath.Join(out, strings.TrimSuffix(filepath.Base(path), name.Extension))}
	return w.files(ctx, paths)
}

// tell prints what will become of a table.
func (p *pseudonymising) tell(t pseudonymise.TablePlan) {
	title := t.Dataset
	if t.Sheet != "" {
		title = strings.TrimPrefix(title+" ("+p.t("blad", "sheet")+" "+t.Sheet+")", " ")
	}
	if title == "" {
		title = p.t("tabellen", "the table")
	}
	p.say("  %s: %d rader, %d personnummer och %d andra id:n blev pseudonymer", "  %s: %d rows, %d identity numbers and %d other ids became pseudonyms", title, t.Tally.Rows, t.Tally.Persons, t.Tally.LocalIDs)
	ids := []string{}
	for heading, role := range t.Ids {
		ids = append(ids, heading+" → "+string(role))
	}
	slices.Sort(ids)
	p.list(p.t("nyckelkolumner", "key columns"), ids)
	p.list(p.t("behålls", "kept"), t.Kept)
	p.list(p.t("fylls i ur personnumret", "filled in from the number"), t.Derived)
	p.list(p.t("tas bort", "dropped"), t.Dropped)
	if len(t.Missing) > 0 {
		p.say("    OBS! Kolumner som krävs finns inte: %s. Kommer filen ur ett källsystem: ange --mappning.",
			"    NOTE! Required columns are missing: %s. If the file comes from a source system: give --mappning.", strings.Join(t.Missing, ", "))
	}
	for _, note := range []struct {
		n      int64
		sv, en string
	}{
		{t.Tally.Restored, "    %d personnummer var skadade av kalkylark och kunde återställas", "    %d identity numbers had been damaged by spreadsheets and could be restored"},
		{t.Tally.Already, "    %d celler var pseudonymer redan och behölls", "    %d cells were pseudonyms already and were kept"},
		{t.Tally.SexDiffer, "    %d rader har ett annat kön än personnumret säger; filens uppgift behölls", "    %d rows have another sex than the number says; the file's was kept"},
	} {
		if note.n > 0 {
			p.say(note.sv, note.en, note.n)
		}
	}
}

func (p *pseudonymising) list(title string, names []string) {
	if len(names) > 0 {
		fmt.Fprintf(p.stdout, "    %s: %s\n", title, strings.Join(names, ", "))
	}
}
