//go:build !linux

package worker

import (
	"os"
	"syscall"
)

// Without Linux's limits there is no child process: Run answers ErrUnsupported.

func limitSelf(Limits) error { return ErrUnsupported }

func childAttributes() *syscall.SysProcAttr { return nil }

func resident(int) (now, peak int64) { return 0, 0 }

func usage(*os.ProcessState) Usage { return Usage{} }

func limitRule(*os.ProcessState) string { return ruleDied }

func openUntrusted(string) (*os.File, error) { return nil, ErrUnsupported }
