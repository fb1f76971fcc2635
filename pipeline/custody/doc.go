// Package custody is the key files of the supplier's side and of the recipient:
// their form on disk, how they are read and checked, and the recipient's
// register of suppliers' keys.
//
//   - PseudonymKey: the secret K1 that turns identity numbers into p1. A trusted
//     third party issues it to suppliers; the platform never has it.
//   - SigningKey and PublicKey: Ed25519. A supplier signs its packages, the
//     recipient its receipts.
//   - Card: what a recipient hands to its suppliers in one public file: the age
//     key to encrypt to and the key that its receipts are signed with.
//   - Register: which public keys may deliver for whom, and which are revoked.
//
// Every file is a few lines of text that a person can read and, in need, type
// from paper: "name: value", comments after #. A check value in each tells a
// mistyped key before it is used. Unknown versions and unknown lines are refused.
//
// Limits: the package keeps no key in a safe place and shares none; that is the
// custody guide's matter (Guide). It reads and writes through io only.
package custody
