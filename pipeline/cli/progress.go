package cli

import (
	"fmt"
	"strings"

	"jamfor/pipeline/code"
)

// showProgress keeps one line on the terminal up to date; elsewhere nothing.
func (a *app) showProgress(step code.Text, done, total int) {
	if !a.Terminal || a.json {
		return
	}
	line := step.In(a.lang)
	if total > 0 {
		const width = 24
		filled := width * done / total
		line = fmt.Sprintf("%s%s %s %d/%d", strings.Repeat("█", filled), strings.Repeat("░", width-filled), line, done, total)
	}
	if line == a.progress {
		return
	}
	fmt.Fprintf(a.Stderr, "\r\x1b[K%s", line)
	a.progress = line
}

// endProgress clears the line.
func (a *app) endProgress() {
	if a.progress != "" {
		fmt.Fprint(a.Stderr, "\r\x1b[K")
		a.progress = ""
	}
}
