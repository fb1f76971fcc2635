package indicators

import (
	"slices"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
)

// individual are the service areas whose cases are followed person by person.
var individual = []string{"missbruk", "barn_unga", "vald", "funktionsnedsattning", "socialpsykiatri", "aldreomsorg"}

// cells are what systematic follow-up asks in every individual service area, each
// with the endings of the ids that answer it: all of them, whatever the area. Where
// areas answer by different instruments, see byArea.
var cells = []struct {
	question code.Question
	phrase   string
	endings  []string
}{
	{"needs", "persons with an ongoing case", []string{"001"}},
	{"needs", "per 10 000 inhabitants, crude and age-standardised", []string{"002", "009"}},
	{"equality", "share women", []string{"003"}},
	{"needs", "age profile", []string{"006", "007"}},
	{"needs", "share with severe problems", []string{"004"}},
	{"needs", "share with high need in three areas", []string{"035"}},
	{"needs", "well-being before", []string{"037"}},
	{"interventions", "cases with at least one intervention", []string{"011"}},
	{"interventions", "interventions by kind", []string{"081", "082", "083"}},
	{"interventions", "share with a named method", []string{"012"}},
	{"interventions", "median days from decision to first intervention", []string{"015"}},
	{"interventions", "median length", []string{"019"}},
	{"interventions", "completed, broken off", []string{"013", "014"}},
	{"change", "mean paired change, improved, deteriorated", []string{"024", "026", "027"}},
	{"change", "transition of occupation", []string{"120", "121", "122", "123", "124", "125", "126", "127", "128"}},
	{"change", "not re-opened within twelve months", []string{"050"}},
	{"goals", "closed cases whose goal was fully or partly reached; fully", []string{"041", "042"}},
	{"goals", "goals reached", []string{"043", "045"}},
	{"goals", "mean GAS T", []string{"047"}},
	{"opinion", "satisfied, took part, better, treated well", []string{"051", "052", "053", "054"}},
	{"equality", "women and men: needs", []string{"071", "077"}},
	{"equality", "women and men: interventions", []string{"072"}},
	{"equality", "women and men: change", []string{"073", "078"}},
	{"equality", "women and men: goals", []string{"074"}},
	{"equality", "women and men: opinion", []string{"075", "079"}},
	{"equality", "women and men: process", []string{"076"}},
	{"process", "share with a plan, with SIP", []string{"061", "062"}},
	{"process", "measured both before and after", []string{"063"}},
	{"process", "application to decision, notification to preliminary assessment", []string{"064", "065"}},
}

// byArea are the cells that areas answer by instruments and codes of their own: the
// mean need and the mean change in each life area that is rated, and the transition
// of housing.
var byArea = map[string]map[code.Question][]string{
	"missbruk": {
		"needs":  {"031", "032", "033", "036", "038", "039", "040"},
		"change": {"021", "022", "091", "092", "093", "094", "095", "110", "118"},
	},
	"barn_unga": {
		"needs":  {"031", "105", "032", "033", "036", "038"},
		"change": {"021", "022", "101", "102", "103", "104", "096", "099", "023", "098", "130", "138"},
	},
	"vald": {
		"needs":  {"031", "033", "034", "036", "038"},
		"change": {"021", "022", "097", "023", "098", "110", "118"},
	},
	"funktionsnedsattning": {
		"needs":  {"031", "032", "033", "034", "036", "038"},
		"change": {"021", "096", "022", "097", "023", "098", "110", "118"},
	},
	"socialpsykiatri": {
		"needs":  {"031", "032", "033", "034", "036", "038"},
		"change": {"021", "096", "022", "097", "023", "098", "110", "118"},
	},
	"aldreomsorg": {
		"needs":  {"031", "032", "033", "034", "036"},
		"change": {"021", "096", "022", "097", "023", "130", "138"},
	},
}

// TestEveryCellIsAnswered holds every individual service area to every cell of the
// table of questions, and each answer to its question.
func TestEveryCellIsAnswered(t *testing.T) {
	sets := load(t)
	for _, name := range individual {
		set := setNamed(t, sets, name)
		for _, cell := range cells {
			answered(t, set, cell.question, cell.phrase, cell.endings)
		}
		for question, endings := range byArea[name] {
			answered(t, set, question, "life areas and housing", endings)
		}
		digits := set.Definitions[0].ID[:3]
		answered(t, setNamed(t, sets, "enkat"), "opinion", name+": relatives, response rate", ids(digits, "056", "057", "151", "152", "059"))
		answered(t, setNamed(t, sets, "ekonomi"), "resources", name+": cost per user, per inhabitant, deviation", ids(digits, "901", "902", "903"))
	}
}

// TestEconomicAssistanceIsAnswered asks the same of economic assistance, whose units
// are households and persons.
func TestEconomicAssistanceIsAnswered(t *testing.T) {
	sets := load(t)
	set := setNamed(t, sets, "ekonomiskt_bistand")
	for phrase, endings := range map[string][]string{
		"households, adults, children": {"001", "002", "003"},
		"share of inhabitants":         {"004", "005", "021", "033"},
		"long-term":                    {"006", "020", "022"},
		"obstacles":                    {"007", "008", "009", "015", "016", "017", "018", "019", "028"},
		"types of household":           {"010", "011", "023", "024", "025", "029", "030", "032"},
	} {
		answered(t, set, "needs", phrase, endings)
	}
	answered(t, set, "opinion", "opinions", []string{"051", "052", "053", "054"})
	answered(t, set, "equality", "women and men", []string{"027", "075", "079"})
	answered(t, set, "process", "application to decision", []string{"064"})
}

func setNamed(t *testing.T, sets []indicator.Set, name string) indicator.Set {
	t.Helper()
	i := slices.IndexFunc(sets, func(s indicator.Set) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no set %s", name)
	}
	return sets[i]
}

func ids(digits string, endings ...string) []string {
	all := make([]string, len(endings))
	for i, e := range endings {
		all[i] = digits + e
	}
	return all
}

// answered wants an indicator of the question for each id, or ending of one.
func answered(t *testing.T, s indicator.Set, question code.Question, phrase string, endings []string) {
	t.Helper()
	for _, ending := range endings {
		found := slices.ContainsFunc(s.Definitions, func(d *indicator.Definition) bool {
			return (d.ID == ending || d.ID[3:] == ending) && string(d.Question) == string(question)
		})
		if !found {
			t.Errorf("%s: %s (%s) is not answered by an indicator ending in %s", s.Name, phrase, question, ending)
		}
	}
}
