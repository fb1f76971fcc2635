package indicator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"reflect"
	"strconv"

	"jamfor/pipeline/code"
)

// Digest is the SHA-256, in hexadecimal, of everything that the sets declare:
// the release manifest holds it. It depends on what the definitions say after
// templates and defaults are filled in, not on files, comments or order of
// keys; a field that is not given leaves no trace, so a new optional field does
// not change the digest of old definitions.
func Digest(sets []Set) string {
	hash := sha256.New()
	for i := range sets {
		writeCanonical(hash, "set", reflect.ValueOf(sets[i]))
		for _, d := range sets[i].Definitions {
			said := *d
			if said.Span == YearSpan {
				said.Span = "" // what is meant where nothing is said
			}
			writeCanonical(hash, "definition", reflect.ValueOf(said))
			if d.Area != "" {
				fmt.Fprintf(hash, "definition.area=%q\n", d.Area)
			}
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// writeCanonical writes one line per value, path="value", in the order of the
// fields; maps by sorted key.
func writeCanonical(out io.Writer, path string, v reflect.Value) {
	if v.IsZero() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		writeCanonical(out, path, v.Elem())
	case reflect.Struct:
		if t, ok := v.Interface().(code.Text); ok {
			fmt.Fprintf(out, "%s.sv=%q\n%s.en=%q\n", path, t.SV, path, t.EN)
			return
		}
		for _, f := range fieldsOf(v.Type()) {
			writeCanonical(out, path+"."+f.name, v.Field(f.index))
		}
	case reflect.Slice:
		for i := range v.Len() {
			// An element stands even where it is zero: its place counts.
			fmt.Fprintf(out, "%s.%d:\n", path, i)
			writeCanonical(out, path+"."+strconv.Itoa(i), v.Index(i))
		}
	default:
		fmt.Fprintf(out, "%s=%q\n", path, fmt.Sprint(v.Interface()))
	}
}
