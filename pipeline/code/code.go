package code

// Sex is the sex code of a row or an observation.
//
// Persons are K, M or U; T is the total K + M + U. U is part of every total and
// of the disclosure model, and never a published row.
type Sex string

// The sex codes.
const (
	Women    Sex = "K"
	Men      Sex = "M"
	Unknown  Sex = "U"
	TotalSex Sex = "T"
)

// PersonSexes are the codes a person can carry, in their fixed order.
var PersonSexes = []Sex{Women, Men, Unknown}

// PublishedSexes are the codes a published row can carry, in their fixed order.
var PublishedSexes = []Sex{TotalSex, Women, Men}

// Text names the sex for readers.
func (s Sex) Text() Text {
	switch s {
	case Women:
		return Text{"Kvinnor", "Women"}
	case Men:
		return Text{"Män", "Men"}
	case Unknown:
		return Text{"Okänt eller annat", "Unknown or other"}
	default:
		return Text{"Totalt", "Total"}
	}
}

// Status tells what an observation is. Statuses exclude each other; zero is a
// value (OK), never a status.
type Status string

// The statuses with the marks that tables show for them.
const (
	OK            Status = "ok"
	Missing       Status = "missing"
	NotApplicable Status = "not_applicable"
	Suppressed    Status = "suppressed"
)

// Mark is the sign a table shows in place of a value, empty for OK.
func (s Status) Mark() string {
	switch s {
	case Missing:
		return "-"
	case NotApplicable:
		return "."
	case Suppressed:
		return ".."
	default:
		return ""
	}
}

// Text names the status for readers.
func (s Status) Text() Text {
	switch s {
	case Missing:
		return Text{"Uppgift saknas (bortfall)", "Missing (non-response)"}
	case NotApplicable:
		return Text{"Ej tillämplig", "Not applicable"}
	case Suppressed:
		return Text{"Visas inte av sekretesskäl", "Suppressed for confidentiality"}
	default:
		return Text{"Värde", "Value"}
	}
}

// Flag marks an observation beside its status.
type Flag string

// The flags.
const (
	Provisional Flag = "provisional"
	Revised     Flag = "revised"
	Break       Flag = "break"
	Synthetic   Flag = "synthetic"
)

// Question is the question of systematic follow-up that an indicator answers
// (domain model: six questions and two that the organisation needs).
type Question string

// The eight questions.
const (
	Needs         Question = "needs"
	Interventions Question = "interventions"
	Change        Question = "change"
	Goals         Question = "goals"
	Opinion       Question = "opinion"
	Equality      Question = "equality"
	Process       Question = "process"
	Resources     Question = "resources"
)

// Questions lists the questions in their fixed order.
var Questions = []Question{Needs, Interventions, Change, Goals, Opinion, Equality, Process, Resources}

// Text names the question for readers.
func (q Question) Text() Text {
	switch q {
	case Needs:
		return Text{"Vilka problem och behov har brukarna?", "Which problems and needs do users have?"}
	case Interventions:
		return Text{"Vilka insatser får de?", "Which interventions do they get?"}
	case Change:
		return Text{"Har situationen förändrats?", "Has their situation changed?"}
	case Goals:
		return Text{"Når vi målen?", "Are the goals reached?"}
	case Opinion:
		return Text{"Vad tycker brukare och närstående?", "What do users and relatives think?"}
	case Equality:
		return Text{"Hur jämlikt är det mellan kvinnor och män?", "How equal is it between women and men?"}
	case Process:
		return Text{"Hur går arbetet till?", "How is the work carried out?"}
	case Resources:
		return Text{"Vad kostar det och hur mycket görs?", "What does it cost and how much is done?"}
	}
	return Text{}
}

// ServiceArea is an area of social services (column omrade).
type ServiceArea string

// ServiceAreas lists the service areas in their fixed order with their names.
var ServiceAreas = []struct {
	Code ServiceArea
	Text Text
}{
	{"aldreomsorg", Text{"Äldreomsorg", "Elderly care"}},
	{"funktionsnedsattning", Text{"Funktionsnedsättning", "Disability services"}},
	{"socialpsykiatri", Text{"Socialpsykiatri", "Social psychiatry"}},
	{"missbruk", Text{"Missbruk och beroende", "Addiction care"}},
	{"barn_unga", Text{"Barn och unga", "Children and youth"}},
	{"ekonomiskt_bistand", Text{"Ekonomiskt bistånd", "Economic assistance"}},
	{"vald", Text{"Våld i nära relationer", "Intimate partner violence"}},
	{"familjecentral", Text{"Familjecentral", "Family centre"}},
	{"ungdomsmottagning", Text{"Ungdomsmottagning", "Youth clinic"}},
}
