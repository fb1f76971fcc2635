package observe

import "jamfor/pipeline/code"

// Reason is a code for why a row has no value or no rank. It never says why a
// cell is hidden: a suppressed row has none.
type Reason = string

// The reasons.
const (
	// ReasonZeroBase: the denominator is zero.
	ReasonZeroBase Reason = "namnare_noll"
	// ReasonSmallBase: the denominator is below the indicator's minimum base.
	ReasonSmallBase Reason = "liten_bas"
	// ReasonFewPairs: the share paired is below the indicator's limit.
	ReasonFewPairs Reason = "fa_par"
	// ReasonContradiction: the parts contradict each other (more cases than
	// their base); the definition or the deliveries need a look.
	ReasonContradiction Reason = "motstridigt_underlag"
	// ReasonNoMembers: no municipality of the area has a value to average.
	ReasonNoMembers Reason = "inga_kommunvarden"
	// ReasonSmallRankBase: a value, but no rank on so small a denominator.
	ReasonSmallRankBase Reason = "liten_bas_for_rang"
	// ReasonFewEvents: a standardised rate on fewer than ten events.
	ReasonFewEvents Reason = "fa_handelser"
	// ReasonEmptyGroup: an age group without inhabitants, or the nation's rates
	// are not there to compare with.
	ReasonEmptyGroup Reason = "tom_aldersgrupp"
	// ReasonLowCoverage: a value, but no rank or comparison on so few of the
	// area's municipalities.
	ReasonLowCoverage Reason = "lag_tackning"
	// ReasonBoundaries: the municipality was split since, and the boundaries that
	// are published are today's.
	ReasonBoundaries Reason = "annan_indelning"
)

// Reasons lists the codes in a fixed order.
func Reasons() []Reason {
	return []Reason{
		ReasonZeroBase, ReasonSmallBase, ReasonFewPairs, ReasonContradiction,
		ReasonNoMembers, ReasonSmallRankBase, ReasonLowCoverage, ReasonFewEvents, ReasonEmptyGroup,
		ReasonBoundaries,
	}
}

// ReasonText tells readers what a reason means; the zero Text for an unknown one.
func ReasonText(r Reason) code.Text {
	switch r {
	case ReasonZeroBase:
		return code.Text{SV: "Det finns ingen att räkna på: nämnaren är noll.", EN: "There is nothing to count: the denominator is zero."}
	case ReasonSmallBase:
		return code.Text{SV: "Underlaget är för litet för ett rättvisande värde.", EN: "The base is too small for a meaningful value."}
	case ReasonFewPairs:
		return code.Text{SV: "För få har både före- och eftermätning.", EN: "Too few have measurements both before and after."}
	case ReasonContradiction:
		return code.Text{SV: "Underlaget motsäger sig självt och måste granskas.", EN: "The parts contradict each other and must be reviewed."}
	case ReasonNoMembers:
		return code.Text{SV: "Ingen av områdets kommuner har ett värde att väga samman.", EN: "None of the area's municipalities has a value to average."}
	case ReasonSmallRankBase:
		return code.Text{SV: "Underlaget är för litet för att rangordnas.", EN: "The base is too small to be ranked."}
	case ReasonFewEvents:
		return code.Text{SV: "Färre än tio händelser: ett standardiserat tal skulle bli för osäkert.", EN: "Fewer than ten events: a standardised rate would be too uncertain."}
	case ReasonEmptyGroup:
		return code.Text{SV: "En åldersgrupp saknar invånare, eller så saknas rikets tal att jämföra med.", EN: "An age group has no inhabitants, or the nation's rates are not there to compare with."}
	case ReasonBoundaries:
		return code.Text{SV: "Kommunen är en del av en som delats senare: för perioden finns inget värde på dagens indelning.", EN: "The municipality is part of one that was split later: there is no value for the period on today's boundaries."}
	case ReasonLowCoverage:
		return code.Text{SV: "För få kommuner deltar för att värdet ska rangordnas eller jämföras.", EN: "Too few municipalities take part for the value to be ranked or compared."}
	}
	return code.Text{}
}
