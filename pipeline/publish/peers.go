package publish

import (
	"math"
	"sync"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/statistic"
)

// peerCount is how many similar municipalities a report compares with, and
// leastPeers how many of them must show a value for their mean to be shown.
const (
	peerCount  = 7
	leastPeers = 4
)

// peerMethod tells readers how similar municipalities are chosen.
var peerMethod = code.Text{
	SV: "Liknande kommuner är de sju som mest liknar kommunen i folkmängd (logaritmerad, dubbel vikt) och andel invånare 0–19 och 75 år eller äldre den 31 december 2021 (SCB). Deras värde är det ovägda medelvärdet av de värden som visas, och står bara där minst fyra av dem har ett.",
	EN: "Similar municipalities are the seven nearest by population (logarithm, double weight) and shares aged 0–19 and 75 or over on 31 December 2021 (Statistics Sweden). Their figure is the unweighted mean of shown values, given where at least four of them have one.",
}

// PeerYear is the year of the populations that similar municipalities are chosen
// by.
const PeerYear = "2021"

// Peers lists the codes of a municipality's seven similar ones, the most similar
// first; none for a code that is no municipality's. Callers must not change it.
func Peers(municipality string) []string { return peers()[municipality] }

// peers finds every municipality's similar ones, by code, the most similar
// first. It rests on the registry's facts alone, never on released figures.
var peers = sync.OnceValue(func() map[string][]string {
	all := area.Default().Municipalities
	rows := make([][]float64, len(all))
	for i, m := range all {
		people := float64(m.Inhabitants)
		rows[i] = []float64{math.Log(people), float64(m.Aged0to19) / people, float64(m.Aged75) / people}
	}
	near, err := statistic.Nearest(rows, []float64{2, 1, 1}, peerCount)
	if err != nil {
		panic("similar municipalities: " + err.Error()) // the embedded registry is whole, or every test fails
	}
	similar := make(map[string][]string, len(all))
	for i, m := range all {
		for _, p := range near[i] {
			similar[m.Code] = append(similar[m.Code], all[p.Index].Code)
		}
	}
	return similar
})

// peerMean is the unweighted mean of the values that a municipality's similar
// ones show; false where fewer than leastPeers do.
func (v *view) peerMean(indicator, municipality string, period code.Period) (mean float64, n int, ok bool) {
	sum := 0.0
	for _, peer := range peers()[municipality] {
		o := v.find(indicator, area.ID{Type: area.Municipality, Code: peer}, period, code.TotalSex)
		if o != nil && o.Value != nil {
			sum += *o.Value
			n++
		}
	}
	if n < leastPeers {
		return 0, n, false
	}
	return sum / float64(n), n, true
}
