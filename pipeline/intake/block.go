package intake

import "jamfor/pipeline/table"

// blockBytes is how much text a reader aims to put into one block.
const blockBytes = 256 << 10

// block is a run of raw rows of one table: cells as ranges of one buffer. A
// reader fills it again and again; nothing may keep a cell beyond that.
type block struct {
	width int
	data  []byte
	start []uint32 // start of cell (r, c) at r*width + c
	end   []uint32
	row   []int // row's number in the source
	// issues are what the reader found wrong with rows that are not in the block.
	issues []table.Finding
}

// reset empties the block for rows of the given width.
func (b *block) reset(width int) {
	b.width = width
	b.data = b.data[:0]
	b.start, b.end, b.row, b.issues = b.start[:0], b.end[:0], b.row[:0], b.issues[:0]
}

// len is the number of rows.
func (b *block) len() int { return len(b.row) }

// cell is one cell's text, valid until the block is filled again.
func (b *block) cell(r, c int) []byte {
	i := r*b.width + c
	return b.data[b.start[i]:b.end[i]]
}

// rowCells appends the row's cells to dst.
func (b *block) rowCells(dst [][]byte, r int) [][]byte {
	for c := range b.width {
		dst = append(dst, b.cell(r, c))
	}
	return dst
}

// appendRow copies a whole row into the block.
func (b *block) appendRow(row int, cells [][]byte) {
	for c := range b.width {
		at := uint32(len(b.data))
		if c < len(cells) {
			b.data = append(b.data, cells[c]...)
		}
		b.start = append(b.start, at)
		b.end = append(b.end, uint32(len(b.data)))
	}
	b.row = append(b.row, row)
}

// full reports whether another row should wait for the next block.
func (b *block) full(rows int) bool { return len(b.row) >= rows || len(b.data) >= blockBytes }
