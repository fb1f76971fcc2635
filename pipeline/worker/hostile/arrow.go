package hostile

import (
	"encoding/binary"
	"math"
	"strings"
)

func arrows() []File {
	// A message is a mark, the length of its metadata and the metadata, a
	// flatbuffer: the offset of its root table first.
	message := func(length uint32, metadata string) string {
		return "\xff\xff\xff\xff" + string(binary.LittleEndian.AppendUint32(nil, length)) + metadata
	}
	return []File{
		{Name: "metadata.arrow", About: "metadata of 2 GB by its length", Rule: "F02", write: fixed(message(math.MaxInt32, strings.Repeat("x", 64)))},
		{Name: "rot.arrow", About: "a root table outside the message", Rule: "F02", write: fixed(message(64, strings.Repeat("\xff", 64)))},
		{Name: "sig-sjalv.arrow", About: "tables that point at themselves", Rule: "F02", write: fixed(message(64, strings.Repeat("\x00", 64)))},
		{Name: "avhuggen.arrow", About: "the first bytes only", Rule: "F02", write: fixed("ARROW1\x00\x00")},
		{Name: "fel-magi.arrow", About: "text that calls itself Arrow", Rule: "F01", write: fixed(head)},
	}
}
