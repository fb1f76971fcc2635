// Command jamfor is the whole pipeline; see jamfor --help. It is glue: it hands
// the surroundings and the embedded definitions to package cli.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"jamfor/indicators"
	"jamfor/pipeline/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	executable, err := os.Executable()
	if err != nil {
		executable = os.Args[0]
	}
	exit := cli.Main(ctx, cli.Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Getenv: os.Getenv, Now: time.Now, Executable: executable,
		Terminal:   term.IsTerminal(int(os.Stderr.Fd())),
		Indicators: indicators.Files(),
	})
	stop()
	os.Exit(exit)
}
