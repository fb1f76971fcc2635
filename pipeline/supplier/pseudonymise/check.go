package pseudonymise

import (
	"context"
	"fmt"
	"slices"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// Problem is one thing that stops a file from being written. It never holds the
// cell.
type Problem struct {
	Sheet  string
	Row    int // 0 for a whole column
	Column string
	Text   code.Text
}

// In tells where the problem is and what it is.
func (p Problem) In(lang code.Lang) string {
	say := func(sv, en string) string { return code.Text{SV: sv, EN: en}.In(lang) }
	text := ""
	if p.Sheet != "" {
		text = say("blad ", "sheet ") + p.Sheet + ", "
	}
	if p.Row > 0 {
		text += fmt.Sprintf(say("rad %d, ", "row %d, "), p.Row)
	}
	if p.Column != "" {
		text += say("kolumn ", "column ") + p.Column + ": "
	}
	return text + p.Text.In(lang)
}

// keepProblems is how many problems of a file are kept; all are counted.
const keepProblems = 50

// Plan is what the first reading of a file found.
type Plan struct {
	Tables   []TablePlan
	Skipped  []string // sheets that hold no table
	Problems []Problem
	Total    int       // problems, also those that were not kept
	Notes    []Problem // that do not stop it
}

// TablePlan is what becomes of one table.
type TablePlan struct {
	Sheet   string
	Dataset string // empty where it is not told
	Ids     map[string]Role
	Kept    []string
	Derived []string
	Dropped []string
	Missing []string // columns that the dataset requires and nothing gives; not told with a mapping
	Tally   Tally
}

func (p *Plan) problem(one Problem) {
	if p.Total++; len(p.Problems) < keepProblems {
		p.Problems = append(p.Problems, one)
	}
}

// Check reads a file and tells what Write would do, and everything that is in
// its way. The error is an *intake.Refusal where the file cannot be read.
func Check(ctx context.Context, file intake.File, o Options) (*Plan, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	plan := &Plan{}
	skipped, err := intake.ReadRaw(ctx, file, o.raw(), func(t *intake.RawTable) error {
		return o.check(plan, t)
	})
	for _, name := range skipped {
		plan.Skipped = append(plan.Skipped, validate.SafeName(name))
	}
	if err == nil && len(plan.Tables) == 0 {
		plan.problem(Problem{Text: code.Text{
			SV: "filen har ingen tabell vars rubriker känns igen. Rubrikerna ska heta som i mallen; annars ange kolumnerna med --person, --arende, --hushall och --svar, eller en mappning med --mappning",
			EN: "the file has no table whose headings are known. They must be called as in the template; else name the columns with --person, --arende, --hushall and --svar, or a mapping with --mappning",
		}})
	}
	return plan, err
}

func (o Options) raw() intake.RawOptions {
	return intake.RawOptions{
		Options: intake.Options{
			Dataset: o.Dataset, Contract: o.Contract, Collection: o.Collection, Municipality: o.Municipality, Period: o.Period, Mapping: o.Mapping,
		},
		Words: o.words(),
	}
}

// check reads one table to its end.
func (o Options) check(plan *Plan, t *intake.RawTable) error {
	l := o.plan(t)
	w := newWorker(o, l)
	g, handles := o.guard(l)
	sheet := shown(t.Sheet)
	err := t.Each(func(row int, cells [][]byte) error {
		out, faults := w.row(cells)
		for _, f := range faults {
			plan.problem(Problem{sheet, row, shown(t.Header[f.column]), code.Text{SV: code.Told(f.err, code.Swedish), EN: code.Told(f.err, code.English)}})
		}
		for i, c := range l.columns {
			if c.role == "" && len(out[i]) > 0 {
				g.Cell(handles[i], row, out[i])
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, f := range g.Close() {
		if f.Severity == table.Stop {
			plan.problem(Problem{sheet, f.Row, f.Column, code.Text{
				SV: f.Message.SV + " Ta bort kolumnen eller innehållet; kolumnen behålls bara för att den står i mallen.",
				EN: f.Message.EN + " Remove the column or its content; the column is kept only because the template has it.",
			}})
			continue
		}
		plan.Notes = append(plan.Notes, Problem{sheet, f.Row, f.Column, f.Message})
	}
	plan.Tables = append(plan.Tables, o.describe(l, w.tally))
	return nil
}

// guard watches the columns that are kept as they are.
func (o Options) guard(l layout) (*identity.Guard, []int) {
	g := identity.NewGuard(identity.GuardOptions{})
	handles := make([]int, len(l.columns))
	for i, c := range l.columns {
		if c.role == "" {
			handles[i] = g.Column(c.name, o.kind(l, c))
		}
	}
	return g, handles
}

// kind is what the guard is told of a kept column.
func (o Options) kind(l layout, c column) identity.ColumnKind {
	if o.Mapping != nil {
		return identity.Undeclared
	}
	for _, dataset := range o.datasets(l.table) {
		for _, v := range o.Contract.Datasets[dataset].Variables {
			if intake.Fold(v.Name) == intake.Fold(c.name) && (v.Type == contract.Text || v.Type == contract.Code) {
				return identity.Stored
			}
		}
	}
	return identity.Undeclared
}

func (o Options) describe(l layout, tally Tally) TablePlan {
	p := TablePlan{Sheet: shown(l.table.Sheet), Ids: map[string]Role{}, Tally: tally}
	if names := o.datasets(l.table); len(names) == 1 {
		p.Dataset = names[0]
	}
	for _, c := range l.columns {
		switch {
		case c.role != "":
			p.Ids[shown(l.table.Header[c.source])] = c.role
		case c.source < 0:
			p.Derived = append(p.Derived, c.name)
		default:
			p.Kept = append(p.Kept, c.name)
		}
	}
	for _, i := range l.dropped {
		p.Dropped = append(p.Dropped, shown(l.table.Header[i]))
	}
	p.Missing = o.missing(l, p.Dataset)
	return p
}

// missing lists what the dataset requires and the layout does not give.
func (o Options) missing(l layout, dataset string) (names []string) {
	if o.Mapping != nil || dataset == "" {
		return nil
	}
	for _, v := range o.Contract.Datasets[dataset].Variables {
		given := slices.ContainsFunc(l.columns, func(c column) bool { return intake.Fold(c.name) == intake.Fold(v.Name) })
		if v.Required && !given {
			names = append(names, v.Name)
		}
	}
	return names
}

// shown is a name from the file as a message may show it.
func shown(name string) string {
	if !identity.Clean(name) {
		return "•••"
	}
	return validate.SafeName(name)
}
