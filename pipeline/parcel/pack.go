package parcel

import (
	"archive/tar"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"time"

	"filippo.io/age"

	"jamfor/pipeline/code"
	"jamfor/pipeline/custody"
)

const (
	manifestName  = "manifest.json"
	signatureName = "manifest.sig"
	blockSize     = 512 // of a tar archive
)

// ErrChanged tells that a file is not what the manifest says: it changed while
// it was packed.
var ErrChanged = code.Problem("en fil ändrades medan den packades", "a file changed while it was packed")

// Pack writes a whole package. The sources are the manifest's files in order.
func Pack(ctx context.Context, w io.Writer, m Manifest, files []io.Reader, signer custody.SigningKey, card custody.Card) error {
	recipient, err := card.AgeRecipient()
	if err != nil {
		return err
	}
	if m.Recipient != custody.RecipientID(card.Recipient) {
		return fmt.Errorf("pack: %w: recipient", ErrManifest)
	}
	out, err := age.Encrypt(w, recipient)
	if err != nil {
		return fmt.Errorf("encrypt package: %w", err)
	}
	if err := WriteArchive(ctx, out, m, files, signer); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("encrypt package: %w", err)
	}
	return nil
}

// WriteArchive writes what is inside the encryption: the same bytes for the
// same manifest, files and key.
func WriteArchive(ctx context.Context, w io.Writer, m Manifest, files []io.Reader, signer custody.SigningKey) error {
	if m.Signer != signer.Public().ID() {
		return fmt.Errorf("pack: %w: signing_key", ErrManifest)
	}
	if err := m.Validate(); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	raw, err := m.JSON()
	if err != nil {
		return err
	}
	archive := tar.NewWriter(w)
	if err := member(archive, manifestName, raw); err != nil {
		return err
	}
	signature := base64.StdEncoding.EncodeToString(signer.Sign(custody.ParcelContext, raw))
	if err := member(archive, signatureName, []byte(signature+"\n")); err != nil {
		return err
	}
	for i, f := range m.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := source(archive, f, files[i]); err != nil {
			return err
		}
	}
	return archive.Close()
}

func member(archive *tar.Writer, name string, content []byte) error {
	if err := archive.WriteHeader(header(name, int64(len(content)))); err != nil {
		return fmt.Errorf("write package: %w", err)
	}
	_, err := archive.Write(content)
	return err
}

// header has nothing in it that differs from machine to machine.
func header(name string, size int64) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o644, ModTime: time.Unix(0, 0), Format: tar.FormatUSTAR}
}

// source copies a file and holds it against its size and digest on the way.
func source(archive *tar.Writer, f File, from io.Reader) error {
	if err := archive.WriteHeader(header(f.Name, f.Size)); err != nil {
		return fmt.Errorf("write package: %w", err)
	}
	size, sum, err := digest(io.TeeReader(from, archive))
	switch {
	case errors.Is(err, tar.ErrWriteTooLong) || err == nil && (size != f.Size || sum != f.SHA256):
		return ErrChanged
	case err != nil:
		return fmt.Errorf("write package: %w", err)
	}
	return nil
}
