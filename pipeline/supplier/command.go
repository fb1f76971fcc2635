package supplier

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
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
	synopsis string // what follows the name
	summary  string // one line, in Swedish
	help     string // what it does and at least one example, in Swedish
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

// call is one use of a command: its arguments and where it may write.
type call struct {
	args           []string
	stdin          io.Reader
	stdout, stderr io.Writer
	command        command
}

// flags makes the flag set of a command; its complaints are in Swedish through
// parse.
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
			c.command.tell(c.stdout)
			return nil, exitDone, true
		}
		if err != nil {
			return nil, c.usage("flaggan förstås inte: %s", safeFlagError(err)), true
		}
		if args = flags.Args(); len(args) == 0 {
			return rest, exitDone, false
		}
		rest = append(rest, args[0])
		args = args[1:]
	}
}

// safeFlagError keeps the name of the flag and leaves its value out: it may be
// an identity number that was typed in the wrong place.
func safeFlagError(err error) string {
	for _, word := range strings.Fields(err.Error()) {
		if strings.HasPrefix(word, "-") {
			name, _, _ := strings.Cut(word, "=")
			return safePath(strings.Trim(name, ":"))
		}
	}
	return "okänd flagga"
}

// usage tells a mistake on the command line and how the command is used.
func (c *call) usage(format string, args ...any) int {
	fmt.Fprintf(c.stderr, "leverera %s: "+format+"\n\n", append([]any{c.command.name}, args...)...)
	c.command.tell(c.stderr)
	return exitUsage
}

// fail tells that the work could not be done.
func (c *call) fail(err error) int {
	fmt.Fprintf(c.stderr, "leverera %s: %v\n", c.command.name, err)
	return exitFailure
}

func (c command) tell(w io.Writer) {
	fmt.Fprintf(w, "leverera %s %s\n\n%s\n", c.name, c.synopsis, strings.TrimSpace(c.help))
}

// Main runs one command and returns its exit code.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		overview(stderr)
		return exitUsage
	}
	switch args[0] {
	case "hjälp", "hjalp", "help", "--help", "-h":
		if len(args) == 1 {
			overview(stdout)
			return exitDone
		}
		args = []string{args[1], "--help"}
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, &call{args: args[1:], stdin: os.Stdin, stdout: stdout, stderr: stderr, command: c})
		}
	}
	fmt.Fprintf(stderr, "leverera: kommandot finns inte.\n\n")
	overview(stderr)
	return exitUsage
}

func overview(w io.Writer) {
	fmt.Fprint(w, "leverera – uppgiftslämnarens verktyg för jamfor. Inget lämnar datorn.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  leverera %-16s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, `
Hjälp om ett kommando, med exempel:  leverera hjälp KOMMANDO

Returkoder: 0 klart eller godkänd, 1 fel, 2 felaktigt anrop, 3 någon leverans
underkänd.
`)
}
