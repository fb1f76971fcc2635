// Package parcel is the delivery package (.jfp): what a supplier sends when the
// way to the recipient is not to be trusted.
//
// Inside is a tar archive (USTAR, no compression, nothing but plain files) of
//
//	manifest.json    what the package is: see Manifest
//	manifest.sig     Ed25519 signature of manifest.json, base64
//	…                the files, in the manifest's order
//
// and round it age encryption to the recipient's key. The signature is made
// before the encryption and the manifest names the recipient, so that a package
// cannot be re-addressed; the manifest holds every file's size and SHA-256, so
// that the signature covers all. The archive is the same, byte for byte, for the
// same files, manifest and key; only the encryption is fresh each time. A
// package's identity is therefore the digest of its manifest.
//
// Open trusts nothing: it checks signature, register, addressee, name, sizes and
// digests in an order in which nothing is looked at before it is vouched for,
// within fixed limits, and decrypts in place: clear text is never written
// anywhere. Everything that is wrong comes back as findings with a remedy.
//
// Limits: at most MaxPlain bytes. The package says who signed, not that the
// content is right: that is for intake and validate.
package parcel
