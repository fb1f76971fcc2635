package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"syscall"

	"filippo.io/age"

	"jamfor/pipeline/identity"
)

// Exit codes of the child. Go itself ends a broken program with 2. The codes
// tell whose fault it is, so that the parent need not believe any text. 66 is
// left out: programs built with the race detector end with it.
const (
	exitDone     = 0
	exitUsage    = 64 // not started by Run
	exitJob      = 65 // the job cannot be done by anyone
	exitKey      = 72 // a key is too short
	exitDisk     = 67 // staging or spill file cannot be written
	exitFault    = 68 // another fault of the machine or the program
	exitPanicked = 69 // the program broke over a file
	exitSize     = 70 // what it wrote became too large: the file's fault
	exitTime     = 71 // its processor time is used up: the file's fault
)

// Main is the child's side: it takes its job, keys and files from the
// descriptors that Run passes, sets its own limits before it looks at any file,
// and writes the Result as JSON to stdout. It returns the exit code. What goes
// to stderr never holds anything of a file.
func Main(args []string, _ io.Reader, stdout, stderr io.Writer) (exit int) {
	defer func() {
		if recover() != nil { // the value may hold a piece of the file
			fmt.Fprintln(stderr, "jamfor-worker: panic")
			exit = exitPanicked
		}
	}()
	if len(args) > 0 {
		fmt.Fprintln(stderr, "jamfor-worker is started by jamfor and takes no arguments.")
		return exitUsage
	}
	if err := serve(context.Background(), stdout); err != nil {
		code := faultCode(err)
		if text, known := faults[code]; known {
			fmt.Fprintln(stderr, "jamfor-worker:", text)
		}
		return code
	}
	return exitDone
}

// serve does one job.
func serve(ctx context.Context, stdout io.Writer) error {
	job, err := takeJob()
	if err != nil {
		return err
	}
	keys, identities, err := takeKeys(job.Parcel != nil)
	if err != nil {
		return err
	}
	input, err := openInput(job)
	if err != nil {
		return err
	}
	input.Keys = keys
	var size int64
	for _, f := range input.Files {
		size += f.Size
	}
	job.Limits = job.Limits.WithDefaults(size)
	if err := limitSelf(job.Limits); err != nil {
		return fmt.Errorf("set limits: %w", err)
	}
	debug.SetMemoryLimit(job.Limits.Resident / 4 * 3)
	result, err := processOpened(ctx, job, input, identities)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(stdout).Encode(result); err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}

func takeJob() (Job, error) {
	pipe := os.NewFile(jobDescriptor, "job")
	if pipe == nil {
		return Job{}, ErrProtocol
	}
	defer pipe.Close()
	return readJob(pipe)
}

// takeKeys takes the lake's keys and, for a package, those that open it.
func takeKeys(packed bool) (*identity.Keyer, []age.Identity, error) {
	pipe := os.NewFile(keysDescriptor, "keys")
	if pipe == nil {
		return nil, nil, ErrProtocol
	}
	defer pipe.Close()
	chain, err := readKeys(pipe)
	if err != nil {
		return nil, nil, err
	}
	keys, err := identity.NewKeyer(chain...)
	for _, key := range chain {
		clear(key)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("take keys: %w", err)
	}
	if !packed {
		return keys, nil, nil
	}
	secrets, err := readKeys(pipe)
	if err != nil {
		return nil, nil, err
	}
	identities, err := openers(secrets)
	return keys, identities, err
}

// openInput names the descriptors that the parent opened.
func openInput(job Job) (Input, error) {
	staging, spill := os.NewFile(stagingDescriptor, "staging"), os.NewFile(spillDescriptor, "spill")
	if staging == nil || spill == nil {
		return Input{}, ErrProtocol
	}
	input := Input{Staging: staging, Spill: spill}
	for i := range job.Files {
		f := os.NewFile(uintptr(firstInput+i), fmt.Sprintf("input %d", i+1))
		info, err := f.Stat()
		if err != nil {
			return Input{}, fmt.Errorf("%w: input %d", ErrProtocol, i+1)
		}
		input.Files = append(input.Files, Source{Data: f, Size: info.Size()})
	}
	if len(job.TestIdentities) > 0 {
		list, err := readAllowList(job.TestIdentities)
		if err != nil {
			return Input{}, err
		}
		input.TestIdentities = list
	}
	return input, nil
}

// faults says what an exit code means. The child's errors may quote a file, so
// neither side prints them.
var faults = map[int]string{
	exitUsage: "it is started by jamfor, not by hand",
	exitJob:   "the job is not valid",
	exitKey:   "a pseudonym key is too short",
	exitDisk:  "the staging or the spill file cannot be written or read",
	exitFault: "fault of the program or the machine",
}

func faultCode(err error) int {
	var path *os.PathError
	switch {
	case errors.Is(err, ErrProtocol):
		return exitUsage
	case errors.Is(err, ErrJob):
		return exitJob
	case errors.Is(err, identity.ErrShortKey):
		return exitKey
	case errors.Is(err, syscall.EFBIG): // Go ignores SIGXFSZ, the write fails
		return exitSize
	case errors.As(err, &path):
		return exitDisk
	}
	return exitFault
}
