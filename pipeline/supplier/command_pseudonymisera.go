package supplier

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/supplier/pseudonymise"
	"jamfor/pipeline/worker"
)

func pseudonymiseCommand() command {
	return command{
		name: "pseudonymisera", synopsis: "LEVERANS … --nyckel FIL",
		summary: "gör om personnummer och id:n till pseudonymer",
		help: `
Läser egna uttag (CSV, Excel, Parquet eller Arrow) och skriver dem utan personnummer och egna
id:n: personnummer i alla skrivsätt, samordningsnummer, tillfälliga nummer samt
ärende-, hushålls- och svars-id blir pseudonymer (p1-…). Födelseår, kön och typ
av identitet fylls i ur personnumret där de saknas. Namn, fritext och andra
kolumner som mallen inte har tas bort. Originalet ändras inte.

Leveransen ska heta <insamling>_<kommun eller multi>_<period>_<löpnummer>. En fil
med en tabell blir en fil, en arbetsbok blir en mapp med en fil per datamängd.

  --nyckel FIL      pseudonymnyckeln (krävs), se leverera nyckel
  --ut MAPP         var resultatet läggs (annars mappen pseudonymiserat bredvid)
  --mappning FIL    mappning från ett källsystem: säger vad kolumnerna är
  --parquet         skriv Parquet i stället för CSV
  --person KOLUMN   kolumnen med personnummer, om rubriken inte säger det;
                    så även --arende, --hushall och --svar
  --behall KOLUMN   behåll även den kolumnen (flera: skilj med komma)
  --lokala-id       låt det som inte är personnummer vara lokala person-id:n

Tabellen LEVERANS.egna-id.csv kopplar era egna id:n till pseudonymerna. Den är
bara för er: skicka den aldrig. Personnummer finns inte i den.

Exempel:
  leverera pseudonymisera missbruk_1280_2025_1.xlsx --nyckel skane-2026.nyckel
  leverera pseudonymisera "Uttag från Åsa/missbruk_1280_2025_1.csv" --nyckel skane-2026.nyckel --mappning asi.yaml --ut "Att skicka"`,
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
		return c.usage("ange minst en leverans och --nyckel.")
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
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("öppna mappningen %s: %w", safePath(path), plainError(err))
	}
	m, err := intake.ParseMapping(raw, contract.Core())
	if err != nil {
		return nil, fmt.Errorf("mappningen %s: %w", safePath(path), err)
	}
	return m, nil
}

// delivery pseudonymises one file or folder and returns the exit code.
func (p *pseudonymising) delivery(ctx context.Context, path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return p.fail(fmt.Errorf("öppna %s: %w", safePath(path), plainError(err)))
	}
	name, findings := worker.ParseName(contract.Core(), filepath.Base(path), info.IsDir())
	if findings == nil && safePath(path) != filepath.Base(path) {
		return p.fail(fmt.Errorf("filnamnet kan innehålla ett personnummer; döp om filen"))
	}
	if findings != nil {
		fmt.Fprintf(p.stderr, "leverera pseudonymisera: %s: %s %s\n", safePath(path), findings[0].Message.SV, findings[0].Remedy.SV)
		return exitUsage
	}
	o := p.options
	o.Collection, o.Municipality, o.Period = name.Collection, name.Municipality, name.Period
	paths, err := members(path, info.IsDir())
	if err != nil {
		return p.fail(plainError(err))
	}
	out := p.out
	if out == "" {
		out = filepath.Join(filepath.Dir(path), "pseudonymiserat")
	}
	if err := os.MkdirAll(out, 0o700); err != nil {
		return p.fail(fmt.Errorf("skapa mappen för resultatet: %w", plainError(err)))
	}
	w := &writing{pseudonymising: p, options: o, folder: info.IsDir(), stem: filepath.Join(out, strings.TrimSuffix(filepath.Base(path), name.Extension))}
	return w.files(ctx, paths)
}

// tell prints what will become of a table.
func (p *pseudonymising) tell(t pseudonymise.TablePlan) {
	title := t.Dataset
	if t.Sheet != "" {
		title = strings.TrimPrefix(title+" (blad "+t.Sheet+")", " ")
	}
	if title == "" {
		title = "tabellen"
	}
	fmt.Fprintf(p.stdout, "  %s: %d rader, %d personnummer och %d andra id:n blev pseudonymer\n", title, t.Tally.Rows, t.Tally.Persons, t.Tally.LocalIDs)
	ids := []string{}
	for heading, role := range t.Ids {
		ids = append(ids, heading+" → "+string(role))
	}
	slices.Sort(ids)
	p.list("nyckelkolumner", ids)
	p.list("behålls", t.Kept)
	p.list("fylls i ur personnumret", t.Derived)
	p.list("tas bort", t.Dropped)
	for _, note := range []struct {
		n    int64
		text string
	}{
		{t.Tally.Restored, "personnummer var skadade av kalkylark och kunde återställas"},
		{t.Tally.Already, "celler var pseudonymer redan och behölls"},
		{t.Tally.SexDiffer, "rader har ett annat kön än personnumret säger; filens uppgift behölls"},
	} {
		if note.n > 0 {
			fmt.Fprintf(p.stdout, "    %d %s\n", note.n, note.text)
		}
	}
}

func (p *pseudonymising) list(title string, names []string) {
	if len(names) > 0 {
		fmt.Fprintf(p.stdout, "    %s: %s\n", title, strings.Join(names, ", "))
	}
}
