package canonical

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// merge gives the records of several sorted runs, and of one sorted arena, in
// order. Keys are distinct in a correct input (they end in the source row);
// equal ones come in the order of their runs.
type merge struct {
	cursors []*cursor
	heap    []*cursor // the smallest first
}

// cursor walks one run.
type cursor struct {
	index   int
	spill   *Spill
	pieces  []extent
	buffer  []byte
	rest    []byte // of the buffer, from the current record on
	arena   *arena
	place   int
	headKey uint64
	record  []byte
	key     []byte
	payload []byte
	ended   bool
}

func newMerge(spill *Spill, runs []run, memory *arena) (*merge, error) {
	m := &merge{}
	for i, r := range runs {
		m.cursors = append(m.cursors, &cursor{index: i, spill: spill, pieces: r.pieces})
	}
	if memory != nil && len(memory.places) > 0 {
		m.cursors = append(m.cursors, &cursor{index: len(runs), arena: memory, place: -1})
	}
	for _, c := range m.cursors {
		if err := c.next(); err != nil {
			return nil, err
		}
		if !c.ended {
			m.heap = append(m.heap, c)
		}
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.down(i)
	}
	return m, nil
}

// head is the smallest record; its bytes hold until next.
func (m *merge) head() (record, key, payload []byte, ok bool) {
	if len(m.heap) == 0 {
		return nil, nil, nil, false
	}
	c := m.heap[0]
	return c.record, c.key, c.payload, true
}

func (m *merge) next() error {
	c := m.heap[0]
	if err := c.next(); err != nil {
		return err
	}
	if c.ended {
		last := len(m.heap) - 1
		m.heap[0] = m.heap[last]
		m.heap = m.heap[:last]
	}
	if len(m.heap) > 1 {
		m.down(0)
	}
	return nil
}

func (m *merge) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(m.heap) {
			return
		}
		if right := child + 1; right < len(m.heap) && m.heap[right].less(m.heap[child]) {
			child = right
		}
		if !m.heap[child].less(m.heap[i]) {
			return
		}
		m.heap[i], m.heap[child] = m.heap[child], m.heap[i]
		i = child
	}
}

func (c *cursor) less(d *cursor) bool {
	if c.headKey != d.headKey {
		return c.headKey < d.headKey
	}
	if order := bytes.Compare(c.key, d.key); order != 0 {
		return order < 0
	}
	return c.index < d.index
}

func (c *cursor) next() error {
	if c.arena != nil {
		c.place++
		if c.place == len(c.arena.places) {
			c.ended = true
			return nil
		}
		c.record = c.arena.record(c.arena.places[c.place])
		c.key, c.payload, _ = split(c.record)
		c.headKey = binary.BigEndian.Uint64(c.key)
		return nil
	}
	if len(c.rest) == 0 {
		if len(c.pieces) == 0 {
			c.ended = true
			return nil
		}
		if err := c.read(); err != nil {
			return err
		}
	}
	key, payload, size := split(c.rest)
	c.record, c.key, c.payload, c.rest = c.rest[:size], key, payload, c.rest[size:]
	c.headKey = binary.BigEndian.Uint64(c.key)
	return nil
}

func (c *cursor) read() error {
	piece := c.pieces[0]
	c.pieces = c.pieces[1:]
	if int64(cap(c.buffer)) < piece.length {
		c.buffer = make([]byte, max(piece.length, runBytes))
	}
	c.buffer = c.buffer[:piece.length]
	if _, err := c.spill.file.ReadAt(c.buffer, piece.offset); err != nil {
		return fmt.Errorf("read spill file: %w", err)
	}
	c.rest = c.buffer
	return nil
}
