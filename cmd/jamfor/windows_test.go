package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The program that Windows users get goes the same way under Wine as the one for
// Linux: paths with blanks and Swedish letters, a template, an export, packages
// that the real intake takes, receipts. Where Wine is not installed the program
// is built and vetted only, and the test says so. make windows runs it.
func TestWindowsGoesTheWholeWay(t *testing.T) {
	if os.Getenv("JAMFOR_WINDOWS") == "" {
		t.Skip("compiles everything for Windows, which takes minutes: make windows runs it")
	}
	program := filepath.Join(t.TempDir(), "leverera.exe")
	goFor(t, "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", program, "../leverera")
	goFor(t, "vet", "../leverera", "../../pipeline/supplier/...")
	if _, err := exec.LookPath("wine"); err != nil {
		t.Skip("wine is not installed (Debian: apt-get install wine): leverera.exe was built and vetted, not run")
	}
	prefix := newWine(t)
	scripts := map[string]string{"mall": script(t, theTemplate, templateTrial), "asi": script(t, wholeWay, trials[0])}
	for name, text := range scripts {
		for _, before := range []string{"exec ", "exits 3 "} {
			text = strings.ReplaceAll(text, before+"leverera ", before+"wine $LEVERERA ")
		}
		if strings.Contains(text, " leverera ") {
			t.Fatalf("%s still runs the program for this system", name)
		}
		scripts[name] = text
	}
	runWays(t, scripts, map[string]string{
		"LEVERERA": program, "WINEPREFIX": prefix, "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8", "HOME": prefix,
	})
}

// goFor runs the go tool for Windows.
func goFor(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=windows", "GOARCH=amd64", "GOFLAGS=")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %v: %v\n%s", args, err, said)
	}
}
