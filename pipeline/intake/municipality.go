package intake

import (
	"slices"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
)

// kommunList is the code list of municipalities.
const kommunList = "kommun"

// WrongCode tells why nothing of a period can be delivered under a municipality's
// code, and under which it can: the code is of a municipality that was no more,
// or was not there yet. True where it can. The code must be a known one.
func WrongCode(municipality string, p code.Period) (why code.Text, ok bool) {
	registry := area.Default()
	judged := registry.Judge(municipality, p)
	if judged.Valid {
		return code.Text{}, true
	}
	from, to := registry.Validity(municipality)
	why = textf("Kommunkoden %s gäller först från %s, inte för %s.", "The municipality code %s is valid from %s only, not for %s.", municipality, from.Format(time.DateOnly), p)
	if !to.IsZero() && p.End().After(to) {
		why = textf("Kommunkoden %s gällde till och med %s, inte för %s.", "The municipality code %s was valid until %s, not for %s.", municipality, to.Format(time.DateOnly), p)
	}
	if len(judged.Instead) > 0 {
		more := textf(" Lämna under %s.", " Deliver under %s.", named(registry, judged.Instead))
		why.SV, why.EN = why.SV+more.SV, why.EN+more.EN
	}
	return why, false
}

// named writes codes with their names: "0331 (Heby)".
func named(registry *area.Registry, municipalities []string) string {
	texts := make([]string, len(municipalities))
	for i, m := range municipalities {
		texts[i] = m + " (" + registry.Name(area.ID{Type: area.Municipality, Code: m}).SV + ")"
	}
	return strings.Join(texts, ", ")
}

// inForce is the list of the municipalities that something of the period can be
// told of.
func inForce(l *contract.List, p code.Period) *contract.List {
	kept := *l
	kept.Entries = slices.DeleteFunc(slices.Clone(l.Entries), func(e contract.Entry) bool {
		return !area.Default().Judge(e.Code, p).Valid
	})
	return &kept
}
