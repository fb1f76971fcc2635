package disclosure

import (
	"sync"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure/audit"
	"jamfor/pipeline/disclosure/model"
)

// Report is what was done to a package and what the audit saw. It is internal:
// it tells primary from complementary, which no public output may do.
type Report struct {
	Set    string      `json:"set"`
	Period code.Period `json:"period"`
	Rules  Rules       `json:"rules"`
	// Cells counts the observations; Missing and Hidden of them, and Primary
	// those of the hidden ones that a rule hides by itself.
	Cells   int `json:"cells"`
	Missing int `json:"missing"`
	Hidden  int `json:"hidden"`
	Primary int `json:"primary"`
	// Loss is what is hidden by grain and sex, Indicators by indicator.
	Loss       []Loss          `json:"loss"`
	Indicators []IndicatorLoss `json:"indicators"`
	// Tables are the count models; Measures the models of a measure's cells.
	Tables   []TableReport   `json:"tables"`
	Measures []MeasureReport `json:"measures"`
	// Limits counts the shown means without limits.
	Limits []LimitsReport `json:"limits,omitempty"`
}

// LimitsReport counts a measure's shown cells whose limits are left out.
type LimitsReport struct {
	Indicator string `json:"indicator"`
	Withheld  int    `json:"withheld"`
}

// Loss counts the cells of a grain and sex, and the things they rest on.
type Loss struct {
	Grain  area.Type `json:"grain"`
	Sex    code.Sex  `json:"sex"`
	Cells  int       `json:"cells"`
	Hidden int       `json:"hidden"`
	// Primary counts the hidden cells that a rule hides by itself.
	Primary int `json:"primary"`
	// Things, HiddenThings and PrimaryThings sum denominators (numerators where
	// there is none, or where it counts inhabitants).
	Things        int64 `json:"things"`
	HiddenThings  int64 `json:"hidden_things"`
	PrimaryThings int64 `json:"primary_things"`
}

// IndicatorLoss counts the cells of an indicator, or of one of its classes.
type IndicatorLoss struct {
	Indicator string `json:"indicator"`
	Cells     int    `json:"cells"`
	Hidden    int    `json:"hidden"`
}

// TableReport is one count model and its audit.
type TableReport struct {
	Table         string         `json:"table"`
	Rows          int            `json:"rows"`
	Columns       int            `json:"columns"`
	Primary       map[string]int `json:"primary"` // by rule
	Complementary int            `json:"complementary"`
	Rounds        int            `json:"rounds"`
	Insiders      int            `json:"insiders"` // pairs protected from each other
	Widened       int            `json:"widened"`  // columns hidden for wider bounds
	// Known names columns that the rules hide and that earlier releases have
	// shown or give away: hidden, and no longer protected.
	Known []string `json:"known,omitempty"`
	// KnownCells are the places of these in the tables.
	KnownCells []BlockedCell `json:"known_cells,omitempty"`
	// Untried counts the small numbers whose intervals were not tried with second
	// tables, because other findings stood (numbers that earlier releases leave
	// little room): they rest on the span test and bounds by substitution.
	Untried int `json:"untried,omitempty"`
	// Doubtful are the places of the small numbers that were tried, and whose
	// intervals no second table proves and no programme refutes, or proves but
	// nearly: a person decides whether they will do.
	Doubtful []BlockedCell  `json:"doubtful,omitempty"`
	Audit    audit.Findings `json:"audit"`

	doubtful []string // their columns
}

// MeasureReport is one measure's cell model and its audit.
type MeasureReport struct {
	Indicator     string   `json:"indicator"`
	Complementary int      `json:"complementary"`
	Known         []string `json:"known,omitempty"`
	// Doubtful are the places of the sums whose room nothing proves.
	Doubtful []BlockedCell  `json:"doubtful,omitempty"`
	Audit    audit.Findings `json:"audit"`

	doubtful []string
}

func newReport(pl *plan) *Report {
	return &Report{Set: pl.pkg.Set, Period: pl.pkg.Period, Rules: pl.rules}
}

func (r *Report) addTable(t *columns, s *settled) {
	out := TableReport{
		Table: t.label, Rows: len(s.model.Rows), Columns: len(s.model.Columns), Primary: map[string]int{},
		Rounds: s.rounds, Insiders: s.insiders, Widened: s.widened,
	}
	if s.findings != nil {
		out.Audit = *s.findings
		out.doubtful = s.doubtfulNames()
	}
	out.Known = s.knownNames()
	// A repair that got stuck may have added columns that no pattern has yet.
	for i, status := range s.pattern.Status {
		switch status {
		case model.Primary:
			out.Primary[s.model.Columns[i].Rule]++
		case model.Secondary:
			out.Complementary++
		}
	}
	if f := &out.Audit; f.Wide+f.Fractional+f.Unproven == 0 {
		out.Untried = s.smallNumbers()
	}
	r.Tables = append(r.Tables, out)
}

// doubtfulNames names the columns whose width nothing proves.
func (s *settled) doubtfulNames() []string {
	var out []string
	for _, i := range doubtful(s.findings) {
		out = append(out, s.model.Columns[i].Label)
	}
	return out
}

// smallNumbers counts the primary columns that intervals are asked of.
func (s *settled) smallNumbers() int {
	n := 0
	for i, status := range s.pattern.Status {
		if c := &s.model.Columns[i]; status == model.Primary && c.Value != 0 && !c.Virtual {
			n++
		}
	}
	return n
}

// nameKnown finds the cells of what is known already, and of what is in doubt.
func (r *Report) nameKnown(pl *plan) {
	names := sync.OnceValue(pl.cellNames)
	for i := range r.Tables {
		if t := &r.Tables[i]; len(t.Known)+len(t.doubtful) > 0 {
			t.KnownCells, t.Doubtful = named(names(), t.Known), named(names(), t.doubtful)
		}
	}
	for i := range r.Measures {
		if m := &r.Measures[i]; len(m.doubtful) > 0 {
			m.Doubtful = named(names(), m.doubtful)
		}
	}
}

// RuleText says a rule of TableReport.Primary in words.
func RuleText(rule string) code.Text {
	switch rule {
	case ruleMinimum:
		return code.Text{SV: "litet antal", EN: "small count"}
	case ruleAlike:
		return code.Text{SV: "alla lika i liten grupp", EN: "all alike in a small group"}
	case ruleUnknown:
		return code.Text{SV: "okänt kön", EN: "unknown sex"}
	case ruleMedian:
		return code.Text{SV: "få värden på en sida", EN: "few values on a side"}
	case ruleInsider:
		return code.Text{SV: "mot den ende i en etta", EN: "against the one in a one"}
	case ruleInterval:
		return code.Text{SV: "för bredare gränser", EN: "for wider bounds"}
	case ruleGuard:
		return code.Text{SV: "skydd som självt behöver skydd", EN: "guards that need guarding"}
	case ruleCorrection:
		return code.Text{SV: "liten ändring sedan tidigare utgåva", EN: "small change since an earlier release"}
	case ruleDifference:
		return code.Text{SV: "liten skillnad mellan antal som ingår i varandra", EN: "small difference between nested counts"}
	case ruleContributors:
		return code.Text{SV: "få bidragsgivare", EN: "few contributors"}
	case ruleDominance:
		return code.Text{SV: "en dominerar summan", EN: "one dominates the sum"}
	}
	return code.Text{SV: rule, EN: rule}
}

func (r *Report) addCells(indicator string, s *settled) {
	out := MeasureReport{Indicator: indicator, Known: s.knownNames(), Audit: *s.findings, doubtful: s.doubtfulNames()}
	for _, st := range s.pattern.Status {
		if st == model.Secondary {
			out.Complementary++
		}
	}
	r.Measures = append(r.Measures, out)
}

// count sums the cells up once all is decided.
func (r *Report) count(pl *plan) {
	type where struct {
		grain area.Type
		sex   code.Sex
	}
	at := map[where]int{}
	for i := range pl.cells {
		if pl.pkg.Measures[i].Rest != "" {
			continue // no row of any table
		}
		one := IndicatorLoss{Indicator: pl.pkg.Measures[i].Name()}
		for _, c := range pl.cells[i] {
			r.Cells++
			one.Cells++
			if c.missing {
				r.Missing++
				continue
			}
			k := where{c.place.area.Type, c.place.sex}
			n, ok := at[k]
			if !ok {
				n = len(r.Loss)
				at[k] = n
				r.Loss = append(r.Loss, Loss{Grain: k.grain, Sex: k.sex})
			}
			things := pl.things(&pl.pkg.Measures[i], c.parts)
			r.Loss[n].Cells++
			r.Loss[n].Things += things
			if !c.hidden {
				continue
			}
			r.Hidden++
			one.Hidden++
			r.Loss[n].Hidden++
			r.Loss[n].HiddenThings += things
			if pl.primary(c) {
				r.Primary++
				r.Loss[n].Primary++
				r.Loss[n].PrimaryThings += things
			}
		}
		r.Indicators = append(r.Indicators, one)
	}
}

// things is what a cell rests on: its denominator, or its numerator where there is
// none or everyone knows it (inhabitants).
func (pl *plan) things(m *cell.Measure, p cell.Parts) int64 {
	if m.Denominator == nil || pl.pkg.Blocks[m.Denominator.Block].Public {
		return max(p.Numerator, 0)
	}
	return max(p.Denominator, 0)
}

// primary reports whether a rule hides the cell by itself.
func (pl *plan) primary(c cellPlan) bool {
	if c.rule != "" {
		return true
	}
	for _, x := range c.columns {
		if pl.tables[x.table].list[x.column].primary != "" {
			return true
		}
	}
	return false
}
