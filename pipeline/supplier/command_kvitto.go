package supplier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jamfor/pipeline/custody"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/receipt"
	"jamfor/pipeline/validate"
)

func receiptCommand() command {
	return command{
		name: "kvitto", synopsis: "KVITTO|MAPP … --mottagare FIL [--leverans FIL]",
		summary: "pröva mottagarens signerade kvitton",
		help: `
Prövar att kvitton är signerade av mottagaren och oförändrade, att de hör ihop i
en obruten kedja och att inget saknas. Ange filer, eller en mapp: då prövas alla
filer i den som slutar på .kvitto.json.

  --mottagare FIL   mottagarkortet (krävs)
  --leverans FIL    pröva också att ett av kvittona gäller just den filen
                    (ett paket eller en lös fil, inte en mapp)

Exempel:
  leverera kvitto "Kvitton från mottagaren" --mottagare mottagare.kort
  leverera kvitto missbruk_1280_2025_1.jfp.kvitto.json --mottagare mottagare.kort --leverans missbruk_1280_2025_1.jfp

Returkoder: 0 alla kvitton håller, 3 något är ändrat, saknas eller underkänt.`,
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
		return c.usage("ange minst ett kvitto eller en mapp, och --mottagare.")
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
		return c.fail(errors.New("det finns inga kvitton (.kvitto.json) där"))
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
			fmt.Fprintln(c.stderr, "FEL: "+gap.Text())
			exit = exitRejected
		}
	}
	if *delivery != "" {
		exit = max(exit, c.matchDelivery(*delivery, ordered))
	}
	if exit == exitDone {
		fmt.Fprintln(c.stdout, "Kvittona håller.")
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
			return nil, fmt.Errorf("öppna %s: %w", safePath(arg), plainError(err))
		}
		if !info.IsDir() {
			paths = append(paths, arg)
			continue
		}
		entries, err := os.ReadDir(arg)
		if err != nil {
			return nil, fmt.Errorf("läs mappen: %w", plainError(err))
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
			fmt.Fprintf(c.stderr, "FEL: %v\n", err)
			exit = exitRejected
			continue
		}
		kept = append(kept, one)
	}
	return kept, exit
}

func (c *call) tellReceipt(r receipt.Kept) {
	words := map[validate.Status]string{validate.Accepted: "godkänd", validate.Partial: "delvis godkänd", validate.Rejected: "underkänd"}
	fmt.Fprintf(c.stdout, "Kvitto %d: %s, mottagen %s, %s, %d rader\n", r.Number, r.Name, r.ReceivedAt, words[r.Status], r.Rows)
	if r.Manifest != "" {
		fmt.Fprintf(c.stdout, "  följesedel %s\n", r.Manifest)
	}
	for _, o := range r.Municipalities {
		if o.Status == validate.Rejected {
			fmt.Fprintf(c.stdout, "  %s: underkänd, %d fel\n", o.Municipality, o.Stops)
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
			fmt.Fprintf(c.stdout, "Kvitto %d gäller %s.\n", r.Number, safePath(path))
			return exitDone
		}
	}
	fmt.Fprintf(c.stderr, "FEL: inget av kvittona gäller %s.\n", safePath(path))
	return exitRejected
}
