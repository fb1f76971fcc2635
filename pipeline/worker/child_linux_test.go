package worker

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary stand in for the worker, well and ill behaved.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "worker-child" {
		os.Exit(childInTest(os.Args[2]))
	}
	os.Exit(m.Run())
}

func childInTest(mode string) int {
	if note, found := strings.CutPrefix(mode, "die once "); found { // and do the next job as it should
		if f, err := os.OpenFile(note, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err == nil {
			f.Close()
			return childInTest("die")
		}
		return childInTest("good")
	}
	switch mode {
	case "good":
		return Main(nil, os.Stdin, os.Stdout, os.Stderr)
	case "grow": // beyond RLIMIT_DATA
		return grow(true)
	case "swell": // beyond the resident memory, without a limit of its own
		return grow(false)
	case "sleep":
		time.Sleep(time.Minute)
	case "spin": // beyond RLIMIT_CPU
		if err := limitSelf(Limits{CPU: time.Second, Data: 1 << 30, Output: 1 << 20}); err != nil {
			return 9
		}
		for n := uint64(1); n != 0; n += 2 { // it takes centuries to wrap around, and never does
			spun.Store(n)
		}
	case "fill": // beyond RLIMIT_FSIZE
		return fill()
	case "talk":
		for {
			fmt.Println(strings.Repeat("x", 1<<16))
		}
	case "panic":
		os.Stderr.WriteString("panic: 191212121212\n")
		return 2
	case "die":
		_ = syscall.Kill(os.Getpid(), syscall.SIGSEGV)
		time.Sleep(time.Minute)
	case "garble":
		fmt.Println(`{"version":1,"status":"accepted"} {"more":true}`)
	case "lie":
		return lie(func(r *Result) { r.Parts[0].Rows++ })
	case "lie about a digest":
		return lie(func(r *Result) { r.Parts[0].SHA256 = strings.Repeat("0", 64) })
	case "lie about a municipality":
		return lie(func(r *Result) { r.Municipalities[0].Municipality = "0180" })
	case "lie about a place":
		return lie(func(r *Result) { r.Parts[0].Offset += 4 })
	case "lie about counts":
		return lie(func(r *Result) { r.Municipalities[0].Rows["arende"] = 7 })
	}
	return 0
}

// spun keeps the spinning from being optimised away.
var spun atomic.Uint64

func grow(limited bool) int {
	if limited {
		if err := limitSelf(Limits{CPU: time.Minute, Data: 256 << 20, Output: 1 << 20}); err != nil {
			return 9
		}
	}
	var hold [][]byte
	for {
		piece := make([]byte, 8<<20)
		for i := 0; i < len(piece); i += 4096 {
			piece[i] = 1
		}
		hold = append(hold, piece)
		if len(hold) > 1<<10 { // 8 GiB: the test has failed
			return 0
		}
	}
}

func fill() int {
	if err := limitSelf(Limits{CPU: time.Minute, Data: 1 << 30, Output: 1 << 20}); err != nil {
		return 9
	}
	staging := os.NewFile(stagingDescriptor, "staging")
	for {
		if _, err := staging.Write(make([]byte, 1<<16)); err != nil {
			return faultCode(err)
		}
	}
}

// lie does the job and then changes the answer.
func lie(change func(*Result)) int {
	var out bytes.Buffer
	if exit := Main(nil, nil, &out, os.Stderr); exit != 0 {
		return exit
	}
	var r Result
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		return 9
	}
	change(&r)
	if err := json.NewEncoder(os.Stdout).Encode(r); err != nil {
		return 9
	}
	return 0
}
