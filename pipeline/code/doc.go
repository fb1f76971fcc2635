// Package code holds the closed lists that every other package speaks in: sex,
// status and flags of an observation, service areas, the questions of
// systematic follow-up, periods, languages and the Swedish way of writing
// numbers for people. It imports nothing of ours and holds no state.
package code
