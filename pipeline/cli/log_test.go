package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"testing"
)

// A log tells what failed, and not the number in the name that a supplier gave its file.
func TestLogHidesNumbersInNames(t *testing.T) {
	var out bytes.Buffer
	a := &app{Env: Env{Stderr: &out}}
	const number = "189001019802" // Skatteverket's open list: it belongs to nobody
	log := a.loggerAt(slog.LevelInfo)
	log.Error("job failed", "error", fmt.Errorf("open inbox/fou/%s.csv: %w", number, fs.ErrPermission), "file", number+".csv")
	log.Info("job done", "job", "natt", "error", errors.New("inga fel"))
	if text := out.String(); strings.Contains(text, number) || !strings.Contains(text, "permission") || !strings.Contains(text, "natt") || !strings.Contains(text, "inga fel") {
		t.Error(text)
	}
}
