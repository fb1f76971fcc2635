// Command jamfor-worker reads untrusted files for jamfor, which starts it with
// the files open and its limits told. It takes no arguments and is of no use by
// hand; see package worker.
package main

import (
	"os"

	"jamfor/pipeline/worker"
)

func main() {
	os.Exit(worker.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
