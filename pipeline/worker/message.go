package worker

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Descriptors of the child, in the order the parent passes them.
const (
	jobDescriptor     = 3
	keysDescriptor    = 4
	stagingDescriptor = 5
	spillDescriptor   = 6
	firstInput        = 7
)

const (
	maxJob  = 64 << 20 // bytes of a job's JSON
	maxKeys = 64       // keys in a chain
	maxKey  = 1 << 10  // bytes of a key
)

// ErrProtocol is wrapped when parent and child do not understand each other.
var ErrProtocol = errors.New("worker protocol")

func readJob(r io.Reader) (Job, error) {
	var job Job
	if err := decodeStrict(io.LimitReader(r, maxJob), &job); err != nil {
		return Job{}, fmt.Errorf("%w: read job: %w", ErrProtocol, err)
	}
	return job, job.Validate()
}

// decodeStrict reads one JSON value of known fields and nothing behind it.
func decodeStrict(r io.Reader, into any) error {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the value")
	}
	return nil
}

// writeKeys writes a chain of keys: their number, then each with its length, as
// 32-bit big-endian numbers.
func writeKeys(w io.Writer, chain [][]byte) error {
	var b bytes.Buffer
	b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(chain))))
	for _, key := range chain {
		b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(key))))
		b.Write(key)
	}
	_, err := w.Write(b.Bytes())
	clear(b.Bytes())
	return err
}

func readKeys(r io.Reader) ([][]byte, error) {
	n, err := readCount(r, maxKeys)
	if err != nil {
		return nil, err
	}
	chain := make([][]byte, n)
	for i := range chain {
		length, err := readCount(r, maxKey)
		if err != nil {
			return nil, err
		}
		chain[i] = make([]byte, length)
		if _, err := io.ReadFull(r, chain[i]); err != nil {
			return nil, fmt.Errorf("%w: read key %d: %w", ErrProtocol, i+1, err)
		}
	}
	return chain, nil
}

func readCount(r io.Reader, most uint32) (uint32, error) {
	var raw [4]byte
	if _, err := io.ReadFull(r, raw[:]); err != nil {
		return 0, fmt.Errorf("%w: read keys: %w", ErrProtocol, err)
	}
	n := binary.BigEndian.Uint32(raw[:])
	if n > most {
		return 0, fmt.Errorf("%w: keys: %d, at most %d", ErrProtocol, n, most)
	}
	return n, nil
}
