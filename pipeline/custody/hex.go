package custody

import "encoding/hex"

// fromHex reads a key of exactly 32 bytes in hexadecimal, as other systems
// print it. Base32 of 32 bytes has 52 characters, so the two cannot be confused.
func fromHex(text string) ([]byte, bool) {
	if len(text) != 2*PseudonymKeyLength {
		return nil, false
	}
	raw, err := hex.DecodeString(text)
	return raw, err == nil
}
