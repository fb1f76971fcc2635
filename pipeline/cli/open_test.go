package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"jamfor/pipeline/run"
)

// Own definitions are found from the workspace and by a full path; anything that
// is no folder is told in the user's words.
func TestOwnDefinitions(t *testing.T) {
	workspace, elsewhere := t.TempDir(), t.TempDir()
	for _, folder := range []string{filepath.Join(workspace, "egna"), elsewhere} {
		if err := os.MkdirAll(filepath.Join(folder, "missbruk"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(workspace, "fil"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"egna", "./egna", elsewhere} {
		files, err := ownDefinitions(workspace, folder)
		if err != nil {
			t.Fatalf("%s: %v", folder, err)
		}
		if _, err := fs.Stat(files, "missbruk"); err != nil {
			t.Errorf("%s: %v", folder, err)
		}
	}
	for _, folder := range []string{"saknas", "fil", filepath.Join(elsewhere, "saknas")} {
		_, err := ownDefinitions(workspace, folder)
		var user *run.UserError
		if !errors.As(err, &user) || user.Text.SV == "" {
			t.Errorf("%s: %v", folder, err)
		}
	}
}
