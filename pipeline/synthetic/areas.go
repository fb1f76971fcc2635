package synthetic

// serviceArea is how cases of one area are drawn.
type serviceArea struct {
	newPerInhabitant float64 // cases opened per inhabitant and year at scale 1
	meanDays         float64 // mean length of a case
	women            float64 // share of women
	ageFrom, ageTo   int
	codes            []string // KSI codes of its interventions
	lss              int      // how many of the first codes are given under LSS
	methods          []string
	lifeAreas        []string // of goals
	reasons          []string
	violence         bool     // reasons have roles
	steps            []string // dated steps before the first intervention
	placed           float64  // share of cases with a placement
	forms            []string // of placements
	scales           []scale
	situation        bool // housing and occupation are told
	// What is added to these (see supplement.go).
	otherSteps    []string // of cases that came in the less usual way
	assessedShare float64  // of measured cases that are assessed further
	assessed      []scale
	coded         []coded
}

var (
	applied  = []string{"ansokan", "utredning_start", "utredning_slut", "beslut"}
	notified = []string{"anmalan", "forhandsbedomning", "utredning_start", "utredning_slut", "beslut"}

	byNotification = []string{"anmalan", "forhandsbedomning"}
	byApplication  = []string{"ansokan"}
)

// The first two areas are what a nation of cases is made of; the others are new
// collections and small.
var serviceAreas = map[string]serviceArea{
	"missbruk": {
		newPerInhabitant: 0.0144, meanDays: 240, women: 0.34, ageFrom: 18, ageTo: 79,
		codes:     []string{"YAD.15.ZZ", "YAD.20.15", "YAD.20.35", "YAD.30.15", "YAD.40.10"},
		methods:   []string{"MI", "Återfallsprevention", "CRA", "12-stegsbehandling"},
		lifeAreas: []string{"alkohol", "narkotika", "arbete", "boende", "familj"},
		reasons:   []string{"alkohol", "narkotika", "läkemedel", "spel"},
		steps:     applied, placed: 0.07, forms: []string{"hvb", "hvb", "familjehem", "stodboende"},
		scales: asiScales(), situation: true, otherSteps: byNotification,
	},
	"barn_unga": {
		newPerInhabitant: 0.0317, meanDays: 200, women: 0.46, ageFrom: 0, ageTo: 20,
		codes:     []string{"YAC.70.ZZ", "YAC.75.ZZ", "YAC.80.ZZ", "YAC.90.ZZ", "YAC.25.ZZ"},
		methods:   []string{"Komet", "BBIC-stöd", "Familjerådslag", "FFT"},
		lifeAreas: []string{"skola", "hem", "relationer", "fritid"},
		reasons:   []string{"omsorgssvikt", "eget beteende", "föräldrars missbruk", "skolfrånvaro"},
		steps:     notified, placed: 0.11, forms: []string{"familjehem", "familjehem", "jourhem", "natverkshem", "hvb", "stodboende"},
		scales: []scale{
			{"sdq", "sv1", "total", "vardnadshavare", 40, 17, -2.5, 6},
			{"sdq", "sv1", "total", "barn", 40, 15, -1.5, 6},
			{"ors", "sv1", "summa", "barn", 40, 22, 4, 7},
		},
		otherSteps:    byApplication,
		assessedShare: 0.35, assessed: ibicScales("personlig_vard", "relationer", "trygghet", "utbildning_arbete"),
		coded: []coded{
			{"boende", [5]float64{0.80, 0.02, 0.12, 0.04, 0.01}, 0.25, [5]float64{0.60, 0.02, 0.28, 0.08, 0.01}},
			{"sysselsattning", [5]float64{0.04, 0.72, 0.05, 0.04, 0.05}, 0.3, [5]float64{0.06, 0.74, 0.08, 0.03, 0.03}},
		},
	},
	"vald": {
		newPerInhabitant: 0.0006, meanDays: 150, women: 0.78, ageFrom: 4, ageTo: 70,
		codes:     []string{"YAD.15.ZZ", "YAD.20.15", "YAD.20.35", "YAC.75.ZZ"},
		methods:   []string{"Bryta våld", "Trappan", "MI", "Stödsamtal"},
		lifeAreas: []string{"trygghet", "boende", "familj", "ekonomi"},
		reasons:   []string{"fysiskt våld", "psykiskt våld", "hot", "ekonomiskt våld"},
		violence:  true, steps: notified, placed: 0.16, forms: []string{"skyddat_boende"},
		scales: []scale{{"ors", "sv1", "summa", "klient", 40, 19, 5, 7}}, situation: true,
		otherSteps:    byApplication,
		assessedShare: 0.8, assessed: ibicScales("hemliv", "relationer", "samhallsliv", "trygghet", "utbildning_arbete"),
	},
	"funktionsnedsattning": {
		newPerInhabitant: 0.0005, meanDays: 900, women: 0.44, ageFrom: 3, ageTo: 70,
		codes: []string{"YAB.45.15", "YAB.50.ZZ", "YAB.20.ZZ", "YAB.15.ZZ", "YAB.10.ZZ", "YAA.45.ZZ"}, lss: 5,
		methods:   []string{"Pedagogiskt stöd", "AKK"},
		lifeAreas: []string{"hemliv", "relationer", "sysselsättning", "fritid"},
		reasons:   []string{"personkrets 1", "personkrets 3", "psykisk funktionsnedsättning"},
		steps:     applied, scales: ibicScales("hemliv", "personlig_vard", "relationer", "samhallsliv", "trygghet"), situation: true,
		otherSteps:    byNotification,
		assessedShare: 0.8, assessed: append(ibicScales("utbildning_arbete"), scale{"ors", "sv1", "summa", "klient", 40, 24, 2, 7}),
	},
	"socialpsykiatri": {
		newPerInhabitant: 0.0005, meanDays: 500, women: 0.51, ageFrom: 18, ageTo: 75,
		codes:     []string{"YAA.45.ZZ", "YAA.45.ZZ", "YAA.40.ZZ", "YAA.50.ZZ", "YAA.75.ZZ"},
		methods:   []string{"ESL", "IPS", "MI", "Case management"},
		lifeAreas: []string{"hemliv", "relationer", "sysselsättning", "hälsa"},
		reasons:   []string{"psykossjukdom", "depression", "neuropsykiatrisk funktionsnedsättning"},
		steps:     applied, situation: true,
		scales:        append(ibicScales("hemliv", "relationer", "samhallsliv", "trygghet"), scale{"ors", "sv1", "summa", "klient", 40, 20, 3, 7}),
		otherSteps:    byNotification,
		assessedShare: 0.8, assessed: ibicScales("personlig_vard", "utbildning_arbete"),
	},
	"aldreomsorg": {
		newPerInhabitant: 0.0009, meanDays: 700, women: 0.64, ageFrom: 66, ageTo: 98,
		codes:     []string{"YAA.05.15", "YAA.05.25", "YAA.35.ZZ", "YAA.75.ZZ", "YAA.65.ZZ"},
		methods:   []string{"Rehabiliterande arbetssätt"},
		lifeAreas: []string{"hemliv", "personlig vård", "trygghet", "relationer"},
		reasons:   []string{"nedsatt rörlighet", "demenssjukdom", "efter sjukhusvistelse"},
		steps:     applied, scales: ibicScales("hemliv", "personlig_vard", "relationer", "samhallsliv", "trygghet"),
		otherSteps:    byNotification,
		assessedShare: 0.8, assessed: []scale{{"ors", "sv1", "summa", "klient", 40, 23, 1, 7}},
		coded: []coded{
			{"boende", [5]float64{0.74, 0.04, 0.14, 0.02, 0.05}, 0.3, [5]float64{0.35, 0.02, 0.50, 0.05, 0.07}},
			{"sysselsattning", [5]float64{0.05, 0.01, 0.24, 0.05, 0.01}, 0.2, [5]float64{0.02, 0.01, 0.40, 0.03, 0.01}},
		},
	},
}

// newCollections are asked for from the last year on: small, one file for all.
var newCollections = []string{"vald", "funktionsnedsattning", "socialpsykiatri", "aldreomsorg"}

func asiScales() []scale {
	var scales []scale
	for i, name := range []string{"halsa", "arbete", "alkohol", "narkotika", "rattsligt", "familj", "psykisk"} {
		scales = append(scales, scale{"asi", "2022", name + "_intervjuare", "intervjuare", 9, 4 + float64(i%3)*0.8, -0.9, 2.4})
	}
	return append(scales,
		scale{"asi", "2022", "alkohol_klient", "klient", 4, 2, -0.5, 1.2},
		scale{"ors", "sv1", "summa", "klient", 40, 20, 4, 7},
	)
}

func ibicScales(names ...string) []scale {
	var scales []scale
	for i, name := range names {
		scales = append(scales, scale{"ibic", "2024", name, "personal", 4, 2 + float64(i%2)*0.3, -0.3, 1})
	}
	return scales
}
