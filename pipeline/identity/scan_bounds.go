package identity

// boundedLeft reports whether a token can begin at i: no digit before it, and
// letters only when they are the whole beginning of the word (pnr700101, not
// the middle of a hash).
func boundedLeft(text []byte, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if isDigit(text[j]) {
			return false
		}
		if !isLetter(text[j]) {
			break
		}
	}
	return true
}

// boundedRight reports whether a token can end at i, by the same rule.
func boundedRight(text []byte, i int) bool {
	for ; i < len(text); i++ {
		if isDigit(text[i]) {
			return false
		}
		if !isLetter(text[i]) {
			break
		}
	}
	return true
}

// continued reports whether the text goes on as a date or a clock would. A stop or
// a slash before a letter is the end of a name (….csv) or of a folder's.
func continued(text []byte, i int) bool {
	if i+1 >= len(text) {
		return false
	}
	switch text[i] {
	case '-', ':':
		return isDigit(text[i+1]) || isLetter(text[i+1])
	case '.', '/':
		return isDigit(text[i+1])
	}
	return false
}

// isFraction reports whether the whole text is one decimal number and the run
// of digits its fraction.
func isFraction(text []byte, start, end int) bool {
	if end != len(text) || start < 2 || text[start-1] != '.' && text[start-1] != ',' {
		return false
	}
	whole := text[:start-1]
	if whole[0] == '-' || whole[0] == '+' {
		whole = whole[1:]
	}
	return len(whole) > 0 && digitsFrom(whole, 0) == len(whole)
}

const uuidShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"

// inUUID reports whether position i lies in something of the shape of a UUID.
func inUUID(text []byte, i int) bool {
	for start := max(0, i-len(uuidShape)+1); start <= i && start+len(uuidShape) <= len(text); start++ {
		if isUUID(text[start:]) {
			return true
		}
	}
	return false
}

func isUUID(text []byte) bool {
	for n := range len(uuidShape) {
		if (uuidShape[n] == '-') != (text[n] == '-') || uuidShape[n] == 'x' && !isHex(text[n]) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return isDigit(c) || c|0x20-'a' <= 'f'-'a' }
