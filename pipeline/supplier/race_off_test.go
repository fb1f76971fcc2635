//go:build !race

package supplier

const underRace = false
