package releasetest

import (
	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// Indicators describes the ten indicators of the test set, one or more of every
// question.
func Indicators() []release.IndicatorInfo {
	percent := code.Text{SV: "procent", EN: "per cent"}
	days := code.Text{SV: "dagar", EN: "days"}
	list := []release.IndicatorInfo{
		{
			ID: "J35001", Question: code.Needs, Kind: "count", Unit: code.Text{SV: "personer", EN: "persons"}, Direction: release.None,
			Title: code.Text{SV: "Personer med pågående ärende, antal", EN: "Persons with an ongoing case, number"},
		},
		{
			ID: "J35002", Question: code.Needs, Kind: "rate", Unit: code.Text{SV: "per 10 000 invånare", EN: "per 10,000 inhabitants"}, Direction: release.None,
			Decimals: 1, Multiplier: 10000, EstimatedPopulation: true,
			Title: code.Text{SV: "Personer med pågående ärende per 10 000 invånare", EN: "Persons with an ongoing case per 10,000 inhabitants"},
		},
		{
			ID: "J35003", Question: code.Interventions, Kind: "share", Unit: percent, Direction: release.Higher, Decimals: 1, Multiplier: 100,
			Title: code.Text{SV: "Ärenden med minst en insats, andel", EN: "Cases with at least one intervention, share"},
		},
		{
			ID: "J35004", Question: code.Interventions, Kind: "median", Unit: days, Direction: release.Lower,
			Title: code.Text{SV: "Tid från beslut till första insats, median", EN: "Time from decision to first intervention, median"},
		},
		{
			ID: "J35005", Question: code.Change, Kind: "change", Unit: code.Text{SV: "skalsteg", EN: "scale points"}, Direction: release.Lower, Decimals: 2,
			Title: code.Text{SV: "Förändrad problemtyngd, alkohol (ASI), medelvärde", EN: "Change in severity, alcohol (ASI), mean"},
		},
		{
			ID: "J35006", Question: code.Change, Kind: "share", Unit: percent, Direction: release.Higher, Decimals: 1, Multiplier: 100,
			Title: code.Text{SV: "Personer med förbättrad situation, andel", EN: "Persons whose situation improved, share"},
		},
		{
			ID: "J35007", Question: code.Goals, Kind: "share", Unit: percent, Direction: release.Higher, Decimals: 1, Multiplier: 100,
			Title: code.Text{SV: "Avslutade ärenden där målet nåtts helt eller delvis, andel", EN: "Closed cases whose goal was fully or partly reached, share"},
		},
		{
			ID: "J35008", Question: code.Opinion, Kind: "share", Unit: percent, Direction: release.Higher, Decimals: 1, Multiplier: 100,
			Title: code.Text{SV: "Brukare som är nöjda med stödet, andel", EN: "Users satisfied with the support, share"},
		},
		{
			ID: "J35009", Question: code.Process, Kind: "share", Unit: percent, Direction: release.Higher, Decimals: 1, Multiplier: 100,
			Title: code.Text{SV: "Ärenden med genomförandeplan, andel", EN: "Cases with a plan, share"},
		},
		{
			ID: "J35010", Question: code.Resources, Kind: "ratio", Unit: code.Text{SV: "kronor per brukare", EN: "SEK per user"}, Direction: release.None,
			Title: code.Text{SV: "Kostnad per brukare", EN: "Cost per user"},
		},
	}
	for i := range list {
		list[i].ServiceArea = "missbruk"
		list[i].Grains = area.Grains
		list[i].Description = code.Text{SV: "Avser vuxna 18 år och äldre med ärende under året.", EN: "Adults aged 18 and over with a case during the year."}
		list[i].Counting = code.Text{SV: "personer", EN: "persons"}
		list[i].Numerator = code.Text{SV: "De i nämnaren som uppfyller villkoret.", EN: "Those of the denominator who meet the condition."}
		list[i].Denominator = code.Text{SV: "Personer med ärende under perioden.", EN: "Persons with a case during the period."}
		list[i].Source = code.Text{SV: "Kommunernas leveranser, syntetiska.", EN: "Deliveries of the municipalities, synthetic."}
		list[i].Caveats = code.Text{SV: "Personer räknas inom kommunen; summan över kommuner kan räkna en person flera gånger.", EN: "Persons are counted within the municipality."}
		list[i].MinBase, list[i].CoverageLimit = 30, 80
	}
	list[4].Breaks = []release.Break{{Period: code.Year(2025), Text: code.Text{SV: "Ny lag 1 juli 2025.", EN: "New act on 1 July 2025."}}}
	return list
}
