package canonical

// A p2 is most of a key and of many payloads: 29 characters of which 26 carry 5
// bits each. Inside the sorter it takes 17 bytes that compare like the text.
const (
	packedBody  = 26
	packedBytes = 17 // ⌈26 · 5 / 8⌉
)

// packedOrder is the pseudonyms' alphabet in the order of its bytes.
const packedOrder = "234567abcdefghijklmnopqrstuvwxyz"

// notPacked marks a byte that no p2 holds.
const notPacked = 0xff

// packedRank is the place of a byte in packedOrder.
var packedRank = func() (t [256]byte) {
	for i := range t {
		t[i] = notPacked
	}
	for i := range len(packedOrder) {
		t[packedOrder[i]] = byte(i)
	}
	return t
}()

// appendPacked appends a p2 in 17 bytes; false, and nothing appended, where the
// text has another form.
func appendPacked(dst []byte, p2 string) ([]byte, bool) {
	if len(p2) != len(pseudonymHead)+packedBody || p2[:len(pseudonymHead)] != pseudonymHead {
		return dst, false
	}
	body := p2[len(pseudonymHead):]
	from := len(dst)
	var seen byte
	var bits uint64
	held := 0
	for i := range len(body) {
		rank := packedRank[body[i]]
		seen |= rank
		bits = bits<<5 | uint64(rank&0x1f)
		for held += 5; held >= 8; held -= 8 {
			dst = append(dst, byte(bits>>(held-8)))
		}
	}
	if seen&0xe0 != 0 {
		return dst[:from], false
	}
	return append(dst, byte(bits<<(8-held))), true
}

// appendUnpacked appends the p2 of its 17 bytes.
func appendUnpacked(dst, packed []byte) []byte {
	dst = append(dst, pseudonymHead...)
	var bits uint64
	held, at := 0, 0
	for range packedBody {
		if held < 5 {
			bits = bits<<8 | uint64(packed[at])
			at++
			held += 8
		}
		held -= 5
		dst = append(dst, packedOrder[bits>>held&0x1f])
	}
	return dst
}
