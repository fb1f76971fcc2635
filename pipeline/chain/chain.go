// Package chain is an append-only file of JSON lines in which every line holds
// its number and the SHA-256 of the line before: an edit, a deletion, a swap or
// an insertion anywhere but at the very end is found by reading the file. The
// receipts and the audit log are such files.
//
// Limits: a truncated end can be found only by someone who knows a later line
// (that is why receipts go to the suppliers). One writer at a time; the caller
// holds the workspace's lock. What a line holds beside its link is the caller's
// matter.
package chain

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"jamfor/pipeline/durable"
)

// Link is what every line holds of the chain, beside what it tells.
type Link struct {
	Number   int64  `json:"number"`   // from 1
	Previous string `json:"previous"` // SHA-256 of the line before, hexadecimal; empty in the first
}

// MaxLine is the most bytes of one line.
const MaxLine = 8 << 20

// ErrBroken is wrapped when a line does not continue the one before.
var ErrBroken = errors.New("chain is broken")

// Digest is the digest of a line, without its line end.
func Digest(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:])
}

// Head is where a chain stands: its last line, nil when it is empty.
type Head struct {
	Link
	Last []byte
	end  int64 // bytes of whole lines
}

// Next is the link of the line to come.
func (h Head) Next() Link {
	if h.Last == nil {
		return Link{Number: 1}
	}
	return Link{Number: h.Number + 1, Previous: Digest(h.Last)}
}

// Read reads a chain's file from its beginning and calls each, which may be
// nil, for every line. A file that does not exist is an empty chain. A last
// line without a line end was not finished by a stopped writer and is not part
// of the chain. Errors: ErrBroken, with the line's number.
func Read(path string, each func(line []byte) error) (head Head, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Head{}, nil
	}
	if err != nil {
		return Head{}, fmt.Errorf("read chain: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return Scan(f, each)
}

// Scan is Read of an open chain.
func Scan(r io.Reader, each func(line []byte) error) (head Head, err error) {
	lines := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := readLine(lines)
		if errors.Is(err, io.EOF) {
			return head, nil
		}
		if err != nil {
			return head, err
		}
		want := head.Next()
		var link Link
		if err := json.Unmarshal(line, &link); err != nil || link != want {
			return head, fmt.Errorf("%w at line %d", ErrBroken, want.Number)
		}
		head = Head{Link: link, Last: bytes.Clone(line), end: head.end + int64(len(line)) + 1}
		if each != nil {
			if err := each(line); err != nil {
				return head, err
			}
		}
	}
}

// readLine reads one whole line without its end; io.EOF where there is none.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := r.ReadSlice('\n')
		line = append(line, piece...)
		switch {
		case err == nil:
			return line[:len(line)-1], nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err // io.EOF: an unfinished line does not count
		case len(line) > MaxLine:
			return nil, fmt.Errorf("%w: a line is longer than %d bytes", ErrBroken, MaxLine)
		}
	}
}

// Append adds lines to the chain behind head and returns the new head. Each
// make gets its link and returns the line, which must hold it. All lines are
// written and synced at once: after a stop either some first of them are there
// whole, or none.
func Append(path string, head Head, makes ...func(Link) ([]byte, error)) (Head, error) {
	var text []byte
	for _, make := range makes {
		link := head.Next()
		line, err := make(link)
		if err != nil {
			return head, err
		}
		var got Link
		if err := json.Unmarshal(line, &got); err != nil || got != link || bytes.IndexByte(line, '\n') >= 0 {
			return head, fmt.Errorf("append to chain: line %d does not hold its link", link.Number)
		}
		text = append(append(text, line...), '\n')
		head = Head{Link: link, Last: line, end: head.end}
	}
	if len(makes) == 0 {
		return head, nil
	}
	if err := write(path, head.end, text); err != nil {
		return head, fmt.Errorf("append to chain: %w", err)
	}
	head.end += int64(len(text))
	return head, nil
}

// write puts text at the end of the whole lines, over what a stopped writer
// left there.
func write(path string, at int64, text []byte) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o640)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.Truncate(at); err != nil {
		return err
	}
	if _, err := f.WriteAt(text, at); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if at == 0 {
		return durable.SyncDir(filepath.Dir(path))
	}
	return nil
}
