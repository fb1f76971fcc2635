package supplier

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/receipt"
	"jamfor/pipeline/validate"
)

func receiptCommand() command {
	return command{
		name:     "kvitto",
		synopsis: code.Text{SV: "KVITTO|MAPP … --mottagare FIL [--leverans FIL]", EN: "RECEIPT|FOLDER … --mottagare FILE [--leverans FILE]"},
		summary:  code.Text{SV: "pröva mottagarens signerade kvitton", EN: "verify the recipient's signed receipts"},
		help: code.Text{SV: `
Prövar att kvitton är signerade av mottagaren och oförändrade, att de hör ihop i
en obruten kedja och att inget saknas. Ange filer, eller en mapp: då prövas alla
filer i den som slutar på .kvitto.json.

  --mottagare FIL   mottagarkortet (krävs)
  --leverans FIL    pröva också att ett av kvittona gäller just den filen
                    (ett paket eller en lös fil, inte en mapp)

Exempel:
  leverera kvitto "Kvitton från mottagaren" --mottagare mottagare.kort
  leverera kvitto missbruk_1280_2025_1.jfp.kvitto.json --mottagare mottagare.kort --leverans missbruk_1280_2025_1.jfp

Returkoder: 0 alla kvitton håller, 3 något är ändrat eller saknas.`, EN: `
Verifies that receipts are signed by the recipient and unchanged, that they make
an unbroken chain and that none is missing. Name files, or a folder: then every
file in it that ends in .kvitto.json is verified.

  --mottagare FILE  the recipient's card (required)
  --leverans FILE   verify too that one of the receipts is for that file
                    (a package or a single file, not a folder)

Examples:
  leverera kvitto "Receipts" --mottagare mottagare.kort
  leverera kvitto missbruk_1280_2025_1.jfp.kvitto.json --mottagare mottagare.kort --leverans missbruk_1280_2025_1.jfp

Exit codes: 0 all receipts hold, 3 something is changed or missing.`},
		run: runReceipt,
	}
}

func runReceipt(_ context.Context, c *call) int {
	flags := c.flags()
	cardFile := flags.String("mottagare", "", "")
	delivery := flags.String("leverans", "", "")
	args, exit, done := c.parse(flags)
	if done {
		return exit
	}
	if len(args) == 0 || *cardFile == "" {
		return c.usage("ange minst ett kvitto eller en mapp, och --mottagare.", "name at least one receipt or a folder, and --mottagare.")
	}
	card, err := readFile(*cardFile, custody.ReadCard)
	if err != nil {
		return c.fail(err)
	}
	paths, err := receiptFiles(args)
	if err != nil {
		return c.fail(err)
	}
	if len(paths) == 0 {
		return c.fail(code.Problem("det finns inga kvitton (.kvitto.json) där", "there are no receipts (.kvitto.json) there"))
	}
	kept, exit := c.verifyReceipts(paths, card)
	ordered, gaps := receipt.Series(kept)
	for _, r := range ordered {
		c.tellReceipt(r)
	}
	// A single receipt that is asked for stands for itself; its chain cannot be
	// judged from it alone.
	if len(paths) > 1 || isFolder(args) {
		for _, gap := range gaps {
			c.complain("FEL: %s", "WRONG: %s", gap.Text().In(c.lang))
			exit = exitRejected
		}
	}
	if *delivery != "" {
		exit = max(exit, c.matchDelivery(*delivery, ordered))
	}
	if exit == exitDone {
		c.say("Kvittona håller.", "The receipts hold.")
	}
	return exit
}

func isFolder(paths []string) bool {
	return slices.ContainsFunc(paths, func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.IsDir()
	})
}

const receiptEnding = ".kvitto.json"

func receiptFiles(args []string) ([]string, error) {
	var paths []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, code.Problem("öppna %s: %v", "open %s: %v", safePath(arg), plainError(err))
		}
		if !info.IsDir() {
			paths = append(paths, arg)
			continue
		}
		entries, err := os.ReadDir(arg)
		if err != nil {
			return nil, code.Problem("läs mappen: %v", "read the folder: %v", plainError(err))
		}
		for _, e := range entries {
			if !e.IsDir() && strings.HasSuffix(e.Name(), receiptEnding) {
				paths = append(paths, filepath.Join(arg, e.Name()))
			}
		}
	}
	return paths, nil
}

// verifyReceipts keeps the receipts that are the recipient's and unchanged.
func (c *call) verifyReceipts(paths []string, card custody.Card) (kept []receipt.Kept, exit int) {
	for _, path := range paths {
		one, err := readFile(path, func(r io.Reader) (receipt.Kept, error) {
			parsed, line, err := receipt.Parse(r)
			if err == nil {
				err = parsed.Verify(line, card.Receipts)
			}
			return receipt.Kept{Receipt: parsed, Line: line, Source: filepath.Base(path)}, err
		})
		if err != nil {
			c.complain("FEL: %s", "WRONG: %s", code.Told(err, c.lang))
			exit = exitRejected
			continue
		}
		kept = append(kept, one)
	}
	return kept, exit
}

func (c *call) tellReceipt(r receipt.Kept) {
	words := map[validate.Status]string{
		validate.Accepted: c.t("godkänd", "accepted"), validate.Partial: c.t("delvis godkänd", "partly accepted"), validate.Rejected: c.t("underkänd", "rejected"),
	}
	c.say("Kvitto %d: %s, mottagen %s, %s, %d rader", "Receipt %d: %s, received %s, %s, %d rows", r.Number, r.Name, r.ReceivedAt, words[r.Status], r.Rows)
	if r.Manifest != "" {
		c.say("  följesedel %s", "  manifest %s", r.Manifest)
	}
	for _, o := range r.Municipalities {
		if o.Status == validate.Rejected {
			c.say("  %s: underkänd, %d fel", "  %s: rejected, %d faults", o.Municipality, o.Stops)
		}
	}
}

// matchDelivery looks for the receipt of one file.
func (c *call) matchDelivery(path string, receipts []receipt.Kept) int {
	sum, err := readFile(path, func(r io.Reader) (string, error) {
		_, sum, err := parcel.DigestFile(r)
		return sum, err
	})
	if err != nil {
		return c.fail(err)
	}
	for _, r := range receipts {
		if r.Receipt.File == sum {
			c.say("Kvitto %d gäller %s.", "Receipt %d is for %s.", r.Number, safePath(path))
			return exitDone
		}
	}
	c.complain("FEL: inget av kvittona gäller %s.", "WRONG: none of the receipts is for %s.", safePath(path))
	return exitRejected
}
