// Command jamfor-bench measures jamfor against yardsticks; see package bench.
package main

import (
	"context"
	"os"

	"jamfor/pipeline/bench"
)

func main() {
	os.Exit(bench.Main(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}
