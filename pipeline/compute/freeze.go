package compute

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"jamfor/pipeline/cell"
	"jamfor/pipeline/durable"
)

// Frozen cells, format 1: one line of text,
//
//	jamfor-cells 1 <sha256 of the JSON, hexadecimal>
//
// then the package as JSON (package cell, one line), compressed with zstd. The
// digest is over the JSON, so it does not depend on the compressor.
const (
	frozenName    = "jamfor-cells"
	frozenVersion = "1"
	// maxFrozen bounds what a frozen file may expand to, in bytes; what is longer
	// lacks its digest. maxWindow bounds the decompressor's window.
	maxFrozen = 4 << 30
	maxWindow = 64 << 20
)

// ErrFrozen is wrapped when a file holds no frozen cells of a known version, or
// damaged ones.
var ErrFrozen = errors.New("not a frozen package")

// FrozenFile is the name of a package's file in its folder.
func FrozenFile(set string, period string) string { return set + "_" + period + ".cells" }

// Freeze writes a package into a folder, under FrozenFile, atomically: readers
// see the old file or the new one. It returns the digest of the content, which
// is the same whenever the package is.
func Freeze(dir string, pkg cell.Package) (digest string, err error) {
	content, digest, err := encode(pkg)
	if err != nil {
		return "", fmt.Errorf("freeze %s %s: %w", pkg.Set, pkg.Period, err)
	}
	name := filepath.Join(dir, FrozenFile(pkg.Set, pkg.Period.String()))
	if err := durable.WriteFile(name, content, 0o600); err != nil {
		return "", fmt.Errorf("freeze %s %s: %w", pkg.Set, pkg.Period, err)
	}
	return digest, nil
}

// Digest is the digest that Freeze would give.
func Digest(pkg cell.Package) (string, error) {
	raw, err := json.Marshal(pkg)
	if err != nil {
		return "", fmt.Errorf("digest %s %s: %w", pkg.Set, pkg.Period, err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

func encode(pkg cell.Package) (content []byte, digest string, err error) {
	raw, err := json.Marshal(pkg)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(raw)
	digest = hex.EncodeToString(sum[:])
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s %s %s\n", frozenName, frozenVersion, digest)
	encoder, err := zstd.NewWriter(&out, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, "", err
	}
	_, err = encoder.Write(raw)
	if err = errors.Join(err, encoder.Close()); err != nil {
		return nil, "", err
	}
	return out.Bytes(), digest, nil
}

// Thaw reads a package that Freeze wrote. Errors: ErrFrozen, fs.ErrNotExist.
func Thaw(name string) (pkg cell.Package, digest string, err error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return pkg, "", fmt.Errorf("thaw: %w", err)
	}
	if pkg, digest, err = decode(raw); err != nil {
		return cell.Package{}, "", fmt.Errorf("thaw %s: %w", filepath.Base(name), err)
	}
	return pkg, digest, nil
}

func decode(content []byte) (pkg cell.Package, digest string, err error) {
	line, body, found := bytes.Cut(content, []byte{'\n'})
	fields := strings.Fields(string(line[:min(len(line), 200)]))
	if !found || len(fields) != 3 || fields[0] != frozenName {
		return pkg, "", ErrFrozen
	}
	if fields[1] != frozenVersion {
		return pkg, "", fmt.Errorf("%w: format version %q is unknown", ErrFrozen, fields[1])
	}
	decoder, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxWindow))
	if err != nil {
		return pkg, "", err
	}
	defer decoder.Close()
	raw, err := io.ReadAll(io.LimitReader(decoder, maxFrozen))
	if err != nil {
		return pkg, "", fmt.Errorf("%w: %w", ErrFrozen, err)
	}
	sum := sha256.Sum256(raw)
	if digest = hex.EncodeToString(sum[:]); digest != fields[2] {
		return pkg, "", fmt.Errorf("%w: the content does not have its digest", ErrFrozen)
	}
	strict := json.NewDecoder(bytes.NewReader(raw))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&pkg); err != nil {
		return pkg, "", fmt.Errorf("%w: %w", ErrFrozen, err)
	}
	return pkg, digest, nil
}
