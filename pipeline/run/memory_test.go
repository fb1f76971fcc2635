package run

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/workspace"
)

// TestTooLittleMemoryIsToldInWords: where to write what; another error passes.
func TestTooLittleMemoryIsToldInWords(t *testing.T) {
	p := &Pipeline{Config: Config{Workspace: &workspace.Workspace{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}}
	p.Workspace.Config.Engine.Memory = "512MB"
	var user *UserError
	if !errors.As(fmt.Errorf("compute lake version 1: %w", p.tooLarge(fmt.Errorf("make model: %w", engine.ErrMemory))), &user) {
		t.Fatal("no words for the user")
	}
	for lang, want := range map[code.Lang]string{code.Swedish: "motorns minne (engine.memory: 512MB)", code.English: "the engine's memory (engine.memory: 512MB)"} {
		if text := user.Text.In(lang); !strings.Contains(text, want) || !strings.Contains(text, "jamfor.yaml") {
			t.Errorf("%s: %s", lang, text)
		}
	}
	if other := errors.New("other"); p.tooLarge(other) != other {
		t.Error("another error was changed")
	}
}
