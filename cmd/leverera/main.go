// Command leverera is the supplier's tool; see leverera hjälp. It is glue
// around package supplier.
package main

import (
	"context"
	"os"
	"os/signal"

	"jamfor/pipeline/supplier"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	exit := supplier.Main(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(exit)
}
