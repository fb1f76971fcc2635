package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// newWine makes a Wine folder in which programs of Go start.
func newWine(t *testing.T) (prefix string) {
	t.Helper()
	prefix = t.TempDir()
	cmd := exec.CommandContext(t.Context(), "wineboot", "--init")
	cmd.Env = append(os.Environ(), "WINEPREFIX="+prefix, "WINEDEBUG=-all")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("wineboot: %v\n%s", err, said)
	}
	// Go takes its random numbers from this library, which every Windows has since
	// Windows 7 and Wine only since 8.13.
	library := filepath.Join(prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); err == nil {
		return prefix
	}
	if err := os.WriteFile(library, forwarder("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036"), 0o600); err != nil {
		t.Fatal(err)
	}
	return prefix
}

// forwarder is a Windows library of one function that another library has: a
// 64-bit PE file with an export table and no code.
func forwarder(library, function, target string) []byte {
	const (
		file    = 0x200  // alignment in the file, and the size of each half of it
		section = 0x1000 // where the table lies in memory
		table   = 40 + 4 + 4 + 2 + 2
	)
	le := binary.LittleEndian
	names := library + "\x00" + function + "\x00" + target + "\x00"
	nameAt, functionAt := uint32(section+table), uint32(section+table+len(library)+1)
	targetAt := functionAt + uint32(len(function)) + 1
	size := uint32(table + len(names))

	var exports []byte
	for _, field := range []uint32{0, 0, 0, nameAt, 1, 1, 1, section + 40, section + 44, section + 48, targetAt, functionAt, 0} {
		exports = le.AppendUint32(exports, field) // the last: ordinal 0 and two spare bytes
	}
	exports = append(exports, names...)

	var head bytes.Buffer
	head.WriteString("MZ")
	head.Write(make([]byte, 58))
	for _, part := range []any{
		uint32(64),
		[4]byte{'P', 'E'},
		// AMD64, one section, 240 bytes of optional header, a library.
		uint16(0x8664), uint16(1),
		[3]uint32{},
		uint16(240), uint16(0x2022),
		// PE32+, sizes, base address, alignments, versions 6.0, size of image.
		uint16(0x20b), uint16(14),
		[2]uint32{0, file},
		[3]uint32{},
		uint64(0x180000000), uint32(section), uint32(file),
		[6]uint16{6, 0, 0, 0, 6, 0},
		uint32(0),
		uint32(2 * section), uint32(file), uint32(0), uint16(3), uint16(0x100),
		[4]uint64{0x100000, 0x1000, 0x100000, 0x1000},
		uint32(0), uint32(16),
		uint32(section), size,
		[15]uint64{}, // the export table; no other
		[8]byte{'.', 'e', 'd', 'a', 't', 'a'},
		size, uint32(section), uint32(file), uint32(file),
		[3]uint32{},
		uint32(0x40000040),
	} {
		_ = binary.Write(&head, le, part) // to memory
	}
	image := make([]byte, 2*file)
	copy(image, head.Bytes())
	copy(image[file:], exports)
	return image
}
