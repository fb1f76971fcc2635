// Package cli is the command line of jamfor: one file per command, each a thin
// shell around package run. It turns arguments into calls, results into words
// in Swedish or English (or JSON for machines) and errors into exit codes. It
// decides nothing about data.
//
// Exit codes: 0 done, 1 failure, 2 usage, 3 some delivery was rejected, 4
// stopped by disclosure control, 5 locked by another run, 130 interrupted.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/run"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/workspace"
)

// The exit codes.
const (
	ExitDone        = 0
	ExitFailure     = 1
	ExitUsage       = 2
	ExitRejected    = 3
	ExitBlocked     = 4
	ExitLocked      = 5
	ExitInterrupted = 130
)

// Env is everything the program takes from its surroundings.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	// Terminal tells whether Stderr is a terminal that can show progress.
	Terminal bool
	// Executable is the program's own path, for the child processes it starts.
	Executable string
	// Indicators holds the shipped indicator sets.
	Indicators fs.FS
}

// Main runs one command and returns its exit code.
func Main(ctx context.Context, env Env) int {
	a := &app{Env: env, lang: language(env)}
	root := a.root()
	root.SetArgs(env.Args)
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	a.endProgress()
	return a.exit(ctx, err)
}

// app is one run of the program.
type app struct {
	Env
	lang     code.Lang
	langFlag string
	dir      string
	json     bool
	verbose  bool
	progress string // the line that stands on the terminal now
}

// exitError carries an exit code of its own.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// errSilent ends a command whose outcome has been told already.
var errSilent = errors.New("")

func (a *app) exit(ctx context.Context, err error) int {
	var coded *exitError
	var usage *usageError
	var blocked *disclosure.Blocked
	switch {
	case err == nil:
		return ExitDone
	case ctx.Err() != nil:
		a.sayErr(code.Text{SV: "Avbruten. Inget är halvgjort; kör kommandot igen.", EN: "Interrupted. Nothing is half done; run the command again."})
		return ExitInterrupted
	case errors.Is(err, workspace.ErrLocked):
		a.sayErr(code.Text{SV: "En annan körning pågår i arbetsytan. Vänta tills den är klar.", EN: "Another run is using the workspace. Wait until it is done."})
		return ExitLocked
	case errors.Is(err, workspace.ErrNone):
		a.sayErr(code.Text{
			SV: "Ingen arbetsyta i " + a.dir + ". Skapa en med: jamfor init " + a.dir,
			EN: "No workspace in " + a.dir + ". Make one with: jamfor init " + a.dir,
		})
		return ExitFailure
	case errors.As(err, &coded):
		if !errors.Is(coded.err, errSilent) {
			a.tellError(coded.err)
		}
		return coded.code
	case errors.As(err, &usage):
		a.tellError(err)
		return ExitUsage
	case errors.As(err, &blocked):
		a.tellBlocked(blocked)
		if stopped := (*run.Stopped)(nil); errors.As(err, &stopped) && stopped.Page != "" {
			a.sayErr(code.Text{SV: "Rapport (intern): " + stopped.Page, EN: "Report (internal): " + stopped.Page})
		}
		return ExitBlocked
	}
	if text, ok := a.mistake(err); ok {
		fmt.Fprintln(a.Stderr, "jamfor: "+text)
		return ExitUsage
	}
	a.tellError(err)
	return ExitFailure
}

func (a *app) tellError(err error) {
	text := err.Error()
	var user *run.UserError
	var inLang interface{ In(lang code.Lang) string }
	switch {
	case errors.As(err, &user):
		text = user.Text.In(a.lang)
	case errors.As(err, &inLang):
		text = inLang.In(a.lang)
	}
	// A path in it may be one that a supplier named.
	fmt.Fprintln(a.Stderr, "jamfor: "+validate.SafeText(text))
}

func (a *app) sayErr(t code.Text) { fmt.Fprintln(a.Stderr, "jamfor: "+t.In(a.lang)) }

// say writes a line for people; nothing under --json.
func (a *app) say(sv, en string, args ...any) {
	if !a.json {
		fmt.Fprintf(a.Stdout, code.Text{SV: sv, EN: en}.In(a.lang)+"\n", args...)
	}
}

// usageError is a mistake on the command line.
type usageError struct{ text code.Text }

func (e *usageError) Error() string { return e.text.SV }

func usage(sv, en string) error { return &usageError{code.Text{SV: sv, EN: en}} }

// language is --lang where given (read before cobra does, so that help follows
// it too), else LANG, else Swedish.
func language(env Env) code.Lang {
	for i, arg := range env.Args {
		value, found := strings.CutPrefix(arg, "--lang=")
		if !found && arg == "--lang" && i+1 < len(env.Args) {
			value, found = env.Args[i+1], true
		}
		if found {
			if strings.HasPrefix(value, "en") {
				return code.English
			}
			return code.Swedish
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env.Getenv(name); value != "" {
			if strings.HasPrefix(value, "en") {
				return code.English
			}
			return code.Swedish
		}
	}
	return code.Swedish
}

// t is a text in the chosen language, for help.
func (a *app) t(sv, en string) string { return code.Text{SV: sv, EN: en}.In(a.lang) }

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "jamfor",
		Short: a.t("jamfor – nationell statistik ur socialtjänstens systematiska uppföljning",
			"jamfor – national statistics from systematic follow-up in social services"),
		Long: a.t(`jamfor tar emot pseudonymiserade utdrag från socialtjänsten, granskar dem, räknar
indikatorer, röjandekontrollerar och publicerar jämförelsetabeller.

Returkoder: 0 klart, 1 fel, 2 felaktigt anrop, 3 någon leverans underkänd,
4 stoppad av röjandekontrollen, 5 låst av annan körning, 130 avbruten.`,
			`jamfor takes pseudonymised extracts from social services, checks them, computes
indicators, controls disclosure and publishes comparison tables.

Exit codes: 0 done, 1 failure, 2 usage, 3 some delivery rejected, 4 stopped by
disclosure control, 5 locked by another run, 130 interrupted.`),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().StringVarP(&a.dir, "workspace", "w", "./workspace", a.t("arbetsytans mapp", "folder of the workspace"))
	root.PersistentFlags().BoolVar(&a.json, "json", false, a.t("svara med JSON för maskiner", "answer in JSON for machines"))
	root.PersistentFlags().StringVar(&a.langFlag, "lang", "", a.t("språk: sv eller en", "language: sv or en"))
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, a.t("logga varje steg", "log every step"))
	root.AddCommand(
		a.initCommand(), a.demoCommand(), a.ingestCommand(), a.planCommand(), a.computeCommand(), a.releaseCommand(),
		a.runCommand(), a.statusCommand(), a.explainCommand(), a.queryCommand(), a.serveCommand(), a.daemonCommand(),
		a.keysCommand(), a.lakeCommand(), a.deliveriesCommand(), a.coverageCommand(), a.indicatorsCommand(), a.workerCommand(), a.queryChildCommand(), a.versionCommand(),
	)
	a.dress(root)
	return root
}
