package supplier

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"jamfor/pipeline/code"
)

// The exit codes, as jamfor's.
const (
	exitDone     = 0
	exitFailure  = 1
	exitUsage    = 2
	exitRejected = 3
)

// command is one word of leverera. Each lies in a file of its own.
type command struct {
	name     string
	synopsis code.Text // what follows the name
	summary  code.Text // one line
	help     code.Text // what it does and at least one example
	run      func(ctx context.Context, call *call) int
}

// commands lists every command in the order of a supplier's way.
func commands() []command {
	return []command{
		templateCommand(),
		mappingCommand(),
		keyCommand(),
		pseudonymiseCommand(),
		checkCommand(),
		feedbackCommand(),
		packCommand(),
		receiptCommand(),
	}
}

// call is one use of a command: its arguments, its language and where it may
// write.
type call struct {
	args           []string
	lang           code.Lang
	stdin          io.Reader
	stdout, stderr io.Writer
	command        command
}

// say and complain write a line in the call's language, to standard output and
// to standard error.
func (c *call) say(sv, en string, args ...any)      { c.write(c.stdout, sv, en, args) }
func (c *call) complain(sv, en string, args ...any) { c.write(c.stderr, sv, en, args) }

func (c *call) write(w io.Writer, sv, en string, args []any) {
	fmt.Fprintf(w, c.t(sv, en)+"\n", args...)
}

// t is a text in the call's language.
func (c *call) t(sv, en string) string { return code.Text{SV: sv, EN: en}.In(c.lang) }

// flags makes the flag set of a command; its complaints are worded by parse.
func (c *call) flags() *flag.FlagSet {
	flags := flag.NewFlagSet(c.command.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// parse reads flags wherever they stand among the arguments and returns the
// rest. done is true where the command ends here, with the exit code.
func (c *call) parse(flags *flag.FlagSet) (rest []string, exit int, done bool) {
	args := c.args
	for {
		err := flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			c.tell(c.stdout)
			return nil, exitDone, true
		}
		if err != nil {
			return nil, c.flagFault(flags, err), true
		}
		if args = flags.Args(); len(args) == 0 {
			return rest, exitDone, false
		}
		rest = append(rest, args[0])
		args = args[1:]
	}
}

// flagFault tells what is wrong with a flag. Its value is left out: it may be an
// identity number that was typed in the wrong place.
func (c *call) flagFault(flags *flag.FlagSet, err error) int {
	name := ""
	for _, word := range strings.Fields(err.Error()) {
		if strings.HasPrefix(word, "-") {
			name, _, _ = strings.Cut(strings.Trim(word, "-:"), "=")
			break
		}
	}
	if flags.Lookup(name) != nil {
		return c.usage("flaggan --%s saknar sitt värde, eller värdet förstås inte.", "the flag --%s lacks its value, or the value is not understood.", name)
	}
	var known []string
	flags.VisitAll(func(f *flag.Flag) { known = append(known, "--"+f.Name) })
	return c.usage("flaggan --%s finns inte; det finns %s.", "there is no flag --%s; there are %s.", safePath(name), strings.Join(known, ", "))
}

// usage tells a mistake on the command line and how the command is used.
func (c *call) usage(sv, en string, args ...any) int {
	c.complain("leverera "+c.command.name+": "+sv, "leverera "+c.command.name+": "+en, args...)
	fmt.Fprintf(c.stderr, "\n  leverera %s %s\n\n", c.command.name, c.command.synopsis.In(c.lang))
	c.complain("Hjälp med exempel:  leverera hjälp %s", "Help with examples:  leverera help %s", c.command.name)
	return exitUsage
}

// fail tells that the work could not be done.
func (c *call) fail(err error) int {
	fmt.Fprintf(c.stderr, "leverera %s: %s\n", c.command.name, code.Told(plainError(err), c.lang))
	return exitFailure
}

func (c *call) tell(w io.Writer) {
	fmt.Fprintf(w, "leverera %s %s\n\n%s\n", c.command.name, c.command.synopsis.In(c.lang), strings.TrimSpace(c.command.help.In(c.lang)))
}

// Main runs one command and returns its exit code. --lang sv or --lang en, which
// may stand anywhere, chooses the language of the screen; Swedish is the default.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	args, lang, known := language(args)
	c := &call{lang: lang, stdin: os.Stdin, stdout: stdout, stderr: stderr}
	if !known {
		c.complain("leverera: --lang ska vara sv eller en.", "leverera: --lang must be sv or en.")
		return exitUsage
	}
	if len(args) == 0 {
		c.overview(stderr)
		return exitUsage
	}
	switch args[0] {
	case "hjälp", "hjalp", "help", "--help", "-h":
		if len(args) == 1 {
			c.overview(stdout)
			return exitDone
		}
		args = []string{args[1], "--help"}
	}
	for _, known := range commands() {
		if known.name == args[0] {
			c.args, c.command = args[1:], known
			return known.run(ctx, c)
		}
	}
	c.complain("leverera: kommandot finns inte.\n", "leverera: there is no such command.\n")
	c.overview(stderr)
	return exitUsage
}

// language takes --lang out of the arguments.
func language(args []string) (rest []string, lang code.Lang, known bool) {
	lang = code.Swedish
	for i := 0; i < len(args); i++ {
		value, joined := strings.CutPrefix(args[i], "--lang=")
		switch {
		case joined:
			lang = code.Lang(value)
		case args[i] == "--lang":
			lang = ""
			if i++; i < len(args) {
				lang = code.Lang(args[i])
			}
		default:
			rest = append(rest, args[i])
		}
	}
	if lang != code.Swedish && lang != code.English {
		return rest, code.Swedish, false
	}
	return rest, lang, true
}

func (c *call) overview(w io.Writer) {
	fmt.Fprint(w, c.t(
		"leverera – uppgiftslämnarens verktyg för jamfor. Inget lämnar datorn.\n\n",
		"leverera – the supplier's tool for jamfor. Nothing leaves the machine.\n\n"))
	for _, known := range commands() {
		fmt.Fprintf(w, "  leverera %-16s %s\n", known.name, known.summary.In(c.lang))
	}
	fmt.Fprint(w, c.t(`
Hjälp om ett kommando, med exempel:  leverera hjälp KOMMANDO
På engelska (in English):            leverera --lang en KOMMANDO

Returkoder: 0 klart eller godkänd, 1 fel, 2 felaktigt anrop, 3 någon leverans
underkänd.
`, `
Help about a command, with examples:  leverera help COMMAND --lang en
Reports, templates and feedback are in Swedish; reports in English too.

Exit codes: 0 done or accepted, 1 failure, 2 wrong usage, 3 some delivery
rejected.
`))
}
