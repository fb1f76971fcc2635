package publish

import (
	"math"
	"sync"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/statistic"
)

// peerCount is how many similar municipalities there are, and leastPeers how
// many of them must show a value for their mean to be shown.
const (
	peerCount  = 7
	leastPeers = 4
)

// PeerYear is the year of the populations that similar municipalities are chosen
// by.
const PeerYear = "2021"

// peerMethod tells readers how similar municipalities are chosen.
var peerMethod = code.Text{
	SV: "Liknande kommuner är de sju som mest liknar kommunen: minst vägt avstånd över standardiserade variabler, aldrig kommunen själv. Variablerna är folkmängd (logaritmerad, vikt 2), andel invånare 0–19 år, andel 75 år eller äldre och invånare per kvadratkilometer (logaritmerad), vikt 1 var, utom att andelen i de åldrar som verksamheten är till för väger 3: 0–19 år för barn och unga, 75 år eller äldre för äldreomsorg. Uppgifterna avser den 31 december 2021 (SCB) och är desamma för alla perioder. Behov mäts bara genom åldern; inkomst, arbetslöshet och hälsa ingår inte. De liknande kommunernas värde är det ovägda medelvärdet av de värden som visas, och finns bara där minst fyra av dem har ett.",
	EN: "Similar municipalities are the seven nearest by weighted distance over standardised variables, never the municipality itself. The variables are population (logarithm, weight 2), shares aged 0–19 and 75 or over and inhabitants per square kilometre (logarithm), weight 1 each, except that the share in the ages that the service is for weighs 3: 0–19 for children and youth, 75 or over for elderly care. The figures are of 31 December 2021 (Statistics Sweden) and the same for all periods. Need is measured by age alone; income, unemployment and health are not in it. Their figure is the unweighted mean of shown values, given where at least four of them have one.",
}

// peerVariable is a structural variable that similar municipalities are chosen
// by.
type peerVariable struct {
	Name code.Text `json:"name"`
	of   func(area.MunicipalityInfo) float64
	ages ages
}

// ages are those that a service is for.
type ages string

const (
	young ages = "0-19"
	old   ages = "75+"
	every ages = ""
)

var peerVariables = []peerVariable{
	{code.Text{SV: "Folkmängd, logaritmerad", EN: "Population, logarithm"}, func(m area.MunicipalityInfo) float64 { return math.Log(float64(m.Inhabitants)) }, every},
	{code.Text{SV: "Andel invånare 0–19 år", EN: "Share aged 0–19"}, func(m area.MunicipalityInfo) float64 { return share(m.Aged0to19, m) }, young},
	{code.Text{SV: "Andel invånare 75 år eller äldre", EN: "Share aged 75 or over"}, func(m area.MunicipalityInfo) float64 { return share(m.Aged75, m) }, old},
	{code.Text{SV: "Invånare per kvadratkilometer, logaritmerad", EN: "Inhabitants per square kilometre, logarithm"}, func(m area.MunicipalityInfo) float64 { return math.Log(float64(m.Inhabitants) / m.Km2) }, every},
}

func share(part int, m area.MunicipalityInfo) float64 { return float64(part) / float64(m.Inhabitants) }

// agesOf are the ages that a service is for, every where it is for adults or all.
func agesOf(service code.ServiceArea) ages {
	switch service {
	case "barn_unga", "familjecentral", "ungdomsmottagning":
		return young
	case "aldreomsorg":
		return old
	}
	return every
}

// peerWeights are the variables' weights for a service area.
func peerWeights(service code.ServiceArea) []float64 {
	weights := []float64{2, 1, 1, 1}
	for i, v := range peerVariables {
		if of := agesOf(service); of != every && v.ages == of {
			weights[i] = 3
		}
	}
	return weights
}

// Peers lists the codes of a municipality's seven similar ones, as they are for
// all services together, the most similar first; none for a code that is no
// municipality's. Callers must not change it.
func Peers(municipality string) []string { return peersIn("", municipality) }

// peersIn lists a municipality's similar ones for a service area.
func peersIn(service code.ServiceArea, municipality string) []string {
	var codes []string
	for _, p := range peers()[agesOf(service)][municipality] {
		codes = append(codes, p.code)
	}
	return codes
}

// peer is a similar municipality and how far away it is.
type peer struct {
	code     string
	distance float64
}

// peers finds every municipality's similar ones by the ages of a service and by
// code, the most similar first. It rests on the registry's facts alone, never on
// released figures, so what is hidden cannot decide who is similar.
var peers = sync.OnceValue(func() map[ages]map[string][]peer {
	all := area.Default().Municipalities
	rows := make([][]float64, len(all))
	for i, m := range all {
		for _, v := range peerVariables {
			rows[i] = append(rows[i], v.of(m))
		}
	}
	out := map[ages]map[string][]peer{}
	for _, service := range []code.ServiceArea{"", "barn_unga", "aldreomsorg"} {
		near, err := statistic.Nearest(rows, peerWeights(service), peerCount)
		if err != nil {
			panic("similar municipalities: " + err.Error()) // the embedded registry is whole, or every test fails
		}
		similar := make(map[string][]peer, len(all))
		for i, m := range all {
			for _, p := range near[i] {
				similar[m.Code] = append(similar[m.Code], peer{all[p.Index].Code, p.Distance})
			}
		}
		out[agesOf(service)] = similar
	}
	return out
})

// peerMean is the unweighted mean of the values that a municipality's similar
// ones show; n tells how many do. False where fewer than leastPeers do.
func (v *view) peerMean(indicator, municipality string, period code.Period) (mean float64, n int, ok bool) {
	var m plainMean
	for _, p := range peers()[agesOf(v.set.ServiceArea)][municipality] {
		m.add(v.find(indicator, area.ID{Type: area.Municipality, Code: p.code}, period, code.TotalSex))
	}
	mean, ok = m.value()
	return mean, m.n, ok
}
