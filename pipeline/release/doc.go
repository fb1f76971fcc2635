// Package release holds what is published and the way a release takes from a
// candidate to the public.
//
// An Edition is everything one release says: its sets, their definitions,
// observations and coverage. It is made of observations, so a suppressed number
// is not in it by type, and Edition.Check refuses one that came along by
// mistake. The package publish turns an edition into files; the Store of this
// package moves the folder through its states:
//
//	staged   – written under staged/<id>/release, state beside it
//	approved – owner and disclosure officer, two persons, have approved exactly
//	           these bytes (approvals name the digest of the manifest), the
//	           officer also how many hidden numbers there are whose width
//	           disclosure control did not prove
//	released – the announced minute has passed and one rename has moved the
//	           folder to releases/<id>, where nothing ever changes again
//
// "latest" is derived from the manifests (Latest); nothing under releases/
// but finished folders exists. A process that is killed leaves names that begin
// with ".tmp-" and nothing else; Store.Sweep removes them.
//
// The package also reads releases back from what the public sees: Verify holds
// a folder against its manifest, Rows and Find read its observations, Diff
// compares two releases. It computes nothing, protects nothing and knows no
// file format but the CSV and the manifest.
package release
