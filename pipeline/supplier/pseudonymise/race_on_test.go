//go:build race

package pseudonymise

// underRace tells that the race detector slows everything down several times:
// tests of size take smaller inputs then.
const underRace = true
