package supplier

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
)

// Version is the version of leverera, as packages carry it.
const Version = "0.1.0"

func packCommand() command {
	return command{
		name:     "packa",
		synopsis: code.Text{SV: "LEVERANS --mottagare FIL --signera FIL --andamal TEXT", EN: "DELIVERY --mottagare FILE --signera FILE --andamal TEXT"},
		summary:  code.Text{SV: "signera och kryptera en leverans till ett paket", EN: "sign and encrypt a delivery into a package"},
		help: code.Text{SV: `
Kontrollerar leveransen och lägger den i ett paket (.jfp) med följesedel: vad det
är, antal rader och kontrollsumma per fil, kärnmodellens och mappningens version.
Paketet signeras med er nyckel och krypteras så att bara mottagaren kan öppna
det. En leverans som inte godkänns packas inte.

  --mottagare FIL   mottagarkortet (krävs), ni får det av mottagaren
  --signera FIL     er signeringsnyckel (krävs), se leverera nyckel
  --andamal TEXT    varför uppgifterna lämnas (krävs), till exempel
                    "Systematisk uppföljning enligt avtal 2026"
  --nyckel FIL      pseudonymnyckeln som användes: dess id och kontrollvärde
                    (inte nyckeln) skrivs i följesedeln
  --mappning FIL    mappningen som leveransen ska läsas med, eller ett systems namn
  --ersatter NR     löpnumret på den leverans som den här ersätter
  --datum DATUM     dagens datum i följesedeln (utelämnas annars)
  --ut MAPP         var paketet läggs (annars bredvid leveransen)

Exempel:
  leverera packa missbruk_1280_2025_1 --mottagare mottagare.kort --signera signering-1a2b3c4d.nyckel --nyckel skane-2026.nyckel --andamal "Systematisk uppföljning"
  leverera packa "Att skicka/missbruk_1280_2025_2.csv" --mottagare mottagare.kort --signera vår.nyckel --andamal "Rättelse" --ersatter 1 --ut "Skickat från Åsa"`, EN: `
Checks the delivery and puts it into a package (.jfp) with a manifest: what it is,
rows and checksum of each file, the versions of core model and mapping. The
package is signed with your key and encrypted so that only the recipient can open
it. A delivery that is not accepted is not packed.

  --mottagare FILE  the recipient's card (required); the recipient gives it to you
  --signera FILE    your signing key (required), see leverera nyckel
  --andamal TEXT    why the data are sent (required), for example
                    "Systematisk uppföljning enligt avtal 2026"
  --nyckel FILE     the pseudonym key that was used: its id and check value (not
                    the key) are written into the manifest
  --mappning FILE   the mapping to read the delivery with, or a system's name
  --ersatter NO     the number of the delivery that this one replaces
  --datum DATE      the date in the manifest (else left out)
  --ut FOLDER       where the package goes (else beside the delivery)

Examples:
  leverera packa missbruk_1280_2025_1 --mottagare mottagare.kort --signera signering-1a2b3c4d.nyckel --nyckel skane-2026.nyckel --andamal "Systematisk uppföljning"
  leverera packa "To send/missbruk_1280_2025_2.csv" --mottagare mottagare.kort --signera our.nyckel --andamal "Correction" --ersatter 1 --ut "Sent"`},
		run: runPack,
	}
}

// packing is one use of the command.
type packing struct {
	*call
	card        custody.Card
	signer      custody.SigningKey
	manifest    parcel.Manifest
	mapping     string // path, or the name of a shipped one
	mappingText []byte
	out         string
	name        worker.Name
	delivered   string // path of the delivery
	folder      bool
}

func runPack(ctx context.Context, c *call) int {
	p := &packing{call: c}
	flags := c.flags()
	card := flags.String("mottagare", "", "")
	signer := flags.String("signera", "", "")
	key := flags.String("nyckel", "", "")
	flags.StringVar(&p.mapping, "mappning", "", "")
	flags.StringVar(&p.out, "ut", "", "")
	flags.StringVar(&p.manifest.Purpose, "andamal", "", "")
	flags.StringVar(&p.manifest.Created, "datum", "", "")
	flags.IntVar(&p.manifest.Replaces, "ersatter", 0, "")
	paths, exit, done := c.parse(flags)
	if done {
		return exit
	}
	switch {
	case len(paths) != 1:
		return c.usage("ange en leverans.", "name one delivery.")
	case *card == "" || *signer == "" || p.manifest.Purpose == "":
		return c.usage("ange --mottagare, --signera och --andamal.", "give --mottagare, --signera and --andamal.")
	case p.manifest.Created != "" && !isDay(p.manifest.Created):
		return c.usage("--datum ska vara ett datum, till exempel 2026-02-01.", "--datum must be a date, for example 2026-02-01.")
	}
	if err := p.keys(*card, *signer, *key); err != nil {
		return c.fail(err)
	}
	p.delivered = paths[0]
	if exit := p.identify(); exit != exitDone {
		return exit
	}
	return p.pack(ctx)
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// keys reads the card and the keys.
func (p *packing) keys(card, signer, key string) (err error) {
	if p.card, err = readFile(card, custody.ReadCard); err != nil {
		return err
	}
	if p.signer, err = readFile(signer, custody.ReadSigningKey); err != nil {
		return err
	}
	p.warnOpen(signer)
	p.manifest.Signer, p.manifest.Recipient = p.signer.Public().ID(), custody.RecipientID(p.card.Recipient)
	if key == "" {
		return nil
	}
	k, err := readFile(key, custody.ReadPseudonymKey)
	if err != nil {
		return err
	}
	defer k.Clear()
	p.manifest.Pseudonyms = &parcel.Pseudonyms{ID: k.ID, Check: k.Check()}
	return nil
}

// identify reads what the delivery's name says.
func (p *packing) identify() int {
	info, err := os.Stat(p.delivered)
	if err != nil {
		return p.fail(code.Problem("öppna %s: %v", "open %s: %v", safePath(p.delivered), plainError(err)))
	}
	base := filepath.Base(filepath.Clean(p.delivered))
	if isOwnIDs(base) {
		return p.fail(code.Problem("tabellen över egna id:n får aldrig skickas", "the table of own ids must never be sent"))
	}
	name, findings := worker.ParseName(contract.Core(), base, info.IsDir())
	if findings != nil || name.Parcel {
		return p.usage("leveransen har inte rätt namn. Det ska vara <insamling>_<kommun eller multi>_<period>_<löpnummer>.", "the delivery has not the right name. It must be <collection>_<municipality or multi>_<period>_<number>.")
	}
	p.name, p.folder = name, info.IsDir()
	m := &p.manifest
	m.Format, m.Producer, m.Files = parcel.Format, "leverera "+Version, []parcel.File{}
	m.Collection, m.Municipality, m.Period, m.Sequence, m.Zero = name.Collection, name.Municipality, name.Period.String(), name.Sequence, name.Zero
	if m.Municipality == "" {
		m.Municipality = parcel.Multi
	}
	m.Contract = parcel.Contract{Version: contract.Core().Version, ValidFrom: contract.Core().ValidFrom}
	return exitDone
}

// pack checks the delivery, describes its files and writes the package.
func (p *packing) pack(ctx context.Context) int {
	report, err := Check(ctx, p.delivered, p.mapping)
	if err != nil {
		return p.fail(err)
	}
	if report.Status != validate.Accepted {
		if err := report.WriteText(p.stdout, p.lang); err != nil {
			return exitFailure
		}
		p.complain("leverera packa: leveransen godkänns inte och packas inte. Rätta den, eller se hela rapporten med leverera kontrollera.",
			"leverera packa: the delivery is not accepted and is not packed. Correct it, or see the whole report with leverera kontrollera.")
		return exitRejected
	}
	paths, err := p.files(report)
	if err != nil {
		return p.fail(err)
	}
	if err := p.manifest.Validate(); err != nil {
		return p.fail(p.explain(err))
	}
	target := p.out
	if target == "" {
		target = filepath.Dir(filepath.Clean(p.delivered))
	}
	if err := os.MkdirAll(target, 0o700); err != nil {
		return p.fail(code.Problem("skapa mappen för paketet: %v", "make the folder for the package: %v", plainError(err)))
	}
	target = filepath.Join(target, p.stem()+parcel.Extension)
	if err := writeWhole(target, func(w io.Writer) error { return p.write(ctx, w, paths) }); err != nil {
		return p.fail(err)
	}
	p.tellPacked(target)
	return exitDone
}

// stem is the package's name without ending: the delivery's own, so that a
// person knows it again, and the manifest's where that names a dataset.
func (p *packing) stem() string {
	base := filepath.Base(filepath.Clean(p.delivered))
	if p.name.Dataset != "" {
		return p.manifest.Stem()
	}
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// explain words what is wrong with a manifest that this program made.
func (p *packing) explain(err error) error {
	if p.manifest.Replaces >= p.manifest.Sequence {
		return code.Problem("--ersatter ska vara ett lägre löpnummer än leveransens eget", "--ersatter must be a lower number than the delivery's own")
	}
	return code.Problem("följesedeln går inte att skriva (filnamn i mappen ska vara a–z, siffror, punkt, bindestreck och understreck; ändamålet en rad på högst 300 tecken): %v",
		"the manifest cannot be written (file names in the folder must be a–z, digits, dot, hyphen and underscore; the purpose one line of at most 300 characters): %v", err)
}

// files fills in the manifest's files: sizes, digests, and the rows that the
// check found.
func (p *packing) files(report validate.Report) ([]string, error) {
	if p.name.Zero {
		return nil, nil
	}
	paths, err := members(p.delivered, p.folder)
	if err != nil {
		return nil, err
	}
	for i, path := range paths {
		note := report.Files[i]
		name := filepath.Base(path)
		if isOwnIDs(name) {
			return nil, code.Problem("mappen innehåller tabellen över egna id:n, som aldrig får skickas; flytta den", "the folder holds the table of own ids, which must never be sent; move it")
		}
		file, err := describe(path, name)
		if err != nil {
			return nil, err
		}
		file.Rows, file.Datasets = note.Rows, note.Datasets
		p.manifest.Files = append(p.manifest.Files, file)
	}
	if p.mapping == "" {
		return paths, nil
	}
	mapping, err := readMapping(p.mapping)
	if err != nil {
		return nil, err
	}
	raw, err := mappingText(p.mapping)
	if err != nil {
		return nil, err
	}
	size, sum, err := parcel.DigestFile(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	p.manifest.Mapping = &parcel.Mapping{Name: mapping.Name, Revision: mapping.Revision}
	p.manifest.Files = append(p.manifest.Files, parcel.File{Name: parcel.MappingFile, Size: size, SHA256: sum})
	p.mappingText = raw
	return paths, nil
}

func describe(path, name string) (parcel.File, error) {
	return readFile(path, func(r io.Reader) (parcel.File, error) {
		size, sum, err := parcel.DigestFile(r)
		return parcel.File{Name: name, Size: size, SHA256: sum}, err
	})
}

// write packs the open files.
func (p *packing) write(ctx context.Context, w io.Writer, paths []string) error {
	var sources []io.Reader
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return code.Problem("öppna %s: %v", "open %s: %v", safePath(path), plainError(err))
		}
		defer f.Close()
		sources = append(sources, f)
	}
	if p.mappingText != nil {
		sources = append(sources, bytes.NewReader(p.mappingText))
	}
	buffered := bufio.NewWriterSize(w, 256<<10)
	if err := parcel.Pack(ctx, buffered, p.manifest, sources, p.signer, p.card); err != nil {
		return err
	}
	return buffered.Flush()
}

func (p *packing) tellPacked(target string) {
	m := p.manifest
	p.say("Paket:       %s\nTill:        %s (%s)\nSignerat av: %s (%s)", "Package:     %s\nTo:          %s (%s)\nSigned by:   %s (%s)", target, p.card.Owner, p.card.ID(), p.signer.Owner, m.Signer)
	if m.Pseudonyms != nil {
		p.say("Pseudonymer: nyckel %s, kontrollvärde %s", "Pseudonyms:  key %s, check value %s", m.Pseudonyms.ID, m.Pseudonyms.Check)
	}
	if raw, err := m.JSON(); err == nil {
		p.say("Följesedel:  %s", "Manifest:    %s", parcel.Digest(raw))
	}
	for _, f := range m.Files {
		p.say("  %s: %d rader, %d byte", "  %s: %d rows, %d bytes", f.Name, f.Rows, f.Size)
	}
	if m.Zero {
		p.say("  Nollrapport", "  Nothing to report (nollrapport)")
	}
}
