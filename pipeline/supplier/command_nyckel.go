package supplier

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/custody"
)

func keyCommand() command {
	return command{
		name:     "nyckel",
		synopsis: code.Text{SV: "skapa|importera|prova …"},
		summary:  code.Text{SV: "skapa, läsa in och pröva nyckelfiler", EN: "make, import and try key files"},
		help: code.Text{SV: `
  leverera nyckel skapa pseudonym --id ID [--ut MAPP]
      Skapar en hemlig pseudonymnyckel (ID.nyckel) och en nyckelguide att skriva
      ut (ID.nyckelguide.html). Får ni nyckeln av en betrodd part: använd i
      stället importera.

  leverera nyckel skapa signering --agare NAMN [--ut MAPP]
      Skapar en hemlig signeringsnyckel, dess publika del (.publik) som lämnas
      till mottagaren, och en nyckelguide.

  leverera nyckel importera --id ID [--kontrollvarde VÄRDE] [--ut MAPP] FIL
      Läser in en pseudonymnyckel som den står på papper eller i en annan fil:
      grupper om fyra tecken eller 64 hexadecimala tecken. FIL - läser det ni
      skriver in. Nyckeln skrivs aldrig på kommandoraden.

  leverera nyckel prova [--kontrollvarde VÄRDE] FIL
      Läser en nyckelfil (.nyckel, .publik eller mottagarkort) och visar id och
      kontrollvärde, aldrig nyckeln.

Exempel:
  leverera nyckel skapa pseudonym --id skane-2026
  leverera nyckel skapa signering --agare "FoU Skåne" --ut "Våra nycklar"
  leverera nyckel importera --id skane-2026 --kontrollvarde 0123456789abcdef avskrift.txt
  leverera nyckel prova skane-2026.nyckel`, EN: `
  leverera nyckel skapa pseudonym --id ID [--ut FOLDER]
      Makes a secret pseudonym key (ID.nyckel) and a key guide to print
      (ID.nyckelguide.html). Where a trusted party gives you the key, use
      importera instead.

  leverera nyckel skapa signering --agare NAME [--ut FOLDER]
      Makes a secret signing key, its public part (.publik) for the recipient,
      and a key guide.

  leverera nyckel importera --id ID [--kontrollvarde VALUE] [--ut FOLDER] FILE
      Reads a pseudonym key as it stands on paper or in another file: groups of
      four characters or 64 hexadecimal ones. FILE - reads what you type. The key
      is never written on the command line.

  leverera nyckel prova [--kontrollvarde VALUE] FILE
      Reads a key file (.nyckel, .publik or the recipient's card) and shows id and
      check value, never the key.

Examples:
  leverera nyckel skapa pseudonym --id skane-2026
  leverera nyckel skapa signering --agare "FoU Skåne" --ut "Our keys"
  leverera nyckel importera --id skane-2026 --kontrollvarde 0123456789abcdef copy.txt
  leverera nyckel prova skane-2026.nyckel`},
		run: runKey,
	}
}

func runKey(_ context.Context, c *call) int {
	if len(c.args) == 0 {
		return c.usage("ange skapa, importera eller prova.", "say skapa (make), importera (import) or prova (try).")
	}
	word := c.args[0]
	c.args = c.args[1:]
	switch word {
	case "skapa":
		return c.createKey()
	case "importera":
		return c.importKey()
	case "prova":
		return c.tryKey()
	case "--help", "-h":
		c.tell(c.stdout)
		return exitDone
	}
	return c.usage("ange skapa, importera eller prova.", "say skapa (make), importera (import) or prova (try).")
}

func (c *call) createKey() int {
	flags := c.flags()
	id := flags.String("id", "", "")
	owner := flags.String("agare", "", "")
	out := flags.String("ut", ".", "")
	rest, exit, done := c.parse(flags)
	if done {
		return exit
	}
	switch {
	case len(rest) == 1 && rest[0] == "pseudonym" && *id != "":
		key, err := custody.NewPseudonymKey(*id, rand.Reader)
		if err != nil {
			return c.fail(err)
		}
		return c.storePseudonymKey(key, *out)
	case len(rest) == 1 && rest[0] == "signering" && *owner != "":
		return c.createSigningKey(*owner, *out)
	}
	return c.usage("ange pseudonym med --id, eller signering med --agare.", "say pseudonym with --id, or signering with --agare.")
}

// storePseudonymKey writes a key and its guide.
func (c *call) storePseudonymKey(key custody.PseudonymKey, dir string) int {
	defer key.Clear()
	path := filepath.Join(dir, key.ID+".nyckel")
	if err := writeWhole(path, key.Write); err != nil {
		return c.fail(err)
	}
	facts := custody.Facts{ID: key.ID, Check: key.Check(), FileName: filepath.Base(path)}
	guide := filepath.Join(dir, key.ID+".nyckelguide.html")
	if err := writeWhole(guide, func(w io.Writer) error { return custody.Guide(w, facts) }); err != nil {
		return c.fail(err)
	}
	c.say("Nyckel-id:      %s\nKontrollvärde:  %s\nHemlig fil:     %s\nNyckelguide:    %s (skriv ut, fyll i och lås in)",
		"Key id:       %s\nCheck value:  %s\nSecret file:  %s\nKey guide:    %s (print it, fill it in and lock it away)", key.ID, key.Check(), path, guide)
	return exitDone
}

func (c *call) createSigningKey(owner, dir string) int {
	key, err := custody.NewSigningKey(owner, rand.Reader)
	if err != nil {
		return c.fail(err)
	}
	public := key.Public()
	stem := filepath.Join(dir, "signering-"+strings.TrimPrefix(public.ID(), "k-")[:8])
	facts := custody.Facts{Signing: true, ID: public.ID(), Owner: owner, FileName: filepath.Base(stem) + ".nyckel"}
	for _, file := range []struct {
		end   string
		write func(io.Writer) error
	}{
		{".nyckel", key.Write},
		{".publik", public.Write},
		{".nyckelguide.html", func(w io.Writer) error { return custody.Guide(w, facts) }},
	} {
		if err := writeWhole(stem+file.end, file.write); err != nil {
			return c.fail(err)
		}
	}
	c.say("Nyckel-id:       %[1]s\nHemlig fil:      %[2]s.nyckel\nTill mottagaren: %[2]s.publik\nNyckelguide:     %[2]s.nyckelguide.html (skriv ut, fyll i och lås in)",
		"Key id:            %[1]s\nSecret file:       %[2]s.nyckel\nFor the recipient: %[2]s.publik\nKey guide:         %[2]s.nyckelguide.html (print it, fill it in and lock it away)", public.ID(), stem)
	return exitDone
}

func (c *call) importKey() int {
	flags := c.flags()
	id := flags.String("id", "", "")
	check := flags.String("kontrollvarde", "", "")
	out := flags.String("ut", ".", "")
	rest, exit, done := c.parse(flags)
	if done {
		return exit
	}
	if len(rest) != 1 || *id == "" {
		return c.usage("ange --id och filen med nyckeln.", "give --id and the file with the key.")
	}
	text, err := c.keyText(rest[0])
	if err != nil {
		return c.fail(err)
	}
	key, err := custody.ParsePseudonymKey(*id, text, *check)
	if err != nil {
		return c.fail(err)
	}
	if *check == "" {
		c.complain("Ni angav inget kontrollvärde. Jämför det som visas med det som står på papperet innan nyckeln används.",
			"You gave no check value. Compare the one that is shown with the one on paper before the key is used.")
	}
	return c.storePseudonymKey(key, *out)
}

// keyText reads a key from a file or, for -, a line that is typed. A whole key
// file is accepted too: its key line is taken.
func (c *call) keyText(path string) (string, error) {
	read := func(r io.Reader) (string, error) {
		raw, err := io.ReadAll(io.LimitReader(r, custody.MaxFile))
		if err != nil {
			return "", err
		}
		text := strings.TrimSpace(strings.TrimPrefix(string(raw), "\ufeff"))
		for line := range strings.Lines(text) {
			if key, found := strings.CutPrefix(strings.TrimSpace(line), "nyckel:"); found {
				return key, nil
			}
		}
		return strings.Join(strings.Fields(text), ""), nil
	}
	if path != "-" {
		c.warnOpen(path)
		return readFile(path, read)
	}
	fmt.Fprint(c.stderr, c.t("Skriv nyckeln och avsluta med Enter: ", "Type the key and end with Enter: "))
	line, err := bufio.NewReader(c.stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return read(strings.NewReader(line))
}

func (c *call) tryKey() int {
	flags := c.flags()
	check := flags.String("kontrollvarde", "", "")
	rest, exit, done := c.parse(flags)
	if done {
		return exit
	}
	if len(rest) != 1 {
		return c.usage("ange en nyckelfil.", "name a key file.")
	}
	if key, err := readFile(rest[0], custody.ReadPseudonymKey); !errors.Is(err, custody.ErrForm) {
		return c.tellPseudonymKey(rest[0], key, err, *check)
	}
	if key, err := readFile(rest[0], custody.ReadSigningKey); !errors.Is(err, custody.ErrForm) {
		c.warnOpen(rest[0])
		return c.tellPublic(code.Text{SV: "Signeringsnyckel, hemlig, för %s", EN: "Signing key, secret, of %s"}, key.Public, err)
	}
	if key, err := readFile(rest[0], custody.ReadPublicKey); !errors.Is(err, custody.ErrForm) {
		return c.tellPublic(code.Text{SV: "Publik nyckel för %s", EN: "Public key of %s"}, func() custody.PublicKey { return key }, err)
	}
	card, err := readFile(rest[0], custody.ReadCard)
	if err != nil {
		return c.fail(err)
	}
	c.say("Mottagarkort för %s\nNyckel-id:      %s", "Card of the recipient %s\nKey id:         %s", card.Owner, card.ID())
	return exitDone
}

func (c *call) tellPublic(kind code.Text, public func() custody.PublicKey, err error) int {
	if err != nil {
		return c.fail(err)
	}
	c.say(kind.SV+"\nNyckel-id:      %s", kind.EN+"\nKey id:         %s", public().Owner, public().ID())
	return exitDone
}

func (c *call) tellPseudonymKey(path string, key custody.PseudonymKey, err error, check string) int {
	if err != nil {
		return c.fail(err)
	}
	defer key.Clear()
	c.warnOpen(path)
	if check != "" && !strings.EqualFold(strings.TrimSpace(check), key.Check()) {
		c.complain("leverera nyckel: kontrollvärdet är %s, inte det angivna. Det är en annan nyckel.", "leverera nyckel: the check value is %s, not the one given. It is another key.", key.Check())
		return exitRejected
	}
	c.say("Pseudonymnyckel, hemlig\nNyckel-id:      %s\nKontrollvärde:  %s", "Pseudonym key, secret\nKey id:         %s\nCheck value:    %s", key.ID, key.Check())
	return exitDone
}
